// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <span>
#include <vector>

#include "headwater/rule.h"
#include "headwater/upstream.h"
#include "service/git/change_builder.h"
#include "service/git/repository.h"
#include "service/jobs/upstream_facts.h"

namespace headwater::jobs {

/// Marks the changed files whose old content is a confirmed upstream's (upstream_before). What the
/// upstream's newest commit in the change has no file for, the upstream removed itself. Commits
/// have their origins by now. Errors as OpenCommit.
Status MarkOldContents(git::Repository& repository, const std::vector<UsedUpstream>& upstreams,
                       git::BuiltChange& built);

/// How many of the files the upstream has, in whatever version: UpstreamInfo::shared_files.
uint64_t CountShared(const Upstream& upstream, std::span<const FileEntry> files);

}  // namespace headwater::jobs
