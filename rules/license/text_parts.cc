// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/license/text_parts.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "rules/data/license_texts.h"
#include "rules/license/text_candidates.h"

namespace headwater::license {
namespace {

// A text comes from a licence when this share of the words that have to be there is there. Short
// texts say what others say too.
constexpr double kMinShare = 0.7;
constexpr double kMinShareOfShort = 0.85;
constexpr uint32_t kShort = 40;
// The shortest texts of the list have about a dozen words.
constexpr uint32_t kMinWords = 8;
// What a word left out and a word added cost against a word that is there. A text that is there as
// a whole, with something added, explains more than one of which a part is missing.
constexpr int64_t kMatchedWorth = 4;
constexpr int64_t kLeftOutCost = 16;
constexpr int64_t kAddedCost = 4;
// A text that breaks off says little against the licence that it begins.
constexpr int64_t kTailCost = 1;
// The same text is better than one that breaks off a few words later.
constexpr int64_t kExactWorth = 16;

struct Scored {
  int64_t score = 0;
  TextPart part;
};

bool ComesFrom(const TextComparison& found, uint32_t needed) {
  const double share = 1.0 - static_cast<double>(found.left_out) / std::max(needed, 1U);
  return share >= (needed < kShort ? kMinShareOfShort : kMinShare) && found.added <= found.matched;
}

std::optional<Scored> Score(std::span<const TextWord> words, const TextCandidate& candidate) {
  const data::LicenseText text = data::LicenseTextAt(candidate.text);
  TextComparison found =
      CompareTexts(words.subspan(candidate.begin, candidate.end - candidate.begin), text);
  if (!ComesFrom(found, text.needed)) return std::nullopt;
  const auto offset = static_cast<uint32_t>(candidate.begin);
  found.place = {found.place.begin + offset, found.place.end + offset};
  for (WordSpan& extra : found.extras) extra = {extra.begin + offset, extra.end + offset};
  const bool exact = found.left_out == 0 && found.added == 0;
  const int64_t score =
      kMatchedWorth * found.matched - kLeftOutCost * (int64_t{found.left_out} - found.tail) -
      kTailCost * found.tail - kAddedCost * found.added + (exact ? kExactWorth : 0);
  return Scored{score, {{candidate.text}, std::move(found)}};
}

// The best text among some of the words.
std::optional<TextPart> FindBest(std::span<const TextWord> words, PartKinds kinds) {
  std::optional<Scored> best;
  for (const TextCandidate& candidate : FindTextCandidates(words)) {
    const data::LicenseText text = data::LicenseTextAt(candidate.text);
    if (kinds == PartKinds::kTexts && text.kind == data::TextKind::kNotice) continue;
    // Even if all of it were there, it would explain less.
    const auto most = kMatchedWorth * static_cast<int64_t>(text.words.size()) + kExactWorth;
    if (best && most < best->score) continue;
    std::optional<Scored> one = Score(words, candidate);
    if (!one) continue;
    if (!best || one->score > best->score) {
      best = std::move(one);
    } else if (one->score == best->score && one->part.IsExact() == best->part.IsExact()) {
      best->part.texts.push_back(candidate.text);
    }
  }
  if (!best) return std::nullopt;
  return std::move(best->part);
}

}  // namespace

std::vector<TextPart> FindTextParts(std::span<const TextWord> words, PartKinds kinds) {
  std::vector<TextPart> parts;
  std::vector<WordSpan> rest = {{0, static_cast<uint32_t>(words.size())}};
  while (!rest.empty() && parts.size() < kMaxTextParts) {
    const WordSpan span = rest.back();
    rest.pop_back();
    if (span.size() < kMinWords) continue;
    auto part = FindBest(words.subspan(span.begin, span.size()), kinds);
    if (!part) continue;
    TextComparison& found = part->comparison;
    found.place = {found.place.begin + span.begin, found.place.end + span.begin};
    for (WordSpan& extra : found.extras) {
      extra = {extra.begin + span.begin, extra.end + span.begin};
    }
    rest.push_back({span.begin, found.place.begin});
    rest.push_back({found.place.end, span.end});
    parts.push_back(std::move(*part));
  }
  std::sort(parts.begin(), parts.end(), [](const TextPart& a, const TextPart& b) {
    return a.comparison.place.begin < b.comparison.place.begin;
  });
  return parts;
}

void AppendIds(std::string_view ids, std::vector<std::string>& all) {
  while (!ids.empty()) {
    const std::string_view id = ids.substr(0, ids.find(' '));
    ids.remove_prefix(std::min(ids.size(), id.size() + 1));
    if (std::find(all.begin(), all.end(), id) == all.end()) all.emplace_back(id);
  }
}

}  // namespace headwater::license
