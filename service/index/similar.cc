// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "headwater/patch_lines.h"
#include "service/index/upstream_index.h"

namespace headwater::index {
namespace {

constexpr size_t kMaxAnswers = 16;
/// Lines and hunks of one patch that are looked up. Larger patches are asked for by their
/// beginning: a hundred thousand lines are a whole project, of which any part tells where it is
/// from.
constexpr size_t kMaxQuestions = 100'000;
/// Different commits that may turn up; later ones are left out.
constexpr size_t kMaxCandidates = 200'000;

struct Score {
  bool same_patch = false;
  uint32_t hunks = 0;
  uint32_t lines = 0;
};

using Scores = std::unordered_map<uint32_t, Score>;  ///< By the commit's row.

/// What one segment has of a patch.
class Search {
 public:
  explicit Search(const Segment& segment) : segment_(segment) {}

  void Add(const Patch& patch) {
    if (patch.id && !patch.files.empty()) AddWhole(*patch.id);
    for (const FilePatch& file : patch.files) {
      if (IsNoiseFile(file.path)) continue;
      for (const PatchHunk& hunk : file.hunks) AddHunk(hunk);
    }
  }

  const Scores& scores() const { return scores_; }

 private:
  void AddWhole(const PatchId& id) {
    for (const uint32_t commit : segment_.SamePatch(id)) {
      if (Score* score = ScoreOf(commit)) score->same_patch = true;
    }
  }

  void AddHunk(const PatchHunk& hunk) {
    if (questions_ >= kMaxQuestions) return;
    if (const uint64_t hash = HashHunk(hunk); hash != 0) Ask(segment_.hunks, hash, &Score::hunks);
    AddLines('-', hunk.removed);
    AddLines('+', hunk.added);
  }

  void AddLines(char sign, const std::vector<Untrusted>& lines) {
    for (const Untrusted& line : lines) {
      if (questions_ >= kMaxQuestions) return;
      if (!IsTelling(line.bytes())) continue;
      Ask(segment_.lines, HashLine(sign, line.bytes()), &Score::lines);
    }
  }

  void Ask(const Table<Posting>& rows, uint64_t hash, uint32_t Score::*counter) {
    ++questions_;
    const KeyBytes key = ToKey(hash);
    const size_t first = rows.LowerBound(key);
    size_t end = first;
    while (end < rows.size() && end - first <= kMaxPostings && rows[end].key == key) ++end;
    if (end - first > kMaxPostings) return;  // Common.
    for (size_t at = first; at < end; ++at) {
      if (Score* score = ScoreOf(rows[at].commit)) ++(score->*counter);
    }
  }

  Score* ScoreOf(uint32_t commit) {
    if (scores_.size() >= kMaxCandidates && !scores_.contains(commit)) return nullptr;
    return &scores_[commit];
  }

  const Segment& segment_;
  Scores scores_;
  size_t questions_ = 0;
};

/// The best first; among equals the oldest, from which the others may have been taken.
struct Ranked {
  Score score;
  int64_t committed = 0;
  CommitId id;

  bool operator<(const Ranked& other) const {
    const uint64_t mine = uint64_t{score.hunks} + score.lines;
    const uint64_t others = uint64_t{other.score.hunks} + other.score.lines;
    return std::tie(other.score.same_patch, others, committed, id) <
           std::tie(score.same_patch, mine, other.committed, other.id);
  }
};

}  // namespace

bool UpstreamIndex::HasPatch(const CommitId& commit, const PatchId& patch) const {
  return Reaches(commit) && std::ranges::any_of(segments_, [&](const Segment& segment) {
           const std::vector<uint32_t> same = segment.SamePatch(patch);
           return std::ranges::any_of(same,
                                      [&](uint32_t row) { return segment.IdOf(row) == commit; });
         });
}

std::vector<SimilarCommit> UpstreamIndex::FindSimilar(const Patch& patch) const {
  std::vector<Ranked> ranked;
  for (const Segment& segment : segments_) {
    Search search(segment);
    search.Add(patch);
    for (const auto& [commit, score] : search.scores()) {
      const CommitId id = segment.IdOf(commit);
      if (id == patch.commit || !Reaches(id)) continue;
      const auto committed = static_cast<int64_t>(FromKey(segment.commits[commit].committed));
      ranked.push_back({score, committed, id});
    }
  }
  const size_t kept = std::min(ranked.size(), kMaxAnswers);
  std::partial_sort(ranked.begin(), ranked.begin() + static_cast<ptrdiff_t>(kept), ranked.end());
  std::vector<SimilarCommit> similar;
  for (size_t i = 0; i < kept; ++i) {
    const Ranked& one = ranked[i];
    similar.push_back({one.id, one.score.same_patch, one.score.hunks, one.score.lines});
  }
  return similar;
}

}  // namespace headwater::index
