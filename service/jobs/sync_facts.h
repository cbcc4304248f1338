// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <span>
#include <vector>

#include "headwater/policy.h"
#include "headwater/rule.h"
#include "headwater/sync.h"
#include "headwater/upstream.h"
#include "service/git/repository.h"
#include "service/jobs/upstream_facts.h"

namespace headwater::jobs {

/// What to go by.
struct SyncTerms {
  std::span<Upstream* const> upstreams;
  Untrusted description{};  ///< As SyncQuestion::description.
  GlobSet own{};
  bool variant = false;
};

/// JudgeSync on a repository.
Result<Sync> FindSync(git::Repository& repository, const Change& change, const SyncTerms& terms);

/// Who is asked, and what the project says of itself.
struct SyncParties {
  const std::vector<UsedUpstream>& upstreams;
  const Policy& policy;
};

/// Sets Facts::sync, and says how many commits of an upstream the change brings. What contents of
/// ours are lacking is added to `lacking`: then the facts stay as they are, and the rules say that
/// nobody could look. Errors as JudgeSync.
Status AddSyncFacts(git::Repository& repository, Change& change, const SyncParties& parties,
                    Facts& facts, std::vector<BlobId>& lacking);

}  // namespace headwater::jobs
