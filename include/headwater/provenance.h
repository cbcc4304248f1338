// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "headwater/change.h"
#include "headwater/own_branches.h"
#include "headwater/patch.h"
#include "headwater/upstream.h"

/// \file
/// Where the commits of a change come from: what they claim, whether that is true, and what they do
/// not claim though it is so. Contract of service/docs/provenance-json.md.

namespace headwater {

/// What a commit says of itself, whichever project's custom it follows.
enum class ClaimKind {
  kCherryPick,  ///< `(cherry picked from commit ID)`, git's own; `Git-commit: ID` (SUSE); RHEL's.
  kUpstream,    ///< Unchanged from upstream: `commit ID upstream.`, `UPSTREAM:` (Android).
  kBackport,    ///< Changed on the way: `BACKPORT:`, `Upstream-Status: Backport [ID]`, DEP-3.
  kRequest,     ///< `UPSTREAM: 123:` (OpenShift): merge or pull request 123.
  kCarry,       ///< Kept over every sync: `UPSTREAM: <carry>:`, `RHEL-only`, `ANDROID:`.
  kDrop,        ///< To be made anew: `UPSTREAM: <drop>:`.
  kSubmitted,   ///< Offered, not taken yet: `FROMLIST:`, `Upstream-Status: Submitted [URL]`.
  kPending,     ///< `Upstream-Status: Pending`, `Patch-mainline: Not yet, ...`.
  kDenied,
  kInappropriate,
  kInactive,
  kRevert,      ///< `This reverts commit ID`
  kFixes,       ///< `Fixes: ID ("subject")`
  kOmittedFix,  ///< `Omitted-fix: ID reason`: seen, and left out on purpose.
};

/// As written in reports: `cherry-pick`, `upstream`, ...
Literal NameOf(ClaimKind kind);

struct Claim {
  ClaimKind kind = ClaimKind::kCarry;
  Untrusted text;        ///< The line as it is written, at most 1 KiB.
  uint32_t line = 0;     ///< 1-based, of the message; 0 within the merge request's description.
  Untrusted target;      ///< Digits of an id, or a request's number; empty: it names none.
  Untrusted repository;  ///< `org/repo` or an address beside it; empty: none.
  Untrusted argument;    ///< What stands behind it: the reason, the address, the dates.
};

/// Whether the claim says that the content is that of another commit, so that both are compared.
bool ClaimsContent(ClaimKind kind);

/// What is true of a claim that names a commit.
enum class Grade {
  kIdentical,         ///< The same patch.
  kEquivalent,        ///< The same lines; only what surrounds them has moved.
  kDiffersExplained,  ///< Each file that differs is named with a reason.
  kDiffersUnexplained,
  kDifferent,  ///< Not the same change at all.
  kDangling,   ///< No branch or tag of any upstream reaches such a commit.
  kUnknown,    ///< Could not be compared.
};

Literal NameOf(Grade grade);

/// What a file lacks and has beyond the claimed change, in lines that differ in more than blanks.
struct Residual {
  Untrusted path;           ///< Ours; upstream's where we lack the file.
  uint32_t missing = 0;     ///< Lines of upstream's change that ours lacks.
  uint32_t extra = 0;       ///< Lines of ours that upstream's lacks.
  bool whole_file = false;  ///< Upstream's change to this file was not taken at all.
  bool explained = false;
  /// The first of them, at most kMaxResidualLines in all: `-` missing or `+` extra, then the sign
  /// that the line has in its own patch, then at most kMaxResidualLineBytes of it.
  std::vector<Untrusted> lines;
};
inline constexpr size_t kMaxResidualLines = 40;
inline constexpr size_t kMaxResidualLineBytes = 200;

/// A claim and what became of it.
struct JudgedClaim {
  Claim claim;
  /// None: the claim names no content that could be compared (a carry, `Fixes:`, no id at all).
  std::optional<Grade> grade;
  std::optional<size_t> upstream;  ///< Index into the upstreams that were given.
  /// Set when it exists; of the project's own commits only the id is known.
  std::optional<UpstreamCommit> target;
  bool own = false;   ///< The target is the project's own, or part of the change: no upstream's.
  bool here = false;  ///< The target branch has it already: itself, or as a pick that names it.
  std::vector<Residual> residual;  ///< By path; noise left out.
  /// Later commits of the upstream that mend or revert the target and are neither taken (here or in
  /// the target branch) nor named by `Omitted-fix:`.
  std::vector<FollowUp> follow_ups;
  bool author_kept = true;  ///< Meaningful when the target exists.
  /// Why it is kUnknown, for the log and the report: `missing-content`, `beyond-bounds`,
  /// `no-upstream`, `stale`, `incomplete` (ProvenanceQuestion), `ambiguous`, `not-named` (a
  /// request, where no commit names any). Set without a grade, too, when nobody could tell whether
  /// the target exists.
  Literal unknown_because;
};

/// A change that claims nothing, and is upstream all the same.
struct AlreadyUpstream {
  size_t upstream = 0;
  UpstreamCommit commit;
  double coverage = 0;  ///< Share of our telling lines that it has, 0 to 1.
};

/// A change that claims nothing, and is in one of the project's own branches all the same. Its
/// lines are in the branch as it is now: what was taken back in between is not there.
struct AlreadyHere {
  OwnBranch branch;
  CommitId commit;
  Untrusted subject;
  Untrusted first_tag;  ///< The first release that has it; empty: none yet.
  double coverage = 0;  ///< As AlreadyUpstream.
};

struct CommitProvenance {
  CommitId commit;
  Origin origin = Origin::kOwn;  ///< kUpstream: an upstream's branch or tag reaches it.
  std::vector<JudgedClaim> claims;
  std::optional<AlreadyUpstream> already;
  /// Why nobody could tell whether it is upstream already; as JudgedClaim::unknown_because.
  Literal already_unknown_because;
  bool looked_here = false;  ///< The project's own branches were asked.
  std::optional<AlreadyHere> here;
  Literal here_unknown_because;  ///< Likewise.
};

struct Provenance {
  std::vector<CommitProvenance> commits;  ///< As Change::commits.
  std::vector<BlobId> missing;  ///< Contents of ours that are lacking, sorted: fetch, ask again.
};

/// What the project has by itself, the change left out. Picks from one's own branches are no claims
/// about an upstream.
class OwnHistory {
 public:
  virtual ~OwnHistory() = default;

