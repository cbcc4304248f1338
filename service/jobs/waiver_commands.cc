// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/waiver_commands.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "headwater/policy_rule.h"
#include "headwater/sink.h"
#include "service/config/policy_file.h"
#include "service/jobs/policy_files.h"
#include "service/report/waiver_register.h"

namespace headwater::jobs {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

// The register of a large platform for some years; more is asked for by project.
constexpr size_t kMaxListed = 1'000'000;

/// Runs one request; carries what all of them need.
class Runner {
 public:
  Runner(WaiverBook& book, const config::Shipped& shipped, WallTime now)
      : book_(book), shipped_(shipped), now_(now), today_(std::chrono::floor<days>(now)) {}

  Result<std::string> operator()(const WaiverListRequest& request) const {
    WaiverQuery query{.project = request.project, .in_force_on = {}, .ends_by = {}};
    if (!request.all) query.in_force_on = today_;
    const std::vector<Waiver> waivers = TRY(book_.Find(query, kMaxListed));
    switch (request.format) {
      case RegisterFormat::kText:
        return report::RenderRegisterText(waivers, today_);
      case RegisterFormat::kJson:
        return report::RenderRegisterJson(waivers, today_);
      case RegisterFormat::kCsv:
        break;
    }
    return report::RenderRegisterCsv(waivers, today_);
  }

  Result<std::string> operator()(const WaiverGiveRequest& request) const {
    Waiver waiver = Operators(request.project);
    waiver.scope = request.scope;
    waiver.until = request.until;
    waiver.text = Untrusted(request.text);
    const std::optional<WaiverReason> reason = WaiverReasonOf(request.reason);
    if (!reason) return Error{Errc::kInvalid, "--reason: there is no reason " + request.reason};
    waiver.reason = *reason;
    TRY(Check(waiver));
    return Given(TRY(book_.Add(waiver)));
  }

  Result<std::string> operator()(const WaiverRevokeRequest& request) const {
    TRY(book_.Revoke(request.number, UserId{}, now_));
    return "waiver " + std::to_string(request.number) + " counts no longer\n";
  }

  Result<std::string> operator()(const WaiverConfirmRequest& request) const {
    const config::NamedText file = TRY(ReadPolicyText(request.file));
    const config::SettingCatalogue catalogue(shipped_.rules);
    const config::PolicyLayer layer =
        TRY(config::ReadPolicyFile(config::LayerKind::kProject, file.name, file.yaml, catalogue));
    const WaiverQuery query{.project = request.project, .in_force_on = today_, .ends_by = {}};
    const std::vector<Waiver> there = TRY(book_.Find(query, kMaxListed));
    std::string text;
    for (const Sourced<DeclaredWaiver>& entry : layer.waivers) {
      text += TRY(Confirm(request.project, entry, there));
    }
    return text.empty() ? "there is nothing to confirm\n" : text;
  }

 private:
  Waiver Operators(ProjectId project) const {
    Waiver waiver;
    waiver.project = project;
    waiver.role = kOperatorRole;
    waiver.given_at = now_;
    return waiver;
  }

  static std::string Given(uint64_t number) {
    return "waiver " + std::to_string(number) + " is in force\n";
  }

  Status Check(const Waiver& waiver) const {
    const bool is_every = waiver.scope.rule == kEveryRule;
    const bool is_known = is_every || IsPatternId(waiver.scope.rule) ||
                          std::ranges::any_of(shipped_.rules, [&waiver](const RuleEntry* rule) {
                            return rule->info.id.view() == waiver.scope.rule;
                          });
    if (!is_known) return Error{Errc::kInvalid, "there is no rule " + waiver.scope.rule};
    const bool is_emergency = waiver.reason == WaiverReason::kEmergency;
    const days most = is_emergency ? kEmergencyMax : kWaiverCeiling;
    if (waiver.until < today_) return Error{Errc::kInvalid, "the last day is over"};
    if (waiver.until > today_ + most) {
      return Error{Errc::kInvalid, "a waiver for this reason lasts " +
                                       std::to_string(most.count()) + " days at most"};
    }
    return Ok{};
  }

  Result<std::string> Confirm(ProjectId project, const Sourced<DeclaredWaiver>& entry,
                              const std::vector<Waiver>& there) const {
    const bool is_over = entry.value.until < today_;
    const bool is_there = std::ranges::any_of(
        there, [&entry](const Waiver& waiver) { return Confirms(waiver, entry.value); });
    if (is_over || is_there) return std::string();
    Waiver waiver = Operators(project);
    waiver.declared = true;
    waiver.scope.rule = entry.value.rule;
    waiver.scope.path = entry.value.path;
    waiver.reason = entry.value.reason;
    waiver.text = Untrusted(entry.value.text);
    waiver.until = entry.value.until;
    const std::string place = entry.origin.layer + ":" + std::to_string(entry.origin.line) + ": ";
    const Status fits = Check(waiver);
    if (!fits.ok()) return Error{Errc::kInvalid, place + fits.error().message};
    const uint64_t number = TRY(book_.Add(waiver));
    Out<Sink::kTerminal> line;
    line << "waiver " << number << " confirms " << Untrusted(ContentOf(entry.value));
    return line.text() + "\n";
  }

  WaiverBook& book_;
  const config::Shipped& shipped_;
  const WallTime now_;
  const sys_days today_;
};

bool IsWrongUse(Errc code) {
  return code == Errc::kInvalid || code == Errc::kNotFound || code == Errc::kConflict;
}

}  // namespace

CommandResult RunWaivers(const WaiverRequest& request, WaiverBook& book,
                         const config::Shipped& shipped, WallTime now) {
  Result<std::string> text = std::visit(Runner(book, shipped, now), request.asked);
  if (text.ok()) return {std::move(text).value(), "", 0};
  Out<Sink::kTerminal> line;
  line << "headwater waivers: " << Untrusted(text.error().message);
  return {"", line.text() + "\n", IsWrongUse(text.error().code) ? kExitUsage : kExitUnknown};
}

}  // namespace headwater::jobs
