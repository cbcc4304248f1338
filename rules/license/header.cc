// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/license/header.h"

#include <algorithm>
#include <utility>

#include "headwater/sink.h"
#include "rules/license/preamble.h"
#include "rules/license/top_of_file.h"

namespace headwater::license {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kCopyrightTag = "SPDX-FileCopyrightText:";

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

// Where a column decides what a comment is, the mark has taken the first one's place.
bool IsDisplaced(const SourceText& source, const CommentStyle& style) {
  const bool by_column =
      style.place == PrefixPlace::kColumnOne || style.place == PrefixPlace::kColumnSeven;
  return by_column && source.encoding == Encoding::kUtf8Bom;
}

// `coding: latin-1`, `encoding="ISO-8859-1"` and the like in the first lines.
bool NamesOtherEncoding(std::string_view text) {
  constexpr size_t kLookedAtBytes = 400;
  constexpr std::string_view kWord = "coding";
  text = text.substr(0, kLookedAtBytes);
  const size_t word = text.find(kWord);
  if (word == std::string_view::npos) return false;
  std::string_view value = text.substr(word + kWord.size());
  if (!value.starts_with(':') && !value.starts_with('=')) return false;
  value.remove_prefix(std::min(value.find_first_not_of(":= \"'"), value.size()));
  return !StartsWithIgnoringCase(value, "utf");
}

// Our text is UTF-8; in a file of another encoding it would be a second one.
bool MayHoldUtf8(std::string_view text) {
  if (NamesOtherEncoding(text)) return false;
  return IsAscii(text) || ToValidUtf8(Untrusted(std::string(text))) == text;
}

/// The text of a header, as it is written at one place.
class HeaderText {
 public:
  HeaderText(const CommentStyle& style, HeaderPlace::Form form, std::string_view ending)
      : style_(style), form_(form), ending_(ending) {}

  /// With its line endings; without one at the end where none may be.
  std::string Of(const std::vector<std::string>& lines) const {
    switch (form_) {
      case HeaderPlace::Form::kFrontMatter:
        return Prefixed("# ", lines);
      case HeaderPlace::Form::kPhpBlock:
        return Line("<?php") + Prefixed("// ", lines) + Line("?>");
      case HeaderPlace::Form::kStyle:
        break;
    }
    if (style_.write_block || style_.lines.empty()) return InBlocks(lines);
    return Prefixed(std::string(style_.lines.front().view()) + " ", lines);
  }

  /// A blank line keeps the header apart: Go would take it for the documentation of the package.
  bool WantsBlankLine() const {
    return form_ == HeaderPlace::Form::kStyle && style_.behind == Behind::kBlankLine;
  }

 private:
  std::string Line(std::string_view text) const { return std::string(text).append(ending_); }

  std::string Prefixed(std::string_view prefix, const std::vector<std::string>& lines) const {
    std::string text;
    for (const std::string& line : lines) text += Line(std::string(prefix) + line);
    return text;
  }

  std::string InBlocks(const std::vector<std::string>& lines) const {
    const Block& block = style_.blocks.front();
    const std::string open(block.open.view());
    const std::string close(block.close.view());
    if (style_.behind == Behind::kNothing) return Line(open) + Prefixed("", lines) + close;
    std::string text;
    for (const std::string& line : lines) {
      text.append(open).append(" ").append(line).append(" ").append(close).append(ending_);
    }
    return text;
  }

