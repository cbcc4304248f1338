// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace headwater {

/// Finds what was most likely meant by a short word that people type, such as a key: the candidate
/// with the fewest wrong letters, unless more than a third of them is wrong. More than 64 bytes are
/// not compared. Of equals the first.
class WordSearch {
 public:
  /// `written` and the candidates outlive this.
  explicit WordSearch(std::string_view written);

  void Try(std::string_view candidate);
  /// Empty: nothing is near.
  std::string_view best() const { return best_; }

 private:
  std::string_view written_;
  size_t distance_;  ///< Candidates must be nearer.
  std::string_view best_;
};

/// The one of these.
std::string_view NearestWord(std::string_view written,
                             const std::vector<std::string_view>& candidates);

}  // namespace headwater
