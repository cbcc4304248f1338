// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/license/copyright_line.h"

#include <algorithm>
#include <string_view>

#include "rules/license/comment_styles.h"
#include "rules/license/line_text.h"

namespace headwater::license {
namespace {

constexpr std::string_view kTag = "SPDX-License-Identifier:";

// A line of the text, 1-based, without its end; nothing when there are fewer.
std::optional<std::string_view> LineAt(std::string_view text, uint32_t line) {
  size_t begin = 0;
  for (uint32_t i = 1; i < line; ++i) {
    begin = text.find('\n', begin) + 1;
    if (begin == 0) return std::nullopt;
  }
  return text.substr(begin, text.find('\n', begin) - begin);
}

bool EndsLinesWithReturnOnly(std::string_view text) {
  for (size_t i = text.find('\r'); i != std::string_view::npos; i = text.find('\r', i + 1)) {
    if (!text.substr(i + 1).starts_with('\n')) return true;
  }
  return false;
}

// Whether a line that begins and ends like this is a comment of its own, or within one.
bool IsWholeComment(const CommentStyle& style, std::string_view before, std::string_view behind) {
  const std::string_view open = TrimRight(TrimLeft(before));
  const std::string_view close = TrimRight(TrimLeft(behind));
  if (close.empty()) {
    const bool prefix = std::any_of(style.lines.begin(), style.lines.end(),
                                    [open](Literal line) { return line.view() == open; });
    // In the middle of a block: as the lines of the block do.
    return prefix || (!style.blocks.empty() && (open.empty() || open == "*"));
  }
  return std::any_of(style.blocks.begin(), style.blocks.end(), [&](const Block& block) {
    return block.open.view() == open && block.close.view() == close;
  });
}

}  // namespace

std::optional<Fix> SuggestCopyrightLine(const Untrusted& path, const SourceText& source,
                                        const LicenseStatement& license,
                                        const std::string& notice) {
  const auto kind = FileKindOf(path.bytes());
  const std::string_view text = source.text;
  const bool insertable = kind && license.place.source == InfoSource::kHeader &&
                          source.encoding == Encoding::kBytes && !EndsLinesWithReturnOnly(text);
  if (!insertable) return std::nullopt;
  const auto line = LineAt(text, license.place.line);
  const size_t tag = line ? line->find(kTag) : std::string_view::npos;
  if (tag == std::string_view::npos) return std::nullopt;
  const size_t value = line->find(license.text, tag);
  if (value == std::string_view::npos) return std::nullopt;
  std::string_view behind = line->substr(value + license.text.size());
  const bool crlf = behind.ends_with('\r');
  if (crlf) behind.remove_suffix(1);
  if (!IsWholeComment(*kind->style, line->substr(0, tag), behind)) return std::nullopt;
  std::string added = std::string(line->substr(0, tag)) + notice + std::string(behind);
  added += crlf ? "\r\n" : "\n";
  return Fix{.kind = Fix::Kind::kReplace,
             .path = path,
             .lines = {license.place.line, license.place.line - 1},
             .text = Untrusted(std::move(added))};
}

}  // namespace headwater::license
