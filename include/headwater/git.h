// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <typeindex>

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

/// What ReadLarge still reads: an SBOM of more than 25,000 components. Sources end far below.
inline constexpr uint64_t kLargeBlobBytes = uint64_t{64} << 20U;

/// The files of one state of a repository. Not thread-safe: one job, one view.
class GitView {
 public:
  virtual ~GitView() = default;

  /// Every entry that is not a directory, sorted by path bytes. Valid as long as the view.
  virtual std::span<const FileEntry> Files() const = 0;

  /// The content of a file of this view. kContent when the repository is corrupt, kInvalid for a
  /// symlink or submodule. A missing or oversized blob is an answer, not an error.
  virtual Result<BlobAnswer> Read(const FileEntry& file) = 0;
  /// The same for documents that may be large, up to kLargeBlobBytes. Views of real repositories
  /// keep it; others read as ever.
  virtual Result<BlobAnswer> ReadLarge(const FileEntry& file) { return Read(file); }

  /// The ids of all blobs that Read answered with kMissing, sorted, each once.
  virtual std::span<const BlobId> Missing() const = 0;

  /// What is worked out from this view once, for all who read it: a `T` made from the view when
  /// first asked for. It may keep answers, and must be bounded in what it keeps.
  template <typename T>
  T& Shared() {
    std::shared_ptr<void>& shared = shared_[typeid(T)];
    if (!shared) shared = std::make_shared<T>(*this);
    return *static_cast<T*>(shared.get());
  }

 private:
  std::map<std::type_index, std::shared_ptr<void>> shared_;
};

/// The entry with exactly this path, or nullptr. `files` sorted as GitView::Files gives them.
const FileEntry* FindFile(std::span<const FileEntry> files, std::string_view path);

}  // namespace headwater
