// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "headwater/ids.h"
#include "headwater/result.h"
#include "headwater/untrusted.h"

/// \file
/// What one commit does to texts. Two commits are compared by their patches: ids differ as soon as
/// a change is taken over into another branch, what it does to the lines does not.

namespace headwater {

/// Of all that a commit changes: equal ids, equal change (git-patch-id(1), --stable: blanks, line
/// numbers and the order of files do not count, lines of context do). Comparable only between
/// patches that the same engine has made; never with those of the git command.
using PatchId = ObjectId<struct PatchTag>;

/// One place that changes, without its context. Lines have no line end.
struct PatchHunk {
  uint32_t old_first = 0;  ///< 1-based; 0: nothing was there.
  uint32_t new_first = 0;
  std::vector<Untrusted> removed;
  std::vector<Untrusted> added;
};

struct FilePatch {
  Untrusted path;   ///< Of the new side; of the old one when the file is removed. Renames are two.
  BlobId old_blob;  ///< Zero: added.
  BlobId new_blob;  ///< Zero: removed.
  bool binary = false;           ///< By git's rule: a NUL in the first 8,000 bytes. No hunks then.
  bool too_large = false;        ///< Beyond kMaxPatchFileBytes: no hunks.
  std::vector<PatchHunk> hunks;  ///< Empty for a mode change, too.
};

/// Of one side of one file; larger ones are data.
inline constexpr uint64_t kMaxPatchFileBytes = uint64_t{8} << 20U;
/// Of one commit: what is beyond it is no change that anybody reads.
inline constexpr size_t kMaxPatchFiles = 20'000;
inline constexpr uint64_t kMaxPatchBytes = uint64_t{64} << 20U;

struct Patch {
  CommitId commit;
  std::vector<FilePatch> files;  ///< Sorted by path.
  /// None when a file was too large, or contents are missing.
  std::optional<PatchId> id;
  /// Contents that a partial clone lacks, sorted. Not empty: `files` is not the whole patch.
  std::vector<BlobId> missing;
};

/// Patches of one repository's commits. Not thread-safe.
class PatchSource {
 public:
  virtual ~PatchSource() = default;

  /// Against its first parent (a merge, too); the empty tree for a root. kNotFound: the repository
  /// has no such commit; kContent: it is corrupt or beyond a bound.
  virtual Result<Patch> PatchOf(const CommitId& commit) = 0;
};

}  // namespace headwater
