// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "headwater/ratchet_book.h"
#include "headwater/result.h"
#include "headwater/store.h"
#include "service/store/sqlite.h"
#include "service/store/store_clock.h"

/// \file
/// Table `ratchet_mark`: RatchetBook.

namespace headwater::store {

Result<std::vector<RatchetMark>> FindMarks(Connection& connection,
                                           const std::optional<ProjectId>& project);
Result<CleanSince> FindMarksOf(Connection& connection, ProjectId project,
                               const std::string& branch);
/// What is marked already stays as it is. What is new is audited, and what is open in the project
/// looked at again.
Status SetMarks(Connection& connection, ProjectId project, const CleanBranch& clean,
                const MailboxRecord& judged, const Now& now);
Result<std::vector<std::string>> DropMarks(Connection& connection, ProjectId project,
                                           const std::string& rule, const std::string& because,
                                           const Now& now);

}  // namespace headwater::store
