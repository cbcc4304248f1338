// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "headwater/result.h"
#include "headwater/upstream.h"
#include "service/git/repository.h"

/// \file
/// An upstream as a repository with all its contents and a folder with an index of it.

namespace headwater::jobs {

struct UpstreamPlace {
  std::string repository;  ///< A full mirror, or any other repository that lacks nothing.
  std::string index;       ///< The index's folder; its parent exists.
  UpstreamInfo info;
  /// kTrusted on a person's own disk, where the project itself is read so: it is a setting of the
  /// whole process.
  git::Hashes hashes = git::Hashes::kVerified;
};

struct IndexReport {
  size_t commits = 0;      ///< That branches and tags reach.
  size_t new_commits = 0;  ///< Read by this update.
  bool changed = false;    ///< False: branches and tags were where they are.
  std::string id;          ///< Of branches and tags as the index now knows them.
};

/// For each run of the git command of at most kIndexBatch commits; what has been read by then
/// stays.
inline constexpr std::chrono::minutes kIndexDeadline{10};
inline constexpr size_t kIndexBatch = 4'096;

/// Brings the index up to where branches and tags of the repository are: reads the commits that it
/// has never seen, and forgets those that nothing reaches any more. One that was ended goes on
/// where it was. Starts the git command, which must not be done in the confined evaluator.
///
/// kConflict: somebody else is at it; kContent: the repository is partial, shallow or corrupt: the
/// index stays as it was; kTransient: git took too long; kInternal: disk, or no git.
Result<IndexReport> UpdateUpstreamIndex(const UpstreamPlace& place);

/// The upstream as of the last update. Starts nothing. kNotFound: there is no index yet; kContent:
/// index or repository cannot be read, an update mends the former.
Result<std::unique_ptr<Upstream>> OpenUpstream(const UpstreamPlace& place);

}  // namespace headwater::jobs
