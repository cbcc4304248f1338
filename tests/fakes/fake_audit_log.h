// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "headwater/store.h"

namespace headwater::fakes {

/// A log in memory, sound unless a test says otherwise.
class FakeAuditLog final : public AuditLog {
 public:
  std::vector<AuditEntry> entries;
  std::vector<std::string> faults;

  Result<std::vector<AuditEntry>> Since(WallTime since, size_t limit) override {
    std::vector<AuditEntry> found;
    for (const AuditEntry& entry : entries) {
      if (entry.at >= since && found.size() < limit) found.push_back(entry);
    }
    return found;
  }
  Result<AuditCheck> Verify(const std::optional<AuditHead>& /*expected*/) override {
    AuditCheck check;
    check.entries = entries.size();
    check.head = {entries.size(), entries.empty() ? "" : std::string(64, 'f')};
    check.faults = faults;
    return check;
  }
};

}  // namespace headwater::fakes
