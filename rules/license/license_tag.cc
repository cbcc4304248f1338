// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/license/license_tag.h"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <optional>
#include <variant>

#include "headwater/spdx_expression.h"
#include "rules/license/comment_scanner.h"

namespace headwater::license {
namespace {

constexpr std::string_view kTag = "SPDX-License-Identifier:";
// Written in two parts: this file is judged by the tool that it is part of.
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

// How much of an unreadable value is repeated to people.
constexpr size_t kMaxShownValueBytes = 200;

// glibc's memmem is much faster than string_view::find on files without the tag: the usual case.
bool MentionsTag(std::string_view text) {
  return memmem(text.data(), text.size(), kTag.data(), kTag.size()) != nullptr;
}

bool Contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

bool IsAlnum(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

std::string_view TrimRight(std::string_view text) {
  return text.substr(0, text.find_last_not_of(" \t") + 1);
}

// The rest of a comment box behind the value: `MIT  *|`.
std::string_view DropDecoration(std::string_view value) {
  constexpr std::string_view kDecoration = "*#/|;%=-<>!'\\";
  value = TrimRight(value);
  const size_t last = value.find_last_of(" \t");
  if (last == std::string_view::npos) return value;
  if (value.find_first_not_of(kDecoration, last + 1) != std::string_view::npos) return value;
  return TrimRight(value.substr(0, last));
}

std::string_view ValueOf(std::string_view rest_of_line) {
  const auto* end = std::find_if(rest_of_line.begin(), rest_of_line.end(),
                                 [](char c) { return c != '\t' && c >= '\0' && c < ' '; });
  std::string_view value = rest_of_line.substr(0, static_cast<size_t>(end - rest_of_line.begin()));
  value.remove_prefix(std::min(value.find_first_not_of(" \t"), value.size()));
  return DropDecoration(value);
}

// How far the head of a file goes: front matter with a dozen keys, or a long copyright notice.
constexpr int kHeadLines = 30;

std::string_view HeadOf(std::string_view text) {
  size_t end = 0;
  for (int line = 0; line < kHeadLines && end < text.size(); ++line) {
    end = std::min(text.find_first_of("\n\r", end), text.size() - 1) + 1;
  }
  return text.substr(0, end);
}

enum class Where {
  kInComments,  ///< What is read are comments.
  kAnywhere,    ///< The syntax is not known.
  kLineStarts,  ///< Only tags that open a line.
};

/// Reads comment after comment until a licence is named.
class TagReader {
 public:
  TagReader(std::string_view text, Where where) : text_(text), where_(where) {}

  /// True once the answer is known.
  bool ReadComment(std::string_view comment) {
    size_t begin = 0;
    while (begin <= comment.size()) {
      const size_t end = std::min(comment.find_first_of("\n\r", begin), comment.size());
      if (ReadLine(comment.substr(begin, end - begin))) return true;
      begin = end + 1;
    }
    return false;
  }

  OwnLicense Take() && { return std::move(answer_); }

 private:
  bool ReadLine(std::string_view line) {
    if (ignored_) {
      const size_t end = line.find(kIgnoreEnd);
      if (end == std::string_view::npos) return false;
      ignored_ = false;
      line.remove_prefix(end);
    }
    if (const size_t start = line.find(kIgnoreStart); start != std::string_view::npos) {
      ignored_ = true;
      line = line.substr(0, start);
    }
    if (Contains(line, kSnippetBegin)) snippet_ = true;
    if (Contains(line, kSnippetEnd)) snippet_ = false;
    if (snippet_) return false;
    return ReadTag(line);
  }

  bool ReadTag(std::string_view line) {
    const size_t tag = line.find(kTag);
    if (tag == std::string_view::npos) return false;
    if (tag > 0 && (IsAlnum(line[tag - 1]) || line[tag - 1] == '-')) return false;
    // In the middle of a sentence it is prose about tags, not a tag.
    const bool leading =
        std::none_of(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(tag), IsAlnum);
    if (where_ == Where::kLineStarts && !leading) return false;
    const std::string_view value = ValueOf(line.substr(tag + kTag.size()));
    std::optional<std::string> problem = ProblemOf(value);
    // Data around a tag in a file whose syntax is not known: "...: MIT", or <...: MIT>.
    if (problem && where_ == Where::kAnywhere)
      problem = ProblemOf(value.substr(0, value.find_first_of("\"'<>`,")));
    if (!problem) {
      answer_ = OwnLicense{};
      answer_.state = OwnLicense::State::kNamed;
      return true;
    }
    if (leading && answer_.state == OwnLicense::State::kNone) Remember(line, value, *problem);
    return false;
  }

  static std::optional<std::string> ProblemOf(std::string_view value) {
    auto parsed = ParseSpdxExpression(TrimRight(value));
    const auto* error = std::get_if<SpdxError>(&parsed);
    if (error == nullptr) return std::nullopt;
    return error->message;
  }

  void Remember(std::string_view line, std::string_view value, std::string problem) {
    const auto* const from = text_.data();
    answer_ = {.state = OwnLicense::State::kUnreadable,
               .line = static_cast<uint32_t>(1 + std::count(from, line.data(), '\n')),
               .value = std::string(value.substr(0, kMaxShownValueBytes)),
               .problem = std::move(problem)};
  }

  std::string_view text_;
  Where where_;
  bool ignored_ = false;
  bool snippet_ = false;
  OwnLicense answer_;
};

}  // namespace

OwnLicense ReadOwnLicense(std::string_view text, const CommentStyle* style) {
  if (!MentionsTag(text)) return {};
  TagReader reader(text, style == nullptr ? Where::kAnywhere : Where::kInComments);
  if (style == nullptr) {
    reader.ReadComment(text);
    return std::move(reader).Take();
  }
  CommentScanner scanner(text, *style);
  while (const auto comment = scanner.Next()) {
    if (reader.ReadComment(*comment)) break;
  }
  return std::move(reader).Take();
}

OwnLicense ReadHeadLicense(std::string_view text) {
  if (!MentionsTag(text)) return {};
  TagReader reader(text, Where::kLineStarts);
  reader.ReadComment(HeadOf(text));
  OwnLicense answer = std::move(reader).Take();
  return answer.state == OwnLicense::State::kNamed ? answer : OwnLicense{};
}

}  // namespace headwater::license
