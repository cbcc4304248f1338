// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "headwater/git.h"
#include "headwater/policy_rule.h"

namespace headwater::pattern {

/// What searching costs is known before: a byte of text takes at most as many steps as the program
/// has instructions. Measured on the slowest programs: 250 million steps a second, so that these
/// are about 20 seconds for a rule and 60 for all rules of a change. Steps are counted, no clock is
/// read: a judgement that is made again ends at the same place.
inline constexpr uint64_t kMostStepsOfRule = 5'000'000'000;
inline constexpr uint64_t kMostStepsOfChange = 15'000'000'000;

/// Steps of all patterns that were asked of one view: of one change.
struct StepsOfChange {
  explicit StepsOfChange(GitView& /*view*/) {}
  uint64_t taken = 0;
};

/// Finds one pattern, within the bounds.
class Search {
 public:
  Search(const Regex& regex, GitView& view)
      : regex_(&regex), of_change_(&view.Shared<StepsOfChange>()) {}

  /// The leftmost match. Nothing, and `over` is true from then on: the text would cost more steps
  /// than are left.
  std::optional<std::string_view> Find(std::string_view text);
  bool over() const { return over_; }

 private:
  const Regex* regex_;
  StepsOfChange* of_change_;
  uint64_t taken_ = 0;
  bool over_ = false;
};

/// The content of a file in a form that can be searched: UTF-16 as UTF-8, bytes that are no UTF-8
/// as
/// `\xNN`.
std::string Searchable(std::string bytes);

/// The text's next line without its end; takes it off.
std::string_view TakeLine(std::string_view& text);

/// What is shown of a match: its beginning.
Untrusted Shown(std::string_view match);

}  // namespace headwater::pattern
