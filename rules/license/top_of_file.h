// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

/// \file
/// Private to the search for a header's place.

namespace headwater::license {

inline char LowerAscii(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

inline bool StartsWithIgnoringCase(std::string_view text, std::string_view start) {
  return text.size() >= start.size() &&
         std::equal(start.begin(), start.end(), text.begin(),
                    [](char a, char b) { return LowerAscii(a) == LowerAscii(b); });
}

inline bool Contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

template <size_t kSize>
bool StartsWithAny(std::string_view text, const std::array<std::string_view, kSize>& starts) {
  return std::any_of(starts.begin(), starts.end(),
                     [text](std::string_view start) { return text.starts_with(start); });
}

inline std::string_view TrimBlanks(std::string_view text) {
  constexpr std::string_view kTrimmed = " \t\r\n";
  text.remove_prefix(std::min(text.find_first_not_of(kTrimmed), text.size()));
  return text.substr(0, text.find_last_not_of(kTrimmed) + 1);
}

/// A text, and how many of its first bytes are to stay first.
class TopOfFile {
 public:
  explicit TopOfFile(std::string_view text) : text_(text) {}

  size_t kept() const { return kept_; }
  std::string_view rest() const { return text_.substr(kept_); }
  bool at_end() const { return kept_ == text_.size(); }

  /// The next line without blanks around it.
  std::string_view Line() const { return TrimBlanks(rest().substr(0, rest().find('\n'))); }

  void Keep(size_t bytes) { kept_ += std::min(bytes, text_.size() - kept_); }
  void KeepLine() { Keep(LineBytes()); }

  /// Goes on to the next line where only blanks are left of this one.
  void KeepRestOfLine() {
    if (Line().empty()) KeepLine();
  }

  /// Keeps everything up to and with `end`, which has to come soon.
  bool KeepThrough(std::string_view end) {
    // No declaration that people write is longer.
    constexpr size_t kMaxBytes = size_t{4} << 10U;
    const size_t found = rest().substr(0, kMaxBytes).find(end);
    if (found == std::string_view::npos) return false;
    Keep(found + end.size());
    KeepRestOfLine();
    return true;
  }

  template <typename Belongs>
  void KeepWhile(Belongs&& belongs) {
    while (!at_end() && belongs(Line())) KeepLine();
  }

 private:
  size_t LineBytes() const {
    const size_t end = rest().find('\n');
    return end == std::string_view::npos ? rest().size() : end + 1;
  }

  std::string_view text_;
  size_t kept_ = 0;
};

/// Declaration, processing instructions and a DOCTYPE of one piece.
bool KeepXmlTop(TopOfFile& top);
/// The same; false for a template of a language that is not known.
bool KeepHtmlTop(TopOfFile& top);
/// Front matter between lines of `---` or `+++`.
void KeepFrontMatter(TopOfFile& top);
/// `@charset`
bool KeepCssTop(TopOfFile& top);
/// A first comment that holds a pragma of a tool.
bool KeepJavaScriptTop(TopOfFile& top);
/// `<#ftl>`; false for the syntax with square brackets.
bool KeepFreeMarkerTop(TopOfFile& top);

}  // namespace headwater::license
