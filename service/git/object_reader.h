// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "headwater/change.h"
#include "headwater/git.h"
#include "headwater/ids.h"
#include "headwater/result.h"
#include "service/git/commit_parser.h"
#include "service/git/repository.h"

/// \file
/// Bounded reads from the object database. The length is asked for first, so that a small pack that
/// holds a huge object costs nothing (security, E8 and E9).

struct git_blob;

namespace headwater::git {

/// A blob as libgit2 has it.
struct HeldBlob {
  struct Free {
    void operator()(git_blob* held) const noexcept;
  };

  BlobState state = BlobState::kMissing;
  std::unique_ptr<git_blob, Free> blob;  ///< Set when it is present.

  /// Empty when it is not present. Valid while this is.
  std::string_view text() const;
};

inline constexpr uint64_t kMaxCommitBytes = uint64_t{1} << 20U;
inline constexpr uint64_t kMaxTreeBytes = uint64_t{16} << 20U;
inline constexpr uint64_t kMaxTagBytes = uint64_t{64} << 10U;
/// Default bound for a blob; GitView::ReadLarge has a higher one.
inline constexpr uint64_t kDefaultBlobBytes = uint64_t{8} << 20U;

/// Reads one repository, which must outlive it. Cheap to copy; not thread-safe.
///
/// Errors of all reads: kNotFound when the object is not there, kContent when it is corrupt, of
/// another kind, or beyond its bound.
class ObjectReader {
 public:
  explicit ObjectReader(Repository& repository) : state_(&repository.state()) {}

  /// Whether an object of this id is there, of whatever kind. What a fetch brings meanwhile is seen
  /// when the repository is opened again.
  bool Has(const CommitId& id) const;

  Result<CommitLinks> ReadLinks(const CommitId& id) const;
  Result<Commit> ReadCommit(const CommitId& id) const;

  /// The raw bytes of a tree.
  Result<std::string> ReadTree(const TreeId& id) const;

  /// A missing blob and one larger than `max_bytes` are answers.
  Result<BlobAnswer> ReadBlob(const BlobId& id, uint64_t max_bytes) const;

  /// The same, for what is compared: it is neither copied nor, as git_diff_buffers does, hashed.
  Result<HeldBlob> HoldBlob(const BlobId& id, uint64_t max_bytes) const;

  /// The commit itself, or the one an annotated tag leads to. kInvalid when it is neither.
  Result<CommitId> PeelToCommit(const CommitId& id) const;

  /// The length of a blob without reading it; none when it is not there.
  Result<std::optional<uint64_t>> SizeOf(const BlobId& id) const;

  /// The id that content has as a blob.
  static Result<BlobId> HashBlob(std::string_view bytes);
  /// The id that the raw bytes of a tree have.
  static Result<TreeId> HashTree(std::string_view raw);

 private:
  RepositoryState* state_;
};

}  // namespace headwater::git
