// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <string_view>

#include "headwater/result.h"
#include "headwater/sync.h"
#include "rules/upstream/claim_judge.h"
#include "rules/upstream/explanations.h"
#include "rules/upstream/sync_contents.h"

namespace headwater::upstream {

/// What the merges of one change have in common.
struct SyncTools {
  SyncContents contents;
  Patches patches;
  Explanations explanations;  ///< Of the description.
};

/// One merge, to be looked into.
struct MergeQuestion {
  const SyncQuestion& question;
  const Commit& commit;  ///< The merge.
  const MergeSides& sides;
};

/// Fills in what became of the own commits: `carries`, `kept`, `unjudged`. Which commit a line
/// belongs to is asked of the newest that added it without removing it elsewhere; where a merge
/// itself added it, nobody is named. Errors as JudgeSync.
Status JudgeCarries(const MergeQuestion& question, SyncTools& tools, SyncMerge& merge);

}  // namespace headwater::upstream
