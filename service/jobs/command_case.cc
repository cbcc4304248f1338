// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/jobs/command_case.h"

#include <utility>

#include "headwater/policy_rule.h"
#include "headwater/registry.h"
#include "service/jobs/command_rights.h"
#include "service/report/command_lines.h"
#include "service/report/decision_json.h"

namespace headwater::jobs {
namespace {

/// `not-a-fork` and `independent`.
Result<CommandEffects> ExecuteForkAnswer(const Services& services, const CommandCase& about) {
  const Replies replies(Untrusted(services.settings.bot_name), about.command.language);
  const auto right = TRY(RightOf(*services.commanders, about.claim.about.project,
                                 about.comment.author, {"maintainer"}));
  if (!right) {
    CommandEffects effects =
        Answering(about.claim, kRefusedReaction, replies.Say(Saying::kMaintainersOnly));
    effects.audit = {
        AuditOf(about.claim, AuditKind::kCommandRefused, about.comment.author, "fork answer")};
    return effects;
  }
  const bool is_fork = about.command.kind == CommandKind::kNotAFork;
  CommandEffects effects = Answering(
      about.claim, kDoneReaction, replies.Say(is_fork ? Saying::kNotAFork : Saying::kIndependent));
  effects.fork_answer = ForkDenial{about.command.project, about.command.text};
  effects.wake = CommandWake::kProject;
  const std::string what =
      is_fork ? "not a fork of " + about.command.project.bytes() : "independent";
  effects.audit = {AuditOf(about.claim, AuditKind::kForkAnswered, about.comment.author, what)};
  return effects;
}

/// Anybody may call a rule wrong; those who work in the project are counted for `stop_if`.
Result<bool> HasRole(const Services& services, const CommandCase& about) {
  const Result<AccessLevel> level =
      services.commanders->LevelIn(about.claim.about.project, about.comment.author);
  if (level.ok()) return level.value() >= AccessLevel::kReporter;
  if (level.error().code == Errc::kTransient) return level.error();
  return false;
}

/// `request-waiver` and `wrong`.
Result<CommandEffects> ExecuteRemark(const Services& services, const CommandCase& about) {
  const Command& command = about.command;
  const bool asks = command.kind == CommandKind::kRequestWaiver;
  CommandEffects effects = Reacting(kDoneReaction);
  if (asks) {
    const Replies replies(Untrusted(services.settings.bot_name), command.language);
    const WaiverTerms terms = TermsFor(services, about.project, command.rule);
    effects = Answering(about.claim, kDoneReaction,
                        replies.Requested(terms.may_waive, replies.GrantingLine(command.rule)));
  }
  effects.remark =
      Remark{asks ? RemarkKind::kWaiverRequest : RemarkKind::kWrong, command.rule, command.text};
  if (!asks) effects.remark->has_role = TRY(HasRole(services, about));
  effects.audit = {AuditOf(about.claim,
                           asks ? AuditKind::kWaiverRequested : AuditKind::kRuleReportedWrong,
                           about.comment.author, command.rule)};
  return effects;
}

/// `language` and `quiet`: who wrote the merge request, or writes the project.
Result<CommandEffects> ExecuteWish(const Services& services, const CommandCase& about) {
  const Command& command = about.command;
  bool may = about.comment.author == about.merge_request.author;
  if (!may) {
    const AccessLevel level =
        TRY(services.commanders->LevelIn(about.claim.about.project, about.comment.author));
    may = level >= AccessLevel::kDeveloper;
  }
  if (!may) {
    const Replies replies(Untrusted(services.settings.bot_name), command.language);
    CommandEffects effects =
        Answering(about.claim, kRefusedReaction, replies.Say(Saying::kParticipantsOnly));
    effects.audit = {
        AuditOf(about.claim, AuditKind::kCommandRefused, about.comment.author, "wish")};
    return effects;
  }
  CommandEffects effects = Reacting(kDoneReaction);
  Wishes wishes = TRY(services.commands->WishesOf(about.claim.about));
  if (command.kind == CommandKind::kLanguage) {
    wishes.language = command.language;
  } else {
    wishes.quiet = command.on;
  }
  effects.wishes = wishes;
  effects.wake = CommandWake::kMergeRequest;
  return effects;
}

CommandEffects ExecuteRecheck() {
  CommandEffects effects = Reacting(kDoneReaction);
  effects.wake = CommandWake::kAnew;
  return effects;
}

/// What a policy's own rule says of itself, as the merge request was last judged by it.
const PolicyRule* OwnRuleIn(const std::optional<Report>& decided, const std::string& id) {
  if (!decided) return nullptr;
  for (const auto& own : decided->own_rules) {
    if (const PolicyRule* const rule = own->Find(id)) return rule;
  }
  return nullptr;
}

Result<CommandEffects> ExecuteQuestion(const Services& services, const CommandCase& about) {
  const Replies replies(Untrusted(services.settings.bot_name), about.command.language);
  const std::string& id = about.command.rule;
  const bool asks = about.command.kind == CommandKind::kExplain;
  if (const RuleEntry* const rule = asks ? FindRule(id) : nullptr) {
    return Answering(about.claim, kAnsweredReaction, replies.Explain(rule->info));
  }
  const std::optional<Report> decided = TRY(DecidedWithPatterns(services, about.claim, id));
  const PolicyRule* const own = asks ? OwnRuleIn(decided, id) : nullptr;
  return Answering(about.claim, kAnsweredReaction,
                   own == nullptr ? replies.Help() : replies.ExplainOwn(*own));
}

}  // namespace

CommandEffects AnsweringWith(const CommandClaim& claim, Literal reaction,
                             std::function<Markdown(const std::vector<uint64_t>& numbers)> text) {
  const std::string marker = report::ReplyMarker(std::to_string(claim.note.value));
  CommandEffects effects;
  effects.reply = [marker, reaction,
                   write = std::move(text)](const std::vector<uint64_t>& numbers) {
    return SlotContent{StatusState::kFailed, marker + "\n" + write(numbers).text() + "\n",
                       std::string(reaction.view())};
  };
  return effects;
}

CommandEffects Answering(const CommandClaim& claim, Literal reaction, const Markdown& text) {
  return AnsweringWith(claim, reaction, [text](const std::vector<uint64_t>&) { return text; });
}

CommandEffects Reacting(Literal reaction) {
  CommandEffects effects;
  effects.reply = [reaction](const std::vector<uint64_t>&) {
    return SlotContent{StatusState::kFailed, "", std::string(reaction.view())};
  };
  return effects;
}

AuditEvent AuditOf(const CommandClaim& claim, AuditKind kind, UserId person,
                   const std::string& detail) {
  return {.kind = kind,
          .project = claim.about.project,
          .iid = claim.about.iid,
          .head = {},
          .actor = person,
          .detail = "comment " + std::to_string(claim.note.value) + ": " + detail};
}

Result<std::optional<Report>> LastReport(const Services& services, const CommandCase& about) {
  const std::vector<Decision> decided = TRY(services.decisions.About(about.claim.about, 1));
  const bool is_current =
      !decided.empty() && about.merge_request.head && decided[0].head == *about.merge_request.head;
  if (!is_current) return std::optional<Report>();
  return std::optional(TRY(report::ReadDecidedReport(decided[0].record, AllRules())));
}

Result<std::optional<Report>> DecidedWithPatterns(const Services& services,
                                                  const CommandClaim& claim,
                                                  const std::string& text) {
  const bool speaks_of_own = text.find(kPatternFamily) != std::string::npos ||
                             text.find(kExternalFamily) != std::string::npos;
  if (!speaks_of_own) return std::optional<Report>();
  const std::vector<Decision> decided = TRY(services.decisions.About(claim.about, 1));
  if (decided.empty()) return std::optional<Report>();
  return std::optional(TRY(report::ReadDecidedReport(decided[0].record, AllRules())));
}

WaiverTerms TermsFor(const Services& services, const ForgeProject& project,
                     const std::string& rule) {
  const Settings& settings = services.settings;
  const LiveLayers::Pointer layers = settings.layers ? settings.layers->Get() : nullptr;
  if (layers != nullptr) {
    const config::UpperPolicy upper = layers->For(project.path.bytes());
    const auto today = std::chrono::floor<std::chrono::days>(services.clock.Wall());
    return TermsOf(upper.stack.Make(upper.name, today), rule);
  }
  return settings.standard_rules ? TermsOf(*settings.standard_rules, rule) : WaiverTerms{};
}

Result<CommandEffects> ExecuteCommand(const Services& services, const CommandCase& about) {
  switch (about.command.kind) {
    case CommandKind::kWaive:
      return ExecuteWaive(services, about);
    case CommandKind::kRevoke:
      return ExecuteRevoke(services, about);
    case CommandKind::kConfirmWaivers:
      return ExecuteConfirm(services, about);
    case CommandKind::kRequestWaiver:
    case CommandKind::kWrong:
      return ExecuteRemark(services, about);
    case CommandKind::kRecheck:
      return ExecuteRecheck();
    case CommandKind::kNotAFork:
    case CommandKind::kIndependent:
      return ExecuteForkAnswer(services, about);
    case CommandKind::kLanguage:
    case CommandKind::kQuiet:
      return ExecuteWish(services, about);
    case CommandKind::kExplain:
    case CommandKind::kHelp:
      break;
  }
  return ExecuteQuestion(services, about);
}

}  // namespace headwater::jobs
