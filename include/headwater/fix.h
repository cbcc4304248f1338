// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "headwater/finding.h"

/// \file
/// What becomes of a file when fixes are applied to it.

namespace headwater {

/// Lines that become other text; as Fix::lines, an insertion has last == first - 1.
struct Edit {
  LineRange lines;
  std::string text;  ///< With its line endings.
};

/// The edits that can be made together, sorted by line. Of two that overlap the earlier one in
/// `edits` counts; insertions at one place follow each other in the order given. One that names
/// lines which the text does not have is left out.
struct EditPlan {
  std::vector<Edit> edits;
  std::vector<bool> applied;  ///< For each edit that was given.
};
EditPlan PlanEdits(std::string_view text, std::span<const Edit> edits);

/// The text with a plan's edits made.
std::string ApplyEdits(std::string_view text, std::span<const Edit> edits);

/// Where the lines of a text begin, and as the last one the text's size: one more than it has
/// lines. A line ends behind its line feed.
std::vector<size_t> LineStarts(std::string_view text);

}  // namespace headwater
