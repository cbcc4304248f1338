// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/jobs/command_worker.h"

#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "headwater/log.h"
#include "headwater/mention.h"
#include "headwater/metrics.h"
#include "headwater/policy_rule.h"
#include "headwater/registry.h"
#include "service/jobs/command_case.h"
#include "service/jobs/command_text.h"

namespace headwater::jobs {
namespace {

/// What is older when it is looked at is not carried out: whoever wrote it has gone on.
constexpr std::chrono::hours kMaxAge{24};
/// GitLab writes both times of a new comment in one go; later, somebody has edited it.
constexpr std::chrono::milliseconds kSameMoment{1'000};

// Claims that ended without a word (the process died) before a comment is left alone.
constexpr uint32_t kDeathsBeforeGivingUp = 2;
// A replica may lag behind a delivery: a comment is believed to be gone after this many in a row.
constexpr uint32_t kTriesBeforeGone = 4;

/// Why a comment is not obeyed, for the audit log; empty: it is.
Literal WhyIgnored(const ForgeComment& comment, WallTime now) {
  if (comment.system) return "GitLab wrote it";
  if (comment.imported) return "it was imported";
  if (comment.internal) return "not everybody sees it";
  if (!comment.created_at || now - *comment.created_at > kMaxAge) return "it is too old";
  const bool edited = comment.updated_at && *comment.updated_at - *comment.created_at > kSameMoment;
  return edited ? Literal("it was edited") : Literal("");
}

/// Of this program, and of the policy that the merge request was last judged by.
std::vector<std::string_view> RuleIds(const std::optional<Report>& decided) {
  std::vector<std::string_view> ids;
  for (const RuleEntry* rule : AllRules()) ids.push_back(rule->info.id.view());
  if (!decided) return ids;
  for (const RuleResult& rule : decided->rules) {
    if (IsPatternId(rule.info->id.view())) ids.push_back(rule.info->id.view());
  }
  return ids;
}

CommandEffects Ignoring(const CommandClaim& claim, UserId person, Literal why) {
  CommandEffects effects;
  effects.audit = {AuditOf(claim, AuditKind::kCommandIgnored, person, std::string(why.view()))};
  return effects;
}

}  // namespace

Status CommandWorker::Run(const CommandClaim& claim) {
  const Result<CommandEffects> effects = Try(claim);
  if (!effects.ok()) return Fail(claim, effects.error());
  Status finished = services_.commands->FinishCommand(claim, effects.value());
  if (!finished.ok() && finished.error().code == Errc::kConflict) {
    // Somebody else was quicker: the next try sees it.
    return services_.commands->RetryCommand(claim, std::chrono::milliseconds(0));
  }
  if (finished.ok()) Count("headwater_commands_total");
  return finished;
}

Status CommandWorker::Fail(const CommandClaim& claim, const Error& error) {
  Log(LogLevel::kWarning, "command_not_read",
      {{"project", claim.about.project.value},
       {"iid", claim.about.iid.value},
       {"note", claim.note.value},
       {"problem", Untrusted(error.message)}});
  return services_.commands->RetryCommand(claim, RetryDelay(claim.retries));
}

Result<CommandEffects> CommandWorker::Try(const CommandClaim& claim) {
  const bool is_old = services_.clock.Wall() - claim.heard_at > kMaxAge;
  if (is_old || claim.attempts > claim.retries + 1 + kDeathsBeforeGivingUp) {
    Count("headwater_commands_given_up_total");
    CommandEffects effects = Ignoring(claim, {}, "it could not be read");
    effects.given_up = true;
    return effects;
  }
  const Result<ForgeComment> comment = services_.commanders->Comment(claim.about, claim.note);
  if (comment.ok()) {
    Result<CommandEffects> effects = EffectsOf(claim, comment.value());
    if (!effects.ok()) return effects;
    CommandEffects known = std::move(effects).value();
    known.person = comment.value().author;
    return known;
  }
  const bool is_gone =
      comment.error().code == Errc::kNotFound && claim.retries + 1 >= kTriesBeforeGone;
  if (is_gone) return Ignoring(claim, {}, "there is no such comment");
  return comment.error();
}

Result<CommandEffects> CommandWorker::EffectsOf(const CommandClaim& claim,
                                                const ForgeComment& comment) {
  const std::string& body = comment.body.bytes();
  const std::string& bot = services_.settings.bot_name;
  if (comment.author == services_.self) return CommandEffects{};
  if (!AfterMention(body, bot)) return Ignoring(claim, comment.author, "it does not name us");
  if (const Literal why = WhyIgnored(comment, services_.clock.Wall()); !why.view().empty()) {
    CommandEffects effects = Reacting(kIgnoredReaction);
    effects.audit = Ignoring(claim, comment.author, why).audit;
    return effects;
  }
  const bool known_program = services_.settings.update_bots.contains(comment.author_name.bytes());
  const bool is_program = known_program || TRY(services_.commanders->IsProgram(comment.author));
  if (is_program) return Ignoring(claim, comment.author, "a program wrote it");

  const std::optional<Report> decided = TRY(DecidedWithPatterns(services_, claim, body));
  const ReadCommand read =
      ParseCommand(body, {.bot = bot,
                          .today = std::chrono::floor<std::chrono::days>(services_.clock.Wall()),
                          .rules = RuleIds(decided),
                          .language = services_.settings.language});
  if (const auto* command = std::get_if<Command>(&read)) return Obey(claim, comment, *command);
  const auto* mistake = std::get_if<CommandMistake>(&read);
  if (mistake == nullptr) return CommandEffects{};
  const Replies replies(Untrusted(bot), mistake->language);
  return Answering(claim, kAnsweredReaction, replies.Mistake(*mistake));
}

Result<CommandEffects> CommandWorker::Obey(const CommandClaim& claim, const ForgeComment& comment,
                                           const Command& command) {
  const Replies replies(Untrusted(services_.settings.bot_name), command.language);
  if (comment.in_thread) {
    return Answering(claim, kAnsweredReaction, replies.Say(Saying::kInThread));
  }
  const ForgeMergeRequest merge_request =
      TRY(services_.forge.MergeRequest(claim.about.project, claim.about.iid));
  if (merge_request.state != MergeRequestState::kOpen) {
    return Answering(claim, kAnsweredReaction, replies.Say(Saying::kClosed));
  }
  const ForgeProject project = TRY(services_.forge.Project(claim.about.project));
  return ExecuteCommand(services_, {claim, comment, merge_request, project, command});
}

}  // namespace headwater::jobs
