// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <string>

#include "headwater/forge.h"
#include "headwater/rule.h"
#include "headwater/untrusted.h"

namespace headwater::jobs {

/// What rules get of it, in bytes; GitLab keeps a million characters of a description.
/// https://docs.gitlab.com/ee/administration/instance_limits.html "Size of comments and
/// descriptions of issues, merge requests, and epics"
inline constexpr size_t kMaxMergeRequestText = size_t{64} << 10U;

/// Title, an empty line, description; the title alone without one. Cut between two characters.
std::string MergeRequestText(const ForgeMergeRequest& merge_request);

/// The text as a fact; its id changes with it.
Fact MergeRequestTextFact(const std::string& text);

/// The branch that is to be merged, likewise (kSourceBranchFact).
Fact SourceBranchFact(const Untrusted& branch);

}  // namespace headwater::jobs
