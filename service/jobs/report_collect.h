// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <optional>
#include <set>
#include <span>
#include <vector>

#include "headwater/decision_book.h"
#include "headwater/result.h"
#include "headwater/rule.h"
#include "headwater/store.h"
#include "headwater/waiver.h"
#include "service/jobs/named_projects.h"
#include "service/report/audit_report.h"

/// \file
/// From what a service has stored to the record of its projects. Reads only.

namespace headwater::jobs {

/// Borrowed, each.
struct ReportSources {
  DecisionBook& book;
  WaiverBook& waivers;
  AuditLog& log;
  std::span<const RuleEntry* const> rules;
};

/// What the record is about.
struct ReportScope {
  Untrusted name;  ///< AuditReport::scope.
  std::vector<NamedProject> projects;
  std::optional<std::chrono::sys_days> since;
  std::optional<std::chrono::sys_days> until;  ///< The last day that counts.
  std::optional<report::Release> release;
  std::set<CommitId> commits{};  ///< Of the release.
  Language language = Language::kEnglish;
  WallTime now{};
};

/// A record that cannot be read is a gap, and no error. Errors as of the sources.
Result<report::AuditReport> CollectReport(const ReportScope& scope, const ReportSources& sources);

}  // namespace headwater::jobs
