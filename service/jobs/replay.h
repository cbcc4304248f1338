// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <span>
#include <string>
#include <vector>

#include "headwater/check.h"
#include "headwater/reads.h"
#include "headwater/report.h"
#include "headwater/result.h"
#include "headwater/rule.h"
#include "service/jobs/record.h"

namespace headwater::jobs {

/// A rule that answers otherwise than it did.
struct RuleDifference {
  std::string rule;
  std::string
      before;  ///< Its verdict then, as written in reports; `absent`: it was off or no rule.
  std::string now;
  uint64_t findings_before = 0;
  uint64_t findings_now = 0;
};

/// A judgement made again.
struct Replayed {
  std::string engine;                       ///< The version that made the record.
  Report report;                            ///< What this one says.
  std::vector<RuleDifference> differences;  ///< By rule; empty: it says the same.
};

/// Executes the rules of this program on what a record holds. Opens no file and asks nobody.
/// kNotFound names what was asked and is not in the record; kContent: the record is damaged, or too
/// large to be re-executed; kInvalid: this program does not understand its request or its policies.
Result<Replayed> Replay(const Record& record, std::span<const RuleEntry* const> rules);

/// The record of the store.
Result<Record> RecordFrom(const RecordedReads& reads);

/// What `headwater replay` says: exit 0 for the same verdict, 1 for another one, kExitUnknown when
/// it could not be made again.
CommandResult TellReplay(const std::string& decision, const Result<Replayed>& replayed);

}  // namespace headwater::jobs
