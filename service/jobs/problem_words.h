// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string_view>

#include "headwater/result.h"
#include "headwater/untrusted.h"

/// \file
/// What a child process calls the kind of an error when it answers: `not-found`, `transient`.

namespace headwater::jobs {

/// kAmbiguous, which no child answers, is called `internal`.
Literal WordOf(Errc code);
/// None: no kind is called so.
std::optional<Errc> ProblemCalled(std::string_view word);

}  // namespace headwater::jobs
