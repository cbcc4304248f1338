// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/license/reuse_glob.h"

namespace headwater::license {

ReuseGlob::ReuseGlob(std::string_view pattern) {
  const auto at = [pattern](size_t i) { return i < pattern.size() ? pattern[i] : '\0'; };
  for (size_t i = 0; i < pattern.size(); ++i) {
    if (at(i) == '*' && at(i + 1) == '*') {
      while (at(i + 1) == '*') ++i;
      if (at(i + 1) == '/') ++i;
      tokens_.push_back({Kind::kGlobStar, '\0'});
    } else if (at(i) == '*') {
      tokens_.push_back({Kind::kStar, '\0'});
    } else {
      if (at(i) == '\\' && (at(i + 1) == '*' || at(i + 1) == '\\')) ++i;
      if (tokens_.empty()) {
        prefix_ += at(i);
      } else {
        tokens_.push_back({Kind::kByte, at(i)});
      }
    }
  }
}

bool ReuseGlob::Matches(std::string_view path) const {
  if (!path.starts_with(prefix_)) return false;
  path.remove_prefix(prefix_.size());
  // reached[i]: the first i tokens match what has been read of the path.
  std::vector<char> reached(tokens_.size() + 1, 0);
  reached[0] = 1;
  const auto skip_runs = [&] {
    for (size_t i = 0; i < tokens_.size(); ++i) {
      if (reached[i] != 0 && tokens_[i].kind != Kind::kByte) reached[i + 1] = 1;
    }
  };
  skip_runs();
  for (const char c : path) {
    for (size_t i = tokens_.size() + 1; i-- > 0;) {
      const bool stays =
          i < tokens_.size() && reached[i] != 0 &&
          (tokens_[i].kind == Kind::kGlobStar || (tokens_[i].kind == Kind::kStar && c != '/'));
      const bool steps = i > 0 && reached[i - 1] != 0 && tokens_[i - 1].kind == Kind::kByte &&
                         tokens_[i - 1].byte == c;
      reached[i] = stays || steps ? 1 : 0;
    }
    skip_runs();
  }
  return reached.back() != 0;
}

}  // namespace headwater::license
