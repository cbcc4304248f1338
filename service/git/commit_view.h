// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "headwater/git.h"
#include "service/git/missing_blobs.h"
#include "service/git/object_reader.h"

namespace headwater::git {

/// The files of one commit. A pointer file of git LFS is content like any other.
class CommitView final : public GitView {
 public:
  /// `files` as TreeStore::List gives them; blobs beyond `max_blob_bytes` are not read.
  CommitView(ObjectReader reader, std::vector<FileEntry> files, uint64_t max_blob_bytes)
      : reader_(reader), files_(std::move(files)), max_blob_bytes_(max_blob_bytes) {}

  std::span<const FileEntry> Files() const override { return files_; }
  Result<BlobAnswer> Read(const FileEntry& file) override {
    return ReadUpTo(file, max_blob_bytes_);
  }
  Result<BlobAnswer> ReadLarge(const FileEntry& file) override {
    return ReadUpTo(file, kLargeBlobBytes);
  }
  std::span<const BlobId> Missing() const override { return missing_.ids(); }

 private:
  Result<BlobAnswer> ReadUpTo(const FileEntry& file, uint64_t max_bytes);

  ObjectReader reader_;
  std::vector<FileEntry> files_;
  uint64_t max_blob_bytes_;
  MissingBlobs missing_;
};

}  // namespace headwater::git
