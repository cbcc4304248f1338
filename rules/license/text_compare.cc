// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/license/text_compare.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>

#include "rules/license/text_align.h"

namespace headwater::license {
namespace {

using data::HashWord;

// The longest notices seen name a dozen holders in one line. In words.
constexpr uint32_t kMaxNotice = 40;
// `copyright` stands near the start of a notice: `Portions are Copyright`.
constexpr ptrdiff_t kNoticeStart = 4;
// The longest address of the Free Software Foundation has 15 words.
constexpr uint32_t kMaxFilledIn = 20;
// Of a name's words these many may look like a sentence's: `all of the early hackers`.
constexpr ptrdiff_t kMaxOdd = 6;
constexpr uint32_t kMaxTitle = 12;
constexpr uint32_t kMaxDecoration = 3;

constexpr std::array kConditions = {
    HashWord("may"),          HashWord("must"),
    HashWord("shall"),        HashWord("should"),
    HashWord("cannot"),       HashWord("not"),
    HashWord("no"),           HashWord("only"),
    HashWord("except"),       HashWord("unless"),
    HashWord("provided"),     HashWord("prohibited"),
    HashWord("forbidden"),    HashWord("restricted"),
    HashWord("restriction"),  HashWord("permitted"),
    HashWord("permission"),   HashWord("required"),
    HashWord("requires"),     HashWord("without"),
    HashWord("subject"),      HashWord("condition"),
    HashWord("conditions"),   HashWord("commercial"),
    HashWord("commercially"), HashWord("noncommercial"),
    HashWord("military"),     HashWord("sell"),
    HashWord("use"),          HashWord("used"),
    HashWord("never"),        HashWord("allowed"),
    HashWord("you"),          HashWord("your"),
    HashWord("we"),           HashWord("our"),
    HashWord("who"),          HashWord("whoever"),
    HashWord("every"),        HashWord("each"),
    HashWord("any"),          HashWord("however"),
    HashWord("agree"),        HashWord("neither"),
    HashWord("nor"),
};

// Words between names.
constexpr std::array kBetweenNames = {
    HashWord("and"),         HashWord("by"),          HashWord("the"),
    HashWord("of"),          HashWord("or"),          HashWord("other"),
    HashWord("others"),      HashWord("contributor"), HashWord("contributors"),
    HashWord("author"),      HashWord("authors"),     HashWord("all"),
    HashWord("rights"),      HashWord("right"),       HashWord("reserved"),
    HashWord("corporation"), HashWord("company"),     HashWord("foundation"),
    HashWord("university"),  HashWord("regents"),     HashWord("institute"),
    HashWord("holder"),      HashWord("holders"),     HashWord("owner"),
    HashWord("owners"),      HashWord("copyright"),   HashWord("copyrighted"),
    HashWord("portions"),    HashWord("parts"),       HashWord("see"),
    HashWord("file"),        HashWord("files"),       HashWord("list"),
    HashWord("for"),         HashWord("in"),          HashWord("on"),
    HashWord("at"),          HashWord("to"),          HashWord("from"),
    HashWord("present"),     HashWord("year"),        HashWord("years"),
    HashWord("its"),         HashWord("a"),           HashWord("is"),
    HashWord("are"),         HashWord("this"),        HashWord("under"),
    HashWord("license"),     HashWord("licence"),     HashWord("licensed"),
    HashWord("licenses"),    HashWord("version"),     HashWord("software"),
    HashWord("project"),     HashWord("program"),     HashWord("library"),
    HashWord("team"),        HashWord("developers"),  HashWord("maintainers"),
    HashWord("individuals"), HashWord("following"),   HashWord("terms"),
    HashWord("text"),        HashWord("below"),       HashWord("et"),
    HashWord("al"),          HashWord("de"),          HashWord("van"),
    HashWord("von"),         HashWord("der"),         HashWord("la"),
    HashWord("inc"),         HashWord("national"),    HashWord("laboratory"),
    HashWord("technology"),  HashWord("association"),
};

// Rights that a licence grants: without one of them it is another licence.
constexpr std::array kRights = {
    HashWord("copy"),         HashWord("copies"),       HashWord("modify"),
    HashWord("modified"),     HashWord("modification"), HashWord("distribute"),
    HashWord("distribution"), HashWord("redistribute"), HashWord("redistribution"),
    HashWord("sublicense"),   HashWord("merge"),        HashWord("publish"),
    HashWord("reproduce"),    HashWord("grant"),        HashWord("granted"),
    HashWord("grants"),       HashWord("irrevocable"),  HashWord("perpetual"),
    HashWord("worldwide"),    HashWord("royalty"),      HashWord("free"),
};

constexpr std::array kTitleWords = {
    HashWord("license"), HashWord("licence"),   HashWord("licensed"), HashWord("licenses"),
    HashWord("copying"), HashWord("agreement"), HashWord("legal"),    HashWord("terms"),
};

// With a number they are a bullet: `Article 1`.
constexpr std::array kHeadings = {HashWord("article"), HashWord("section"), HashWord("part"),
                                  HashWord("chapter"), HashWord("clause")};

template <size_t kSize>
bool IsIn(const std::array<uint32_t, kSize>& hashes, uint32_t hash) {
  return std::find(hashes.begin(), hashes.end(), hash) != hashes.end();
}

// Whether a word of the list's texts matters: conditions and rights.
bool IsWeighty(uint16_t number) {
  static const auto kNumbers = [] {
    std::vector<uint16_t> numbers;
    numbers.reserve(kConditions.size() + kRights.size());
    for (const uint32_t hash : kConditions) numbers.push_back(data::NumberOfWord(hash));
    for (const uint32_t hash : kRights) numbers.push_back(data::NumberOfWord(hash));
    return numbers;
  }();
  return std::find(kNumbers.begin(), kNumbers.end(), number) != kNumbers.end();
}

// `All rights reserved.`
bool EndsReserved(std::span<const TextWord> line) {
  return line.size() > 1 && line.back().hash == HashWord("reserved") &&
         line[line.size() - 2].hash == HashWord("rights");
}

/// Walks along the matches and sorts what lies between them.
class Comparer {
 public:
  Comparer(std::span<const TextWord> words, const data::LicenseText& license)
      : words_(words), license_(license), needed_(license.words.size(), true) {
    for (const auto& range : license.free) {
      std::fill(needed_.begin() + range.begin, needed_.begin() + range.end, false);
    }
  }

