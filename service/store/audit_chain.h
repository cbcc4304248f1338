// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>

#include "headwater/result.h"
#include "headwater/store.h"
#include "service/store/sqlite.h"

/// \file
/// Table `audit_chain`: for each entry of the audit log the SHA-256 of the hash before it and of
/// the entry's own fields, each behind its length. Whoever changes, removes, adds or moves an entry
/// would have to write all hashes behind it anew; a head that was noted elsewhere (`headwater audit
/// verify`, the log line `audit_head`) shows that, too.

namespace headwater::store {

/// Adds the hash of the entry that was added last. Within its transaction.
Status ChainNewest(Connection& connection);
/// For the entries of before there was a chain.
Status ChainAll(Connection& connection);

/// As AuditLog::Verify.
Result<AuditCheck> VerifyAudit(Connection& connection, const std::optional<AuditHead>& expected);

/// The last entry; number 0: none.
Result<AuditHead> HeadOfAudit(Connection& connection);

}  // namespace headwater::store
