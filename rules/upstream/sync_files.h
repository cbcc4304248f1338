// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "headwater/result.h"
#include "headwater/sync.h"
#include "rules/upstream/sync_contents.h"
#include "rules/upstream/sync_lines.h"

namespace headwater::upstream {

/// What the own side of a merge has of its own in one file that the other side, or the merge,
/// changed, too; and what the merge left of it.
struct OwnFile {
  const MergePath* path = nullptr;
  LineSet alive;            ///< Added by the own side, and there.
  std::set<uint64_t> lost;  ///< Of these, in nothing that the merge made, nor upstream's.
  std::set<uint64_t> back;  ///< Removed by the own side, and there again.
  Literal unknown_because;
};

/// Files that nobody writes by hand: noise (IsNoiseFile), and what package managers put below
/// `vendor/` and `node_modules/`.
bool IsMadeByTools(const Untrusted& path);

/// By path. What tools make, links and submodules are left out; so is what the merge changed in
/// files that only the own side has changed, unless it went back to what the other side has: that
/// is no loss but an edit. Only these files' contents are read, so that a merge of hundreds of
/// commits costs what both sides changed.
using OwnFiles = std::map<std::string, OwnFile, std::less<>>;

/// Lines that the merge moved to another file, or fitted into what came from the other side, are
/// not lost; nor are those of files that the own side has only moved. Errors as SyncContents::Read.
Result<OwnFiles> ReadOwnFiles(const MergeSides& sides, SyncContents& contents);

}  // namespace headwater::upstream
