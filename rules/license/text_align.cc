// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/license/text_align.h"

#include <algorithm>
#include <bit>
#include <cstddef>

namespace headwater::license {
namespace {

// Words by which places of the licence are found in the text: two would be ambiguous too often,
// with four every change would hide more of its surroundings.
constexpr size_t kAnchor = 3;
// Bounds the chaining, which compares all runs with each other. A text that falls into more runs
// than these is no longer its licence's.
constexpr size_t kMaxRuns = 400;
// Words skipped in the text or the licence cost this part of a word: a clause added in the middle
// must not tear the rest off, and of two copies the near one is wanted.
constexpr int64_t kGapShare = 16;
// Parts between runs are compared word by word up to this product of their lengths.
constexpr size_t kMaxCells = 40'000;
// Words looked at before the first and behind the last run.
constexpr size_t kMaxEnd = 96;

/// Consecutive words that are equal.
struct Run {
  uint32_t in_text = 0;
  uint32_t in_license = 0;
  uint32_t length = 0;
};

/// Where the licence has a sequence of kAnchor words, if it has it once.
class Anchors {
 public:
  explicit Anchors(std::span<const uint16_t> license)
      : mask_(std::bit_ceil(2 * license.size() + 2) - 1), slots_(mask_ + 1) {
    for (size_t i = 0; i + kAnchor <= license.size(); ++i) {
      Slot& slot = Find(Key(license[i], license[i + 1], license[i + 2]));
      slot.place = slot.key == 0 ? static_cast<uint32_t>(i) : kTwice;
      slot.key = Key(license[i], license[i + 1], license[i + 2]);
    }
  }

  static constexpr uint32_t kTwice = ~0U;

  /// kTwice also when it is nowhere.
  uint32_t Place(std::span<const TextWord> text, size_t i) {
    if (text[i].number == 0 || text[i + 1].number == 0 || text[i + 2].number == 0) return kTwice;
    const Slot& slot = Find(Key(text[i].number, text[i + 1].number, text[i + 2].number));
    return slot.key == 0 ? kTwice : slot.place;
  }

 private:
  struct Slot {
    uint64_t key = 0;  // 0: empty; words are never 0.
    uint32_t place = 0;
  };

  static uint64_t Key(uint64_t first, uint64_t second, uint64_t third) {
    constexpr uint32_t kWordBits = 16;
    return (first << (2 * kWordBits)) | (second << kWordBits) | third;
  }

  Slot& Find(uint64_t key) {
    constexpr uint64_t kFactor = 0x9E3779B97F4A7C15U;  // The golden ratio: spreads the bits.
    constexpr uint32_t kUpperHalf = 32;
    size_t i = static_cast<size_t>((key * kFactor) >> kUpperHalf) & mask_;
    while (slots_[i].key != 0 && slots_[i].key != key) i = (i + 1) & mask_;
    return slots_[i];
  }

  size_t mask_;
  std::vector<Slot> slots_;
};

class Aligner {
 public:
  Aligner(std::span<const TextWord> text, std::span<const uint16_t> license)
      : text_(text), license_(license) {}

  std::vector<WordMatch> Align() && {
    FindRuns();
    KeepLongest();
    Chain();
    Join();
    return std::move(matches_);
  }

 private:
  bool Equal(size_t in_text, size_t in_license) const {
    return text_[in_text].number == license_[in_license];
  }

  void FindRuns() {
    Anchors anchors(license_);
    for (size_t i = 0; i + kAnchor <= text_.size();) {
      const uint32_t place = anchors.Place(text_, i);
      if (place == Anchors::kTwice) {
        ++i;
        continue;
      }
      const size_t floor = runs_.empty() ? 0 : runs_.back().in_text + runs_.back().length;
      runs_.push_back(Extend(i, place, floor));
      i = std::max<size_t>(i + 1, runs_.back().in_text + runs_.back().length - kAnchor + 1);
    }
  }

  Run Extend(size_t in_text, size_t in_license, size_t floor) const {
    size_t begin = 0;
    while (in_text - begin > floor && in_license > begin &&
           Equal(in_text - begin - 1, in_license - begin - 1)) {
      ++begin;
    }
    size_t end = kAnchor;
    while (in_text + end < text_.size() && in_license + end < license_.size() &&
           Equal(in_text + end, in_license + end)) {
      ++end;
    }
    return {static_cast<uint32_t>(in_text - begin), static_cast<uint32_t>(in_license - begin),
            static_cast<uint32_t>(begin + end)};
  }

  void KeepLongest() {
    if (runs_.size() <= kMaxRuns) return;
    std::nth_element(runs_.begin(), runs_.begin() + kMaxRuns, runs_.end(),
                     [](const Run& a, const Run& b) { return a.length > b.length; });
    runs_.resize(kMaxRuns);
    std::sort(runs_.begin(), runs_.end(),
              [](const Run& a, const Run& b) { return a.in_text < b.in_text; });
  }