  /// As Upstream::FindCommits, of what the project's own branches and tags reach.
  virtual std::vector<CommitId> FindCommits(std::string_view hex) = 0;

  /// Whether the target branch reaches it, or a commit that claims to be it (`cherry picked from`).
  /// `made`: when the commit was, as it claims (UpstreamCommit::committed): what is much older than
  /// that cannot have it. 1970: everything is looked at.
  virtual bool TargetHas(const CommitId& commit, std::chrono::sys_seconds made) = 0;

  /// An error that one of the answers so far has met: then none of them counts.
  virtual Status status() const { return Ok{}; }
};

/// Another name under which commits speak of an upstream: `org/repo`, or an address.
struct UpstreamAlias {
  Untrusted repository;
  size_t upstream = 0;  ///< Index into the upstreams.
};

struct ProvenanceQuestion {
  std::span<const Commit> commits;
  Untrusted description;  ///< Title and description of the merge request; may be empty.
  PatchSource& patches;   ///< Of the project's own repository.
  std::span<Upstream* const> upstreams;
  std::span<const UpstreamAlias> aliases;
  OwnHistory* own = nullptr;        ///< Null: nothing is known of it.
  OwnBranches* branches = nullptr;  ///< Likewise.
  /// An upstream whose mirror is older proves no absence: what it lacks is unknown, not dangling.
  std::optional<std::chrono::sys_seconds> stale_before;
  /// A declared upstream is not among them, since it could not be asked: what none of them has is
  /// unknown (`incomplete`), not dangling.
  bool incomplete = false;
};

/// The claims of one message, in its order. Tolerant in form, strict in meaning: a word in the
/// middle of a sentence claims nothing.
std::vector<Claim> ParseClaims(std::string_view message);

/// Judges every commit. Merges and commits of an upstream claim nothing of their own. What of a
/// repository is corrupt or beyond a bound is kUnknown in what rests on it; errors are those of the
/// project's own patches and branches that say nothing about content (kInternal ...), and that of
/// OwnHistory::status.
Result<Provenance> JudgeProvenance(const ProvenanceQuestion& question);

}  // namespace headwater
