// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <utility>

#include "headwater/descriptor.h"
#include "headwater/result.h"

namespace headwater::store {

/// Held for as long as this process uses a database: `FILE.lock` beside it. SQLite would let two
/// processes write, but each would take the other's leases for those of a dead one.
class FileLock {
 public:
  /// kConflict when another process holds it.
  static Result<FileLock> Take(const std::filesystem::path& database);

 private:
  explicit FileLock(Descriptor file) : file_(std::move(file)) {}

  Descriptor file_;
};

/// Creates an empty file that only its owner may read, with its directory entry on disk; leaves one
/// that exists as it is.
Status CreateDurably(const std::filesystem::path& file);

}  // namespace headwater::store
