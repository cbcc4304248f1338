// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/store/backup.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>

#include "headwater/descriptor.h"
#include "service/store/sqlite.h"

namespace headwater::store {
namespace {

/// "HDWR" and "HDRD": of schema.cc and reads_file.cc.
constexpr int64_t kStoreId = 1212438354;
constexpr int64_t kReadsId = 1212437060;

Status CheckOurs(Connection& connection) {
  const int64_t owner = TRY(NumberOf(connection, "PRAGMA application_id"));
  if (owner == kStoreId || owner == kReadsId) return Ok{};
  return Error{Errc::kInvalid, "the database belongs to another program"};
}

/// Every page, and that indexes and tables agree.
/// https://www.sqlite.org/pragma.html#pragma_integrity_check
Status LookThrough(const std::filesystem::path& copy) {
  Connection connection = TRY(Connection::Open(copy, "", Access::kReadOnly));
  Query answer = TRY(connection.Ask("PRAGMA integrity_check(1)"));
  const bool found = TRY(answer.Next());
  if (found && answer.Bytes(0) == "ok") return Ok{};
  return Error{Errc::kContent, "the copy is damaged: " + (found ? answer.Bytes(0) : "no answer")};
}

Status Sync(const std::filesystem::path& file) {
  const Descriptor opened(open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
  if (opened.is_open() && fsync(opened.number()) == 0) return Ok{};
  return Error{Errc::kTransient, std::generic_category().message(errno)};
}

}  // namespace

Result<uint64_t> CopyDatabase(const std::filesystem::path& from, const std::filesystem::path& to) {
  std::error_code code;
  const std::filesystem::path source = std::filesystem::absolute(from, code);
  if (!std::filesystem::exists(source, code)) {
    return Error{Errc::kInvalid, from.string() + ": there is no such database"};
  }
  const std::filesystem::path copy = std::filesystem::absolute(to, code);
  if (std::filesystem::exists(copy, code)) {
    return Error{Errc::kInvalid, to.string() + ": is there already"};
  }
  {
    // A connection that only reads may not vacuum, even into another file.
    Connection connection =
        TRY(Connection::Open(source, "", Access::kReadWrite).Context(source.string()));
    TRY(CheckOurs(connection).Context(source.string()));
    TRY(connection.Run("VACUUM INTO CAST(?1 AS TEXT)", {copy.native()}).Context(source.string()));
  }
  TRY(Sync(copy).Context(copy.string()));
  TRY(LookThrough(copy).Context(copy.string()));
  return std::filesystem::file_size(copy, code);
}

}  // namespace headwater::store
