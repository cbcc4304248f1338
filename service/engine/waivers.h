// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "headwater/report.h"
#include "headwater/waiver.h"

/// \file
/// What waivers change of a judgement. Every rule has been asked before, and every finding stays:
/// a waiver says that it does not count, by whose right and until when.

namespace headwater::engine {

/// The rule that asks for a confirmation of what a change adds to `waivers` in .headwater.yml.
inline constexpr std::string_view kWaiverAddedRule = "policy/waiver-added";
/// The argument of its messages that has ContentOf the entry.
inline constexpr std::string_view kEntryArgument = "entry";

/// Where a judgement stands.
struct WaiverPlace {
  std::optional<MergeRequestIid> iid;  ///< None: a branch, or no forge at all.
  CommitId head;
  std::chrono::sys_days as_of;
};

/// Marks what the waivers in force let pass, and sums up anew. Of several that cover a finding the
/// one that lasts longest counts. What could not be checked stays so, whatever was waived: a rule
/// whose findings are all let pass while files of it were not checked is kUnknown. A declared one
/// counts as long as report.declared has its entry. Nothing happens to a report with a `problem`.
///
/// Takes time proportional to the findings of a rule times its waivers with wildcards; those of one
/// file or finding are looked up.
void ApplyWaivers(std::span<const Waiver> waivers, const WaiverPlace& place, Report& report);

/// The entries of report.declared as waivers that nobody confirmed: for judgements without a forge.
std::vector<Waiver> AsWritten(const Report& report);

/// What ContentOf was made of; none: it is no such text.
std::optional<DeclaredWaiver> EntryOf(std::string_view content);

/// Entries that somebody entitled is asked to confirm here, each once: those that the change adds,
/// and those of the target. Without their texts, which only the file has; some may be confirmed.
std::vector<DeclaredWaiver> AskedToConfirm(const Report& report);

/// Adds a notice for each entry of report.declared that is not over and that none of these
/// confirms.
void NoticeUnconfirmed(std::span<const Waiver> waivers, std::chrono::sys_days as_of,
                       Report& report);

}  // namespace headwater::engine
