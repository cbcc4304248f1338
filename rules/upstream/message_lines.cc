// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/upstream/message_lines.h"

#include <algorithm>
#include <cstddef>

namespace headwater::upstream {
namespace {

constexpr std::string_view kBlanks = " \t\r";
constexpr uint32_t kTabWidth = 8;
constexpr std::string_view kCommentStart = "<!--";
constexpr std::string_view kCommentEnd = "-->";

/// Which lines of Markdown are not shown as text.
class HiddenParts {
 public:
  /// To be asked line by line.
  bool Hides(std::string_view text) {
    if (in_comment_) {
      in_comment_ = text.find(kCommentEnd) == std::string_view::npos;
      return true;
    }
    const bool is_fence = text.starts_with("```") || text.starts_with("~~~");
    if (is_fence) in_fence_ = !in_fence_;
    if (is_fence || in_fence_) return true;
    if (!text.starts_with(kCommentStart)) return false;
    in_comment_ = text.find(kCommentEnd) == std::string_view::npos;
    return true;
  }

 private:
  bool in_comment_ = false;
  bool in_fence_ = false;
};

uint32_t IndentOf(std::string_view blanks) {
  uint32_t indent = 0;
  for (const char c : blanks) indent += c == '\t' ? kTabWidth : 1;
  return indent;
}

MessageLine ReadLine(std::string_view line, uint32_t number) {
  MessageLine read;
  read.number = number;
  const size_t begin = std::min(line.find_first_not_of(kBlanks), line.size());
  read.indent = IndentOf(line.substr(0, begin));
  read.text = Trimmed(line);
  // Where git is told not to clean up, its own comments stay: `# Conflicts:`.
  if (read.text.starts_with("# ") || read.text.starts_with("#\t")) {
    read.text = Trimmed(read.text.substr(1));
  }
  if (read.text.starts_with("- ") || read.text.starts_with("* ")) {
    read.text = Trimmed(read.text.substr(1));
    read.listed = true;
  }
  read.hidden = read.text.starts_with('>') || read.text.starts_with('|');
  return read;
}

}  // namespace

std::vector<MessageLine> LinesOf(std::string_view message, Markup markup) {
  std::vector<MessageLine> lines;
  HiddenParts hidden;
  uint32_t number = 0;
  while (!message.empty()) {
    const size_t end = std::min(message.find('\n'), message.size());
    MessageLine line = ReadLine(message.substr(0, end), ++number);
    if (markup == Markup::kMarkdown && hidden.Hides(line.text)) line.hidden = true;
    lines.push_back(line);
    message.remove_prefix(std::min(end + 1, message.size()));
  }
  return lines;
}

bool IsWordByte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string_view Trimmed(std::string_view text) {
  const size_t begin = text.find_first_not_of(kBlanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
}

bool StartsWithWord(std::string_view text, std::string_view start) {
  if (text.size() < start.size()) return false;
  return std::equal(start.begin(), start.end(), text.begin(),
                    [](char expected, char given) { return expected == Lower(given); });
}

}  // namespace headwater::upstream
