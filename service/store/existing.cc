// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/store/existing.h"

#include <system_error>

#include "service/store/schema.h"

namespace headwater::store {

Result<Connection> OpenExisting(const std::filesystem::path& database, Access access) {
  std::error_code code;
  // Absolute, because SQLite may take a name that begins with "file:" for a URL.
  const std::filesystem::path file = std::filesystem::absolute(database, code);
  if (code || !std::filesystem::exists(file, code)) {
    return Error{Errc::kInvalid, database.string() + ": there is no such database"};
  }
  Connection connection = TRY(Connection::Open(file, "", access).Context(file.string()));
  TRY(CheckReadable(connection).Context(file.string()));
  return connection;
}

}  // namespace headwater::store
