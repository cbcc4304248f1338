// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/license/text_candidates.h"

#include <algorithm>
#include <array>

#include "rules/data/license_texts.h"

namespace headwater::license {
namespace {

// How many are compared word by word. The list has groups of nearly equal texts (BSD, HPND,
// Creative Commons); the right one was never behind the 16th place in the measurements.
constexpr size_t kMaxCandidates = 16;
// A licence's words lie this close together, and this many words more may stand between them.
constexpr size_t kSpread = 2;
constexpr size_t kMoreWords = 200;
// Less than this share of a text's shingles is chance.
constexpr double kMinCoverage = 0.2;

struct Hit {
  uint16_t text = 0;
  uint32_t place = 0;  // Of the shingle in the words.
};

// The shingles of the words that the index knows, each once, with all of their texts.
std::vector<Hit> CollectHits(std::span<const TextWord> words) {
  std::vector<Hit> hits;
  std::vector<bool> seen(data::CountIndexPlaces());
  for (size_t i = 0; i + data::kShingle <= words.size(); ++i) {
    std::array<uint16_t, data::kShingle> shingle{};
    for (size_t j = 0; j < shingle.size(); ++j) shingle[j] = words[i + j].number;
    const auto found = data::TextsWithShingle(shingle);
    if (found.texts.empty() || seen[found.place]) continue;
    seen[found.place] = true;
    for (const uint16_t text : found.texts) hits.push_back({text, static_cast<uint32_t>(i)});
  }
  std::stable_sort(hits.begin(), hits.end(),
                   [](const Hit& a, const Hit& b) { return a.text < b.text; });
  return hits;
}

struct Ranked {
  double score = 0;
  TextCandidate candidate;
};

// Judges one text by its hits, which are in the order of the words.
Ranked Rank(std::span<const Hit> hits, size_t words) {
  const auto text = data::LicenseTextAt(hits.front().text);
  const size_t length = kSpread * text.words.size() + kMoreWords;
  size_t most = 0;
  size_t from = 0;
  for (size_t first = 0, last = 0; last < hits.size(); ++last) {
    while (hits[last].place - hits[first].place > length) ++first;
    if (last - first + 1 > most) {
      most = last - first + 1;
      from = first;
    }
  }
  const double coverage = static_cast<double>(most) / text.samples;
  if (coverage < kMinCoverage) return {};
  const size_t before = text.words.size() + kMoreWords;
  const size_t begin = hits[from].place - std::min<size_t>(hits[from].place, before);
  const size_t end = std::min(words, hits[from + most - 1].place + before);
  // Words that it explains, less half of those that it would miss: of two texts that are there
  // as a whole the longer one explains more.
  const double score = static_cast<double>(text.needed) * (coverage - (1 - coverage) / 2);
  return {std::max(score, coverage), {hits.front().text, begin, end}};
}

}  // namespace

std::vector<TextCandidate> FindTextCandidates(std::span<const TextWord> words) {
  const std::vector<Hit> hits = CollectHits(words);
  std::vector<Ranked> ranked;
  for (size_t i = 0; i < hits.size();) {
    size_t end = i;
    while (end < hits.size() && hits[end].text == hits[i].text) ++end;
    const Ranked one = Rank(std::span(hits).subspan(i, end - i), words.size());
    if (one.score > 0) ranked.push_back(one);
    i = end;
  }
  std::stable_sort(ranked.begin(), ranked.end(),
                   [](const Ranked& a, const Ranked& b) { return a.score > b.score; });
  if (ranked.size() > kMaxCandidates) ranked.resize(kMaxCandidates);
  std::vector<TextCandidate> candidates;
  candidates.reserve(ranked.size());
  for (const Ranked& one : ranked) candidates.push_back(one.candidate);
  return candidates;
}

}  // namespace headwater::license
