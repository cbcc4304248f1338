// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/license/header_reader.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <utility>

#include "rules/license/comment_scanner.h"
#include "rules/license/copyright_notice.h"
#include "rules/license/line_text.h"
#include "rules/license/statement_search.h"

namespace headwater::license {
namespace {

constexpr std::string_view kLineEnds = "\n\r";
constexpr std::string_view kTag = "SPDX-License-Identifier:";
// Written in two parts: this file is judged by the tool that it is part of.
constexpr std::string_view kFileCopyrightTag =
    "SPDX-File"
    "CopyrightText:";
constexpr std::string_view kIgnoreStart =
    "REUSE-Ignore"
    "Start";
constexpr std::string_view kIgnoreEnd =
    "REUSE-Ignore"
    "End";
constexpr std::string_view kSnippetBegin =
    "SPDX-Snippet"
    "Begin";
constexpr std::string_view kSnippetEnd =
    "SPDX-Snippet"
    "End";

// How far the head of a file goes: front matter with a dozen keys, or a long copyright notice.
constexpr uint32_t kHeadLines = 30;

// The place of a word that opens what it stands in; nothing when a sentence speaks of it.
bool Opens(std::string_view line, std::string_view word) {
  const size_t at = line.find(word);
  return at != std::string_view::npos && IsLeading(line, at);
}

// Whether a line begins as comments do in many languages.
bool LooksLikeComment(std::string_view line) {
  constexpr std::array<std::string_view, 10> kBegins = {"#", "//", "/*", "*",    ";",
                                                        "%", "!",  "--", "<!--", "(*"};
  line = TrimLeft(line);
  return std::any_of(kBegins.begin(), kBegins.end(),
                     [line](std::string_view begin) { return line.starts_with(begin); });
}

/// A part of one line, inside or outside of comments.
struct Segment {
  std::string_view text;
  size_t begin = 0;  ///< Offset in the whole text.
  bool in_comment = false;
  size_t comment_end = 0;
};

/// Divides a text into the segments that are asked for.
class Segments {
 public:
  Segments(std::string_view text, const CommentStyle* style) : text_(text) {
    if (style != nullptr) scanner_.emplace(text, *style);
  }

  /// The segment of an offset, which must not go back.
  Segment At(size_t offset) {
    if (!scanner_) return Cut(0, text_.size(), offset, /*in_comment=*/true);
    while (comment_end_ <= offset && !at_end_) NextComment();
    const bool inside = !at_end_ && comment_begin_ <= offset;
    if (inside) return Cut(comment_begin_, comment_end_, offset, /*in_comment=*/true);
    return Cut(last_comment_end_, at_end_ ? text_.size() : comment_begin_, offset,
               /*in_comment=*/false);
  }

 private:
  void NextComment() {
    last_comment_end_ = comment_end_;
    const auto comment = scanner_->Next();
    at_end_ = !comment;
    if (at_end_) return;
    comment_begin_ = static_cast<size_t>(comment->data() - text_.data());
    comment_end_ = comment_begin_ + comment->size();
  }

  // The line around `offset`, no further than the bounds and than what was given before.
  Segment Cut(size_t begin, size_t end, size_t offset, bool in_comment) {
    begin = std::max(begin, given_);
    const std::string_view before = text_.substr(begin, offset - begin);
    const size_t last_end = before.find_last_of(kLineEnds);
    if (last_end != std::string_view::npos) begin += last_end + 1;
    given_ = std::min(text_.substr(0, end).find_first_of(kLineEnds, offset), end);
    return {text_.substr(begin, given_ - begin), begin, in_comment, end};
  }

  std::string_view text_;
  std::optional<CommentScanner> scanner_;
  size_t comment_begin_ = 0;
  size_t comment_end_ = 0;
  size_t last_comment_end_ = 0;
  size_t given_ = 0;
  bool at_end_ = false;
};

/// Reads segment after segment, keeping which ignore block and which snippets are open.
class Reader {
 public:
  Reader(std::string_view text, const FileKind* kind, const InfoPlace& place)
      : text_(text), kind_(kind), place_(place), lines_(text) {
    if (kind != nullptr) style_ = kind->style;
  }

