// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "headwater/result.h"
#include "headwater/upstream.h"
#include "service/jobs/upstream_index.h"

/// \file
/// What a person's machine keeps of upstreams: copies of those that are fetched, and an index of
/// each.

namespace headwater::jobs {

using Upstreams = std::vector<std::shared_ptr<Upstream>>;

/// The upstreams that a person names: folders with a repository, and https addresses. Fetched and
/// indexed as they are now; who names them confirms them. `cache`: a folder, which
/// is made; empty: the user's own (XDG Base Directory Specification, "cache").
/// kInvalid: neither; else as UpstreamMirrors::Refresh and UpdateUpstreamIndex, with the name.
Result<Upstreams> BringUpstreams(std::span<const std::string> named, const std::string& cache);

/// The folder that was asked for, else the user's own (XDG Base Directory Specification, "cache"):
/// made, readable for nobody else. kInvalid: neither.
Result<std::string> CacheFolder(const std::string& asked);

/// One of them as it is now: a folder where it stands, an address fetched into a folder that
/// CacheFolder gave. Nothing is indexed. Errors as BringUpstreams.
Result<UpstreamPlace> BringRepository(const std::string& named, const std::string& cache);

/// A person says that a copy in the cache is what it should be, as it is now. kNotFound: there is
/// none; kInvalid: no address of a repository.
Status ConfirmCopy(const std::string& url, const std::string& cache);

}  // namespace headwater::jobs
