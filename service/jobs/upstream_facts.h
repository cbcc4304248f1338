// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "headwater/glob.h"
#include "headwater/rule.h"
#include "headwater/upstream.h"
#include "service/git/change_builder.h"
#include "service/git/repository.h"

namespace headwater::jobs {

/// An upstream that can be asked, and what it is asked for.
struct UsedUpstream {
  std::shared_ptr<Upstream> upstream;
  /// Its content is exempt from rules, once it is confirmed: RequestedUpstream::exempts.
  bool exempts = true;
  std::vector<std::string> aliases{};  ///< Other names under which commits speak of it.
  GlobSet only{};                      ///< Paths that come from it; empty: all.
};

struct UsedUpstreams {
  std::vector<UsedUpstream> ready;
  std::vector<UpstreamInfo> others;  ///< Those that could not be asked, with their state.
  /// A copy that was fetched before proves no absence.
  std::optional<std::chrono::sys_seconds> stale_before;
};

/// Works out where the commits of a change come from, for the rules that read Facts::provenance,
/// and marks what is an upstream's own: commits that it reaches, and files whose content it has.
/// Only an upstream that is confirmed, and whose copy exempts, exempts a file; how many there are
/// is a notice of the change. What contents of ours are lacking is added to `lacking`: then the
/// facts stay as they are, and the rules say that nobody could look. Errors as JudgeProvenance.
Status AddUpstreamFacts(git::Repository& repository, git::BuiltChange& built,
                        const UsedUpstreams& upstreams, Facts& facts, std::vector<BlobId>& lacking);

}  // namespace headwater::jobs
