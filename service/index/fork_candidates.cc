// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/index/fork_candidates.h"

#include <algorithm>
#include <optional>
#include <span>
#include <unordered_map>
#include <utility>

namespace headwater::index {
namespace {

// Keys of one look-up: its answer names at most kMaxPostings projects for each.
constexpr size_t kBatch = 4'096;

/// Asks a partition key by key and keeps what the other projects have.
class Looker {
 public:
  Looker(const ForkPartition& partition, const CountedHead& ours, uint32_t own_number,
         uint64_t others)
      : partition_(partition), ours_(ours), own_(own_number), rarity_(others) {
    hits_.others = others;
    hits_.file_projects.resize(ours.files().size());
    hits_.line_counts.resize(ours.lines().size());
  }

  Status LookForCommits() {
    return Look(KeyLayer::kCommit, ours_.head().commits, [&](const KeyHits& hits) {
      for (const uint32_t project : hits.projects) ++Of(project).commits;
    });
  }

  Status LookForTrees() {
    std::vector<ContentKey> keys;
    keys.reserve(ours_.head().trees.size());
    for (const HeadTree& tree : ours_.head().trees) keys.push_back(tree.key);
    std::ranges::sort(keys);
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
    return Look(KeyLayer::kTree, keys, [&](const KeyHits& hits) {
      if (!rarity_.IsRare(Others(hits))) return;
      for (const uint32_t project : hits.projects) ++Of(project).trees;
    });
  }

  Status LookForFiles() {
    std::vector<ContentKey> keys;
    std::vector<uint32_t> owners;
    for (uint32_t at = 0; at < ours_.files().size(); ++at) {
      const HeadFile& file = *ours_.files()[at].file;
      keys.push_back(KeyOf(file.blob));
      if (file.text) keys.push_back(*file.text);
      owners.resize(keys.size(), at);
    }
    std::vector<std::vector<uint32_t>> having(ours_.files().size());
    std::vector<bool> common(ours_.files().size());
    TRY(Look(KeyLayer::kBlob, keys, [&](const KeyHits& hits) {
      const uint32_t owner = owners[hits.key];
      common[owner] = common[owner] || hits.common;
      having[owner].insert(having[owner].end(), hits.projects.begin(), hits.projects.end());
    }));
    for (uint32_t at = 0; at < having.size(); ++at) TakeFile(at, having[at], common[at]);
    return Ok{};
  }

  Status LookForLines() {
    std::vector<ContentKey> keys;
    keys.reserve(ours_.lines().size());
    for (const CountedHead::Line& line : ours_.lines()) keys.push_back(line.key);
    hits_.line_counts.assign(keys.size(), true);
    return Look(KeyLayer::kLine, keys, [&](const KeyHits& hits) {
      if (hits.common || !rarity_.IsRare(Others(hits))) {
        hits_.line_counts[hits.key] = false;
        return;
      }
      for (const uint32_t project : hits.projects) ++Of(project).lines;
    });
  }

  PartitionHits Finish() && {
    for (auto& [number, candidate] : candidates_) {
      const bool may_be = candidate.commits > 0 || candidate.trees >= kMinSharedTrees ||
                          candidate.files.size() >= kMinSharedContents ||
                          candidate.lines >= kMinSharedLines;
      if (may_be) hits_.candidates.push_back(std::move(candidate));
    }
    std::ranges::sort(hits_.candidates, [&](const ForkCandidate& a, const ForkCandidate& b) {
      const auto left = Strength(a);
      const auto right = Strength(b);
      return left != right ? left > right : a.number < b.number;
    });
    if (hits_.candidates.size() > kMaxCandidates) hits_.candidates.resize(kMaxCandidates);
    return std::move(hits_);
  }

 private:
  template <typename Use>
  Status Look(KeyLayer layer, std::span<const ContentKey> keys, const Use& use) const {
    for (size_t begin = 0; begin < keys.size(); begin += kBatch) {
      const auto batch = keys.subspan(begin, std::min(kBatch, keys.size() - begin));
      for (KeyHits& hits : TRY(partition_.Look(layer, batch))) {
        hits.key += static_cast<uint32_t>(begin);
        use(hits);
      }
    }
    return Ok{};
  }

  ForkCandidate& Of(uint32_t project) {
    if (project == own_) return ourselves_;
    ForkCandidate& candidate = candidates_[project];
    candidate.number = project;
    return candidate;
  }

  uint64_t Others(const KeyHits& hits) const {
    if (hits.common) return kMaxPostings;
    return hits.count - (std::ranges::binary_search(hits.projects, own_) ? 1 : 0);
  }

  void TakeFile(uint32_t at, std::vector<uint32_t>& projects, bool common) {
    std::ranges::sort(projects);
    projects.erase(std::unique(projects.begin(), projects.end()), projects.end());
    std::erase(projects, own_);
    const uint64_t count = common ? kMaxPostings : projects.size();
    hits_.file_projects[at] = static_cast<uint32_t>(count);
    const double weight = rarity_.Weight(count);
    hits_.weight += weight;
    for (const uint32_t project : projects) {
      ForkCandidate& candidate = Of(project);
      candidate.files.push_back(at);
      candidate.weight += weight;
    }
  }

  std::pair<bool, double> Strength(const ForkCandidate& candidate) const {
    const auto share = [](double part, double whole) { return whole > 0 ? part / whole : 0; };
    return {candidate.commits > 0, share(candidate.weight, hits_.weight) +
                                       share(static_cast<double>(candidate.lines),
                                             static_cast<double>(ours_.lines().size()))};
  }

  const ForkPartition& partition_;
  const CountedHead& ours_;
  uint32_t own_;
  Rarity rarity_;
  PartitionHits hits_;
  ForkCandidate ourselves_;
  std::unordered_map<uint32_t, ForkCandidate> candidates_;
};

}  // namespace

Result<PartitionHits> LookInto(const ForkPartition& partition, const CountedHead& ours,
                               const std::string& own_name) {
  const std::optional<IndexedProject> self = TRY(partition.Find(own_name));
  const uint64_t projects = TRY(partition.CountProjects());
  const uint64_t others = projects - (self && projects > 0 ? 1 : 0);
  constexpr uint32_t kNobody = 0;  // Numbers begin with 1.
  Looker looker(partition, ours, self ? self->number : kNobody, others);
  TRY(looker.LookForCommits());
  TRY(looker.LookForTrees());
  TRY(looker.LookForFiles());
  TRY(looker.LookForLines());
  PartitionHits hits = std::move(looker).Finish();
  if (self) hits.own_role = self->role;
  return hits;
}

}  // namespace headwater::index
