// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/upstream/explanations.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>

namespace headwater::upstream {
namespace {

/// A key at the start of a line that explains something.
struct Key {
  std::string_view name;
  bool needs_reason = false;  ///< Naming a file alone says nothing.
  bool only_omissions = false;
};

constexpr Key kKeys[] = {
    {.name = "abweichung", .needs_reason = true},
    {.name = "abweichungen", .needs_reason = true},
    {.name = "deviation", .needs_reason = true},
    {.name = "deviations", .needs_reason = true},
    {.name = "conflict"},
    {.name = "conflicts"},
    {.name = "konflikte"},
    {.name = "upstream-diff", .needs_reason = true},
    {.name = "partial", .only_omissions = true},
    {.name = "omitted", .only_omissions = true},
    {.name = "teilweise", .only_omissions = true},
    {.name = "ausgelassen", .only_omissions = true},
};

/// People write few; more is an attempt to make us work.
constexpr size_t kMaxStatements = 1000;
constexpr size_t kMaxNames = 1000;
/// Notes in brackets wrap.
constexpr size_t kMaxNoteLines = 10;
constexpr size_t kMaxPathBytes = 4096;

bool IsPathByte(char c) {
  // Bytes beyond ASCII are letters of file names, not punctuation.
  return IsWordByte(c) || std::string_view("/._-+@").find(c) != std::string_view::npos ||
         static_cast<unsigned char>(c) >= 0x80;
}

bool IsLetter(char c) { return Lower(c) >= 'a' && Lower(c) <= 'z'; }

/// `src/a.c`, `a.c`, `docs/`; not `5.10` and not `e.g.`
bool LooksLikePath(std::string_view word) {
  constexpr std::string_view kAbbreviations[] = {"e.g", "i.e", "z.B", "d.h", "u.a", "and/or"};
  if (std::find(std::begin(kAbbreviations), std::end(kAbbreviations), word) !=
      std::end(kAbbreviations)) {
    return false;
  }
  if (word.find('/') != std::string_view::npos) return true;
  const size_t dot = word.rfind('.');
  return dot != std::string_view::npos && dot + 1 < word.size() && IsLetter(word[dot + 1]);
}

/// Every word of `text` that looks like a path goes into `names`; how many words do not.
size_t ReadNames(std::string_view text, std::set<std::string, std::less<>>& names) {
  size_t others = 0;
  while (!text.empty()) {
    const auto begin = std::find_if(text.begin(), text.end(), IsPathByte);
    text.remove_prefix(static_cast<size_t>(begin - text.begin()));
    const auto end = std::find_if_not(text.begin(), text.end(), IsPathByte);
    std::string_view word = text.substr(0, static_cast<size_t>(end - text.begin()));
    text.remove_prefix(word.size());
    while (word.ends_with('.')) word.remove_suffix(1);
    if (word.starts_with("./")) word.remove_prefix(2);
    if (LooksLikePath(word) && word.size() <= kMaxPathBytes && names.size() < kMaxNames) {
      names.emplace(word);
    } else if (std::any_of(word.begin(), word.end(), IsWordByte)) {
      ++others;
    }
  }
  return others;
}

/// The key that a line begins with; `text` goes on behind its colon.
const Key* TakeKey(std::string_view& text) {
  for (const Key& key : kKeys) {
    if (!StartsWithWord(text, key.name)) continue;
    std::string_view rest = text.substr(key.name.size());
    // Rocky Linux writes its key without a colon.
    const bool no_colon = key.name == "upstream-diff" && rest.starts_with(' ');
    rest = Trimmed(rest);
    if (!no_colon && !rest.starts_with(':')) continue;
    if (rest.starts_with(':')) rest.remove_prefix(1);
    text = Trimmed(rest);
    return &key;
  }
  return nullptr;
}

/// `[name: text`: no address, no list of tags, no claim.
bool BeginsNote(std::string_view text) {
  constexpr size_t kMaxNameBytes = 60;
  if (!text.starts_with('[')) return false;
  const size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon > kMaxNameBytes) return false;
  const std::string_view name = Trimmed(text.substr(1, colon - 1));
  return !name.empty() && name.find(']') == std::string_view::npos && IsLetter(name.front()) &&
         !text.substr(colon + 1).starts_with("//");
}

}  // namespace

void Explanations::AddSection(const std::vector<MessageLine>& lines, size_t& at, bool needs_reason,
                              bool only_omissions) {
  Statement statement;
  statement.only_omissions = only_omissions;
  std::string_view first = lines[at].text;
  TakeKey(first);
  size_t words = ReadNames(first, statement.names);
  // What stands below, up to an empty line; or what is set off below one.
  for (; at + 1 < lines.size(); ++at) {
    const MessageLine& next = lines[at + 1];
    const bool set_off = next.listed || next.indent > MessageLine::kMaxIndent;
    std::string_view text = next.text;
    if (next.hidden || TakeKey(text) != nullptr) break;
    if (text.empty()) {
      const bool goes_on = at + 2 < lines.size() &&
                           (lines[at + 2].listed || lines[at + 2].indent > MessageLine::kMaxIndent);
      if (!goes_on) break;
      continue;
    }
    if (!set_off && !first.empty()) break;
    words += ReadNames(text, statement.names);
  }
  const bool is_empty = words == 0 && (needs_reason || statement.names.empty());
  if (!is_empty) statements_.push_back(std::move(statement));
}

void Explanations::AddNote(const std::vector<MessageLine>& lines, size_t& at) {
  Statement statement;
  size_t words = 0;
  for (size_t count = 0; count < kMaxNoteLines && at + count < lines.size(); ++count) {
    const MessageLine& line = lines[at + count];
    if (line.text.empty() || line.hidden) return;
    std::string_view text = line.text;
    if (count == 0) text.remove_prefix(text.find(':') + 1);
    words += ReadNames(text, statement.names);
    if (!line.text.ends_with(']')) continue;
    if (words + statement.names.size() > 0) statements_.push_back(std::move(statement));
    at += count;
    return;
  }
}

void Explanations::Add(std::string_view text, Markup markup) {
  const auto lines = LinesOf(text, markup);
  for (size_t at = 0; at < lines.size() && statements_.size() < kMaxStatements; ++at) {
    if (!lines[at].speaks()) continue;
    std::string_view line = lines[at].text;
    if (const Key* key = TakeKey(line)) {
      AddSection(lines, at, key->needs_reason, key->only_omissions);
    } else if (BeginsNote(line)) {
      AddNote(lines, at);
    }
  }
}

Explanations::Answer Explanations::About(const Residual& residual) const {
  const std::string_view path = residual.path.bytes();
  Answer answer = Answer::kNo;
  for (const Statement& statement : statements_) {
    if (statement.only_omissions && residual.extra > 0) continue;
    if (statement.names.empty()) {
      answer = Answer::kInGeneral;
      continue;
    }
    // The path, what of it stands behind a slash, and the folders it is in.
    if (statement.names.contains(path)) return Answer::kByName;
    for (size_t slash = path.find('/'); slash != std::string_view::npos;
         slash = path.find('/', slash + 1)) {
      if (statement.names.contains(path.substr(slash + 1)) ||
          statement.names.contains(path.substr(0, slash + 1))) {
        return Answer::kByName;
      }
    }
  }
  return answer;
}

}  // namespace headwater::upstream
