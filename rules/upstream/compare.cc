// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/upstream/compare.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

#include "rules/upstream/file_pairs.h"
#include "rules/upstream/patch_table.h"

namespace headwater::upstream {
namespace {

/// How often each line is there.
class Bag {
 public:
  void Put(LineNumber line) { ++counts_[line]; }
  bool Take(LineNumber line) {
    const auto count = counts_.find(line);
    if (count == counts_.end() || count->second == 0) return false;
    --count->second;
    return true;
  }

 private:
  std::unordered_map<LineNumber, uint32_t> counts_;  ///< Numbers are ours: nobody chooses hashes.
};

/// What one side has in common with the other.
struct Share {
  size_t telling = 0;
  size_t all = 0;
  size_t shared_telling = 0;
  size_t shared_all = 0;

  double Of() const {
    if (telling > 0) return static_cast<double>(shared_telling) / static_cast<double>(telling);
    return all > 0 ? static_cast<double>(shared_all) / static_cast<double>(all) : 0;
  }
};

/// Lines of one side of a pair that the other side lacks, as indexes; in order.
using Rest = std::vector<size_t>;

class Comparer {
 public:
  explicit Comparer(const CompareQuestion& question)
      : question_(question),
        with_noise_(IsOnlyNoise(question.ours) || IsOnlyNoise(question.theirs)),
        ours_(table_.TakeIn(question.ours, with_noise_)),
        theirs_(table_.TakeIn(question.theirs, with_noise_)) {
    for (const Patch* patch : question.also_ours) PutAll(*patch, also_ours_);
    for (const Patch* patch : question.also_theirs) PutAll(*patch, also_theirs_);
  }

  Comparison Run() && {
    const auto pairs = PairFiles(theirs_, ours_);
    std::vector<bool> paired(ours_.size());
    for (size_t i = 0; i < theirs_.size(); ++i) {
      ComparePair(pairs[i] ? &ours_[*pairs[i]] : nullptr, &theirs_[i]);
      if (pairs[i]) paired[*pairs[i]] = true;
    }
    for (size_t i = 0; i < ours_.size(); ++i) {
      if (!paired[i]) ComparePair(&ours_[i], nullptr);
    }
    Conclude();
    return std::move(result_);
  }

 private:
  void PutAll(const Patch& patch, Bag& bag) {
    for (const FileLines& file : table_.TakeIn(patch, with_noise_)) {
      for (const LineNumber line : file.lines) bag.Put(line);
    }
  }

  bool HasOthers() const { return !question_.also_ours.empty() || !question_.also_theirs.empty(); }

  static const FileLines& Nothing() {
    static const FileLines kNothing;
    return kNothing;
  }

  void ComparePair(const FileLines* our, const FileLines* their) {
    const FileLines& ours = our == nullptr ? Nothing() : *our;
    const FileLines& theirs = their == nullptr ? Nothing() : *their;
    CountHunks(ours, theirs);
    Rest extra = RestOf(ours, theirs, our_share_);
    Rest missing = RestOf(theirs, ours, their_share_);
    if (extra.empty() && missing.empty() && !HasOthers() && IsReordered(ours, theirs)) {
      extra = Middle(ours, theirs);
      missing = Middle(theirs, ours);
    }
    std::erase_if(extra, [&](size_t at) { return also_theirs_.Take(ours.lines[at]); });
    std::erase_if(missing, [&](size_t at) { return also_ours_.Take(theirs.lines[at]); });
    if (extra.empty() && missing.empty()) return;
    AddResidual(ours, theirs, extra, missing);
  }

  /// The lines of `of` that `other` lacks; counts what they share.
  Rest RestOf(const FileLines& of, const FileLines& other, Share& share) {
    Bag bag;
    for (const LineNumber line : other.lines) bag.Put(line);
    Rest rest;
    for (size_t at = 0; at < of.lines.size(); ++at) {
      const LineNumber line = of.lines[at];
      const bool shared = bag.Take(line);
      const bool telling = table_.IsTelling(line);
      ++share.all;
      if (telling) ++share.telling;
      if (!shared) {
        rest.push_back(at);
        continue;
      }
      ++share.shared_all;
      if (!telling) continue;
      ++share.shared_telling;
      shared_.push_back(line);
    }
    return rest;
  }

  using Hunk = std::vector<LineNumber>;

  /// Those that can tell something, sorted.
  std::vector<Hunk> HunksOf(const FileLines& file) const {
    std::vector<Hunk> hunks;
    size_t begin = 0;
    for (const size_t end : file.hunk_ends) {
      Hunk hunk(file.lines.begin() + static_cast<std::ptrdiff_t>(begin),
                file.lines.begin() + static_cast<std::ptrdiff_t>(end));
      begin = end;
      const bool tells = std::any_of(hunk.begin(), hunk.end(),
                                     [this](LineNumber line) { return table_.IsTelling(line); });
      if (tells) hunks.push_back(std::move(hunk));
    }
    std::sort(hunks.begin(), hunks.end());
    return hunks;
  }

  void CountHunks(const FileLines& ours, const FileLines& theirs) {
    const auto our_hunks = HunksOf(ours);
    const auto their_hunks = HunksOf(theirs);
    std::vector<Hunk> both;
    std::set_intersection(our_hunks.begin(), our_hunks.end(), their_hunks.begin(),
                          their_hunks.end(), std::back_inserter(both));
    our_hunks_ += our_hunks.size();
    their_hunks_ += their_hunks.size();
    shared_hunks_ += both.size();
  }

