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
  const Descriptor opened(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!opened.is_open() || fsync(opened.number()) != 0) return SystemError(folder);
  return Ok{};
}

}  // namespace

Result<FileLock> FileLock::Take(const std::filesystem::path& database) {
  std::filesystem::path file = database;
  file += ".lock";
  Descriptor opened(open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, kOwnerOnly));
  if (!opened.is_open()) return SystemError(file);
  if (flock(opened.number(), LOCK_EX | LOCK_NB) == 0) return FileLock(std::move(opened));
  if (errno != EWOULDBLOCK) return SystemError(file);
  return Error{Errc::kConflict, "another process uses " + database.string()};
}

Status CreateDurably(const std::filesystem::path& file) {
  const Descriptor opened(open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, kOwnerOnly));
  if (!opened.is_open()) return SystemError(file);
  return SyncFolder(file.parent_path());
}

}  // namespace headwater::store
