// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <utility>

#include "service/git/held_mirror.h"
#include "service/git/mirror_references.h"

namespace headwater::git {
namespace {

/// Ids in one request (security, 4.4).
constexpr size_t kMaxBlobsAtOnce = 20'000;
/// A server names one id that it lacks for each request; a sound repository lacks none.
constexpr size_t kMaxUnknownBlobs = 20;

/// What a request asks for by name.
struct Named {
  std::optional<ReferencePair> merge_request;
  std::optional<ReferencePair> branch;
  std::optional<ReferencePair> other;

  Wanted All() const {
    Wanted wanted;
    for (const auto* pair : {&merge_request, &branch, &other}) {
      if (*pair) wanted.refspecs.push_back((*pair)->Refspec());
    }
    return wanted;
  }
};

Result<Named> NamedBy(const FetchRequest& request) {
  Named named;
  if (request.iid.value > 0) named.merge_request = MergeRequestReference(request.iid);
  if (!request.branch.empty()) named.branch = TRY(BranchReference(request.branch));
  if (!request.other_branch.empty() && request.other_branch != request.branch) {
    named.other = TRY(BranchReference(request.other_branch));
  }
  return named;
}

/// Whether the forge does not have this one.
bool Lacks(const FetchEnd& end, const std::optional<ReferencePair>& pair) {
  return pair && end.problem == FetchProblem::kNoSuchReference && end.subject == pair->theirs;
}

Error Lags(const CommitId& head) {
  return {Errc::kTransient, "the forge's repository does not have " + head.Hex() +
                                " yet: it lags behind the forge's database"};
}

/// A reference that git has just written.
Result<std::optional<CommitId>> ReadWritten(const MirrorFolder& folder,
                                            const std::optional<ReferencePair>& pair) {
  if (!pair) return std::optional<CommitId>();
  const std::optional<CommitId> commit = folder.Read(pair->ours);
  if (!commit) return Error{Errc::kInternal, "git has not written " + pair->ours};
  return commit;
}

}  // namespace

Result<Fetched> HeldMirror::Fetch(const FetchRequest& request) {
  const std::string url = TRY(RepositoryUrl(shared_.transport.forge_url(), request.path));
  const Named named = TRY(NamedBy(request));
  TRY(Prepare(url));
  TRY(BringAsked(url, request));
  Fetched fetched;
  fetched.path = folder_->path();
  fetched.branch = TRY(ReadWritten(*folder_, named.branch));
  if (named.other) fetched.other_branch = folder_->Read(named.other->ours);
  fetched.head = TRY(ReadWritten(*folder_, named.merge_request));
  const bool is_there = fetched.head == request.head || fetched.branch == request.head;
  if (request.head && !is_there) TRY(BringHead(url, request));
  if (request.head) fetched.head = request.head;
  return fetched;
}

/// The merge request and the branch in one go. GitLab tells of a merge request before its reference
/// is everywhere (ref lag); the commit itself is then asked for by id in its place.
Status HeldMirror::BringReferences(const std::string& url, const FetchRequest& request) {
  Named named = TRY(NamedBy(request));
  if (named.All().refspecs.empty()) return Ok{};
  FetchEnd end = TRY(Bring(url, named.All()));
  if (Lacks(end, named.other)) {
    named.other.reset();
    end = TRY(Bring(url, named.All()));
  }
  if (Lacks(end, named.merge_request) && request.head) {
    named.merge_request = HeadReference(request, *request.head);
    end = TRY(Bring(url, named.All()));
  }
  return Conclude(url, request, end);
}

Status HeldMirror::BringAsked(const std::string& url, const FetchRequest& request) {
  if (!request.everything) return BringReferences(url, request);
  TRY(BringEverything(url));
  const uint32_t made_before = made_;
  TRY(BringReferences(url, request));
  // It is too young to be made anew a second time.
  return made_ == made_before ? Ok{} : BringEverything(url);
}

/// By itself: what is gone goes from there only, and the names of the request are not among it.
Status HeldMirror::BringEverything(const std::string& url) {
  FetchEnd end =
      TRY(Bring(url, {.refspecs = AllRefspecs(/*with_default=*/true), .everything = true}));
  if (Lacks(end, DefaultReference())) {
    // An empty repository, or one whose default branch is gone; or a page to log in.
    (void)TRY(shared_.transport.Probe(url));
    folder_->RemoveReference(DefaultReference().ours);
    end = TRY(Bring(url, {.refspecs = AllRefspecs(/*with_default=*/false), .everything = true}));
  }
  if (end.problem == FetchProblem::kNone) return Ok{};
  if (end.problem == FetchProblem::kTooManyReferences) folder_->ForgetEverything();
  return end.error;
}

Status HeldMirror::Conclude(const std::string& url, const FetchRequest& request,
                            const FetchEnd& end) {
  if (end.problem == FetchProblem::kNoSuchObject && request.head) return Lags(*request.head);
  // A page to log in looks to git like a repository without references.
  if (end.problem == FetchProblem::kNoSuchReference) (void)TRY(shared_.transport.Probe(url));
  if (end.problem != FetchProblem::kNone) return end.error;
  return Ok{};
}

/// For a reference that points elsewhere: it lags, or somebody has pushed again.
Status HeldMirror::BringHead(const std::string& url, const FetchRequest& request) {
  const CommitId& head = *request.head;
  const FetchEnd end = TRY(Bring(url, {.refspecs = {HeadReference(request, head).Refspec()}}));
  if (end.problem == FetchProblem::kNoSuchObject) return Lags(head);
  if (end.problem != FetchProblem::kNone) return end.error;
  return Ok{};
}

Status HeldMirror::FetchBlobs(const FetchRequest& request, std::span<const BlobId> blobs) {
  const std::string url = TRY(RepositoryUrl(shared_.transport.forge_url(), request.path));
  TRY(Prepare(url));
  for (size_t done = 0; done < blobs.size(); done += kMaxBlobsAtOnce) {
    const auto part = blobs.subspan(done, std::min(kMaxBlobsAtOnce, blobs.size() - done));
    TRY(BringBlobs(url, {part.begin(), part.end()}));
  }
  return Ok{};
}

/// Without those that the server does not have: it names one, and refuses them all.
Status HeldMirror::BringBlobs(const std::string& url, std::vector<BlobId> wanted) {
  GitTransport::Job job = JobFor(url);
  job.deadline = shared_.options.deadlines.blobs;
  for (size_t unknown = 0; unknown <= kMaxUnknownBlobs; ++unknown) {
    if (wanted.empty()) return Ok{};
    const FetchEnd end = TRY(shared_.transport.FetchBlobs(job, wanted));
    if (end.problem == FetchProblem::kNone) return Ok{};
    if (end.problem == FetchProblem::kMirrorDamaged) folder_->SetSuspect(true);
    if (end.problem == FetchProblem::kTooLarge) (void)folder_->CleanUp();
    if (end.problem != FetchProblem::kNoSuchObject) return end.error;
    const std::optional<BlobId> named = BlobId::FromHex(end.subject);
    if (!named || std::erase(wanted, *named) == 0) return end.error;
  }
  return Error{Errc::kContent, "the repository lacks too many of its own files"};
}

}  // namespace headwater::git
