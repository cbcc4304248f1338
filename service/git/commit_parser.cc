// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/commit_parser.h"

#include <charconv>
#include <optional>
#include <string>
#include <utility>

namespace headwater::git {
namespace {

constexpr std::string_view kBlanks = " \t";
constexpr std::string_view kCherryPick = "cherry picked from commit";

struct RawCommit {
  CommitLinks links;
  std::string_view author;
  std::string_view message;
};

/// Cuts the next line off `rest`; the line end is dropped.
std::string_view NextLine(std::string_view& rest) {
  const size_t end = rest.find('\n');
  const std::string_view line = rest.substr(0, end);
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  return line;
}

std::string_view Trim(std::string_view text, std::string_view what) {
  const size_t first = text.find_first_not_of(what);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(what) - first + 1);
}

/// The rest of a line that begins with `key`, which ends with a blank.
std::optional<std::string_view> Field(std::string_view line, std::string_view key) {
  if (!line.starts_with(key)) return std::nullopt;
  return line.substr(key.size());
}

/// The seconds behind `NAME <EMAIL>`. Behind the last '>', because old tools let them into e-mails.
int64_t IdentTime(std::string_view ident) {
  const size_t end = ident.rfind('>');
  if (end == std::string_view::npos) return 0;
  const std::string_view digits = Trim(ident.substr(end + 1), kBlanks);
  int64_t seconds = 0;
  const auto [stop, error] = std::from_chars(digits.data(), digits.data() + digits.size(), seconds);
  return error == std::errc() && seconds > 0 ? seconds : 0;
}

Status ReadParents(std::string_view& rest, std::vector<CommitId>& parents) {
  constexpr std::string_view kParent = "parent ";
  while (rest.starts_with(kParent)) {
    const std::optional<CommitId> parent = CommitId::FromHex(*Field(NextLine(rest), kParent));
    if (!parent) return Error{Errc::kContent, "a parent is no object id"};
    if (parents.size() == kMaxParents) {
      return Error{Errc::kContent, "more than " + std::to_string(kMaxParents) + " parents"};
    }
    parents.push_back(*parent);
  }
  return Ok{};
}

/// Author, committer and the fields behind them, up to the empty line before the message. Only the
/// first of each counts.
Status ReadPeople(std::string_view& rest, RawCommit& commit) {
  std::optional<std::string_view> author;
  std::optional<std::string_view> committer;
  while (!rest.empty()) {
    const std::string_view line = NextLine(rest);
    if (line.empty()) break;
    if (!author) author = Field(line, "author ");
    if (!committer) committer = Field(line, "committer ");
  }
  if (!author) return Error{Errc::kContent, "no author"};
  if (!committer) return Error{Errc::kContent, "no committer"};
  commit.author = *author;
  commit.links.time = IdentTime(*committer);
  return Ok{};
}

Result<RawCommit> ParseRaw(std::string_view rest) {
  RawCommit commit;
  const std::optional<std::string_view> tree = Field(NextLine(rest), "tree ");
  const std::optional<TreeId> tree_id = tree ? TreeId::FromHex(*tree) : std::nullopt;
  if (!tree_id) return Error{Errc::kContent, "no tree"};
  commit.links.tree = *tree_id;
  TRY(ReadParents(rest, commit.links.parents));
  TRY(ReadPeople(rest, commit));
  commit.message = rest;
  return commit;
}

/// As git shows it: the lines of the first paragraph, joined by blanks.
std::string Subject(std::string_view message) {
  std::string subject;
  while (!message.empty() && subject.size() <= kMaxSubjectBytes) {
    const std::string_view line = Trim(NextLine(message), " \t\r");
    if (line.empty() && !subject.empty()) break;
    if (line.empty()) continue;
    if (!subject.empty()) subject += ' ';
    subject += line.substr(0, kMaxSubjectBytes + 1);
  }
  if (subject.size() <= kMaxSubjectBytes) return subject;
  size_t end = kMaxSubjectBytes;
  // Not in the middle of a UTF-8 sequence: step over its continuation bytes (10xxxxxx).
  while (end > 0 && (static_cast<uint8_t>(subject[end]) & 0xC0U) == 0x80U) --end;
  subject.resize(end);
  return subject;
}

/// The last paragraph; empty when the message has only one.
std::string_view LastParagraph(std::string_view message) {
  std::string_view paragraph;
  size_t paragraphs = 0;
  bool inside = false;
  while (!message.empty()) {
    const std::string_view line = NextLine(message);
    const bool blank = Trim(line, " \t\r").empty();
    if (!blank && !inside) {
      paragraph = line;
      ++paragraphs;
    }
    if (!blank) {
      const auto length = static_cast<size_t>(line.data() + line.size() - paragraph.data());
      paragraph = std::string_view(paragraph.data(), length);
    }
    inside = !blank;
  }
  return paragraphs > 1 ? paragraph : std::string_view();
}

bool IsKeyByte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
}

