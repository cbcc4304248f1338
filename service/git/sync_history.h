// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string_view>
#include <vector>

#include "headwater/sync.h"
#include "service/git/history.h"
#include "service/git/object_reader.h"
#include "service/git/repository.h"

namespace headwater::git {

/// Both sides of merges, from the repository that has them. Of trees only what differs is read: a
/// merge of hundreds of commits costs about what `git diff --name-only` costs four times.
///
/// Not thread-safe; the repository must outlive it.
class SyncHistory final : public SyncSource {
 public:
  explicit SyncHistory(Repository& repository) : history_(repository), reader_(repository) {}

  Result<MergeSides> SidesOf(const MergeParts& parts) override;
  Result<std::vector<CommitPath>> PathsOf(const CommitId& commit) override;
  Result<BlobAnswer> Read(const BlobId& blob) override;
  Result<std::vector<BlobId>> MergeTexts(std::string_view base, std::string_view own,
                                         std::string_view upstream) override;

 private:
  Result<std::vector<MergePath>> PathsOfMerge(const CommitId& base, const MergeParts& parts);
  Result<TreeId> TreeOf(const CommitId& commit);

  History history_;
  ObjectReader reader_;
};

}  // namespace headwater::git
