// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "headwater/clock.h"
#include "headwater/result.h"
#include "headwater/url.h"

/// \file
/// What the service keeps of one upstream, on disk: a copy of the repository, an index of it, and a
/// small file that says what the index holds. All three are named after the address, so that they
/// are found again without any list.

namespace headwater::jobs {

/// Absolute paths.
struct CopyPaths {
  std::string repository;
  std::string index;
  std::string state;
  std::string used;  ///< An empty file: its time of modification is when the copy was last used.
};

/// `root`: of git::UpstreamMirrors. `name`: git::UpstreamName.
CopyPaths PathsOf(const std::string& root, const std::string& name);

/// What the index of a copy holds. Written after the index, so it never promises what is not there
/// yet; an index that is newer than this is no harm.
struct CopyState {
  std::optional<std::chrono::sys_seconds> fetched;
  std::string id;  ///< Of branches and tags; empty: there is nothing to ask yet.
  bool is_frozen = false;

  bool IsUsable() const { return fetched && !id.empty(); }

  /// Of no file: nothing. kInternal when the file is none of ours.
  static Result<CopyState> Read(const std::string& path);
  /// As a whole or not at all. kInternal when the disk refuses.
  Status Write(const std::string& path) const;
};

/// Notes that the copy is used now, for the order in which copies go. A disk that refuses makes it
/// look older than it is.
void NoteUse(const CopyPaths& paths, WallTime now);

/// One copy on disk, whatever there is of it.
struct FoundCopy {
  std::string name;
  uint64_t bytes = 0;  ///< Repository and index, as sizes of files.
  WallTime used;
};

/// Those used longest ago first. A folder that cannot be read holds none.
std::vector<FoundCopy> ListCopies(const std::string& root);

/// Removes repository, index and state; what the repository was is still remembered, so that
/// another one under its name is noticed. kTransient: another process is at it; kInternal: the
/// disk.
Status RemoveCopy(const std::string& root, const std::string& name);

}  // namespace headwater::jobs
