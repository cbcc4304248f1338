// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "headwater/patch.h"
#include "service/git/object_reader.h"
#include "service/git/recent_blobs.h"
#include "service/git/repository.h"

namespace headwater::git {

/// Contents of one commit's files, both sides together, that are compared: more is no change that
/// anybody reads.
inline constexpr uint64_t kMaxComparedBytes = uint64_t{256} << 20U;
/// Lines of files that were there before, both sides together: half a minute of the worst case
/// that kMaxDiffLines knows.
inline constexpr uint64_t kMaxComparedLines = 6'000'000;

/// Patches by libgit2, one commit after the other. Trees are read only where they differ; contents
/// that a partial clone lacks are named, and never fetched. Files of more than kMaxDiffLines lines,
/// or with one of more than kMaxLineBytes, are too large as well.
///
/// Not thread-safe; the repository must outlive it.
class CommitPatches final : public PatchSource {
 public:
  explicit CommitPatches(Repository& repository) : reader_(repository), blobs_(reader_) {}
  CommitPatches(const CommitPatches&) = delete;
  CommitPatches& operator=(const CommitPatches&) = delete;

  Result<Patch> PatchOf(const CommitId& commit) override;

 private:
  ObjectReader reader_;
  RecentBlobs blobs_;
};

}  // namespace headwater::git
