// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/store/audit_file.h"

#include <system_error>
#include <utility>

#include "service/store/audit.h"
#include "service/store/schema.h"

namespace headwater::store {
namespace {

class AuditFile final : public AuditLog {
 public:
  explicit AuditFile(Connection connection) : connection_(std::move(connection)) {}

  Result<std::vector<AuditEntry>> Since(WallTime since, size_t limit) override {
    return AuditSince(connection_, since, limit);
  }

 private:
  Connection connection_;
};

}  // namespace

Result<std::unique_ptr<AuditLog>> OpenAuditLog(const std::filesystem::path& database) {
  std::error_code code;
  // Absolute, because SQLite may take a name that begins with "file:" for a URL.
  const std::filesystem::path file = std::filesystem::absolute(database, code);
  if (code || !std::filesystem::exists(file, code)) {
    return Error{Errc::kInvalid, database.string() + ": there is no such database"};
  }
  Connection connection = TRY(Connection::Open(file, "", Access::kReadOnly).Context(file.string()));
  TRY(CheckReadable(connection).Context(file.string()));
  return std::unique_ptr<AuditLog>(std::make_unique<AuditFile>(std::move(connection)));
}

}  // namespace headwater::store