  HeaderStatements Read() && {
    StatementSearch search(text_);
    Segments segments(text_, style_);
    for (auto at = search.Next(0); at && !out_.too_many;) {
      const Segment segment = segments.At(*at);
      ReadSegment(segment, *at);
      at = search.Next(segment.begin + segment.text.size());
    }
    Close();
    return std::move(out_);
  }

 private:
  void ReadSegment(const Segment& segment, size_t offset) {
    line_ = lines_.LineOf(offset);
    segment_ = &segment;
    if (segment.in_comment) return ReadVisible(segment.text);
    if (ignored_) return;
    // Front matter and the like: only what opens a line, and is what it says it is.
    if (line_ <= kHeadLines && IsHeadLine(segment.text) && ReadHeadLine(segment.text)) return;
    NoteString(segment.text);
  }

  // What stands outside of ignore blocks.
  void ReadVisible(std::string_view line) {
    while (!line.empty()) {
      const std::string_view marker = ignored_ ? kIgnoreEnd : kIgnoreStart;
      const size_t at = std::min(line.find(marker), line.size());
      if (!ignored_) ReadStatements(line.substr(0, at));
      if (at == line.size()) return;
      if (ignored_) {
        out_.ignored.back().last = line_;
      } else {
        out_.ignored.push_back({line_, line_});
      }
      ignored_ = !ignored_;
      line.remove_prefix(at + marker.size());
    }
  }

  void ReadStatements(std::string_view line) {
    if (Opens(line, kSnippetBegin)) {
      open_.push_back(out_.snippets.size());
      out_.snippets.emplace_back();
      out_.snippets.back().lines = {line_, line_};
      out_.snippets.back().closed = false;
    }
    const bool license = ReadLicense(line);
    ReadNotice(license ? line.substr(0, line.find(kTag)) : line);
    if (!open_.empty() && Opens(line, kSnippetEnd)) {
      Snippet& snippet = out_.snippets[open_.back()];
      snippet.lines.last = line_;
      snippet.closed = true;
      open_.pop_back();
    }
    const size_t count = out_.licenses.size() + out_.copyrights.size() + out_.snippets.size() +
                         out_.ignored.size() + in_snippets_;
    out_.too_many = out_.too_many || count >= kMaxStatements;
  }

  // True when the line holds a tag, readable or not.
  bool ReadLicense(std::string_view line) {
    const size_t tag = FindTag(line);
    if (tag == std::string_view::npos) return false;
    const std::string_view value = ValueOf(line.substr(tag + kTag.size()));
    LicenseStatement statement = ParseValue(value);
    // In the middle of a sentence it is prose about tags, unless it is one.
    if (!statement.expression && !IsLeading(line, tag)) return false;
    statement.place.line = line_;
    const auto offset = static_cast<size_t>(value.data() - text_.data());
    statement.column = static_cast<uint32_t>(offset - lines_.line_begin() + 1);
    AddTo(&Snippet::licenses, out_.licenses, std::move(statement));
    return true;
  }

  static size_t FindTag(std::string_view line) {
    const size_t tag = line.find(kTag);
    const bool joined = tag != std::string_view::npos && tag > 0 && JoinsTag(line[tag - 1]);
    return joined ? std::string_view::npos : tag;
  }

  LicenseStatement ParseValue(std::string_view value) const {
    LicenseStatement statement = MakeLicense(value, place_);
    if (statement.expression) return statement;
    // Data around a tag: "...: MIT", or <...: MIT>.
    const std::string_view inner = TrimRight(value.substr(0, value.find_first_of("\"'<>`,\\")));
    LicenseStatement other = MakeLicense(inner, place_);
    return other.expression ? other : statement;
  }

  bool ReadNotice(std::string_view line) {
    const auto found = FindNotice(line);
    // Outside of a snippet its tag speaks for nothing.
    if (!found || (found->of_snippet && open_.empty())) return false;
    CopyrightNotice notice = MakeNotice(found->text, place_);
    if (EndsAtYears(notice.text)) TakeHolderFromNextLine(notice);
    notice.place.line = line_;
    AddTo(&Snippet::copyrights, out_.copyrights, std::move(notice));
    return true;
  }

