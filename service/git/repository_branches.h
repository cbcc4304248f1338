// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "headwater/own_branches.h"
#include "service/git/history.h"
#include "service/git/object_reader.h"
#include "service/git/repository.h"
#include "service/git/tree_store.h"
#include "service/git/upstream_refs.h"

namespace headwater::git {

/// A change, as its branches are.
struct BranchesQuestion {
  CommitId target;        ///< Zero: there is none, and then no branches.
  CommitId head;          ///< Zero: likewise.
  Untrusted target_name;  ///< Short; may be empty.
};

/// The branches of a repository that has the change: a clone, or a mirror. One that has not got all
/// branches (FetchRequest::everything) names them by hashes, so that only the names that are tried
/// are known: the target's, and what default branches are usually called. Of trees only those on
/// the way to a path are read.
///
/// Not thread-safe; the repository must outlive it.
class RepositoryBranches final : public OwnBranches {
 public:
  /// kContent as ListOwnRefs.
  static Result<RepositoryBranches> Open(Repository& repository, const BranchesQuestion& question);

  std::span<const OwnBranch> branches() const override { return branches_; }
  Result<BlobId> FileAt(size_t branch, const Untrusted& path) override;
  Result<BlobAnswer> Read(const BlobId& blob) override;
  Result<std::vector<BranchCommit>> WhoChanged(size_t branch,
                                               std::span<const Untrusted> paths) override;
  Untrusted FirstTag(const CommitId& commit) override;

 private:
  using Step = TreeStep;  ///< Of a commit that the head does not reach.
  struct Tip {
    CommitId commit;
    TreeId tree;
    std::optional<std::vector<Step>> steps;  ///< None: not read yet.
  };
  struct Tag {
    int64_t time = 0;
    Untrusted name;
    CommitId commit;
  };

  RepositoryBranches(Repository& repository, const CommitId& head)
      : repository_(&repository),
        head_(head),
        reader_(repository),
        trees_(reader_),
        history_(repository) {}

  Result<const std::vector<UpstreamRef>*> References();
  Status AddTarget(const BranchesQuestion& question);
  Status AddOthers(const BranchesQuestion& question);
  Result<BlobId> FileIn(const TreeId& root, std::string_view path);
  Result<uint32_t> CountChanged(const Step& step, std::span<const Untrusted> paths);
  Result<const std::vector<Step>*> StepsOf(size_t branch);
  Result<std::vector<Tag>> ReadTags();
  Result<Untrusted> FindFirstTag(const CommitId& commit);

  Repository* repository_;
  CommitId head_;
  ObjectReader reader_;
  TreeStore trees_;
  History history_;
  std::optional<std::vector<UpstreamRef>> references_;  ///< None: not listed yet.
  std::vector<OwnBranch> branches_;
  std::vector<Tip> tips_;  ///< In parallel.
  std::optional<std::vector<Tag>> tags_;
};

}  // namespace headwater::git
