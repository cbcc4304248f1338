// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "service/engine/waivers.h"
#include "service/jobs/command_case.h"
#include "service/jobs/command_rights.h"

namespace headwater::jobs {
namespace {

constexpr size_t kMaxWaivers = 100'000;

std::chrono::sys_days Today(const Services& services) {
  return std::chrono::floor<std::chrono::days>(services.clock.Wall());
}

/// The entries that wait for somebody entitled: not over, and not confirmed.
Result<std::vector<DeclaredWaiver>> Waiting(const Services& services, const CommandCase& about) {
  const std::optional<Report> report = TRY(LastReport(services, about));
  if (!report) return std::vector<DeclaredWaiver>();
  const std::chrono::sys_days today = Today(services);
  const std::vector<Waiver> known = TRY(services.waivers->Find(
      {.project = about.claim.about.project, .in_force_on = today, .ends_by = {}}, kMaxWaivers));
  std::vector<DeclaredWaiver> entries = engine::AskedToConfirm(*report);
  std::erase_if(entries, [&](const DeclaredWaiver& entry) {
    const bool confirmed = std::ranges::any_of(
        known, [&](const Waiver& waiver) { return waiver.declared && Confirms(waiver, entry); });
    return confirmed || entry.until < today;
  });
  return entries;
}

Waiver WaiverOf(const Services& services, const CommandCase& about, const DeclaredWaiver& entry,
                std::string role) {
  Waiver waiver;
  waiver.project = about.claim.about.project;
  waiver.scope.rule = entry.rule;
  waiver.scope.path = entry.path;
  waiver.reason = entry.reason;
  waiver.giver = about.comment.author;
  waiver.role = std::move(role);
  waiver.declared = true;
  waiver.on_own = about.comment.author == about.merge_request.author;
  waiver.note = about.claim.note;
  waiver.given_at = services.clock.Wall();
  waiver.until = entry.until;
  return waiver;
}

CommandEffects Refuse(const CommandCase& about, const DeclaredWaiver& entry, const Markdown& text) {
  CommandEffects effects = Answering(about.claim, kRefusedReaction, text);
  effects.audit = {AuditOf(about.claim, AuditKind::kCommandRefused, about.comment.author,
                           "confirm " + ContentOf(entry))};
  return effects;
}

}  // namespace

Result<CommandEffects> ExecuteConfirm(const Services& services, const CommandCase& about) {
  const Replies replies(Untrusted(services.settings.bot_name), about.command.language);
  std::vector<Waiver> confirmed;
  for (const DeclaredWaiver& entry : TRY(Waiting(services, about))) {
    const WaiverTerms terms = TermsFor(services, about.project, entry.rule);
    std::optional<std::string> right = TRY(RightOf(*services.commanders, about.claim.about.project,
                                                   about.comment.author, terms.may_waive));
    if (!right) return Refuse(about, entry, replies.NotEntitled(terms.may_waive));
    if (about.comment.author == about.merge_request.author && !terms.own) {
      return Refuse(about, entry, replies.Say(Saying::kOwn));
    }
    const std::chrono::days max = terms.MaxFor(entry.reason);
    const std::chrono::sys_days latest = Today(services) + max;
    if (entry.until > latest) {
      return Answering(about.claim, kAnsweredReaction, replies.TooLong(max, latest));
    }
    confirmed.push_back(WaiverOf(services, about, entry, *std::move(right)));
  }
  if (confirmed.empty()) {
    return Answering(about.claim, kAnsweredReaction, replies.Say(Saying::kNothingToConfirm));
  }
  CommandEffects effects = AnsweringWith(
      about.claim, kDoneReaction,
      [replies](const std::vector<uint64_t>& numbers) { return replies.Confirmed(numbers); });
  effects.waivers = std::move(confirmed);
  return effects;
}

}  // namespace headwater::jobs
