// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/license/copyright_notice.h"

#include <algorithm>
#include <array>

#include "rules/license/line_text.h"

namespace headwater::license {
namespace {

// Written in two parts: this file is judged by the tool that it is part of.
constexpr std::string_view kFileTag =
    "SPDX-File"
    "CopyrightText:";
constexpr std::string_view kSnippetTag =
    "SPDX-Snippet"
    "CopyrightText:";
constexpr std::string_view kWord = "Copyright";
constexpr std::string_view kSign = "\xC2\xA9";   // UTF-8
constexpr std::string_view kLatinSign = "\xA9";  // Latin-1

constexpr std::array<std::string_view, 5> kMarks = {"(C)", "(c)", kSign, "&copy;", kLatinSign};

// Words behind "Copyright" that make it a topic and no notice.
constexpr std::array<std::string_view, 14> kTopics = {
    "Notice", "Notices", "License", "Licence",   "Holder",     "Holders",     "Owner",
    "Owners", "Act",     "Law",     "Statement", "Assignment", "Information", "Infringement"};

// What gettext's templates leave to be filled in; xgettext writes it into every file.
constexpr std::string_view kTemplateHolder = "YEAR THE PACKAGE'S COPYRIGHT HOLDER";

constexpr size_t kYearDigits = 4;

// Far more than any notice has: what is behind it is not looked at for the holder.
constexpr size_t kMaxHolderBytes = 1000;

bool StartsWithYear(std::string_view text) {
  return text.size() >= kYearDigits && (text[0] == '1' || text[0] == '2') &&
         std::all_of(text.begin(), text.begin() + kYearDigits, IsDigit) &&
         (text.size() == kYearDigits || !IsDigit(text[kYearDigits]));
}

bool StartsWithYearInParentheses(std::string_view text) {
  return text.starts_with('(') && StartsWithYear(text.substr(1));
}

// A year, "2001-2004", "2001-04", "2001-present" at the front; zero bytes: none.
size_t YearLength(std::string_view text) {
  if (!StartsWithYear(text)) return 0;
  size_t end = kYearDigits;
  constexpr std::string_view kDash = "\xE2\x80\x93";
  size_t next = text.find_first_not_of(' ', end);
  if (next == std::string_view::npos) return end;
  const std::string_view rest = text.substr(next);
  const size_t dash = rest.starts_with('-')     ? std::min(rest.find_first_not_of('-'), rest.size())
                      : rest.starts_with(kDash) ? kDash.size()
                                                : 0;
  if (dash == 0) return end;
  const std::string_view last = TrimLeft(rest.substr(dash));
  const auto after = static_cast<size_t>(last.data() - text.data());
  for (const std::string_view open : {"present", "Present", "now", "today"}) {
    if (last.starts_with(open)) return after + open.size();
  }
  const auto* digits = std::find_if_not(last.begin(), last.end(), IsDigit);
  const auto count = static_cast<size_t>(digits - last.begin());
  return count == kYearDigits || count == 2 ? after + count : after;
}

// "(ST) 2012": a short name in brackets before the year.
bool StartsWithInitialsAndYear(std::string_view text) {
  constexpr size_t kMaxInitials = 8;
  if (!text.starts_with('(')) return false;
  const size_t close = text.substr(0, kMaxInitials + 2).find(')');
  return close != std::string_view::npos && StartsWithYear(TrimLeft(text.substr(close + 1)));
}

bool StartsWithMark(std::string_view text) {
  return std::any_of(kMarks.begin(), kMarks.end(),
                     [text](std::string_view mark) { return text.starts_with(mark); });
}

// A word without an end is cut: asked again at each sign of a long line, it would take the square
// of its length.
std::string_view FirstWord(std::string_view text) {
  text = text.substr(0, kMaxHolderBytes);
  return text.substr(0, std::min(text.find_first_of(" \t,.:;"), text.size()));
}

// Whether what follows the bare word is somebody's name.
bool StartsWithName(std::string_view text) {
  constexpr std::string_view kBy = "by ";
  if (text.starts_with(kBy)) text = TrimLeft(text.substr(kBy.size()));
  const std::string_view word = FirstWord(text);
  if (word.empty()) return false;
  const bool capital = (word[0] >= 'A' && word[0] <= 'Z') || !IsAscii(word[0]);
  return capital && std::find(kTopics.begin(), kTopics.end(), word) == kTopics.end();
}

// Whether `rest`, behind the word or the sign, makes it a notice.
bool IsEvident(std::string_view rest, bool leading) {
  rest = TrimLeft(rest);
  if (rest.starts_with(':')) rest = TrimLeft(rest.substr(1));
  if (StartsWithYearInParentheses(rest) || StartsWithInitialsAndYear(rest)) return true;
  return StartsWithMark(rest) || StartsWithYear(rest) || (leading && StartsWithName(rest));
}

std::optional<FoundNotice> FindTagged(std::string_view line, size_t from, std::string_view tag) {
  const size_t at = line.find(tag, from);
  if (at == std::string_view::npos || (at > 0 && JoinsTag(line[at - 1]))) return std::nullopt;
  return FoundNotice{.text = ValueOf(line.substr(at + tag.size())),
                     .of_snippet = tag == kSnippetTag,
                     .tagged = true};
}

// Beginning at a byte of the line; nothing when no bare notice stands there.
std::optional<FoundNotice> FindBare(std::string_view line, size_t at, bool leading) {
  const std::string_view here = line.substr(at);
  const std::string_view prefix = here.starts_with(kWord)   ? kWord
                                  : here.starts_with(kSign) ? kSign
                                                            : kLatinSign;
  // In UTF-8 the byte of the Latin-1 sign is the second one of other characters.
  if (prefix == kLatinSign && (!here.starts_with(kLatinSign) || (at > 0 && !IsAscii(line[at - 1]))))
    return std::nullopt;
  const std::string_view rest = here.substr(prefix.size());
  const bool joined =
      (prefix == kWord && !rest.empty() && IsAlnum(rest[0])) || (at > 0 && JoinsTag(line[at - 1]));
  if (joined || !IsEvident(rest, leading)) return std::nullopt;
  return FoundNotice{.text = ValueOf(here)};
}

// What can be taken off the front of a notice before the name; zero: nothing.
size_t LeadLength(std::string_view text) {
  for (const std::string_view word : {kFileTag, kSnippetTag, kWord}) {
    if (text.starts_with(word)) return word.size();
  }
  for (const std::string_view mark : kMarks) {
    if (text.starts_with(mark)) return mark.size();
  }
  if (const size_t years = YearLength(text); years > 0) return years;
  if (text.starts_with("by ")) return 3;
  if (StartsWithYearInParentheses(text)) return 1;
  constexpr std::string_view kBetween = " \t,.:;-*)";
  return kBetween.find(text[0]) == std::string_view::npos ? 0 : 1;
}

std::string_view DropLead(std::string_view text) {
  for (size_t lead = 1; lead > 0 && !text.empty();) {
    lead = LeadLength(text);
    text.remove_prefix(lead);
  }
  return text;
}

// Words of what is to be filled in: `<Your Name>`, `<Copyright Holder>`.
constexpr std::array<std::string_view, 9> kToFillIn = {
    "Your", "Name", "Holder", "Holders", "Owner", "Author", "Copyright", "Company", "Project"};

// `<Alex Example>`: two words and more, each as names are written.
bool IsFilledIn(std::string_view text) {
  size_t words = 0;
  while (!(text = TrimLeft(text)).empty()) {
    const std::string_view word = text.substr(0, text.find(' '));
    text.remove_prefix(word.size());
    const bool capital = word[0] >= 'A' && word[0] <= 'Z' && word.size() > 1;
    const bool small = std::all_of(word.begin() + 1, word.end(),
                                   [](char c) { return (c >= 'a' && c <= 'z') || !IsAscii(c); });
    const bool blank = std::find(kToFillIn.begin(), kToFillIn.end(), word) != kToFillIn.end();
    if (!capital || !small || blank) return false;
    ++words;
  }
  return words > 1;
}

// Without <addresses>, [placeholders] and {placeholders}; names in such brackets and unclosed
// brackets stay.
std::string WithoutBrackets(std::string_view text) {
  constexpr std::string_view kOpen = "<[{";
  constexpr std::string_view kClose = ">]}";
  if (text.find_first_of(kOpen) == std::string_view::npos) return std::string(text);
  std::string out;
  out.reserve(text.size());
  for (size_t i = 0; i < text.size(); ++i) {
    const size_t kind = kOpen.find(text[i]);
    const size_t close = kind == std::string_view::npos ? kind : text.find(kClose[kind], i + 1);
    if (close == std::string_view::npos) {
      out += text[i];
      continue;
    }
    const std::string_view inside = text.substr(i + 1, close - i - 1);
    if (IsFilledIn(inside)) out += inside;
    i = close;
  }
  return out;
}

// "Foo, 2020": the years may stand behind the name too.
std::string_view DropTrailing(std::string_view text) {
  constexpr std::string_view kLast = " \t,.;:-";
  constexpr std::string_view kReserved = "all rights reserved";
  for (bool more = true; more;) {
    text = text.substr(0, text.find_last_not_of(kLast) + 1);
    const size_t word = text.find_last_of(" \t,") + 1;
    const bool year = word > 0 && YearLength(text.substr(word)) == text.size() - word;
    const bool reserved = EndsWithIgnoringCase(text, kReserved);
    more = year || reserved;
    if (more) text = text.substr(0, year ? word : text.size() - kReserved.size());
  }
  return text;
}

// Where the first word of a line begins: in `(C) Copyright` that is the second one.
size_t FirstWordAt(std::string_view line) {
  const auto* const begin = std::find_if(line.begin(), line.end(), IsAlnum);
  const auto at = static_cast<size_t>(begin - line.begin());
  constexpr size_t kMarkBytes = 3;
  const bool mark =
      at > 0 && (line.substr(at - 1).starts_with("(C)") || line.substr(at - 1).starts_with("(c)"));
  if (!mark) return at;
  const auto* const next = std::find_if(begin - 1 + kMarkBytes, line.end(), IsAlnum);
  return static_cast<size_t>(next - line.begin());
}

}  // namespace

std::optional<FoundNotice> FindNotice(std::string_view line) {
  for (const std::string_view tag : {kFileTag, kSnippetTag}) {
    if (auto found = FindTagged(line, 0, tag)) return found;
  }
  constexpr std::string_view kFirstBytes = "C\xC2\xA9";
  const size_t word = FirstWordAt(line);
  for (size_t at = line.find_first_of(kFirstBytes); at != std::string_view::npos;
       at = line.find_first_of(kFirstBytes, at + 1)) {
    if (line[at] != kLatinSign[0] && !line.substr(at).starts_with(kWord) &&
        !line.substr(at).starts_with(kSign)) {
      continue;
    }
    if (auto found = FindBare(line, at, at <= word)) return found;
  }
  return std::nullopt;
}

bool EndsAtYears(std::string_view notice) {
  return DropLead(notice.substr(0, kMaxHolderBytes)).empty();
}

std::string HolderOf(std::string_view notice) {
  const std::string named = WithoutBrackets(notice.substr(0, kMaxHolderBytes));
  const std::string_view rest = DropTrailing(DropLead(named));
  if (rest == kTemplateHolder) return "";
  const bool named_somebody =
      std::any_of(rest.begin(), rest.end(), [](char c) { return IsLetter(c) || !IsAscii(c); });
  return named_somebody ? std::string(rest) : "";
}

}  // namespace headwater::license
