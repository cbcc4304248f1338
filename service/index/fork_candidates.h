// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "headwater/fork_index.h"
#include "headwater/result.h"
#include "service/index/fork_head.h"
#include "service/index/fork_rarity.h"

namespace headwater::index {

/// Another project of the same partition, and what of ours it has, going by keys.
struct ForkCandidate {
  uint32_t number = 0;
  uint64_t commits = 0;
  uint64_t trees = 0;           ///< Rare ones.
  std::vector<uint32_t> files;  ///< Indexes into CountedHead::files, ascending.
  double weight = 0;            ///< Of these files.
  uint64_t lines = 0;           ///< Rare line keys, of whatever version of theirs.
};

/// What a partition has of ours.
struct PartitionHits {
  uint64_t others = 0;  ///< Projects besides ours.
  ProjectRole own_role = ProjectRole::kProject;
  std::vector<uint32_t> file_projects;  ///< How many of them have a file's content.
  double weight = 0;                    ///< Of all our counted files.
  std::vector<bool> line_counts;        ///< Of CountedHead::lines, those that are rare.
  /// With a commit, or more than chance of the rest; the strongest first, at most kMaxCandidates.
  std::vector<ForkCandidate> candidates;
};
inline constexpr size_t kMaxCandidates = 200;

/// Fewer contents, or trees, or files with lines, are alike by chance: measured on 963 pairs of
/// unrelated projects, none of which three and the thresholds of fork_signals.h let through.
inline constexpr uint64_t kMinSharedContents = 3;
inline constexpr uint64_t kMinSharedTrees = 5;
/// About 130 lines.
inline constexpr uint64_t kMinSharedLines = 8;

/// Errors of the partition.
Result<PartitionHits> LookInto(const ForkPartition& partition, const CountedHead& ours,
                               const std::string& own_name);

}  // namespace headwater::index
