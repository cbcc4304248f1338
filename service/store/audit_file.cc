// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/store/audit_file.h"

#include <utility>

#include "service/store/audit.h"
#include "service/store/audit_chain.h"
#include "service/store/existing.h"
#include "service/store/persons.h"

namespace headwater::store {
namespace {

class AuditFile final : public AuditLog {
 public:
  explicit AuditFile(Connection connection) : connection_(std::move(connection)) {}

  Result<std::vector<AuditEntry>> Since(WallTime since, size_t limit) override {
    return AuditSince(connection_, since, limit);
  }

  Result<AuditCheck> Verify(const std::optional<AuditHead>& expected) override {
    return VerifyAudit(connection_, expected);
  }

 private:
  Connection connection_;
};

}  // namespace

Result<std::unique_ptr<AuditLog>> OpenAuditLog(const std::filesystem::path& database) {
  Connection connection = TRY(OpenExisting(database, Access::kReadOnly));
  return std::unique_ptr<AuditLog>(std::make_unique<AuditFile>(std::move(connection)));
}

Result<bool> ForgetPerson(const std::filesystem::path& database, UserId user, const Clock& clock) {
  Connection connection = TRY(OpenExisting(database, Access::kReadWrite));
  TRY(connection.Script("BEGIN IMMEDIATE"));
  Result<bool> forgotten = DropPerson(connection, user, clock.Wall());
  const Status ended = connection.Script(forgotten.ok() ? Literal("COMMIT") : "ROLLBACK");
  if (forgotten.ok() && !ended.ok()) return ended.error();
  return forgotten;
}

}  // namespace headwater::store
