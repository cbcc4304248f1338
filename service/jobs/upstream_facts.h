// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "headwater/rule.h"
#include "headwater/upstream.h"
#include "service/git/change_builder.h"
#include "service/git/repository.h"

namespace headwater::jobs {

/// Works out where the commits of a change come from, for the rules that read Facts::provenance,
/// and marks what is an upstream's own: commits that it reaches, and files whose content it has.
/// Only an upstream that is confirmed exempts a file. What contents of ours are lacking is added to
/// `lacking`: then the facts stay as they are, and the rules say that nobody could look. Errors as
/// JudgeProvenance.
Status AddUpstreamFacts(git::Repository& repository, git::BuiltChange& built,
                        std::span<const std::shared_ptr<Upstream>> upstreams, Facts& facts,
                        std::vector<BlobId>& lacking);

}  // namespace headwater::jobs
