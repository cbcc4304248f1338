// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <vector>

#include "headwater/fork_index.h"
#include "service/index/fork_head.h"

namespace headwater::index {

/// What a folder of ours has of the lines of another project, in the version of it that has most.
struct FolderLines {
  uint64_t keys = 0;    ///< Line keys of ours that count.
  uint64_t shared = 0;  ///< Of these, theirs.
  uint64_t files = 0;   ///< Files of ours with a shared one.
  size_t version = 0;   ///< Index into ProjectSketch::versions.
};

struct LineMatch {
  std::vector<FolderLines> folders;  ///< As CountedHead::folders; empty: no sketch to compare with.
  double their_share = 0;            ///< Of the lines of the root's version, those that are ours.
  Untrusted version;                 ///< The root's; empty: the tip, or none.

  double OurShare() const;
};

/// `counts`: which of our lines do. Linear in the lines of both, the folders and the versions.
LineMatch MatchLines(const CountedHead& ours, const std::vector<bool>& counts,
                     const ProjectSketch& theirs);

}  // namespace headwater::index
