// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "headwater/ids.h"
#include "headwater/mirrors.h"
#include "headwater/result.h"
#include "headwater/untrusted.h"
#include "service/git/repository.h"

namespace headwater::git {

/// More names are not fetched of an upstream (security, 4.4).
inline constexpr size_t kMaxUpstreamRefs = kMaxAllReferences;

/// A branch or tag of an upstream.
struct UpstreamRef {
  bool is_tag = false;
  Untrusted name;   ///< Short: "v1.2".
  CommitId target;  ///< What it points at: a commit, or the object of an annotated tag.
  /// The upstream stands for its content: a tag, the default branch, or a release branch. On any
  /// other branch may lie what a contributor has only proposed (security, A1).
  bool is_released = false;
  bool is_hashed = false;  ///< Of the name only a hash is known (mirror_references.h).
};

/// Whether a branch is one of those that releases are made from, by its name in either case: main,
/// master, trunk; release, releases, stable, maint, maintenance, support or lts, by themselves or
/// with a separator (one of `/-_`) and more behind them; branch or rel with a separator and a
/// number behind them; whatever ends in a separator and stable or lts; a version alone (v2, 1.14.x,
/// 3-2). Not everything that begins with a number: GitLab names the branch for an issue
/// "12-its-title".
bool IsReleaseBranch(std::string_view name);

/// Branches and tags, sorted, with the default branch once more as "HEAD". A mirror keeps them
/// below refs/up/, and then nothing else of it counts; any other repository in refs/heads/ and
/// refs/tags/, a clone also in what it remembers of its origin. Never requests, notes or other
/// remotes. kContent beyond kMaxUpstreamRefs.
Result<std::vector<UpstreamRef>> ListUpstreamRefs(Repository& repository);

/// Likewise, of a project as the platform holds it: what a clone remembers of its origin is left
/// out.
Result<std::vector<UpstreamRef>> ListProjectRefs(Repository& repository);

/// Those of the project itself: its own, a clone's memory of its origin, and of a mirror the
/// branches that it was asked for, whose names are hashes, and the copies of all branches and tags,
/// if it has them; a branch may be there as both. Errors as ListUpstreamRefs.
Result<std::vector<UpstreamRef>> ListOwnRefs(Repository& repository);

/// The name of a mirror's default branch: one that stands where refs/up/HEAD does, of several a
/// released one. Empty: it has no copies of all branches, or no default branch.
Untrusted DefaultOfMirror(Repository& repository, std::span<const UpstreamRef> refs);

}  // namespace headwater::git
