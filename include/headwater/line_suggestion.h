// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <string>

#include "headwater/change.h"
#include "headwater/untrusted.h"

namespace headwater {

/// New lines in place of lines that the merge request's diff shows, as the platform writes them
/// when a person clicks: the file then is what the finding's fix makes of it.
struct LineSuggestion {
  std::string fingerprint;  ///< Of the finding.
  Untrusted path;
  LineRange lines;        ///< That are replaced; the last is the one that is commented on.
  uint32_t old_line = 0;  ///< Number of the last one before the change; 0: the change adds it.
  Untrusted text;         ///< Without the last line's ending; empty: the lines go.

  bool operator==(const LineSuggestion& other) const = default;
};

/// Lines that a suggestion may replace above the one that is commented on.
/// https://docs.gitlab.com/ee/user/project/merge_requests/reviews/suggestions.html "Multi-line
/// suggestions"
inline constexpr uint32_t kMaxSuggestedLinesAbove = 100;

}  // namespace headwater
