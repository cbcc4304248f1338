// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/store/file_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>

namespace headwater::store {
namespace {

/// What we store is read by nobody else on the machine.
constexpr mode_t kOwnerOnly = 0600;

Error SystemError(const std::filesystem::path& file) {
  return {Errc::kInternal, "open " + file.string() + ": " + std::generic_category().message(errno)};
}

Status SyncFolder(const std::filesystem::path& folder) {
  const int descriptor = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return SystemError(folder);
  const bool synced = fsync(descriptor) == 0;
  const Error error = SystemError(folder);
  (void)close(descriptor);
  if (!synced) return error;
  return Ok{};
}

}  // namespace

Result<FileLock> FileLock::Take(const std::filesystem::path& database) {
  std::filesystem::path file = database;
  file += ".lock";
  const int descriptor = open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, kOwnerOnly);
  if (descriptor < 0) return SystemError(file);
  FileLock lock(descriptor);
  if (flock(descriptor, LOCK_EX | LOCK_NB) == 0) return lock;
  if (errno != EWOULDBLOCK) return SystemError(file);
  return Error{Errc::kConflict, "another process uses " + database.string()};
}

FileLock::~FileLock() {
  if (descriptor_ >= 0) (void)close(descriptor_);
}

Status CreateDurably(const std::filesystem::path& file) {
  const int descriptor = open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, kOwnerOnly);
  if (descriptor < 0) return SystemError(file);
  (void)close(descriptor);
  return SyncFolder(file.parent_path());
}

}  // namespace headwater::store
