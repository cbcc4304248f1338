// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/license/header.h"

#include <algorithm>

namespace headwater::license {
namespace {

std::string InComment(const CommentStyle& style, std::string_view line) {
  std::string text;
  if (style.write_block || style.lines.empty()) {
    text += style.blocks.front().open.view();
    text += ' ';
    text += line;
    text += ' ';
    text += style.blocks.front().close.view();
  } else {
    text += style.lines.front().view();
    text += ' ';
    text += line;
  }
  return text;
}

// Where the line after the first `count` ones begins; nothing when the last of them is not ended.
std::optional<size_t> AfterLines(std::string_view text, uint32_t count) {
  size_t begin = 0;
  for (uint32_t i = 0; i < count; ++i) {
    const size_t end = text.find('\n', begin);
    if (end == std::string_view::npos) return std::nullopt;
    begin = end + 1;
  }
  return begin;
}

// Nothing for files that end a line with CR alone: their lines are not git's.
std::optional<std::string_view> LineEnding(std::string_view text) {
  for (size_t i = text.find('\r'); i != std::string_view::npos; i = text.find('\r', i + 1)) {
    if (i + 1 >= text.size() || text[i + 1] != '\n') return std::nullopt;
  }
  const size_t end = text.find('\n');
  const bool crlf = end != std::string_view::npos && end > 0 && text[end - 1] == '\r';
  return crlf ? "\r\n" : "\n";
}

bool IsAscii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '\0'; });
}

bool IsAscii(const std::vector<std::string>& lines) {
  return std::all_of(lines.begin(), lines.end(),
                     [](const std::string& line) { return IsAscii(line); });
}

std::string Joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

}  // namespace

std::vector<std::string> HeaderLines(const ProjectLicense& project, std::chrono::year year) {
  std::vector<std::string> lines;
  if (!project.owner.empty()) {
    lines.push_back("SPDX-FileCopyrightText: " + std::to_string(static_cast<int>(year)) + " " +
                    project.owner);
  }
  // The tag in two parts: this line is no licence of this file.
  lines.push_back(
      "SPDX-License-"
      "Identifier: " +
      project.license);
  return lines;
}

std::optional<Fix> SuggestHeader(const Untrusted& path, const SourceText& source,
                                 const CommentStyle& style, const std::vector<std::string>& lines) {
  if (source.encoding != Encoding::kBytes) return std::nullopt;
  // Our text is UTF-8; in a file that may be Latin-1 it would be a second encoding.
  if (!IsAscii(lines) && !IsAscii(source.text)) return std::nullopt;
  const auto ending = LineEnding(source.text);
  const auto kept = LinesToKeep(source.text, style.preamble);
  if (!ending || !kept) return std::nullopt;
  const auto begin = AfterLines(source.text, *kept);
  if (!begin) return std::nullopt;
  std::string text;
  for (const std::string& line : lines) text.append(InComment(style, line)).append(*ending);
  // A blank line keeps the header apart: Go would take it for the documentation of the package.
  const std::string_view next = std::string_view(source.text).substr(*begin);
  if (!next.empty() && !next.starts_with(*ending)) text += *ending;
  return Fix{.kind = Fix::Kind::kReplace,
             .path = path,
             .lines = {*kept + 1, *kept},
             .text = Untrusted(std::move(text))};
}

Fix SuggestSideCar(const Untrusted& path, const std::vector<std::string>& lines) {
  return {.kind = Fix::Kind::kCreate,
          .path = Untrusted(path.bytes() + ".license"),
          .lines = {},
          .text = Untrusted(Joined(lines))};
}

Fix SuggestInSideCar(std::string side_car, const std::vector<std::string>& lines) {
  return {.kind = Fix::Kind::kReplace,
          .path = Untrusted(std::move(side_car)),
          .lines = {1, 0},
          .text = Untrusted(Joined(lines))};
}

}  // namespace headwater::license
