// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "headwater/forks.h"
#include "headwater/ids.h"
#include "headwater/publiccode.h"
#include "headwater/result.h"
#include "service/git/repository.h"
#include "service/index/fork_query.h"
#include "service/jobs/fork_told.h"

namespace headwater::jobs {

/// Projects with the same task, and who they are in the index.
struct FoundSimilar {
  std::vector<SimilarProject> projects;
  std::vector<SimilarNames> names;  ///< As many.
};

/// A project's publiccode.yml at a commit.
struct OwnPubliccode {
  std::optional<BlobId> blob;  ///< None: it has none.
  bool is_lacking = false;     ///< A partial clone lacks its content.
  std::optional<Publiccode> content;

  /// Adds it to what is lacking, once, when it is.
  void AddTo(std::vector<BlobId>& lacking) const;
};

/// Errors as git::OpenCommit.
Result<OwnPubliccode> PubliccodeAt(git::Repository& repository, const CommitId& commit);

/// Those of the pool whose publiccode.yml speaks of the same task as ours, without the project
/// itself. Errors of the partitions.
Result<FoundSimilar> SimilarTo(const Publiccode& ours, const std::string& own_name,
                               const index::ForkPool& pool);

}  // namespace headwater::jobs
