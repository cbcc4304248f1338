// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <span>
#include <string>

#include "headwater/forks.h"

/// \file
/// Projects with the same task, on paper: the answer of `headwater index similar`.

namespace headwater::report {

/// A paragraph for each, the most alike first. English.
std::string RenderSimilarText(std::span<const SimilarProject> projects);

/// `headwater.similar/1`, service/docs/forks-json.md.
std::string RenderSimilarJson(std::span<const SimilarProject> projects);

}  // namespace headwater::report
