// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/license/reuse_glob.h"

#include <algorithm>

namespace headwater::license {

ReuseGlob::ReuseGlob(std::string_view pattern) {
  while (!pattern.empty()) pattern.remove_prefix(AddReuseToken(pattern));
}

ReuseGlob ReuseGlob::Dep5(std::string_view pattern) {
  ReuseGlob glob;
  while (!pattern.empty()) pattern.remove_prefix(glob.AddDep5Token(pattern));
  return glob;
}

void ReuseGlob::Add(Token token) {
  const bool literal = token.kind == Kind::kByte;
  if (literal && tokens_.empty()) {
    prefix_ += token.byte;
    return;
  }
  tokens_.push_back(token);
  if (literal) {
    tail_ += token.byte;
  } else {
    tail_.clear();
  }
}

size_t ReuseGlob::AddReuseToken(std::string_view pattern) {
  if (pattern.starts_with("**")) {
    Add({Kind::kGlobStar});
    const size_t stars = std::min(pattern.find_first_not_of('*'), pattern.size());
    return stars + (pattern.substr(stars).starts_with('/') ? 1 : 0);
  }
  if (pattern.starts_with('*')) {
    Add({Kind::kStar});
    return 1;
  }
  const size_t escape = pattern.starts_with("\\*") || pattern.starts_with("\\\\") ? 1 : 0;
  Add({Kind::kByte, pattern[escape]});
  return escape + 1;
}

size_t ReuseGlob::AddDep5Token(std::string_view pattern) {
  if (pattern.starts_with('*')) {
    Add({Kind::kGlobStar});
    return std::min(pattern.find_first_not_of('*'), pattern.size());
  }
  if (pattern.starts_with('?')) {
    Add({Kind::kAnyByte});
    return 1;
  }
  const size_t escape = pattern.starts_with('\\') && pattern.size() > 1 ? 1 : 0;
  Add({Kind::kByte, pattern[escape]});
  return escape + 1;
}

bool ReuseGlob::Matches(std::string_view path, uint64_t& work) const {
  if (tokens_.empty()) return path == prefix_;
  if (!path.starts_with(prefix_)) return false;
  path.remove_prefix(prefix_.size());
  if (!path.ends_with(tail_)) return false;
  // Most patterns are a folder or an ending.
  if (tokens_.size() == tail_.size() + 1 && tokens_.front().kind != Kind::kAnyByte) {
    path.remove_suffix(tail_.size());
    return tokens_.front().kind == Kind::kGlobStar || path.find('/') == std::string_view::npos;
  }
  work += tokens_.size() * (path.size() + 1);
  return MatchesTokens(path);
}

bool ReuseGlob::MatchesTokens(std::string_view path) const {
  // reached[i]: the first i tokens match what has been read of the path.
  std::vector<char> reached(tokens_.size() + 1, 0);
  reached[0] = 1;
  const auto is_run = [this](size_t i) {
    return tokens_[i].kind == Kind::kStar || tokens_[i].kind == Kind::kGlobStar;
  };
  const auto skip_runs = [&] {
    for (size_t i = 0; i < tokens_.size(); ++i) {
      if (reached[i] != 0 && is_run(i)) reached[i + 1] = 1;
    }
  };
  const auto takes = [this](size_t i, char c) {
    const Token& token = tokens_[i];
    return token.kind == Kind::kAnyByte || (token.kind == Kind::kByte && token.byte == c);
  };
  skip_runs();
  for (const char c : path) {
    for (size_t i = tokens_.size() + 1; i-- > 0;) {
      const bool stays = i < tokens_.size() && reached[i] != 0 && is_run(i) &&
                         (tokens_[i].kind == Kind::kGlobStar || c != '/');
      const bool steps = i > 0 && reached[i - 1] != 0 && takes(i - 1, c);
      reached[i] = stays || steps ? 1 : 0;
    }
    skip_runs();
  }
  return reached.back() != 0;
}

}  // namespace headwater::license