  // What `next` is worth behind `run`: its words that do not overlap, less what is skipped.
  static int64_t Worth(const Run& run, const Run& next) {
    const int64_t text_gap = int64_t{next.in_text} - run.in_text - run.length;
    const int64_t license_gap = int64_t{next.in_license} - run.in_license - run.length;
    const int64_t overlap = std::max<int64_t>({0, -text_gap, -license_gap});
    const int64_t skipped = std::max<int64_t>(0, text_gap) + std::max<int64_t>(0, license_gap);
    return kGapShare * (next.length - overlap) - skipped;
  }

  // The chain of runs with the highest score, in order of both texts.
  void Chain() {
    std::vector<int64_t> scores(runs_.size());
    std::vector<size_t> before(runs_.size());
    size_t best = 0;
    for (size_t i = 0; i < runs_.size(); ++i) {
      scores[i] = kGapShare * runs_[i].length;
      before[i] = i;
      for (size_t j = 0; j < i; ++j) {
        if (runs_[j].in_license >= runs_[i].in_license) continue;
        const int64_t worth = Worth(runs_[j], runs_[i]);
        const int64_t score = scores[j] + worth;
        if (worth > -kGapShare * runs_[j].length && score > scores[i]) {
          scores[i] = score;
          before[i] = j;
        }
      }
      if (scores[i] > scores[best]) best = i;
    }
    std::vector<Run> chain;
    for (size_t i = best; !runs_.empty(); i = before[i]) {
      chain.push_back(runs_[i]);
      if (before[i] == i) break;
    }
    std::reverse(chain.begin(), chain.end());
    runs_ = std::move(chain);
  }

  // The chain's words, and those between them.
  void Join() {
    if (runs_.empty()) return;
    const Run& first = runs_.front();
    const size_t text_head = std::min<size_t>(first.in_text, kMaxEnd);
    const size_t license_head = std::min<size_t>(first.in_license, kMaxEnd);
    Compare(first.in_text - text_head, first.in_license - license_head, text_head, license_head);
    for (size_t i = 0; i < runs_.size(); ++i) {
      TakeRun(runs_[i]);
      const size_t text = matches_.back().in_text + 1;
      const size_t license = matches_.back().in_license + 1;
      if (i + 1 < runs_.size()) {
        const Run& next = runs_[i + 1];
        if (next.in_text > text && next.in_license > license) {
          Compare(text, license, next.in_text - text, next.in_license - license);
        }
      } else {
        Compare(text, license, std::min(text_.size() - text, kMaxEnd),
                std::min(license_.size() - license, kMaxEnd));
      }
    }
  }

  void TakeRun(const Run& run) {
    uint32_t skip = 0;
    if (!matches_.empty()) {
      const WordMatch& last = matches_.back();
      skip = std::max(last.in_text >= run.in_text ? last.in_text + 1 - run.in_text : 0,
                      last.in_license >= run.in_license ? last.in_license + 1 - run.in_license : 0);
    }
    for (uint32_t i = skip; i < run.length; ++i) {
      matches_.push_back({run.in_text + i, run.in_license + i});
    }
  }

  // The longest common subsequence of two parts.
  void Compare(size_t text, size_t license, size_t text_size, size_t license_size) {
    if (text_size == 0 || license_size == 0 || text_size * license_size > kMaxCells) return;
    const size_t width = license_size + 1;
    cells_.assign((text_size + 1) * width, 0);
    for (size_t i = text_size; i-- > 0;) {
      for (size_t j = license_size; j-- > 0;) {
        cells_[i * width + j] =
            Equal(text + i, license + j)
                ? static_cast<uint16_t>(cells_[(i + 1) * width + j + 1] + 1)
                : std::max(cells_[(i + 1) * width + j], cells_[i * width + j + 1]);
      }
    }
    for (size_t i = 0, j = 0; i < text_size && j < license_size;) {
      if (Equal(text + i, license + j)) {
        matches_.push_back(
            {static_cast<uint32_t>(text + i++), static_cast<uint32_t>(license + j++)});
      } else if (cells_[(i + 1) * width + j] >= cells_[i * width + j + 1]) {
        ++i;
      } else {
        ++j;
      }
    }
  }

  std::span<const TextWord> text_;
  std::span<const uint16_t> license_;
  std::vector<Run> runs_;
  std::vector<WordMatch> matches_;
  std::vector<uint16_t> cells_;
};

}  // namespace

std::vector<WordMatch> AlignWords(std::span<const TextWord> text,
                                  std::span<const uint16_t> license) {
  return Aligner(text, license).Align();
}

}  // namespace headwater::license
