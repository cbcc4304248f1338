// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include <algorithm>
#include <utility>

#include "headwater/glob.h"
#include "service/jobs/command_case.h"
#include "service/jobs/command_rights.h"

namespace headwater::jobs {
namespace {

/// More of them are not meant by one sentence.
constexpr size_t kFewFindings = 5;

constexpr size_t kMaxWaivers = 100'000;

Replies RepliesTo(const Services& services, const Command& command) {
  return {Untrusted(services.settings.bot_name), command.language};
}

std::chrono::sys_days Today(const Services& services) {
  return std::chrono::floor<std::chrono::days>(services.clock.Wall());
}

/// Whether a glob may reach beyond the folder that it names: one that names none does.
bool IsWide(const std::string& glob) {
  const std::string first = glob.substr(0, glob.find('/'));
  const bool names_folder = first.find_first_of("*?") == std::string::npos;
  const bool reaches = glob.find('/') != std::string::npos || glob.find("**") != std::string::npos;
  return reaches && !names_folder;
}

/// How many of the rule's findings it covers; none: nobody knows.
std::optional<uint64_t> CoveredBy(const Command& command, const Report& report) {
  const auto rule = std::ranges::find_if(
      report.rules, [&](const RuleResult& one) { return one.info->id.view() == command.rule; });
  if (rule == report.rules.end()) return 0;
  if (command.path.empty()) return rule->answer.findings.size() + rule->answer.more_findings;
  const Result<GlobSet> globs = GlobSet::Make({command.path});
  if (!globs.ok() || rule->answer.more_findings > 0) return std::nullopt;
  const auto covered = std::ranges::count_if(rule->answer.findings, [&](const Finding& finding) {
    return globs.value().Matches(finding.path.bytes());
  });
  return static_cast<uint64_t>(covered);
}

Wide HowWide(const Command& command, const std::optional<Report>& report) {
  if (command.whole_project) return Wide::kProject;
  if (command.rule == kEveryRule) return Wide::kEveryRule;
  if (!command.fingerprint.empty()) return Wide::kNo;
  if (IsWide(command.path)) return Wide::kFolders;
  const std::optional<uint64_t> covered = report ? CoveredBy(command, *report) : std::nullopt;
  return covered && *covered <= kFewFindings ? Wide::kNo : Wide::kFindings;
}

/// The finding that the digits name. What it is called for waivers binds what it was made of: one
/// without such a name (an older version recorded it) is none, for nothing would bind the waiver.
std::vector<const Finding*> FindingsNamed(const Command& command, const Report& report) {
  std::vector<const Finding*> named;
  for (const RuleResult& rule : report.rules) {
    if (rule.info->id.view() != command.rule) continue;
    for (const Finding& finding : rule.answer.findings) {
      const bool is_named = finding.fingerprint.starts_with(command.fingerprint);
      if (is_named && !finding.waiver_fingerprint.empty()) named.push_back(&finding);
    }
  }
  return named;
}

CommandEffects Answer(const CommandCase& about, Literal reaction, const Markdown& text) {
  return Answering(about.claim, reaction, text);
}

/// The command as others may write it later: they mean the state that it was written for, whatever
/// is pushed meanwhile.
Command Lasting(const CommandCase& about) {
  Command command = about.command;
  const std::optional<CommitId>& head = about.merge_request.head;
  if (command.this_commit && head) command.commit = head->Hex();
  return command;
}

/// Why the waiver cannot be bound to the merge request as it is.
std::optional<Saying> WhyNotBound(const CommandCase& about) {
  if (!about.command.this_commit) return std::nullopt;
  const std::optional<CommitId>& head = about.merge_request.head;
  if (!head) return Saying::kNoHead;
  if (!head->Hex().starts_with(about.command.commit)) return Saying::kOtherHead;
  return std::nullopt;
}

/// Somebody without the right: what they wanted is noted, for those who have it.
CommandEffects Refuse(const Services& services, const CommandCase& about,
                      const WaiverTerms& terms) {
  const Replies replies = RepliesTo(services, about.command);
  CommandEffects effects =
      Answer(about, kRefusedReaction,
             replies.Refused(terms.may_waive, replies.LineOf(Lasting(about), false)));
  effects.remark = Remark{RemarkKind::kWaiverRequest, about.command.rule, about.command.text};
  effects.audit = {AuditOf(about.claim, AuditKind::kCommandRefused, about.comment.author,
                           "waive " + about.command.rule)};
  return effects;
}

/// The command as a waiver, by a right that was found.
Waiver WaiverOf(const Services& services, const CommandCase& about, std::string role) {
  Waiver waiver;
  waiver.project = about.claim.about.project;
  waiver.scope.rule = about.command.rule;
  waiver.scope.path = about.command.path;
  if (!about.command.whole_project) waiver.scope.iid = about.claim.about.iid;
  if (about.command.this_commit) waiver.scope.head = about.merge_request.head;
  waiver.reason = about.command.reason;
  waiver.text = about.command.text;
  waiver.giver = about.comment.author;
  waiver.role = std::move(role);
  waiver.on_own = about.comment.author == about.merge_request.author;
  waiver.note = about.claim.note;
  waiver.given_at = services.clock.Wall();
  waiver.until = about.command.until;
  return waiver;
}

/// By now it is allowed; what is asked for may still be too much, or not there.
Result<CommandEffects> Give(const Services& services, const CommandCase& about, std::string role) {
  const Command& command = about.command;
  const Replies replies = RepliesTo(services, command);
  if (const std::optional<Saying> why = WhyNotBound(about)) {
    return Answer(about, kAnsweredReaction, replies.Say(*why));
  }
  const std::optional<Report> report = TRY(LastReport(services, about));
  Waiver waiver = WaiverOf(services, about, std::move(role));
  if (!command.fingerprint.empty()) {
    const auto named = report ? FindingsNamed(command, *report) : std::vector<const Finding*>();
    if (named.size() != 1) {
      const Saying why = named.empty() ? Saying::kNoSuchFinding : Saying::kFindingNotUnique;
      return Answer(about, kAnsweredReaction, replies.Say(why));
    }
    waiver.scope.fingerprint = named[0]->waiver_fingerprint;
  }
  const Wide wide = HowWide(command, report);
  if (wide != Wide::kNo && !command.confirmed) {
    return Answer(about, kAnsweredReaction, replies.PleaseConfirm(Lasting(about), wide));
  }
  CommandEffects effects = AnsweringWith(
      about.claim, kDoneReaction, [replies, waiver](const std::vector<uint64_t>& numbers) {
        return replies.Waived(waiver, numbers.empty() ? 0 : numbers[0]);
      });
  effects.waivers = {std::move(waiver)};
  return effects;
}

}  // namespace

Result<CommandEffects> ExecuteWaive(const Services& services, const CommandCase& about) {
  const Command& command = about.command;
  const Replies replies = RepliesTo(services, command);
  const WaiverTerms terms = TermsFor(services, about.project, command.rule);
  if (terms.may_waive.empty()) {
    return Answer(about, kRefusedReaction, replies.Say(Saying::kNobodyMay));
  }
  std::optional<std::string> right = TRY(RightOf(*services.commanders, about.claim.about.project,
                                                 about.comment.author, terms.may_waive));
  if (!right) return Refuse(services, about, terms);
  if (about.comment.author == about.merge_request.author && !terms.own) {
    CommandEffects effects = Answer(about, kRefusedReaction, replies.Say(Saying::kOwn));
    effects.audit = {AuditOf(about.claim, AuditKind::kCommandRefused, about.comment.author,
                             "own merge request: waive " + command.rule)};
    return effects;
  }
  const std::chrono::days max = terms.MaxFor(command.reason);
  const std::chrono::sys_days latest = Today(services) + max;
  if (command.until > latest) {
    return Answer(about, kAnsweredReaction, replies.TooLong(max, latest));
  }
  return Give(services, about, *std::move(right));
}

Result<CommandEffects> ExecuteRevoke(const Services& services, const CommandCase& about) {
  const Replies replies = RepliesTo(services, about.command);
  const std::vector<Waiver> all = TRY(services.waivers->Find(
      {.project = about.claim.about.project, .in_force_on = {}, .ends_by = {}}, kMaxWaivers));
  const auto waiver = std::ranges::find(all, about.command.number, &Waiver::number);
  if (waiver == all.end()) {
    return Answer(about, kAnsweredReaction, replies.Say(Saying::kNoSuchWaiver));
  }
  const WaiverTerms terms = TermsFor(services, about.project, waiver->scope.rule);
  const auto right = TRY(RightOf(*services.commanders, about.claim.about.project,
                                 about.comment.author, terms.may_waive));
  if (!right) {
    CommandEffects effects = Answer(about, kRefusedReaction, replies.NotEntitled(terms.may_waive));
    effects.audit = {AuditOf(about.claim, AuditKind::kCommandRefused, about.comment.author,
                             "revoke " + std::to_string(waiver->number))};
    return effects;
  }
  if (!IsInForce(*waiver, Today(services))) {
    return Answer(about, kAnsweredReaction, replies.Say(Saying::kRevokedBefore));
  }
  CommandEffects effects = Answer(about, kDoneReaction, replies.Revoked(waiver->number));
  effects.revoke = Revocation{waiver->number, about.comment.author};
  return effects;
}

}  // namespace headwater::jobs
