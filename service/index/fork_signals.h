// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <vector>

#include "service/index/fork_candidates.h"
#include "service/index/fork_head.h"
#include "service/index/fork_lines.h"

namespace headwater::index {

// Measured on 60 synthetic imports and 963 pairs of unrelated projects, none of which they let
// through, and on 10 real relations of 10 (service/docs/forks.md lists more).
inline constexpr double kMinBlobShare = 0.02;  ///< Of our contents by rarity.
inline constexpr double kMinLineShare = 0.05;  ///< Of our line keys.
inline constexpr double kFolderShare = 0.5;    ///< Of a folder's files, or of its line keys.
/// Of the content of one of the two: the other is begun from it.
inline constexpr double kImportShare = 0.6;
/// What so many others have too came to all of them from elsewhere: more than copy one project in
/// most families, fewer than begin from a template that is worth the name.
inline constexpr uint32_t kTemplateProjects = 8;

/// A folder of ours that is for the greater part theirs, as deep as all of that part allows.
struct FolderMatch {
  uint32_t folder = 0;  ///< Index into CountedHead::folders.
  uint32_t shared = 0;  ///< Files with content of theirs.
  uint32_t files = 0;
  bool by_lines = false;  ///< Known by lines; `shared`: files with some.
};

/// What speaks for a candidate without looking into its repository.
struct ForkSignals {
  double blob_share = 0;   ///< Of our contents, by rarity.
  double plain_share = 0;  ///< Of our contents, each counting the same.
  uint64_t rare = 0;       ///< Shared contents that few have.
  uint64_t general = 0;    ///< Shared contents that at least kTemplateProjects others have.
  bool at_root = false;    ///< Shared contents stand in the root itself.
  LineMatch lines;
  std::vector<FolderMatch> folders;  ///< None in another one; the most files first.

  /// More than chance shares, besides commits.
  bool tells = false;
  /// Of the content of ours or of theirs, whichever is more.
  double ImportShare() const;
};

ForkSignals ReadSignals(const CountedHead& ours, const PartitionHits& hits,
                        const ForkCandidate& candidate, LineMatch lines);

/// Of the folders with files in them that are theirs, the ones with most, whether they match or
/// not; at most kMaxSharedFolders.
std::vector<FolderMatch> StrongestFolders(const CountedHead& ours, const ForkCandidate& candidate);

}  // namespace headwater::index