/// Splits `Key: value`; the key has letters, digits and hyphens only.
std::optional<std::pair<std::string, std::string>> SplitTrailer(std::string_view line) {
  const std::string_view inner = Trim(line, " \t\r");
  if (inner.starts_with('(') && inner.ends_with(')') && inner.substr(1).starts_with(kCherryPick)) {
    std::string_view value = inner.substr(1 + kCherryPick.size());
    value.remove_suffix(1);
    return std::pair(std::string(kCherryPick), std::string(Trim(value, kBlanks)));
  }
  size_t end = 0;
  while (end < line.size() && IsKeyByte(line[end])) ++end;
  const size_t colon = line.find_first_not_of(kBlanks, end);
  if (end == 0 || colon == std::string_view::npos || line[colon] != ':') return std::nullopt;
  return std::pair(std::string(line.substr(0, end)),
                   std::string(Trim(line.substr(colon + 1), " \t\r")));
}

}  // namespace

Result<CommitLinks> ParseCommitLinks(std::string_view raw) {
  RawCommit commit = TRY(ParseRaw(raw));
  commit.links.speaks_of_pick = commit.message.find(kCherryPick) != std::string_view::npos;
  return std::move(commit.links);
}

Result<Commit> ParseCommit(const CommitId& id, std::string_view raw) {
  RawCommit parsed = TRY(ParseRaw(raw));
  const std::string_view author = parsed.author;
  const size_t open = author.find('<');
  const std::string_view name = author.substr(0, open);
  std::string_view email;
  if (open != std::string_view::npos) {
    email = author.substr(open + 1);
    email = email.substr(0, email.find('>'));
  }
  Commit commit;
  commit.id = id;
  commit.parents = std::move(parsed.links.parents);
  commit.author_name = Untrusted(std::string(Trim(name, kBlanks)));
  commit.author_email = Untrusted(std::string(Trim(email, kBlanks)));
  commit.subject = Untrusted(Subject(parsed.message));
  commit.message = Untrusted(std::string(parsed.message));
  commit.trailers = ParseTrailers(parsed.message);
  return commit;
}

std::vector<Trailer> ParseTrailers(std::string_view message) {
  std::vector<std::pair<std::string, std::string>> found;
  std::string_view rest = LastParagraph(message);
  bool continues = false;
  while (!rest.empty() && found.size() <= kMaxTrailers) {
    const std::string_view line = NextLine(rest);
    if (continues && (line.starts_with(' ') || line.starts_with('\t'))) {
      found.back().second += ' ';
      found.back().second += Trim(line, " \t\r");
      continue;
    }
    auto trailer = SplitTrailer(line);
    continues = trailer.has_value();
    if (trailer) found.push_back(std::move(*trailer));
  }
  if (found.size() > kMaxTrailers) found.resize(kMaxTrailers);
  std::vector<Trailer> trailers;
  trailers.reserve(found.size());
  for (auto& [key, value] : found) {
    trailers.push_back({Untrusted(std::move(key)), Untrusted(std::move(value))});
  }
  return trailers;
}

}  // namespace headwater::git
