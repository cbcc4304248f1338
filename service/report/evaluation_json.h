// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "headwater/report.h"

namespace headwater::report {

/// What the evaluator child really is locked in by.
struct Confinement {
  bool landlock = false;
  bool seccomp = false;
};

/// The child's answer, `headwater.evaluate/1`: service/docs/evaluate-json.md.
std::string RenderEvaluation(const Report& report, const Confinement& confinement);

}  // namespace headwater::report