  TextComparison Compare() && {
    const std::vector<WordMatch> matches = AlignWords(words_, license_.words);
    if (matches.empty()) {
      result_.left_out = license_.needed;
      return std::move(result_);
    }
    result_.matched = static_cast<uint32_t>(matches.size());
    result_.place = {matches.front().in_text, matches.back().in_text + 1};
    LeaveOut(0, matches.front().in_license);
    for (size_t i = 0; i + 1 < matches.size(); ++i) Between(matches[i], matches[i + 1]);
    const uint32_t before_tail = result_.left_out;
    LeaveOut(matches.back().in_license + 1, static_cast<uint32_t>(license_.words.size()));
    result_.tail = result_.left_out - before_tail;
    return std::move(result_);
  }

 private:
  void LeaveOut(uint32_t begin, uint32_t end) {
    for (uint32_t i = begin; i < end; ++i) {
      if (!needed_[i]) continue;
      ++result_.left_out;
      result_.weighty |= IsWeighty(license_.words[i]);
    }
  }

  void Between(const WordMatch& before, const WordMatch& after) {
    LeaveOut(before.in_license + 1, after.in_license);
    const WordSpan extra{before.in_text + 1, after.in_text};
    if (extra.size() == 0 || OnlyBullets(extra)) return;
    if (IsAllowed(extra, before.in_license + 1, after.in_license)) return;
    const bool filled_in = InFreePart(before, after) && extra.size() <= kMaxFilledIn &&
                           AreNames(words_.subspan(extra.begin, extra.size()));
    if (!filled_in) AddExtra(extra);
  }

  // In an appendix that may be missing as a whole, blanks are filled in: names, addresses.
  bool InFreePart(const WordMatch& before, const WordMatch& after) const {
    return std::none_of(needed_.begin() + before.in_license, needed_.begin() + after.in_license + 1,
                        [](bool needed) { return needed; });
  }

  bool OnlyBullets(WordSpan span) const {
    const auto part = words_.subspan(span.begin, span.size());
    return std::all_of(part.begin(), part.end(), [](const TextWord& word) {
      return word.bullet || IsIn(kHeadings, word.hash);
    });
  }

