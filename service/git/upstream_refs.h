// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <vector>

#include "headwater/ids.h"
#include "headwater/result.h"
#include "headwater/untrusted.h"
#include "service/git/repository.h"

namespace headwater::git {

/// More names are not fetched of an upstream (security, 4.4).
inline constexpr size_t kMaxUpstreamRefs = 50'000;

/// A branch or tag of an upstream.
struct UpstreamRef {
  bool is_tag = false;
  Untrusted name;   ///< Short: "v1.2".
  CommitId target;  ///< What it points at: a commit, or the object of an annotated tag.
};

/// Branches and tags, sorted. A mirror keeps them below refs/up/, and then nothing else of it
/// counts; any other repository in refs/heads/ and refs/tags/, a clone also in what it remembers of
/// its origin. Never requests, notes or other remotes. kContent beyond kMaxUpstreamRefs.
Result<std::vector<UpstreamRef>> ListUpstreamRefs(Repository& repository);

}  // namespace headwater::git
