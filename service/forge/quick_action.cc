// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/forge/quick_action.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace headwater::forge {
namespace {

// CommonMark 0.31 section 4.5.
constexpr size_t kMaxFenceIndent = 3;
constexpr size_t kMinFenceLength = 3;

constexpr std::string_view kBlanks = " \t\v\f\r";
constexpr std::string_view kCommentBegin = "<!--";
constexpr std::string_view kCommentEnd = "-->";

struct Fence {
  char mark = '`';
  size_t length = 0;
  std::string_view info;  ///< What follows the marks.
};

/// The fence that this line may open or close.
std::optional<Fence> FenceIn(std::string_view line) {
  const size_t indent = line.find_first_not_of(' ');
  if (indent == std::string_view::npos || indent > kMaxFenceIndent) return std::nullopt;
  const char mark = line[indent];
  if (mark != '`' && mark != '~') return std::nullopt;
  const size_t end = std::min(line.find_first_not_of(mark, indent), line.size());
  if (end - indent < kMinFenceLength) return std::nullopt;
  return Fence{mark, end - indent, line.substr(end)};
}

bool Opens(const std::optional<Fence>& fence) {
  if (!fence) return false;
  return fence->mark != '`' || fence->info.find('`') == std::string_view::npos;
}

bool Closes(const std::optional<Fence>& fence, const Fence& open) {
  return fence && fence->mark == open.mark && fence->length >= open.length &&
         fence->info.find_first_not_of(kBlanks) == std::string_view::npos;
}

bool IsCommand(std::string_view line) {
  const size_t slash = line.find_first_not_of(kBlanks);
  if (slash == std::string_view::npos || line[slash] != '/') return false;
  const char next = slash + 1 < line.size() ? line[slash + 1] : ' ';
  return (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z') || next == '_';
}

std::vector<std::string_view> Lines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

/// Whether the line leaves an HTML comment open.
bool LeavesComment(std::string_view line) {
  const size_t begin = line.rfind(kCommentBegin);
  return begin != std::string_view::npos &&
         line.find(kCommentEnd, begin + kCommentBegin.size()) == std::string_view::npos;
}

/// The line that closes the fence opened by `lines[at]`, or the end.
size_t ClosingLine(const std::vector<std::string_view>& lines, size_t at, const Fence& open) {
  size_t line = at + 1;
  while (line < lines.size() && !Closes(FenceIn(lines[line]), open)) ++line;
  return line;
}

bool HoldsCommand(std::string_view text) {
  const std::vector<std::string_view> lines = Lines(text);
  // Once a comment stays open we no longer know what is code, and believe nothing to be.
  bool trust_fences = true;
  for (size_t i = 0; i < lines.size(); ++i) {
    if (IsCommand(lines[i])) return true;
    if (LeavesComment(lines[i])) trust_fences = false;
    const std::optional<Fence> fence = FenceIn(lines[i]);
    if (!trust_fences || !Opens(fence)) continue;
    const size_t end = ClosingLine(lines, i, *fence);
    if (end == lines.size()) trust_fences = false;
    if (trust_fences) i = end;
  }
  return false;
}

}  // namespace

bool HoldsQuickAction(std::string_view markdown) {
  std::string without(markdown);
  without.erase(std::remove(without.begin(), without.end(), '\r'), without.end());
  if (HoldsCommand(without)) return true;
  std::string as_line_ends(markdown);
  std::replace(as_line_ends.begin(), as_line_ends.end(), '\r', '\n');
  return HoldsCommand(as_line_ends);
}

}  // namespace headwater::forge