  // Whether gaps that touch the licence's words begin..end allow these words there.
  bool IsAllowed(WordSpan extra, uint32_t begin, uint32_t end) const {
    std::vector<data::Gap> gaps;
    uint32_t most = 0;
    for (uint32_t i = license_.first_gap; i < license_.first_gap + license_.gaps; ++i) {
      const data::Gap gap = data::GapAt(i);
      if (gap.words.begin > end || gap.words.end < begin) continue;
      gaps.push_back(gap);
      most += gap.most;
    }
    if (extra.size() > most) return false;
    const auto part = words_.subspan(extra.begin, extra.size());
    std::vector<TextWord> others;
    std::copy_if(part.begin(), part.end(), std::back_inserter(others),
                 [&](const TextWord& word) { return !word.bullet && !Lists(gaps, word); });
    if (others.empty()) return true;
    const bool anything = std::any_of(gaps.begin(), gaps.end(), [&](const data::Gap& gap) {
      return gap.mode == data::GapMode::kAnything ||
             (gap.mode == data::GapMode::kLed && Lists({gap}, part.front()));
    });
    return anything && AreNames(others);
  }

  static bool Lists(const std::vector<data::Gap>& gaps, const TextWord& word) {
    return word.number != 0 && std::any_of(gaps.begin(), gaps.end(), [&](const data::Gap& gap) {
             return std::binary_search(gap.listed.begin(), gap.listed.end(), word.number);
           });
  }

  // What is left when copyright notices are taken out.
  void AddExtra(WordSpan extra) {
    for (uint32_t i = extra.begin; i < extra.end;) {
      const uint32_t end = std::min(extra.end, LineOf(words_, i).end);
      if (!IsNoticeLine(words_, i)) {
        result_.added += end - i;
        const auto part = words_.subspan(i, end - i);
        result_.weighty |= std::any_of(part.begin(), part.end(), IsCondition);
        if (!result_.extras.empty() && result_.extras.back().end == i) {
          result_.extras.back().end = end;
        } else {
          result_.extras.push_back({i, end});
        }
      }
      i = end;
    }
  }

  std::span<const TextWord> words_;
  const data::LicenseText& license_;
  std::vector<bool> needed_;
  TextComparison result_;
};

}  // namespace

TextComparison CompareTexts(std::span<const TextWord> words, const data::LicenseText& license) {
  return Comparer(words, license).Compare();
}

bool AreNames(std::span<const TextWord> words) {
  if (std::any_of(words.begin(), words.end(), IsCondition)) return false;
  return std::count_if(words.begin(), words.end(), [](const TextWord& word) {
           return !word.name && !IsIn(kBetweenNames, word.hash);
         }) <= kMaxOdd;
}

bool IsCondition(const TextWord& word) { return IsIn(kConditions, word.hash); }

WordSpan LineOf(std::span<const TextWord> words, size_t word) {
  const uint32_t line = words[word].line;
  const auto first = std::partition_point(words.begin(), words.end(),
                                          [line](const TextWord& one) { return one.line < line; });
  const auto last = std::partition_point(first, words.end(),
                                         [line](const TextWord& one) { return one.line <= line; });
  return {static_cast<uint32_t>(first - words.begin()),
          static_cast<uint32_t>(last - words.begin())};
}

bool IsNoticeLine(std::span<const TextWord> words, size_t word) {
  const WordSpan line = LineOf(words, word);
  const auto part = words.subspan(line.begin, line.size());
  if (line.size() > kMaxNotice || !AreNames(part)) return false;
  if (std::any_of(part.begin(), part.begin() + std::min<ptrdiff_t>(line.size(), kNoticeStart),
                  [](const TextWord& one) { return one.hash == HashWord("copyright"); })) {
    return true;
  }
  const uint32_t first = part.front().hash;
  return first == HashWord("author") || first == HashWord("authors") || first == HashWord("spdx") ||
         EndsReserved(part);
}

bool IsTitleLine(std::span<const TextWord> words, size_t word) {
  const WordSpan line = LineOf(words, word);
  const auto part = words.subspan(line.begin, line.size());
  if (line.size() > kMaxTitle || !AreNames(part)) return false;
  return line.size() <= kMaxDecoration ||
         std::any_of(part.begin(), part.end(),
                     [](const TextWord& one) { return IsIn(kTitleWords, one.hash); });
}

}  // namespace headwater::license
