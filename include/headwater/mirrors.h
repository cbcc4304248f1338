// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "headwater/ids.h"
#include "headwater/result.h"
#include "headwater/untrusted.h"

/// \file
/// Bare copies of the platform's repositories, without file contents, kept up to date by the git
/// command; contents are fetched when a rule asks for them.

namespace headwater {

/// What to bring from a project's repository.
struct FetchRequest {
  ProjectId project;
  Untrusted path;  ///< "group/name": where it is now.
  /// The merge request whose head is wanted (refs/merge-requests/N/head); 0: none.
  MergeRequestIid iid;
  /// The commit the forge names as its head; also fetched by id when the ref lags behind.
  std::optional<CommitId> head;
  Untrusted branch;  ///< The target branch; empty: none.
  /// A branch that comes along if there is one: what is taken over into others mostly comes from
  /// the default branch. Empty: none.
  Untrusted other_branch{};
  /// All branches and tags come along, too, as refs/up/HEAD, refs/up/heads/* and refs/up/tags/*,
  /// and those that are gone go; never what somebody has only proposed. A fetch without this leaves
  /// them as they are. A mirror that had to be made anew (evicted, damaged) has none until then.
  /// kContent: there are more than kMaxAllReferences of them, and then the mirror has none.
  bool everything = false;
};

/// Branches and tags together: more make a mirror slow for everybody who uses it.
inline constexpr size_t kMaxAllReferences = 50'000;

struct Fetched {
  std::string path;  ///< Absolute, of the bare repository: readable while the MirrorUse lives.
  std::optional<CommitId> head;    ///< As asked for.
  std::optional<CommitId> branch;  ///< Where the target branch is.
  /// Where the other branch is; none: there is none, or it is the target branch.
  std::optional<CommitId> other_branch{};
};

/// A project's mirror, held: nobody else writes to it and eviction leaves it alone until this ends.
class MirrorUse {
 public:
  virtual ~MirrorUse() = default;
  /// kTransient: the forge cannot be reached, or the ref still lags; kNotFound: no such repository,
  /// branch or merge request; kDenied: the read token is refused; kContent: the repository breaks a
  /// bound or is corrupt at its source; kInternal: our disk or git.
  virtual Result<Fetched> Fetch(const FetchRequest& request) = 0;
  /// Brings file contents, all in one request. Ids the forge does not have are left out: ask the
  /// mirror.
  virtual Status FetchBlobs(const FetchRequest& request, std::span<const BlobId> blobs) = 0;
  /// Whoever read the mirror found objects that are not what their ids say: it is thrown away and
  /// the request fetched into a new one, in the same place. At most once an hour, then kContent:
  /// it is its source that is damaged. Other errors as Fetch.
  virtual Result<Fetched> Renew(const FetchRequest& request) = 0;
};

/// Thread-safe.
class Mirrors {
 public:
  virtual ~Mirrors() = default;
  /// Waits for whoever holds it, within the deadline of a fetch: then kTransient.
  virtual Result<std::unique_ptr<MirrorUse>> Use(ProjectId project) = 0;
};

}  // namespace headwater
