// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "headwater/fork_witness.h"
#include "headwater/result.h"
#include "service/git/fork_side.h"

namespace headwater::git {

/// How two histories meet: all of both is read, so that it is exact whatever dates claim. kContent
/// as CommitGraph, and for a clone with a depth.
Result<SharedHistory> MeetSides(ForkSide& ours, ForkSide& theirs);

}  // namespace headwater::git
