// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "headwater/change.h"
#include "headwater/provenance.h"
#include "headwater/rule.h"
#include "headwater/sync.h"
#include "headwater/upstream.h"
#include "service/jobs/fork_fields.h"

/// \file
/// The members of what rules are given, each named once, for who reads and who writes records
/// (record_codec.h): `EachMember(object, visit)` calls `visit(name, member)`. A member that is not
/// in an older record has its default; names are never used again for something else.

namespace headwater::jobs {

/// Enumerations stand in records as their numbers: new enumerators are added at the end. An
/// enumerator that is put between others moves the last one, and stops the build here.
static_assert(static_cast<int>(FileMode::kSubmodule) == 3);
static_assert(static_cast<int>(BlobState::kTooLarge) == 2);
static_assert(static_cast<int>(Origin::kVendored) == 3);
static_assert(static_cast<int>(FileStatus::kDeleted) == 2);
static_assert(static_cast<int>(ChangeScope::kAll) == 2);
static_assert(static_cast<int>(NoticeKind::kUpstreamTooNew) == 10);
static_assert(static_cast<int>(FactKind::kForks) == 4);
static_assert(static_cast<int>(ArtifactOrigin::kRelease) == 3);
static_assert(static_cast<int>(ArtifactProblem::kGone) == 3);
static_assert(static_cast<int>(UpstreamState::kFrozen) == 4);
static_assert(static_cast<int>(ClaimKind::kOmittedFix) == 13);
static_assert(static_cast<int>(Grade::kUnknown) == 6);
static_assert(static_cast<int>(FollowUpKind::kReverts) == 1);
static_assert(static_cast<int>(CarryFate::kUnknown) == 3);
static_assert(static_cast<int>(ForkClass::kUnrelated) == 7);
static_assert(static_cast<int>(ForkDirection::kUndetermined) == 3);
static_assert(static_cast<int>(ForkProof::kNone) == 5);
static_assert(static_cast<int>(Verdict::kUnknown) == 3);
static_assert(static_cast<int>(Errc::kContent) == 7);

/// Words of ours that facts carry: a record gives back the same ones.
inline constexpr std::array kRecordedWords = {Literal(""),
                                              Literal("missing-content"),
                                              Literal("beyond-bounds"),
                                              Literal("no-upstream"),
                                              Literal("stale"),
                                              Literal("incomplete"),
                                              Literal("ambiguous"),
                                              Literal("not-named"),
                                              kForksUnderWay,
                                              kForksUnreachable,
                                              kForksTooLarge};

template <typename Visit>
void EachMember(Of<LineRange> auto& range, Visit& visit) {
  visit("first", range.first);
  visit("last", range.last);
}

template <typename Visit>
void EachMember(Of<OriginMark> auto& mark, Visit& visit) {
  visit("origin", mark.origin);
  visit("confirmed", mark.confirmed);
}

template <typename Visit>
void EachMember(Of<ChangedFile> auto& file, Visit& visit) {
  visit("path", file.path);
  visit("status", file.status);
  visit("mode", file.mode);
  visit("blob", file.blob);
  visit("old_blob", file.old_blob);
  visit("renamed_from", file.renamed_from);
  visit("new_content", file.new_content);
  visit("origin", file.origin);
  visit("upstream", file.upstream);
  visit("upstream_before", file.upstream_before);
}

template <typename Visit>
void EachMember(Of<Trailer> auto& trailer, Visit& visit) {
  visit("key", trailer.key);
  visit("value", trailer.value);
}

template <typename Visit>
void EachMember(Of<Commit> auto& commit, Visit& visit) {
  visit("id", commit.id);
  visit("parents", commit.parents);
  visit("author_name", commit.author_name);
  visit("author_email", commit.author_email);
  visit("subject", commit.subject);
  visit("message", commit.message);
  visit("trailers", commit.trailers);
  visit("origin", commit.origin);
}

template <typename Visit>
void EachMember(Of<Notice> auto& notice, Visit& visit) {
  visit("kind", notice.kind);
  visit("path", notice.path);
  visit("detail", notice.detail);
}

template <typename Visit>
void EachMember(Of<Change> auto& change, Visit& visit) {
  visit("scope", change.scope);
  visit("repository", change.repository);
  visit("target_branch", change.target_branch);
  visit("target_is_default", change.target_is_default);
  visit("target", change.target);
  visit("head", change.head);
  visit("bases", change.bases);
  visit("files", change.files);
  visit("commits", change.commits);
  visit("tags", change.tags);
  visit("notices", change.notices);
}

template <typename Visit>
void EachMember(Of<ForgeFacts> auto& forge, Visit& visit) {
  visit("project_url", forge.project_url);
  visit("forked_from", forge.forked_from);
  visit("mirror", forge.mirror);
  visit("squash", forge.squash);
  visit("squash_template", forge.squash_template);
}

template <typename Visit>
void EachMember(Of<Fact> auto& fact, Visit& visit) {
  visit("kind", fact.kind);
  visit("id", fact.id);
  visit("value", fact.value);
}

/// Its bytes stand in the record's own list.
template <typename Visit>
void EachMember(Of<Artifact> auto& artifact, Visit& visit) {
  visit("origin", artifact.origin);
  visit("name", artifact.name);
  visit("maker", artifact.maker);
  visit("commit", artifact.commit);
  visit("problem", artifact.problem);
}

template <typename Visit>
void EachMember(Of<UpstreamInfo> auto& info, Visit& visit) {
  visit("name", info.name);
  visit("url", info.url);
  visit("fetched", info.fetched);
  visit("confirmed", info.confirmed);
  visit("state", info.state);
  visit("shared_files", info.shared_files);
}

template <typename Visit>
void EachMember(Of<UpstreamCommit> auto& commit, Visit& visit) {
  visit("id", commit.id);
  visit("subject", commit.subject);
  visit("author_name", commit.author_name);
  visit("author_email", commit.author_email);
  visit("committed", commit.committed);
  visit("first_tag", commit.first_tag);
}

template <typename Visit>
void EachMember(Of<FollowUp> auto& follow_up, Visit& visit) {
  visit("kind", follow_up.kind);
  visit("commit", follow_up.commit);
}

template <typename Visit>
void EachMember(Of<Claim> auto& claim, Visit& visit) {
  visit("kind", claim.kind);
  visit("text", claim.text);
  visit("line", claim.line);
  visit("target", claim.target);
  visit("repository", claim.repository);
  visit("argument", claim.argument);
}

template <typename Visit>
void EachMember(Of<Residual> auto& residual, Visit& visit) {
  visit("path", residual.path);
  visit("missing", residual.missing);
  visit("extra", residual.extra);
  visit("whole_file", residual.whole_file);
  visit("explained", residual.explained);
  visit("lines", residual.lines);
}

template <typename Visit>
void EachMember(Of<JudgedClaim> auto& judged, Visit& visit) {
  visit("claim", judged.claim);
  visit("grade", judged.grade);
  visit("upstream", judged.upstream);
  visit("target", judged.target);
  visit("own", judged.own);
  visit("here", judged.here);
  visit("residual", judged.residual);
  visit("follow_ups", judged.follow_ups);
  visit("author_kept", judged.author_kept);
  visit("unknown_because", judged.unknown_because);
}

template <typename Visit>
void EachMember(Of<AlreadyUpstream> auto& already, Visit& visit) {
  visit("upstream", already.upstream);
  visit("commit", already.commit);
  visit("coverage", already.coverage);
}

template <typename Visit>
void EachMember(Of<OwnBranch> auto& branch, Visit& visit) {
  visit("name", branch.name);
  visit("is_target", branch.is_target);
}

template <typename Visit>
void EachMember(Of<AlreadyHere> auto& here, Visit& visit) {
  visit("branch", here.branch);
  visit("commit", here.commit);
  visit("subject", here.subject);
  visit("first_tag", here.first_tag);
  visit("coverage", here.coverage);
}

template <typename Visit>
void EachMember(Of<CommitProvenance> auto& commit, Visit& visit) {
  visit("commit", commit.commit);
  visit("origin", commit.origin);
  visit("claims", commit.claims);
  visit("already", commit.already);
  visit("already_unknown_because", commit.already_unknown_because);
  visit("looked_here", commit.looked_here);
  visit("here", commit.here);
  visit("here_unknown_because", commit.here_unknown_because);
}

template <typename Visit>
void EachMember(Of<Provenance> auto& provenance, Visit& visit) {
  visit("commits", provenance.commits);
  visit("missing", provenance.missing);
}

template <typename Visit>
void EachMember(Of<Carry> auto& carry, Visit& visit) {
  visit("commit", carry.commit);
  visit("subject", carry.subject);
  visit("fate", carry.fate);
  visit("taken", carry.taken);
  visit("taken_unknown_because", carry.taken_unknown_because);
  visit("picked", carry.picked);
  visit("lost", carry.lost);
  visit("explained", carry.explained);
  visit("unknown_because", carry.unknown_because);
}

template <typename Visit>
void EachMember(Of<SyncMerge> auto& merge, Visit& visit) {
  visit("merge", merge.merge);
  visit("upstream", merge.upstream);
  visit("tip", merge.tip);
  visit("release", merge.release);
  visit("upstream_commits", merge.upstream_commits);
  visit("carries", merge.carries);
  visit("kept", merge.kept);
  visit("unjudged", merge.unjudged);
  visit("carries_unknown_because", merge.carries_unknown_because);
  visit("beyond", merge.beyond);
  visit("more_beyond", merge.more_beyond);
  visit("unknown_because", merge.unknown_because);
}

template <typename Visit>
void EachMember(Of<Import> auto& import, Visit& visit) {
  visit("upstream", import.upstream);
  visit("folder", import.folder);
  visit("files", import.files);
  visit("added", import.added);
}

template <typename Visit>
void EachMember(Of<Sync> auto& sync, Visit& visit) {
  visit("merges", sync.merges);
  visit("more_merges", sync.more_merges);
  visit("upstream_commits", sync.upstream_commits);
  visit("upstream", sync.upstream);
  visit("release", sync.release);
  visit("imports", sync.imports);
  visit("mirror_of", sync.mirror_of);
  visit("missing", sync.missing);
}

/// What follows from the policy (variant, own, policy_upstreams) is worked out again.
template <typename Visit>
void EachMember(Of<Facts> auto& facts, Visit& visit) {
  visit("gathered", facts.gathered);
  visit("facts", facts.facts);
  visit("artifacts", facts.artifacts);
  visit("artifacts_under_way", facts.artifacts_under_way);
  visit("upstreams", facts.upstreams);
  visit("provenance", facts.provenance);
  visit("sync", facts.sync);
  visit("forge", facts.forge);
  visit("forks", facts.forks);
}

}  // namespace headwater::jobs
