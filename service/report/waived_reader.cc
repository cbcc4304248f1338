// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/report/waived_reader.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "headwater/date.h"
#include "service/report/evaluation_fields.h"

namespace headwater::report {
namespace {

using Kind = DataNode::Kind;
using fields::FlagOf;
using fields::Member;
using fields::NumberOrZero;
using fields::TextOf;
using fields::TextOrNone;
using fields::Wrong;

Result<std::chrono::sys_days> DayOf(const DataNode& node, std::string_view member) {
  const auto day = ParseDate(TRY(TextOf(node, member)));
  if (!day) return Wrong(member, "a day");
  return *day;
}

Result<WaiverReason> ReasonOf(const DataNode& node) {
  const auto reason = WaiverReasonOf(TRY(TextOf(node, "reason")));
  if (!reason) return Wrong("reason", "a reason of the list");
  return *reason;
}

/// None: it is not bound to one.
Result<std::optional<CommitId>> HeadOf(const DataNode& node) {
  if (node.Find("head") == nullptr) return std::optional<CommitId>();
  const auto head = CommitId::FromHex(TRY(TextOf(node, "head")));
  if (!head) return Wrong("head", "a commit");
  return head;
}

Result<Waiver> WaiverOf(const DataNode& node) {
  Waiver waiver;
  waiver.number = TRY(NumberOrZero(node, "number"));
  waiver.reason = TRY(ReasonOf(node));
  waiver.text = Untrusted(TRY(TextOf(node, "text")));
  waiver.until = TRY(DayOf(node, "until"));
  waiver.role = TRY(TextOrNone(node, "role"));
  waiver.on_own = TRY(FlagOf(node, "own"));
  waiver.scope.head = TRY(HeadOf(node));
  const std::string given = TRY(TextOrNone(node, "given"));
  if (!given.empty()) waiver.given_at = ParseTime(given).value_or(WallTime{});
  return waiver;
}

/// The place of a waiver among those of the report, which gets it when it has it not yet.
size_t PlaceOf(Waiver waiver, Report& report) {
  const auto at = std::ranges::find(report.waivers, waiver);
  const auto place = static_cast<size_t>(at - report.waivers.begin());
  if (at == report.waivers.end()) report.waivers.push_back(std::move(waiver));
  return place;
}

Status ReadWaivedFindings(const DataNode& node, RuleResult& rule, Report& report) {
  const DataNode& findings = *TRY(Member(node, "findings", Kind::kList));
  for (size_t k = 0; k < rule.answer.findings.size(); ++k) {
    const DataNode* const waived = findings.items[k].Find("waived");
    if (waived == nullptr || waived->kind != Kind::kMap) continue;
    rule.answer.findings[k].waiver = PlaceOf(TRY(WaiverOf(*waived)), report);
  }
  return Ok{};
}

}  // namespace

Result<DeclaredWaiver> DeclaredWaiverFrom(const DataNode& node) {
  DeclaredWaiver entry;
  entry.rule = TRY(TextOf(node, "rule"));
  entry.path = TRY(TextOf(node, "path"));
  entry.reason = TRY(ReasonOf(node));
  entry.text = TRY(TextOf(node, "text"));
  entry.until = TRY(DayOf(node, "until"));
  return entry;
}

Status ReadWaived(const DataNode& root, Report& report) {
  const DataNode& rules = *TRY(Member(root, "rules", Kind::kList));
  for (size_t i = 0; i < report.rules.size(); ++i) {
    RuleResult& rule = report.rules[i];
    const DataNode* const waived = rules.items[i].Find("waived");
    if (waived != nullptr && waived->kind == Kind::kMap) rule.waived = TRY(FlagOf(*waived, "all"));
    TRY(ReadWaivedFindings(rules.items[i], rule, report));
  }
  return Ok{};
}

}  // namespace headwater::report
