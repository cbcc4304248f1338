// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "headwater/date.h"
#include "service/engine/waivers.h"

namespace headwater::engine {

std::vector<Waiver> AsWritten(const Report& report) {
  std::vector<Waiver> waivers;
  for (const DeclaredWaiver& entry : report.declared) {
    Waiver waiver;
    waiver.scope.rule = entry.rule;
    waiver.scope.path = entry.path;
    waiver.reason = entry.reason;
    waiver.text = Untrusted(entry.text);
    waiver.until = entry.until;
    waiver.declared = true;
    waivers.push_back(std::move(waiver));
  }
  return waivers;
}

std::optional<DeclaredWaiver> EntryOf(std::string_view content) {
  constexpr std::string_view kUntil = " until ";
  constexpr std::string_view kIn = " in ";
  constexpr size_t kDayLength = 10;  // 2026-11-21
  // From the end: a path may hold any word, a day and a reason hold none of these.
  const size_t until = content.rfind(kUntil);
  if (until == std::string_view::npos) return std::nullopt;
  const std::string_view end = content.substr(until + kUntil.size());
  if (end.size() < kDayLength + 2 || end.substr(kDayLength, 2) != ", ") return std::nullopt;
  const auto day = ParseDate(end.substr(0, kDayLength));
  const auto reason = WaiverReasonOf(end.substr(kDayLength + 2));
  if (!day || !reason) return std::nullopt;
  const std::string_view scope = content.substr(0, until);
  const size_t in = scope.find(kIn);
  DeclaredWaiver entry;
  entry.rule = scope.substr(0, in);
  if (in != std::string_view::npos) entry.path = scope.substr(in + kIn.size());
  entry.reason = *reason;
  entry.until = *day;
  return entry;
}

std::vector<DeclaredWaiver> AskedToConfirm(const Report& report) {
  std::vector<DeclaredWaiver> asked;
  const auto add = [&asked](DeclaredWaiver entry) {
    entry.text.clear();
    if (std::find(asked.begin(), asked.end(), entry) == asked.end()) {
      asked.push_back(std::move(entry));
    }
  };
  for (const RuleResult& result : report.rules) {
    if (result.info->id.view() != kWaiverAddedRule) continue;
    for (const Finding& finding : result.answer.findings) {
      for (const auto& [name, value] : finding.message.args) {
        if (name != kEntryArgument) continue;
        if (std::optional<DeclaredWaiver> entry = EntryOf(value.bytes())) add(std::move(*entry));
      }
    }
  }
  for (const DeclaredWaiver& entry : report.declared) add(entry);
  return asked;
}

void NoticeUnconfirmed(std::span<const Waiver> waivers, std::chrono::sys_days as_of,
                       Report& report) {
  for (const DeclaredWaiver& entry : report.declared) {
    if (entry.until < as_of) continue;
    const bool is_confirmed = std::any_of(
        waivers.begin(), waivers.end(),
        [&entry](const Waiver& waiver) { return Confirms(waiver, entry) && !waiver.revoked_at; });
    if (is_confirmed) continue;
    report.notices.push_back(
        {NoticeKind::kUnconfirmedWaiver, Untrusted(".headwater.yml"), Untrusted(ContentOf(entry))});
  }
}

}  // namespace headwater::engine
