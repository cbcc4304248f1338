// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <filesystem>
#include <utility>
#include <vector>

#include "headwater/ids.h"
#include "headwater/result.h"
#include "headwater/store.h"
#include "service/store/file_lock.h"
#include "service/store/sqlite.h"

namespace headwater::store {

/// A status that may still say running on the forge.
struct RunningSlot {
  int64_t id = 0;
  ProjectId project;
  MergeRequestIid iid;  ///< 0: a branch.
  CommitId head;
};

/// The statuses that a service which has ended left open. One thread at a time.
class RunningFile {
 public:
  /// kConflict: the service is still running. kInvalid: there is no database, or one of another
  /// version or program.
  static Result<RunningFile> Open(const std::filesystem::path& database);

  /// Wanted as running, last posted so somewhere, or posted without having heard an answer.
  Result<std::vector<RunningSlot>> All();
  /// It has ended on the forge, and says this there. A service that begins again finds it so.
  Status Ended(int64_t id, StatusState state);

 private:
  RunningFile(FileLock lock, Connection connection)
      : lock_(std::move(lock)), connection_(std::move(connection)) {}

  FileLock lock_;
  Connection connection_;
};

}  // namespace headwater::store