  const CommentStyle& style_;
  HeaderPlace::Form form_;
  std::string_view ending_;
};

/// Text to put before a byte, in the place of so many bytes.
struct Insertion {
  size_t offset = 0;
  std::string text;
  size_t replaced = 0;
};

Insertion AtPlace(std::string_view text, const HeaderPlace& place, const HeaderText& header,
                  const std::vector<std::string>& lines, std::string_view ending) {
  Insertion insertion{.offset = place.offset, .text = header.Of(lines)};
  if (header.WantsBlankLine() && place.offset < text.size() &&
      !text.substr(place.offset).starts_with(ending)) {
    insertion.text += ending;
  }
  const bool in_line = place.offset > 0 && text[place.offset - 1] != '\n';
  if (in_line && insertion.text.ends_with('\n')) {
    insertion.text.insert(0, ending);
    const std::string_view rest = text.substr(place.offset);
    insertion.replaced = std::min(rest.find_first_not_of(" \t"), rest.size());
  }
  return insertion;
}

std::optional<Insertion> IntoComment(const SourceText& source, const CommentStyle& style,
                                     const HeaderPlace& place,
                                     const std::vector<std::string>& lines) {
  if (place.form != HeaderPlace::Form::kStyle) return std::nullopt;
  const auto completion = FindHeaderCompletion(source.text, style, place.offset);
  if (!completion) return std::nullopt;
  Insertion insertion{.offset = completion->offset, .text = {}};
  for (const std::string& line : lines) {
    if (line.starts_with(kCopyrightTag)) continue;
    insertion.text += completion->before + line + completion->behind;
    insertion.text += *LineEnding(source.text);
  }
  return insertion;
}

// As lines: what does not fall between two lines replaces the line in which it falls.
Fix ToFix(const Untrusted& path, const SourceText& source, Insertion insertion) {
  const std::string_view text = source.text;
  const size_t feed = text.substr(0, insertion.offset).rfind('\n');
  const size_t begin = feed == std::string_view::npos ? 0 : feed + 1;
  const auto line = static_cast<uint32_t>(
      1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(begin), '\n'));
  const bool marked = source.encoding == Encoding::kUtf8Bom && line == 1;
  Fix fix{.kind = Fix::Kind::kReplace, .path = path, .lines = {line, line - 1}, .text = {}};
  if (begin == insertion.offset && !marked && insertion.text.ends_with('\n')) {
    fix.text = Untrusted(std::move(insertion.text));
    return fix;
  }
  const size_t behind = insertion.offset + insertion.replaced;
  const size_t next = text.find('\n', behind);
  const size_t end = next == std::string_view::npos ? text.size() : next + 1;
  fix.lines.last = line;
  std::string whole(marked ? kByteOrderMark : "");
  whole += text.substr(begin, insertion.offset - begin);
  whole += insertion.text;
  whole += text.substr(behind, end - behind);
  fix.text = Untrusted(std::move(whole));
  return fix;
}

std::string Joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

}  // namespace

std::vector<std::string> HeaderLines(std::string_view license, std::string_view holder,
                                     std::chrono::year year) {
  std::vector<std::string> lines;
  if (!holder.empty()) {
    lines.push_back(std::string(kCopyrightTag) + " " + std::to_string(static_cast<int>(year)) +
                    " " + std::string(holder));
  }
  // The tag in two parts: this line is no licence of this file.
  lines.push_back(
      "SPDX-License-"
      "Identifier: " +
      std::string(license));
  return lines;
}

std::optional<Fix> SuggestHeader(const Untrusted& path, const SourceText& source,
                                 const CommentStyle& style, const std::vector<std::string>& lines) {
  if (source.encoding == Encoding::kUtf16) return SuggestSideCar(path, lines);
  const std::string_view text = source.text;
  const auto ending = LineEnding(text);
  const auto place = FindHeaderPlace(text, style);
  if (!ending || !place || IsDisplaced(source, style)) return std::nullopt;
  std::vector<std::string> written = lines;
  if (!MayHoldUtf8(text)) std::erase_if(written, [](auto& line) { return !IsAscii(line); });
  auto insertion = IntoComment(source, style, *place, written);
  if (!insertion) {
    const HeaderText header(style, place->form, *ending);
    insertion = AtPlace(text, *place, header, written, *ending);
    if (!IsAscii(insertion->text) && !MayHoldUtf8(text)) return std::nullopt;
  }
  if (insertion->text.empty()) return std::nullopt;
  return ToFix(path, source, *std::move(insertion));
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
