// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "headwater/change.h"
#include "headwater/git.h"
#include "headwater/result.h"
#include "service/git/disk_file.h"
#include "service/git/missing_blobs.h"
#include "service/git/object_reader.h"
#include "service/git/repository.h"

namespace headwater::git {

/// What `git add --all` would make of a work tree, without changing anything: the entries of the
/// index, what differs from them on disk, and what is neither tracked nor ignored.
struct WorktreeState {
  std::vector<FileEntry> files;  ///< Sorted by path; ids of changed files are those of their bytes.
  std::vector<bool> on_disk;     ///< By index into files: the content is on disk, not in the odb.
  std::vector<Notice> notices;   ///< kSubmodule for repositories inside that nobody tracks.
};

/// Only the repository's own .gitignore and info/exclude are honoured. Nothing is run, whatever the
/// repository's configuration names: filters are not applied, hooks and fsmonitor not started,
/// submodules not opened. A symlink is its target's text; FIFOs and devices count as absent.
/// kInvalid for a bare repository, kContent for what cannot be judged: a work tree elsewhere than
/// around its .git, a corrupt or oversized index, a name that NameProblem refuses, an unreadable
/// file.
Result<WorktreeState> ReadWorktree(Repository& repository, uint64_t max_blob_bytes);

/// Shows a WorktreeState. Files are read when asked for, so a file edited meanwhile is seen as it
/// is then; one that is gone reads as kMissing, though no fetch can bring it.
class WorktreeView final : public GitView {
 public:
  WorktreeView(ObjectReader reader, DiskFolder folder, WorktreeState state, uint64_t max_blob_bytes)
      : reader_(reader),
        folder_(std::move(folder)),
        state_(std::move(state)),
        max_blob_bytes_(max_blob_bytes) {}

  std::span<const FileEntry> Files() const override { return state_.files; }
  Result<BlobAnswer> Read(const FileEntry& file) override {
    return ReadUpTo(file, max_blob_bytes_);
  }
  Result<BlobAnswer> ReadLarge(const FileEntry& file) override {
    return ReadUpTo(file, kLargeBlobBytes);
  }
  std::span<const BlobId> Missing() const override { return missing_.ids(); }

 private:
  Result<BlobAnswer> ReadUpTo(const FileEntry& file, uint64_t max_bytes);
  Result<BlobAnswer> ReadDisk(const FileEntry& file, uint64_t max_bytes) const;

  ObjectReader reader_;
  DiskFolder folder_;
  WorktreeState state_;
  uint64_t max_blob_bytes_;
  MissingBlobs missing_;
};

}  // namespace headwater::git
