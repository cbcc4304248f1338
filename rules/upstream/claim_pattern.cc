// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/upstream/claim_pattern.h"

#include <algorithm>
#include <cstddef>

#include "rules/upstream/message_lines.h"

namespace headwater::upstream {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";

/// One attempt: where it is in the line, and what it has found.
class Matcher {
 public:
  explicit Matcher(std::string_view line) : line_(line) {}

  bool Run(std::string_view pattern) {
    while (!pattern.empty()) {
      if (pattern.front() == '{') {
        const size_t end = pattern.find('}');
        TryGroup(pattern.substr(1, end - 1));
        pattern.remove_prefix(end + 1);
      } else if (pattern.front() == '%') {
        return TakeRest(pattern.substr(1));
      } else if (Step(pattern.front())) {
        pattern.remove_prefix(1);
      } else {
        return false;
      }
    }
    return true;
  }

  bool AtEnd() const { return at_ == line_.size(); }
  const PatternMatch& found() const { return found_; }

 private:
  void TryGroup(std::string_view group) {
    const Matcher before = *this;
    if (!Run(group)) *this = before;
  }

  bool Step(char expected) {
    switch (expected) {
      case ' ':
        return SkipBlanks() > 0;
      case '_':
        if (at_ < line_.size() && std::string_view(" -_").find(line_[at_]) != kNowhere) ++at_;
        return true;
      case ':':
        SkipBlanks();
        if (!Take(':')) return false;
        SkipBlanks();
        return true;
      case '#':
        return TakeReference();
      default:
        return Take(expected);
    }
  }

  bool Take(char expected) {
    if (AtEnd() || Lower(line_[at_]) != expected) return false;
    ++at_;
    return true;
  }

  size_t SkipBlanks() {
    const size_t begin = at_;
    at_ = std::min(line_.find_first_not_of(kBlanks, at_), line_.size());
    return at_ - begin;
  }

  bool TakeReference() {
    const size_t begin = std::min(line_.find_first_not_of("`'\"<[", at_), line_.size());
    const size_t end = std::min(line_.find_first_of(" \t\r\n()[]<>,\"'`", begin), line_.size());
    const auto reference = ReadReference(line_.substr(begin, end - begin));
    if (!reference) return false;
    found_.reference = *reference;
    at_ = end;
    while (!AtEnd() && std::string_view("`'\">").find(line_[at_]) != kNowhere) ++at_;
    return true;
  }

  bool TakeRest(std::string_view literal) {
    const bool word_goes_on =
        at_ > 0 && !AtEnd() && IsWordByte(line_[at_ - 1]) && IsWordByte(line_[at_]);
    if (word_goes_on || line_.size() - at_ < literal.size() || !line_.ends_with(literal)) {
      return false;
    }
    found_.rest = Trimmed(line_.substr(at_, line_.size() - at_ - literal.size()));
    at_ = line_.size();
    return true;
  }

  static constexpr size_t kNowhere = std::string_view::npos;

  std::string_view line_;
  size_t at_ = 0;
  PatternMatch found_;
};

}  // namespace

std::optional<PatternMatch> MatchPattern(std::string_view pattern, std::string_view line) {
  line = Trimmed(line);
  if (line.ends_with('.')) line.remove_suffix(1);
  Matcher matcher(line);
  if (!matcher.Run(pattern) || !matcher.AtEnd()) return std::nullopt;
  return matcher.found();
}

}  // namespace headwater::upstream
