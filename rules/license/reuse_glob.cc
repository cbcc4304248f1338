// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/license/reuse_glob.h"

#include <algorithm>

namespace headwater::license {

ReuseGlob::ReuseGlob(std::string_view pattern) {
  while (!pattern.empty()) pattern.remove_prefix(AddToken(pattern));
}

size_t ReuseGlob::AddToken(std::string_view pattern) {
  if (pattern.starts_with("**")) {
    tokens_.push_back({Kind::kGlobStar, '\0'});
    const size_t stars = std::min(pattern.find_first_not_of('*'), pattern.size());
    return stars + (pattern.substr(stars).starts_with('/') ? 1 : 0);
  }
  if (pattern.starts_with('*')) {
    tokens_.push_back({Kind::kStar, '\0'});
    return 1;
  }
  const size_t escape = pattern.starts_with("\\*") || pattern.starts_with("\\\\") ? 1 : 0;
  if (tokens_.empty()) {
    prefix_ += pattern[escape];
  } else {
    tokens_.push_back({Kind::kByte, pattern[escape]});
  }
  return escape + 1;
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
