// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "headwater/result.h"
#include "headwater/sync.h"
#include "rules/upstream/sync_carries.h"

namespace headwater::upstream {

/// Fills in `beyond`, `more_beyond` and `unknown_because`: what the merge has at paths where an
/// automatic merge of both sides would not have met a conflict, and has something else.
///
/// What only one side changed is judged by ids; what both changed, by merging the texts. Where one
/// side may have moved a file that the other one changed, git may have followed it: such paths are
/// left out rather than reported wrongly. So are what tools make (IsMadeByTools) and the project's
/// own paths. Errors as JudgeSync.
Status FindBeyond(const MergeQuestion& question, SyncTools& tools, SyncMerge& merge);

}  // namespace headwater::upstream
