// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "headwater/fence.h"

#include <algorithm>

#include "headwater/sink.h"

namespace headwater {
namespace {

// CommonMark 0.31 section 4.5.
constexpr size_t kMinFence = 3;

constexpr std::string_view kBlanks = " \t";

bool IsBlank(std::string_view line) { return line.find_first_not_of(kBlanks) == line.npos; }

/// As service/forge/quick_action.cc: the last line of defence there would refuse the comment.
bool IsLikeQuickAction(std::string_view line) {
  const size_t slash = line.find_first_not_of(kBlanks);
  if (slash == line.npos || line[slash] != '/' || slash + 1 == line.size()) return false;
  const char next = line[slash + 1];
  return (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z') || next == '_';
}

/// Whether people see the line as it is.
bool IsLiteral(std::string_view line) {
  if (line.size() > kMaxShownBytes || IsLikeQuickAction(line)) return false;
  std::string without_tabs(line);
  std::replace(without_tabs.begin(), without_tabs.end(), '\t', ' ');
  return Encode<Sink::kTerminal>(Untrusted(without_tabs)) == without_tabs;
}

size_t LongestRun(std::string_view text, char mark) {
  size_t longest = 0;
  size_t run = 0;
  for (const char c : text) {
    run = c == mark ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return longest;
}

}  // namespace

std::optional<std::string> LiteralFence(const Untrusted& text, std::string_view info) {
  std::string_view rest = text.bytes();
  if (rest.ends_with('\n')) rest.remove_suffix(1);
  const std::string fence(std::max(kMinFence, LongestRun(rest, '`') + 1), '`');
  std::string block = fence + std::string(info) + "\n";
  if (text.empty()) return block + fence + "\n";
  for (bool first = true, last = false; !last; first = false) {
    const size_t end = std::min(rest.find('\n'), rest.size());
    last = end == rest.size();
    const std::string_view line = rest.substr(0, end);
    if (!IsLiteral(line) || ((first || last) && IsBlank(line))) return std::nullopt;
    block.append(line) += '\n';
    if (!last) rest.remove_prefix(end + 1);
  }
  return block + fence + "\n";
}

}  // namespace headwater
