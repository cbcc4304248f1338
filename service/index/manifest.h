// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "headwater/result.h"

namespace headwater::index {

/// Which files an index is made of: the one file that is ever replaced, so that an index is always
/// that of before an update or that of after. Files are named by numbers, which are never used
/// twice.
struct Manifest {
  std::vector<uint32_t> segments;  ///< Of commits, the oldest (and largest) first.
  std::vector<uint32_t> objects;   ///< Of object ids, likewise.
  uint32_t reach = 0;              ///< What branches and tags reach; 0: none yet.
  /// Of the branches and tags that `reach` is about; empty: none yet.
  std::string fingerprint;
  uint32_t last = 0;  ///< The highest number that was ever given.

  std::string NextPath(const std::string& folder);
};

std::string PathOf(const std::string& folder, uint32_t number);

/// kNotFound: the folder holds no index; kContent: it is damaged, or of another version.
Result<Manifest> ReadManifest(const std::string& folder);

/// On the disk when it returns, and so are the names of the files it names.
Status WriteManifest(const std::string& folder, const Manifest& manifest);

/// Removes files of ours that the manifest does not name: of updates that were ended, or merged.
/// Whoever has opened them keeps them.
void RemoveLeftovers(const std::string& folder, const Manifest& manifest);

}  // namespace headwater::index
