// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/store/merged.h"

#include <optional>

#include "service/store/audit.h"
#include "service/store/decisions.h"
#include "service/store/keys.h"

namespace headwater::store {
namespace {

constexpr Literal kAdd = R"(
    INSERT INTO merged (project, iid, head, merge_commit, squash_commit, decision, how, at_wall)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
    ON CONFLICT (project, iid) DO NOTHING)";

/// How a merge of this head stood with the decision.
MergedHow HowWith(const std::optional<Decision>& decision, const CommitId& head) {
  if (!decision || decision->head != head) return MergedHow::kUnchecked;
  switch (decision->outcome) {
    case DecisionOutcome::kPass:
      return MergedHow::kGreen;
    case DecisionOutcome::kFail:
      return MergedHow::kRed;
    case DecisionOutcome::kUnknownContent:
    case DecisionOutcome::kUnknownInfrastructure:
      break;
  }
  return MergedHow::kUnchecked;
}

/// Of a merge that was not green.
AuditEvent EventOf(const MailboxKey& about, const MergeNote& merge, MergedHow how,
                   const DecisionId& decision) {
  AuditEvent event;
  event.kind = how == MergedHow::kRed ? AuditKind::kMergedRed : AuditKind::kMergedUnchecked;
  event.project = about.project;
  event.iid = about.iid;
  event.head = merge.head;
  event.actor = merge.merger;
  event.detail = decision.hex.empty() ? "no decision" : "decision " + decision.hex;
  return event;
}

}  // namespace

Status NoteMerge(Connection& connection, const MailboxKey& about, const MergeNote& merge,
                 const DecisionId& last, const Now& now) {
  const std::optional<Decision> decision = TRY(FindDecision(connection, last));
  const MergedHow how = HowWith(decision, merge.head);
  const uint64_t added = TRY(connection.Run(
      kAdd, {about.project.value, about.iid.value, BytesOf(merge.head), BytesOf(merge.merge_commit),
             BytesOf(merge.squash_commit), last.hex, static_cast<int64_t>(how), Stored(now.wall)}));
  if (added == 0 || how == MergedHow::kGreen) return Ok{};
  return AddAudit(connection, EventOf(about, merge, how, last), now);
}

}  // namespace headwater::store
