// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/upstream/subject_claim.h"

#include <algorithm>
#include <cstddef>
#include <string>

#include "rules/upstream/message_lines.h"

namespace headwater::upstream {
namespace {

/// Larger numbers are no requests; digits.
constexpr size_t kMaxRequestDigits = 7;

struct Tag {
  std::string_view name;
  ClaimKind kind;
};

// In order of what counts where several stand together: a change that was adapted is a backport,
// wherever it was taken from.
constexpr Tag kTags[] = {
    {"BACKPORT", ClaimKind::kBackport},  {"FROMLIST", ClaimKind::kSubmitted},
    {"FROMPULL", ClaimKind::kSubmitted}, {"FROMGIT", ClaimKind::kCherryPick},
    {"UPSTREAM", ClaimKind::kUpstream},  {"CHROMIUM", ClaimKind::kCarry},
    {"ANDROID", ClaimKind::kCarry},
};

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

void SkipBlanks(std::string_view& text) {
  text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
}

bool Take(std::string_view& text, std::string_view start) {
  if (!StartsWithWord(text, start)) return false;
  text.remove_prefix(start.size());
  return true;
}

/// `<carry>:`, `<Drop>`, `carry:`; a word of the sentence is none.
std::optional<ClaimKind> TakeMark(std::string_view& text) {
  std::string_view rest = text;
  const bool opened = Take(rest, "<");
  SkipBlanks(rest);
  std::optional<ClaimKind> kind;
  if (Take(rest, "carry")) kind = ClaimKind::kCarry;
  if (!kind && Take(rest, "drop")) kind = ClaimKind::kDrop;
  SkipBlanks(rest);
  const bool closed = Take(rest, ">");
  SkipBlanks(rest);
  const bool ended = Take(rest, ":");
  if (!kind || (!opened && !closed && !ended)) return std::nullopt;
  if (!rest.empty() && IsWordByte(rest.front()) && !closed && !ended) return std::nullopt;
  text = rest;
  return kind;
}

/// `123:`, `#123:`, `PR 123:`, `<123>:`.
std::optional<std::string_view> TakeNumber(std::string_view& text) {
  std::string_view rest = text;
  const bool opened = Take(rest, "<");
  if (Take(rest, "pr") || Take(rest, "mr")) SkipBlanks(rest);
  if (!Take(rest, "#") && !Take(rest, "!")) Take(rest, "-");
  const size_t digits =
      static_cast<size_t>(std::find_if_not(rest.begin(), rest.end(), IsDigit) - rest.begin());
  if (digits == 0 || digits > kMaxRequestDigits) return std::nullopt;
  const std::string_view number = rest.substr(0, digits);
  rest.remove_prefix(digits);
  const bool closed = opened && Take(rest, ">");
  SkipBlanks(rest);
  if (!Take(rest, ":") && !closed) return std::nullopt;
  text = rest;
  return number;
}

/// `org/repo:`, `org/repo#123`, `repo:`.
std::string_view TakeRepository(std::string_view& text) {
  const size_t end = std::min(text.find_first_of(" :#<"), text.size());
  if (end == 0 || end == text.size()) return {};
  std::string_view rest = text.substr(end);
  SkipBlanks(rest);
  if (rest.empty() || (rest.front() != ':' && rest.front() != '#')) return {};
  if (rest.front() == ':') rest.remove_prefix(1);
  SkipBlanks(rest);
  const std::string_view repository = text.substr(0, end);
  text = rest;
  return repository;
}

/// What follows `UPSTREAM`, its colon left out as often as not.
std::optional<Claim> ReadOpenShift(std::string_view text) {
  SkipBlanks(text);
  const bool had_colon = Take(text, ":");
  SkipBlanks(text);
  Claim claim;
  bool reverts = false;
  for (bool again = true; again;) {
    if (const auto mark = TakeMark(text)) {
      claim.kind = *mark;
    } else if (const auto number = TakeNumber(text)) {
      claim.kind = ClaimKind::kRequest;
      claim.target = Untrusted(std::string(*number));
    } else if (!reverts && (Take(text, "revert:") || Take(text, "revert "))) {
      reverts = true;
      SkipBlanks(text);
      continue;
    } else if (claim.repository.empty()) {
      claim.repository = Untrusted(std::string(TakeRepository(text)));
      if (!claim.repository.empty()) continue;
      return std::nullopt;
    } else {
      return std::nullopt;
    }
    again = false;
  }
  // Without the colon, only what is in brackets cannot be the beginning of a sentence.
  if (!had_colon && claim.kind == ClaimKind::kRequest) return std::nullopt;
  if (reverts) claim.kind = ClaimKind::kRevert;
  claim.argument = Untrusted(std::string(Trimmed(text)));
  return claim;
}

std::optional<Claim> ReadTags(std::string_view text) {
  std::optional<size_t> strongest;
  for (bool again = true; again;) {
    again = false;
    for (size_t i = 0; i < std::size(kTags); ++i) {
      const std::string_view name = kTags[i].name;
      if (!text.starts_with(name) || !text.substr(name.size()).starts_with(':')) continue;
      text.remove_prefix(name.size() + 1);
      SkipBlanks(text);
      strongest = std::min(strongest.value_or(i), i);
      again = true;
    }
  }
  if (!strongest) return std::nullopt;
  Claim claim;
  claim.kind = kTags[*strongest].kind;
  claim.argument = Untrusted(std::string(text));
  return claim;
}

}  // namespace

std::optional<Claim> ReadSubject(std::string_view subject) {
  std::string_view rest = subject;
  if (Take(rest, "upstream") && (rest.starts_with(':') || rest.starts_with(' '))) {
    if (auto claim = ReadOpenShift(rest)) return claim;
  }
  return ReadTags(subject);
}

}  // namespace headwater::upstream
