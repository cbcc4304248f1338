// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "headwater/fork_index.h"
#include "headwater/fork_requests.h"
#include "headwater/forks.h"
#include "headwater/result.h"
#include "headwater/similar_projects.h"
#include "service/git/repository.h"
#include "service/index/fork_query.h"

/// \file
/// What a fork index is asked: which projects a repository belongs to, and which have its task.
/// `readers` names what an answer may rest on; nothing else is opened. Where it is one partition,
/// it is that of those who get the answer: it and the public one are opened.

namespace headwater::jobs {

/// What somebody may read who may read this partition: it and the public one.
std::vector<PartitionName> ReadableWith(const PartitionName& partition);

/// Ours beside the projects of the index. Errors as ForkIndex::Open.
Result<index::ForkPool> PoolFor(std::span<const PartitionName> readers, ForkIndex& index,
                                const std::string& repository, const CommitId& commit);

/// A project at a commit.
struct AskedProject {
  git::Repository& repository;
  std::string path;  ///< Where the repository is.
  CommitId commit;
};

struct FoundRelations {
  std::vector<ForkRelation> relations;
  /// Contents of a partial clone that are not there to be compared; then there are no relations:
  /// that there are none would only mean that nobody could see one.
  std::vector<BlobId> lacking;
};

/// The relations of a project that the index knows as `known`; none: it does not. Errors as
/// ReadProjectHead and FindRelations.
Result<FoundRelations> LookForRelations(const AskedProject& asked,
                                        const std::optional<IndexedProject>& known,
                                        const index::ForkPool& pool, const std::string& secret);

/// The relations of a project, which is told from others by its path when it is one of the index.
/// kContent when contents of a partial clone are lacking; else errors as ReadProjectHead and
/// FindRelations.
Result<std::vector<ForkRelation>> RelationsAt(const AskedProject& asked,
                                              const index::ForkPool& pool,
                                              const std::string& secret);

/// What the projects of a pool say of themselves.
Result<std::vector<ProjectDescription>> DescriptionsIn(const index::ForkPool& pool);

/// `headwater index query`. Errors as Repository::Open, ReadProjectHead and FindRelations.
Result<std::vector<ForkRelation>> AskForks(const IndexQueryRequest& request,
                                           const PartitionName& readers, ForkIndex& index);

/// The same of a project of the index, by its copy. kNotFound: it has none.
Result<std::vector<ForkRelation>> RelationsOf(const IndexedProject& project,
                                              const PartitionName& readers, ForkIndex& index);

/// `headwater index similar`. kInvalid: the file cannot be read, or is no publiccode.yml.
Result<std::vector<SimilarProject>> AskSimilar(const IndexSimilarRequest& request,
                                               const PartitionName& readers, ForkIndex& index);

}  // namespace headwater::jobs
