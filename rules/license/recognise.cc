// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/license/recognise.h"

#include <algorithm>
#include <span>
#include <utility>

#include "rules/data/license_texts.h"
#include "rules/license/text_compare.h"
#include "rules/license/text_parts.h"
#include "rules/license/text_restrictions.h"
#include "rules/license/text_words.h"

namespace headwater::license {
namespace {

// Beside a licence, in a file of more words than these, only what is sure to be a restriction
// counts as one: such files hold prose of every kind. (What stands there is added all the same.)
constexpr size_t kMaxShortRest = 300;

using Words = std::span<const TextWord>;

LineRange LinesOf(Words words, WordSpan span) {
  return {words[span.begin].line, words[span.end - 1].line};
}

// Adds lines to a sorted list; what only empty lines separate is one range.
void AddLines(Words words, WordSpan span, std::vector<LineRange>& lines) {
  const LineRange added = LinesOf(words, span);
  if (!lines.empty() && span.begin > 0 && words[span.begin - 1].line <= lines.back().last) {
    lines.back().last = std::max(lines.back().last, added.last);
  } else {
    lines.push_back(added);
  }
}

// A clause that is for information, or a general prohibition, gives way to what takes a freedom.
int Weight(Restriction kind) {
  switch (kind) {
    case Restriction::kNone:
      return 0;
    case Restriction::kTrademark:
      return 1;
    case Restriction::kOther:
      return 2;
    default:
      return 3;
  }
}

// Of several restrictions the weightiest is answered, of equal ones the first.
void Restrict(const FoundRestriction& found, RecognisedText& answer) {
  if (Weight(found.kind) <= Weight(answer.restriction)) return;
  answer.restriction = found.kind;
  answer.restricted_at = found.lines;
}

/// A part by itself.
RecognisedText Describe(Words words, const TextPart& part) {
  const TextComparison& found = part.comparison;
  RecognisedText answer;
  answer.match = part.IsExact() ? RecognisedText::Match::kExact : RecognisedText::Match::kModified;
  answer.lines = LinesOf(words, found.place);
  answer.words_left_out = found.left_out;
  answer.words_added = found.added;
  answer.conditions_changed = found.weighty;
  for (const WordSpan extra : found.extras) {
    AddLines(words, extra, answer.added);
    if (const auto restriction = FindRestriction(words, extra, RestrictionScope::kAddition)) {
      Restrict(*restriction, answer);
    }
  }
  for (const uint16_t index : part.texts) {
    const data::LicenseText text = data::LicenseTextAt(index);
    AppendIds(text.ids, answer.ids);
    answer.is_exception = text.kind == data::TextKind::kException;
    if (text.restriction != 0) {
      Restrict({static_cast<Restriction>(text.restriction), answer.lines}, answer);
    }
  }
  return answer;
}

/// The words that are in no part, line by line, without notices and titles.
std::vector<WordSpan> FindRest(Words words, std::span<const TextPart> parts) {
  std::vector<WordSpan> rest;
  auto part = parts.begin();
  for (uint32_t i = 0; i < words.size();) {
    if (part != parts.end() && i == part->comparison.place.begin) {
      i = part->comparison.place.end;
      ++part;
      continue;
    }
    uint32_t end = LineOf(words, i).end;
    if (part != parts.end()) end = std::min(end, part->comparison.place.begin);
    if (!IsNoticeLine(words, i) && !IsTitleLine(words, i)) {
      if (!rest.empty() && rest.back().end == i) {
        rest.back().end = end;
      } else {
        rest.push_back({i, end});
      }
    }
    i = end;
  }
  return rest;
}

// The longest licence; an exception only when there is nothing else.
const TextPart& MainPart(std::span<const TextPart> parts) {
  const auto weight = [](const TextPart& part) {
    const bool is_license =
        data::LicenseTextAt(part.texts.front()).kind == data::TextKind::kLicense;
    return std::pair(is_license, part.comparison.matched);
  };
  return *std::max_element(parts.begin(), parts.end(), [&](const TextPart& a, const TextPart& b) {
    return weight(a) < weight(b);
  });
}

/// Adds to the main part's answer what else the file holds.
void AddRest(Words words, std::span<const TextPart> parts, const TextPart& main,
             RecognisedText& answer) {
  std::vector<WordSpan> added = FindRest(words, parts);
  size_t rest_words = 0;
  for (const WordSpan span : added) rest_words += span.size();
  const auto scope =
      rest_words <= kMaxShortRest ? RestrictionScope::kAddition : RestrictionScope::kUnknown;
  for (const WordSpan span : added) {
    if (const auto found = FindRestriction(words, span, scope)) Restrict(*found, answer);
  }
  for (const TextPart& part : parts) {
    if (&part == &main) continue;
    added.push_back(part.comparison.place);
    const RecognisedText other = Describe(words, part);
    if (other.restriction != Restriction::kNone) {
      Restrict({other.restriction, other.restricted_at}, answer);
    }
  }
  const auto& extras = main.comparison.extras;
  added.insert(added.end(), extras.begin(), extras.end());
  std::sort(added.begin(), added.end(), [](WordSpan a, WordSpan b) { return a.begin < b.begin; });
  answer.added.clear();
  for (const WordSpan span : added) AddLines(words, span, answer.added);
}

}  // namespace

RecognisedText RecogniseLicenseText(std::string_view text) {
  const std::vector<TextWord> cut = CutWords(text);
  const Words words = cut;
  if (words.empty()) return {};
  const std::vector<TextPart> parts = FindTextParts(words, PartKinds::kTexts);
  if (parts.empty()) {
    RecognisedText none;
    const WordSpan all{0, static_cast<uint32_t>(words.size())};
    if (const auto found = FindRestriction(words, all, RestrictionScope::kUnknown)) {
      Restrict(*found, none);
    }
    return none;
  }
  const TextPart& main = MainPart(parts);
  RecognisedText answer = Describe(words, main);
  AddRest(words, parts, main, answer);
  // What was not read may say anything.
  const bool whole = words.size() < kMaxTextWords;
  if (!whole || !answer.added.empty()) answer.match = RecognisedText::Match::kModified;
  return answer;
}

std::vector<RecognisedText> RecogniseLicenseTexts(std::string_view text) {
  const std::vector<TextWord> words = CutWords(text);
  std::vector<RecognisedText> answers;
  for (const TextPart& part : FindTextParts(words, PartKinds::kTexts)) {
    answers.push_back(Describe(words, part));
  }
  return answers;
}

}  // namespace headwater::license
