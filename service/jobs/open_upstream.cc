// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <utility>

#include "service/git/commit_patches.h"
#include "service/git/repository.h"
#include "service/index/upstream_index.h"
#include "service/jobs/upstream_index.h"

namespace headwater::jobs {
namespace {

/// What the index knows, and patches from the repository.
class IndexedUpstream final : public Upstream {
 public:
  IndexedUpstream(UpstreamInfo info, git::Repository repository, index::UpstreamIndex index)
      : info_(std::move(info)),
        repository_(std::move(repository)),
        patches_(repository_),
        index_(std::move(index)) {}

  const UpstreamInfo& info() const override { return info_; }

  Result<Patch> PatchOf(const CommitId& commit) override {
    if (index_.Reaches(commit)) return patches_.PatchOf(commit);
    return Error{Errc::kNotFound, "no branch or tag of the upstream has " + commit.Hex()};
  }

  std::vector<CommitId> FindCommits(std::string_view hex) const override {
    return index_.FindCommits(hex);
  }
  std::vector<CommitId> FindRequest(uint64_t number) const override {
    return index_.FindRequest(number);
  }
  std::optional<UpstreamCommit> Describe(const CommitId& commit) const override {
    return index_.Describe(commit);
  }
  bool HasBlob(const BlobId& blob) const override { return index_.HasObject(blob.bytes); }
  bool HasTree(const TreeId& tree) const override { return index_.HasObject(tree.bytes); }
  bool HasPatch(const CommitId& commit, const PatchId& patch) const override {
    return index_.HasPatch(commit, patch);
  }
  std::vector<SimilarCommit> FindSimilar(const Patch& patch) const override {
    return index_.FindSimilar(patch);
  }
  std::vector<FollowUp> FollowUpsOf(const CommitId& commit) const override {
    return index_.FollowUpsOf(commit);
  }

 private:
  UpstreamInfo info_;
  git::Repository repository_;
  git::CommitPatches patches_;
  index::UpstreamIndex index_;
};

}  // namespace

Result<std::unique_ptr<Upstream>> OpenUpstream(const UpstreamPlace& place) {
  index::UpstreamIndex index = TRY(index::UpstreamIndex::Open(place.index));
  git::Repository repository = TRY(git::Repository::Open(place.repository, place.hashes));
  return std::unique_ptr<Upstream>(
      std::make_unique<IndexedUpstream>(place.info, std::move(repository), std::move(index)));
}

}  // namespace headwater::jobs