  // "Copyright (C) 2001-2004," and the name below it.
  void TakeHolderFromNextLine(CopyrightNotice& notice) const {
    size_t next = segment_->begin + segment_->text.size();
    if (next >= text_.size() || kLineEnds.find(text_[next]) == std::string_view::npos) return;
    next += text_.substr(next).starts_with("\r\n") ? 2 : 1;
    const bool block = next < segment_->comment_end;
    std::string_view line = text_.substr(std::min(next, text_.size()), kMaxQuotedBytes);
    line = line.substr(0, line.find_first_of(kLineEnds));
    if (!block && !StartsLikeComment(line)) return;
    constexpr std::string_view kDecoration = " \t*#/;%!-|\"'.<>(){}";
    line.remove_prefix(std::min(line.find_first_not_of(kDecoration), line.size()));
    const std::string_view more = ValueOf(line);
    const bool other = more.starts_with("SPDX-") || FindNotice(more).has_value() ||
                       more.find("REUSE-Ignore") != std::string_view::npos;
    // A sentence or an empty line names nobody.
    const bool name = !more.empty() && !other && !(more[0] >= 'a' && more[0] <= 'z');
    if (!name || HolderOf(more).empty()) return;
    notice = MakeNotice(notice.text + " " + std::string(more), notice.place);
  }

  bool StartsLikeComment(std::string_view line) const {
    line = TrimLeft(line);
    return style_ != nullptr &&
           std::any_of(style_->lines.begin(), style_->lines.end(),
                       [line](const Literal& prefix) { return line.starts_with(prefix.view()); });
  }

  // Whether a line outside of the known comments may belong to the head. What a template writes,
  // and the code of an unknown language, has comments too.
  bool IsHeadLine(std::string_view line) const {
    const bool unknown = style_->outside == Outside::kUnknownLanguage;
    return !kind_->source || (unknown && LooksLikeComment(line));
  }

  bool ReadHeadLine(std::string_view line) {
    const size_t tag = FindTag(line);
    if (tag == std::string_view::npos) return ReadNotice(line);
    return IsLeading(line, tag) && HoldsExpression(line, tag) && ReadLicense(line);
  }

  bool HoldsExpression(std::string_view line, size_t tag) const {
    return ParseValue(ValueOf(line.substr(tag + kTag.size()))).expression.has_value();
  }

  void NoteString(std::string_view line) {
    const size_t license = FindTag(line);
    const bool licensed = license != std::string_view::npos && HoldsExpression(line, license);
    const size_t tag = licensed ? license : line.find(kFileCopyrightTag);
    if (tag == std::string_view::npos) return;
    out_.too_many = out_.too_many || out_.strings.size() >= kMaxStatements;
    if (out_.too_many) return;
    out_.strings.push_back({line_, std::string(line.substr(tag, kMaxQuotedBytes))});
  }

  template <typename T>
  void AddTo(std::vector<T> Snippet::*of_snippet, std::vector<T>& of_file, T statement) {
    if (open_.empty()) {
      of_file.push_back(std::move(statement));
      return;
    }
    ++in_snippets_;
    (out_.snippets[open_.back()].*of_snippet).push_back(std::move(statement));
  }

  // What was not closed goes on to the end.
  void Close() {
    if (!ignored_ && open_.empty()) return;
    const uint32_t last = lines_.LineOf(text_.empty() ? 0 : text_.size() - 1);
    if (ignored_) out_.ignored.back().last = last;
    for (const size_t snippet : open_) out_.snippets[snippet].lines.last = last;
  }

  std::string_view text_;
  const FileKind* kind_;
  const InfoPlace& place_;
  const CommentStyle* style_ = nullptr;
  LineCounter lines_;
  uint32_t line_ = 0;
  const Segment* segment_ = nullptr;
  bool ignored_ = false;
  std::vector<size_t> open_;  ///< Indices of snippets, the innermost last.
  size_t in_snippets_ = 0;
  HeaderStatements out_;
};

}  // namespace

HeaderStatements ReadHeader(std::string_view text, const FileKind* kind, const InfoPlace& place) {
  return Reader(text, kind, place).Read();
}

}  // namespace headwater::license
