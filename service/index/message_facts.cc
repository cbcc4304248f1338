// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/index/message_facts.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "headwater/ids.h"

namespace headwater::index {
namespace {

/// Shortest beginning of an id that names a commit (Upstream::FindCommits).
constexpr size_t kMinDigits = 7;

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// `prefix` in lower case.
bool TakePrefix(std::string_view& text, std::string_view prefix) {
  if (text.size() < prefix.size() ||
      !std::ranges::equal(text.substr(0, prefix.size()), prefix, {}, Lower)) {
    return false;
  }
  text.remove_prefix(prefix.size());
  return true;
}

void SkipBlanks(std::string_view& text) {
  text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
}

/// A number at the beginning, taken away; 0 is none.
std::optional<uint64_t> TakeNumber(std::string_view& text) {
  uint64_t number = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (problem != std::errc() || number == 0) return std::nullopt;
  text.remove_prefix(static_cast<size_t>(end - text.data()));
  return number;
}

/// `(#12)` or `(!12)` at the very end.
std::optional<uint64_t> NumberAtEnd(std::string_view subject) {
  const size_t open = subject.rfind('(');
  if (open == std::string_view::npos) return std::nullopt;
  std::string_view rest = subject.substr(open + 1);
  if (!TakePrefix(rest, "#") && !TakePrefix(rest, "!")) return std::nullopt;
  const std::optional<uint64_t> number = TakeNumber(rest);
  return rest == ")" ? number : std::nullopt;
}

std::optional<uint64_t> NumberOfMerge(std::string_view line) {
  if (TakePrefix(line, "merge pull request #")) return TakeNumber(line);
  if (!TakePrefix(line, "see merge request ")) return std::nullopt;
  const size_t mark = line.rfind('!');
  if (mark == std::string_view::npos) return std::nullopt;
  line.remove_prefix(mark + 1);
  return TakeNumber(line);
}

std::optional<std::string> TakeId(std::string_view text) {
  SkipBlanks(text);
  (void)TakePrefix(text, "commit ");
  SkipBlanks(text);
  std::string hex;
  for (const char c : text) {
    const char digit = Lower(c);
    if ((digit < '0' || digit > '9') && (digit < 'a' || digit > 'f')) break;
    hex += digit;
    if (hex.size() > 2 * kObjectIdBytes) return std::nullopt;
  }
  const bool ends =
      hex.size() == text.size() ||
      std::string_view(" \t.,;:()\"'").find(text[hex.size()]) != std::string_view::npos;
  if (hex.size() < kMinDigits || !ends) return std::nullopt;
  return hex;
}

std::optional<Mention> MentionOf(std::string_view line) {
  FollowUpKind kind = FollowUpKind::kFixes;
  if (TakePrefix(line, "this reverts commit ")) {
    kind = FollowUpKind::kReverts;
  } else if (!TakePrefix(line, "fixes:")) {
    return std::nullopt;
  }
  std::optional<std::string> hex = TakeId(line);
  if (!hex) return std::nullopt;
  return Mention{.kind = kind, .hex = std::move(*hex)};
}

}  // namespace

MessageFacts ReadMessage(std::string_view message) {
  MessageFacts facts;
  bool is_subject = true;
  while (!message.empty()) {
    const size_t end = std::min(message.find('\n'), message.size());
    std::string_view line = message.substr(0, end);
    message.remove_prefix(std::min(end + 1, message.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    std::optional<uint64_t> request = NumberOfMerge(line);
    if (!request && is_subject) request = NumberAtEnd(line);
    is_subject = false;
    if (request && facts.requests.size() < kMaxMentions) facts.requests.push_back(*request);
    std::optional<Mention> mention = MentionOf(line);
    if (mention && facts.mentions.size() < kMaxMentions) {
      facts.mentions.push_back(std::move(*mention));
    }
  }
  return facts;
}

}  // namespace headwater::index
