// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "rules/data/license_texts.h"
#include "rules/license/comment_styles.h"
#include "rules/license/comment_text.h"
#include "rules/license/license_mention.h"
#include "rules/license/notice_gate.h"
#include "rules/license/recognise.h"
#include "rules/license/text_parts.h"
#include "rules/license/text_restrictions.h"
#include "rules/license/text_words.h"

namespace headwater::license {
namespace {

using Words = std::span<const TextWord>;
using data::HashWord;

// Words before a name in which its sentence grants something.
constexpr size_t kSentence = 40;
// Words before a name that turn it into a comparison: `compatible with the MIT license`.
constexpr size_t kNear = 5;
// Two names this close to each other, with `or` between them, are a choice.
constexpr size_t kChoice = 12;
// More grants than these in one file say nothing that fewer do not.
constexpr size_t kMaxMentions = 1000;
// An empty line ends a paragraph: the next words stand this many lines below.
constexpr uint32_t kNewParagraph = 2;

constexpr std::array kGrantVerbs = {
    HashWord("licensed"),      HashWord("relicensed"),   HashWord("licenced"),
    HashWord("distributed"),   HashWord("released"),     HashWord("available"),
    HashWord("published"),     HashWord("provided"),     HashWord("covered"),
    HashWord("governed"),      HashWord("redistribute"), HashWord("distribute"),
    HashWord("redistributed"), HashWord("subject"),      HashWord("terms"),
    HashWord("license"),       HashWord("licence"),
};

// Who is licensed, or who may do something.
constexpr std::array kSubjects = {
    HashWord("this"),    HashWord("it"),      HashWord("you"),      HashWord("file"),
    HashWord("program"), HashWord("library"), HashWord("software"), HashWord("code"),
    HashWord("package"), HashWord("module"),  HashWord("project"),  HashWord("script"),
    HashWord("work"),
};

constexpr std::array kComparisons = {
    HashWord("compatible"), HashWord("incompatible"), HashWord("not"),     HashWord("see"),
    HashWord("similar"),    HashWord("same"),         HashWord("unlike"),  HashWord("instead"),
    HashWord("like"),       HashWord("than"),         HashWord("whether"), HashWord("e"),
    HashWord("if"),         HashWord("isnt"),         HashWord("never"),   HashWord("received"),
    HashWord("copy"),       HashWord("details"),      HashWord("common"),
};

template <size_t kSize>
bool IsIn(const std::array<uint32_t, kSize>& hashes, uint32_t hash) {
  return std::find(hashes.begin(), hashes.end(), hash) != hashes.end();
}

LineRange LinesOf(Words words, size_t begin, size_t end) {
  return {words[begin].line, words[end - 1].line};
}

bool StartsLine(Words words, size_t i) { return i == 0 || words[i - 1].line != words[i].line; }

// Where the paragraph of a word begins, at most kSentence words before it.
size_t ParagraphStart(Words words, size_t word) {
  const size_t first = word - std::min(word, kSentence);
  size_t begin = word;
  while (begin > first && words[begin].line - words[begin - 1].line < kNewParagraph) --begin;
  return begin;
}

// A label grants something, a sentence about a licence does not.
bool IsNoun(const TextWord& verb) {
  return verb.hash == HashWord("license") || verb.hash == HashWord("licence");
}

// How far behind the first word of a line the name may stand: `License: MIT`, `Licensed to you
// under the terms and conditions of the ...`.
size_t Reach(const TextWord& verb) {
  constexpr size_t kLabel = 3;
  constexpr size_t kSentenceStart = 10;
  return IsNoun(verb) ? kLabel : kSentenceStart;
}

// `LICENSE-MIT, LICENSE.txt`: names of files.
bool IsFileName(Words words, size_t end) {
  return end < words.size() &&
         (words[end].hash == HashWord("txt") || words[end].hash == HashWord("md"));
}

// Where the sentence that grants the mentioned licence begins; nothing when it only mentions it.
std::optional<size_t> GrantStart(Words words, const LicenseMention& mention) {
  if (mention.grants) return mention.begin;
  const size_t near = mention.begin - std::min(mention.begin, kNear);
  for (size_t i = near; i < mention.begin; ++i) {
    if (IsIn(kComparisons, words[i].hash)) return std::nullopt;
  }
  const size_t begin = ParagraphStart(words, mention.begin);
  const auto subject = [&](size_t before) {
    while (before > begin && !IsIn(kSubjects, words[before - 1].hash)) --before;
    return before;
  };
  if (mention.id.starts_with("LicenseRef-")) {
    const size_t who = subject(mention.begin);
    return who > begin ? std::optional(who - 1) : std::nullopt;
  }
  for (size_t verb = mention.begin; verb-- > begin;) {
    if (!IsIn(kGrantVerbs, words[verb].hash)) continue;
    // `Licensed under the ...`, `License: ...` at the start of a line; else somebody has to be
    // named: `This file is ...`, `You may redistribute it ...`.
    if (StartsLine(words, verb) && mention.begin - verb <= Reach(words[verb])) return verb;
    const size_t who = IsNoun(words[verb]) ? begin : subject(verb);
    if (who > begin) return who - 1;
  }
  return std::nullopt;
}

/// A notice and the words it stands in, half-open.
struct Found {
  ProseNotice notice;
  size_t begin = 0;
  size_t end = 0;
  size_t name = 0;  // Where the licence's name begins.
};

bool IsGnu(std::string_view id) {
  return id.starts_with("GPL-") || id.starts_with("LGPL-") || id.starts_with("AGPL-");
}

Found DescribeText(Words words, const TextPart& part, std::string_view id) {
  const data::LicenseText text = data::LicenseTextAt(part.texts.front());
  const WordSpan place = part.comparison.place;
  Found one;
  one.begin = one.name = place.begin;
  one.end = place.end;
  one.notice = {.expression = std::string(id),
                .ids = {},
                .lines = LinesOf(words, one.begin, one.end),
                .restriction = static_cast<Restriction>(text.restriction),
                .is_text = text.kind == data::TextKind::kLicense,
                .is_exact = part.IsExact()};
  for (const uint16_t index : part.texts) {
    AppendIds(data::LicenseTextAt(index).ids, one.notice.ids);
  }
  for (const WordSpan extra : part.comparison.extras) {
    const auto restriction = FindRestriction(words, extra, RestrictionScope::kAddition);
    if (restriction && one.notice.restriction == Restriction::kNone) {
      one.notice.restriction = restriction->kind;
    }
  }
  return one;
}

// The licences' full texts and their standard headers. Not those of the GNU licences: they differ
// in two words, which the mentions tell apart.
std::vector<Found> FindTexts(Words words) {
  std::vector<Found> found;
  for (const TextPart& part : FindTextParts(words, PartKinds::kTextsAndNotices)) {
    const data::LicenseText text = data::LicenseTextAt(part.texts.front());
    const std::string_view id = text.ids.substr(0, text.ids.find(' '));
    if (text.kind == data::TextKind::kException) continue;
    if (text.kind == data::TextKind::kNotice && IsGnu(id)) continue;
    found.push_back(DescribeText(words, part, id));
  }
  return found;
}

// Whether the mention is the value of an SPDX tag: the tag speaks for itself.
bool IsTagValue(Words words, size_t mention) {
  for (size_t i = mention; i-- > mention - std::min(mention, kNear);) {
    if (words[i].line == words[mention].line && words[i].hash == HashWord("spdx")) return true;
  }
  return false;
}

// The licences of `X` or `X OR Y`.
void AddOperands(std::string_view expression, std::vector<std::string>& ids) {
  constexpr std::string_view kOr = " OR ";
  for (size_t at = 0; at != std::string_view::npos;) {
    const size_t end = expression.find(kOr, at);
    ids.emplace_back(expression.substr(at, end == std::string_view::npos ? end : end - at));
    at = end == std::string_view::npos ? end : end + kOr.size();
  }
}

// Whether `or` joins two names: `the MIT licence or the Apache License`.
bool IsChoice(Words words, const Found& first, const Found& second) {
  if (second.name < first.end || second.name - first.end > kChoice) return false;
  const auto between = words.subspan(first.end, second.name - first.end);
  return std::any_of(between.begin(), between.end(),
                     [](const TextWord& one) { return one.hash == HashWord("or"); });
}

// The names of licences in sentences that grant them.
std::vector<Found> FindMentions(Words words) {
  std::vector<Found> found;
  for (size_t i = 0; i < words.size() && found.size() < kMaxMentions; ++i) {
    const auto mention = ReadLicenseMention(words, i);
    if (!mention) continue;
    i = std::max(i, mention->end - 1);
    if (IsTagValue(words, mention->begin) || IsFileName(words, mention->end)) continue;
    const auto begin = GrantStart(words, *mention);
    if (!begin) continue;
    Found one{{.expression = mention->id, .ids = {}, .lines = LinesOf(words, *begin, mention->end)},
              *begin,
              mention->end,
              mention->begin};
    AddOperands(mention->id, one.notice.ids);
    if (!found.empty() && IsChoice(words, found.back(), one)) {
      Found& first = found.back();
      first.notice.expression += " OR " + one.notice.expression;
      AddOperands(one.notice.expression, first.notice.ids);
      first.notice.lines.last = one.notice.lines.last;
      first.end = one.end;
    } else {
      found.push_back(std::move(one));
    }
  }
  return found;
}

}  // namespace

std::vector<ProseNotice> FindProseNotices(std::string_view comments) {
  const std::vector<TextWord> words = CutWords(comments);
  const std::vector<Found> texts = FindTexts(words);
  std::vector<Found> found = FindMentions(words);
  for (const Found& text : texts) {
    const auto inside = [&text](const Found& one) {
      return one.name >= text.begin && one.name < text.end;
    };
    // A text may name other licences; a header is what it names.
    if (text.notice.is_text) std::erase_if(found, inside);
    if (std::none_of(found.begin(), found.end(), inside)) found.push_back(text);
  }
  std::sort(found.begin(), found.end(),
            [](const Found& a, const Found& b) { return a.begin < b.begin; });
  std::vector<ProseNotice> notices;
  notices.reserve(found.size());
  for (Found& one : found) notices.push_back(std::move(one.notice));
  return notices;
}

std::vector<ProseNotice> FindNoticesInSource(std::string_view path, std::string_view text) {
  const auto kind = FileKindOf(path);
  if (!kind || !MayHoldNotice(text)) return {};
  return FindProseNotices(KeepComments(text, *kind->style));
}

namespace {

// Whether the words above or on the lines say who is bound: `This software may be used ...`.
// Comments of programs that deal with licences only name conditions.
bool SpeaksOfThis(Words words, LineRange lines) {
  size_t begin = 0;
  while (begin < words.size() && words[begin].line < lines.first) ++begin;
  for (size_t i = ParagraphStart(words, begin); i < words.size(); ++i) {
    if (words[i].line > lines.last + 1) return false;  // A title stands above its sentence.
    if (IsIn(kSubjects, words[i].hash)) return true;
  }
  return false;
}

std::optional<LineRange> FindInSource(std::string_view path, std::string_view text,
                                      RestrictionScope scope) {
  const auto kind = FileKindOf(path);
  if (!kind || !MayHoldNotice(text)) return std::nullopt;
  const std::vector<TextWord> words = CutWords(KeepComments(text, *kind->style));
  const WordSpan all{0, static_cast<uint32_t>(words.size())};
  const auto found = FindRestriction(words, all, scope);
  if (!found) return std::nullopt;
  if (scope == RestrictionScope::kCondition && !SpeaksOfThis(words, found->lines)) {
    return std::nullopt;
  }
  return found->lines;
}

}  // namespace

std::optional<LineRange> RestrictedInSource(std::string_view path, std::string_view text) {
  return FindInSource(path, text, RestrictionScope::kSource);
}

std::optional<LineRange> ConditionInSource(std::string_view path, std::string_view text) {
  return FindInSource(path, text, RestrictionScope::kCondition);
}

std::optional<std::string> ProposedTag(std::string_view path, std::string_view text) {
  const std::vector<ProseNotice> notices = FindNoticesInSource(path, text);
  if (notices.empty() || RestrictedInSource(path, text)) return std::nullopt;
  // What an exception allows would be lost in the tag.
  const std::vector<TextWord> words = CutWords(text);
  const bool has_exception = std::any_of(words.begin(), words.end(), [](const TextWord& word) {
    return word.hash == HashWord("exception");
  });
  if (has_exception && IsGnu(notices.front().expression)) return std::nullopt;
  for (const ProseNotice& notice : notices) {
    const bool same = notice.expression == notices.front().expression;
    if (!same || notice.restriction != Restriction::kNone) return std::nullopt;
  }
  return notices.front().expression;
}

}  // namespace headwater::license
