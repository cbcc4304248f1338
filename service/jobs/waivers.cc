// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/waivers.h"

#include <algorithm>
#include <set>
#include <utility>

#include "headwater/hash.h"
#include "headwater/log.h"
#include "headwater/metrics.h"
#include "service/engine/waivers.h"

namespace headwater::jobs {
namespace {

std::chrono::sys_days DayOf(WallTime time) { return std::chrono::floor<std::chrono::days>(time); }

bool MayCount(const Waiver& waiver, const MailboxKey& key, const CommitId& head) {
  const WaiverScope& scope = waiver.scope;
  return (!scope.iid || *scope.iid == key.iid) && (!scope.head || *scope.head == head);
}

/// By fingerprint: a thread that asks for what was let pass would hold the merge request.
void DropSuggestions(report::EvaluationAnswer& answer) {
  std::set<std::string_view> waived;
  for (const RuleResult& rule : answer.report.rules) {
    for (const Finding& finding : rule.answer.findings) {
      if (finding.waiver) waived.insert(finding.fingerprint);
    }
  }
  std::erase_if(answer.suggestions, [&waived](const LineSuggestion& suggestion) {
    return waived.contains(suggestion.fingerprint);
  });
}

}  // namespace

Result<std::vector<Waiver>> WaiversFor(WaiverBook* book, const MailboxKey& key,
                                       const EvaluateRequest& request) {
  if (book == nullptr) return std::vector<Waiver>();
  const WaiverQuery query{
      .project = key.project, .in_force_on = request.as_of, .ends_by = std::nullopt};
  std::vector<Waiver> waivers = TRY(book->Find(query, kMaxWaiversInForce + 1));
  if (waivers.size() > kMaxWaiversInForce) {
    return Error{Errc::kContent, "the project has more waivers than are looked at"};
  }
  std::erase_if(waivers,
                [&](const Waiver& waiver) { return !MayCount(waiver, key, request.head); });
  return waivers;
}

std::string KeyWithWaivers(const std::string& key, const std::vector<Waiver>& waivers) {
  if (waivers.empty()) return key;
  // A number stands for everything: what it names never changes, and what is revoked or has ended
  // is not among them.
  std::string text = key + "\nwaivers\n";
  for (const Waiver& waiver : waivers) text += std::to_string(waiver.number) + "\n";
  return Sha256Hex(text);
}

void LetPass(const MailboxKey& key, Judgement& judgement) {
  engine::WaiverPlace place{.iid = std::nullopt, .head = judgement.head, .as_of = judgement.as_of};
  if (key.iid.value != 0) place.iid = key.iid;
  engine::NoticeUnconfirmed(judgement.waivers, judgement.as_of, judgement.answer.report);
  engine::ApplyWaivers(judgement.waivers, place, judgement.answer.report);
  DropSuggestions(judgement.answer);
}

std::vector<Waiver> EndingSoon(const Judgement& judgement) {
  const auto& declared = judgement.answer.report.declared;
  std::vector<Waiver> ending;
  for (Waiver waiver : judgement.waivers) {
    if (waiver.declared) {
      const auto entry = std::ranges::find_if(
          declared, [&waiver](const DeclaredWaiver& one) { return Confirms(waiver, one); });
      if (entry == declared.end()) continue;
      waiver.until = entry->until;
    }
    const bool is_near =
        waiver.until >= judgement.as_of && waiver.until <= judgement.as_of + kEndAnnounced;
    if (is_near) ending.push_back(std::move(waiver));
  }
  std::ranges::stable_sort(ending, {}, &Waiver::until);
  return ending;
}

Result<bool> WaiverSweep::Announce(std::chrono::sys_days today) {
  if (announced_on_ != today) announced_ = {};
  const WaiverQuery query{
      .project = std::nullopt, .in_force_on = today, .ends_by = today + kEndAnnounced};
  std::set<ProjectId> projects;
  for (const Waiver& waiver : TRY(book_->Find(query, kMaxWaiversInForce))) {
    if (!waiver.scope.iid) projects.insert(waiver.project);
  }
  size_t woken = 0;
  for (auto at = projects.upper_bound(announced_); at != projects.end(); ++at) {
    if (woken == kAnnouncedAtOnce) break;
    TRY(mailboxes_.WakeUp({.project = *at, .iid = {}}));
    announced_ = *at;
    ++woken;
  }
  announced_on_ = today;
  return woken > 0;
}

Result<bool> WaiverSweep::Run() {
  if (book_ == nullptr) return false;
  const SteadyTime now = clock_.Steady();
  const WallTime wall = clock_.Wall();
  const auto passed = now - last_;
  if (has_looked_ && passed < kWaiverSweep) return false;
  const auto drift = std::chrono::abs((wall - last_wall_) - passed);
  const bool is_sure = has_looked_ && drift <= kClockSlack;
  if (has_looked_ && !is_sure) {
    Log(LogLevel::kWarning, "clock_jumped", {{"by_ms", static_cast<int64_t>(drift.count())}});
  }
  uint64_t ended = 0;
  if (is_sure) ended = TRY(book_->Expire(DayOf(wall), kEndedAtOnce));
  if (ended < kEndedAtOnce) {  // Else there may be more, which are seen to at once.
    has_looked_ = true;
    last_ = now;
    last_wall_ = wall;
  }
  bool announced = false;
  if (is_sure) announced = TRY(Announce(DayOf(wall)));
  if (ended == 0) return announced;
  Count("headwater_waiver_ends_total");
  Log(LogLevel::kInfo, "waivers_ended", {{"count", static_cast<int64_t>(ended)}});
  return true;
}

}  // namespace headwater::jobs