  /// Only telling lines: where a hunk begins and ends depends on what is around it, and moves
  /// braces from its front to its end. Hunks that are whole may stand in another order.
  bool IsReordered(const FileLines& ours, const FileLines& theirs) const {
    if (HunksOf(ours) == HunksOf(theirs)) return false;
    return TellingOf(ours) != TellingOf(theirs);
  }

  /// All that are removed, then all that are added.
  std::vector<LineNumber> TellingOf(const FileLines& file) const {
    std::vector<LineNumber> lines;
    std::copy_if(file.lines.begin(), file.lines.end(), std::back_inserter(lines),
                 [this](LineNumber line) { return table_.IsTelling(line); });
    std::stable_partition(lines.begin(), lines.end(),
                          [this](LineNumber line) { return table_.SignOf(line) == '-'; });
    return lines;
  }

  /// What is between the lines that both begin with and those that both end with.
  static Rest Middle(const FileLines& of, const FileLines& other) {
    const auto& a = of.lines;
    const auto& b = other.lines;
    const auto begin = std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin();
    const auto end = std::mismatch(a.rbegin(), a.rend(), b.rbegin(), b.rend()).first - a.rbegin();
    Rest middle;
    for (size_t at = static_cast<size_t>(begin); at + static_cast<size_t>(end) < a.size(); ++at) {
      middle.push_back(at);
    }
    return middle;
  }

  void AddResidual(const FileLines& ours, const FileLines& theirs, const Rest& extra,
                   const Rest& missing) {
    Residual residual;
    residual.path = ours.file == nullptr ? theirs.file->path : ours.file->path;
    residual.missing = static_cast<uint32_t>(missing.size());
    residual.extra = static_cast<uint32_t>(extra.size());
    residual.whole_file = ours.file == nullptr;
    Show('-', theirs, missing, residual);
    Show('+', ours, extra, residual);
    for (const FileLines* side : {&ours, &theirs}) {
      if (side->file != nullptr && side->file->too_large) {
        result_.unknown_because = "beyond-bounds";
      }
    }
    result_.residual.push_back(std::move(residual));
  }

  void Show(char sign, const FileLines& file, const Rest& rest, Residual& residual) const {
    for (const size_t at : rest) {
      if (residual.lines.size() == kMaxResidualLines) return;
      if (file.texts[at] == nullptr) continue;
      std::string line{sign, table_.SignOf(file.lines[at])};
      line.append(file.texts[at]->bytes().substr(0, kMaxResidualLineBytes));
      residual.lines.emplace_back(std::move(line));
    }
  }

  /// All of one side is in the other: a short change to which something was added.
  bool IsContained() const {
    const auto none_missing = [](const Residual& residual) { return residual.missing == 0; };
    const auto none_extra = [](const Residual& residual) { return residual.extra == 0; };
    const auto& files = result_.residual;
    if (files.empty()) return true;
    return result_.shared > 0 && (std::all_of(files.begin(), files.end(), none_missing) ||
                                  std::all_of(files.begin(), files.end(), none_extra));
  }

  void Conclude() {
    std::sort(shared_.begin(), shared_.end());
    shared_.erase(std::unique(shared_.begin(), shared_.end()), shared_.end());
    result_.shared = static_cast<uint32_t>(shared_.size());
    result_.coverage = our_share_.Of();
    const size_t hunks = std::min(our_hunks_, their_hunks_);
    const bool by_hunks = hunks > 0 && static_cast<double>(shared_hunks_) >=
                                           kSameByHunks * static_cast<double>(hunks);
    const bool by_lines = result_.shared >= kSameMinLines &&
                          std::max(our_share_.Of(), their_share_.Of()) >= kSameByLines;
    result_.same_change = by_hunks || by_lines || IsContained();
    std::sort(result_.residual.begin(), result_.residual.end(),
              [](const Residual& a, const Residual& b) { return a.path < b.path; });
  }

  const CompareQuestion& question_;
  bool with_noise_;
  PatchTable table_;
  std::vector<FileLines> ours_;
  std::vector<FileLines> theirs_;
  Bag also_ours_;
  Bag also_theirs_;
  Share our_share_;
  Share their_share_;
  std::vector<LineNumber> shared_;  ///< Telling ones; each from both sides.
  size_t our_hunks_ = 0;
  size_t their_hunks_ = 0;
  size_t shared_hunks_ = 0;
  Comparison result_;
};

}  // namespace

bool IsAlready(const Comparison& comparison) {
  if (comparison.identical) return true;
  return comparison.unknown_because.view().empty() && comparison.shared >= kSameMinLines &&
         comparison.coverage >= kAlreadyByLines;
}

Comparison Identical() {
  Comparison comparison;
  comparison.identical = true;
  comparison.same_change = true;
  comparison.coverage = 1;
  return comparison;
}

Comparison Compare(const CompareQuestion& question) {
  if (question.ours.id && question.ours.id == question.theirs.id) return Identical();
  Comparison comparison;
  if (!question.ours.missing.empty() || !question.theirs.missing.empty()) {
    comparison.unknown_because = "missing-content";
    return comparison;
  }
  return Comparer(question).Run();
}

}  // namespace headwater::upstream
