// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "headwater/ids.h"
#include "headwater/result.h"
#include "headwater/untrusted.h"

/// \file
/// What a rule may ask of a repository: the files of one commit (or of a work tree), read-only.

namespace headwater {

enum class FileMode {
  kRegular,
  kExecutable,
  kSymlink,    ///< Its content is a path, never a file: a symlink is no LICENSE and no SBOM.
  kSubmodule,  ///< Another repository's commit; never looked inside.
};

inline bool IsFile(FileMode mode) {
  return mode == FileMode::kRegular || mode == FileMode::kExecutable;
}

struct FileEntry {
  Untrusted path;  ///< Bytes as in the tree, '/'-separated, relative to the root.
  BlobId blob;     ///< Zero where nobody asked for ids: a work tree that is only looked at.
  FileMode mode = FileMode::kRegular;
};

/// Why a blob's bytes are, or are not, there.
enum class BlobState {
  kPresent,
  kMissing,   ///< A partial clone lacks it. The view remembers the id; it can be fetched.
  kTooLarge,  ///< Larger than the view's limit; not read.
};

struct BlobAnswer {
  BlobState state = BlobState::kMissing;
  std::string bytes;  ///< Only when kPresent.
  uint64_t size = 0;  ///< In bytes; 0 when kMissing.
};

/// The files of one state of a repository. Not thread-safe: one job, one view.
class GitView {
 public:
  virtual ~GitView() = default;

  /// Every entry that is not a directory, sorted by path bytes. Valid as long as the view.
  virtual std::span<const FileEntry> Files() const = 0;

  /// The content of a file of this view. kContent when the repository is corrupt, kInvalid for a
  /// symlink or submodule. A missing or oversized blob is an answer, not an error.
  virtual Result<BlobAnswer> Read(const FileEntry& file) = 0;

  /// The ids of all blobs that Read answered with kMissing, sorted, each once.
  virtual std::span<const BlobId> Missing() const = 0;
};

/// The entry with exactly this path, or nullptr. `files` sorted as GitView::Files gives them.
const FileEntry* FindFile(std::span<const FileEntry> files, std::string_view path);

}  // namespace headwater
