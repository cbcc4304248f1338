// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <optional>
#include <string>
#include <string_view>

#include "rules/license/comment_scanner.h"
#include "rules/license/preamble.h"
#include "rules/license/string_literals.h"
#include "rules/license/top_of_file.h"

namespace headwater::license {
namespace {

// A notice further down is no header.
constexpr size_t kLookedAtBytes = size_t{8} << 10U;

constexpr size_t kNone = std::string_view::npos;

size_t OffsetIn(std::string_view text, std::string_view part) {
  return static_cast<size_t>(part.data() - text.data());
}

size_t LineStart(std::string_view text, size_t pos) {
  const size_t feed = text.substr(0, pos).rfind('\n');
  return feed == kNone ? 0 : feed + 1;
}

size_t LineEnd(std::string_view text, size_t pos) {
  return std::min(text.find('\n', pos), text.size());
}

// Whether nothing but delimiters of comments and blanks stands in the text.
bool IsNoCode(std::string_view between, const CommentStyle& style) {
  const auto drop = [&between](Literal token) {
    if (token.view().empty() || !StartsWithIgnoringCase(between, token.view())) return false;
    between.remove_prefix(token.view().size());
    return true;
  };
  while (!(between = TrimBlanks(between)).empty()) {
    bool dropped = false;
    for (const Block& block : style.blocks) {
      dropped = dropped || drop(block.close) || drop(block.open);
    }
    for (const Literal& prefix : style.lines) dropped = dropped || drop(prefix);
    if (!dropped) return false;
  }
  return true;
}

// Where a copyright notice begins in a line of a comment, behind what decorates it.
std::optional<size_t> NoticeIn(std::string_view line) {
  constexpr std::string_view kDecoration = " \t*#/;%-!|=+'\".:";
  // A notice names somebody: the shortest is "Copyright X".
  constexpr size_t kMinBytes = 11;
  const size_t begin = std::min(line.find_first_not_of(kDecoration), line.size());
  const std::string_view notice = line.substr(begin);
  constexpr std::array<std::string_view, 4> kStarts = {"copyright ", "\xC2\xA9", "(c) ",
                                                       "spdx-filecopyrighttext:"};
  const bool starts = std::any_of(kStarts.begin(), kStarts.end(), [notice](auto start) {
    return StartsWithIgnoringCase(notice, start);
  });
  if (!starts || TrimBlanks(notice).size() < kMinBytes) return std::nullopt;
  return begin;
}

// The same decoration for the next line of a comment that this line opens.
std::string Continued(std::string_view before, std::string_view open) {
  std::string decoration(before.size(), ' ');
  constexpr std::string_view kSlashStar = "/*";
  const size_t at = before.find(open);
  if (open == kSlashStar && at != kNone) decoration[at + 1] = '*';
  return decoration;
}

/// A comment, and the last notice in it.
struct FoundNotice {
  std::string_view comment;
  size_t offset = 0;  ///< In the text.
};

std::optional<FoundNotice> LastNoticeIn(std::string_view text, std::string_view comment) {
  std::optional<FoundNotice> last;
  size_t line = 0;
  while (line < comment.size()) {
    const size_t end = std::min(comment.find('\n', line), comment.size());
    if (const auto notice = NoticeIn(comment.substr(line, end - line))) {
      last = FoundNotice{comment, OffsetIn(text, comment) + line + *notice};
    } else if (last) {
      break;  // Only notices that stand together.
    }
    line = end + 1;
  }
  return last;
}

std::optional<HeaderCompletion> Below(std::string_view text, const CommentStyle& style,
                                      const FoundNotice& notice) {
  const size_t line = LineStart(text, notice.offset);
  const size_t end = LineEnd(text, notice.offset);
  const size_t comment_begin = OffsetIn(text, notice.comment);
  const size_t comment_end = comment_begin + notice.comment.size();
  const std::string_view before = text.substr(line, notice.offset - line);
  const bool opens = comment_begin > line;
  const bool closes = comment_end <= end;
  // Above the line that closes the comment: below it the comment has ended.
  if (!opens && closes && end != comment_end)
    return HeaderCompletion{line, std::string(before), ""};
  if (end == text.size()) return std::nullopt;  // A last line that is not ended.
  if (opens && closes) {
    std::string_view behind = TrimBlanks(text.substr(comment_end, end - comment_end));
    if (!IsNoCode(behind, style)) return std::nullopt;
    return HeaderCompletion{end + 1, std::string(before),
                            behind.empty() ? "" : " " + std::string(behind)};
  }
  if (!opens) return HeaderCompletion{end + 1, std::string(before), ""};
  for (const Block& block : style.blocks) {
    if (Contains(before, block.open.view())) {
      return HeaderCompletion{end + 1, Continued(before, block.open.view()), ""};
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<HeaderCompletion> FindHeaderCompletion(std::string_view text,
                                                     const CommentStyle& style, size_t from) {
  CommentScanner scanner(text, style);
  std::optional<FoundNotice> found;
  size_t behind = from;
  while (const auto comment = scanner.Next()) {
    const size_t begin = OffsetIn(text, *comment);
    if (begin < from) continue;
    if (begin > kLookedAtBytes || !IsNoCode(text.substr(behind, begin - behind), style)) break;
    const std::string_view looked_at = comment->substr(0, kLookedAtBytes);
    const auto notice = LastNoticeIn(text, looked_at);
    if (found && !notice) break;
    if (notice) found = FoundNotice{*comment, notice->offset};
    behind = begin + comment->size();
  }
  if (!found) return std::nullopt;
  return Below(text, style, *found);
}

}  // namespace headwater::license
