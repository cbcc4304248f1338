// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "headwater/ids.h"
#include "headwater/patch.h"
#include "headwater/result.h"
#include "headwater/untrusted.h"

/// \file
/// Somebody else's repository that a project takes from, as its mirror and index know it. Only what
/// a branch or a tag of it reaches counts: an object that merely lies in the store may be anybody's
/// (object pools show the commits of forks).

namespace headwater {

/// Whether an upstream that a project names can be asked.
enum class UpstreamState {
  kReady,
  kUnderWay,     ///< Being fetched for the first time.
  kUnreachable,  ///< There is none that everybody may read, or it did not answer.
  kNotAllowed,   ///< The platform does not fetch it.
  kFrozen,       ///< It is not what it was; until a person has confirmed it.
};

/// For people, and for telling upstreams apart.
struct UpstreamInfo {
  Untrusted name;
  Untrusted url;  ///< Where it was fetched from; a folder on a laptop.
  std::optional<std::chrono::sys_seconds> fetched;  ///< When its mirror was last up to date.
  /// The policy, or a protected target branch, says that it is one. Only then its content is exempt
  /// from rules.
  bool confirmed = false;
  UpstreamState state = UpstreamState::kReady;
  /// Files of the head whose content it has, in whatever version; empty files and licence texts,
  /// which many projects share, left out. None: nobody counted.
  std::optional<uint64_t> shared_files{};
};

/// What is known of one of its commits without reading it again.
struct UpstreamCommit {
  CommitId id;
  Untrusted subject;
  Untrusted author_name;
  Untrusted author_email;
  std::chrono::sys_seconds committed;  ///< As the commit claims.
  Untrusted first_tag;                 ///< The first release that has it; empty: none yet.
};

/// An upstream's commit that does something alike.
struct SimilarCommit {
  CommitId id;
  bool same_patch = false;  ///< Everything, by patch id.
  uint32_t hunks = 0;       ///< Of the asked patch's hunks, that it has.
  uint32_t lines = 0;       ///< Of the asked patch's telling lines, that it has.
};

/// How one commit of the upstream speaks of an older one.
enum class FollowUpKind {
  kFixes,    ///< `Fixes: ID`
  kReverts,  ///< `This reverts commit ID`
};

struct FollowUp {
  FollowUpKind kind = FollowUpKind::kFixes;
  CommitId commit;  ///< The later one.
};

/// Not thread-safe. Patches of kNotFound for commits that no branch or tag reaches.
class Upstream : public PatchSource {
 public:
  virtual const UpstreamInfo& info() const = 0;

  /// The commits whose id begins with these 7 to 40 hexadecimal digits, in either case; at most
  /// two, for then it is ambiguous. Never asks anybody else for one.
  virtual std::vector<CommitId> FindCommits(std::string_view hex) const = 0;

  /// The commits of merge or pull request `number`, as subjects and merge messages name them:
  /// a merge, or what it was squashed into. At most 16.
  virtual std::vector<CommitId> FindRequest(uint64_t number) const = 0;

  virtual std::optional<UpstreamCommit> Describe(const CommitId& commit) const = 0;

  /// Whether any commit reachable from the default branch, a release branch or a tag holds this
  /// content, at whatever path. What lies on other branches only may be anybody's proposal: its
  /// commits can be asked for, its content is not the upstream's (security, A1).
  virtual bool HasBlob(const BlobId& blob) const = 0;
  virtual bool HasTree(const TreeId& tree) const = 0;

  /// Whether this commit makes this very patch, as far as that can be told without making it: false
  /// proves nothing.
  virtual bool HasPatch(const CommitId& /*commit*/, const PatchId& /*patch*/) const {
    return false;
  }

  /// Commits that share a hunk or telling lines with the patch, whatever the paths, the best first,
  /// at most 16. Noise (lock files, change logs, generated files) is left out of both sides.
  virtual std::vector<SimilarCommit> FindSimilar(const Patch& patch) const = 0;

  /// Later commits that mend or take back this one, oldest first, at most 16.
  virtual std::vector<FollowUp> FollowUpsOf(const CommitId& commit) const = 0;
};

}  // namespace headwater
