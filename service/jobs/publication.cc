// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/jobs/publication.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "headwater/hash.h"
#include "headwater/metrics.h"
#include "headwater/secret.h"
#include "service/jobs/forge_facts.h"
#include "service/jobs/fork_facts_json.h"
#include "service/jobs/suggestion_plan.h"
#include "service/jobs/waivers.h"
#include "service/report/note.h"
#include "service/report/project_issue.h"

namespace headwater::jobs {
namespace {

constexpr size_t kDecisionIdBytes = 16;
constexpr size_t kDateLength = 10;  // 2026-11-21, the beginning of a time.

DecisionOutcome OutcomeOf(const report::EvaluationAnswer& answer) {
  switch (answer.report.outcome) {
    case Outcome::kPass:
      return DecisionOutcome::kPass;
    case Outcome::kFail:
      return DecisionOutcome::kFail;
    case Outcome::kUnknown:
      break;
  }
  return DecisionOutcome::kUnknownContent;
}

std::string HexOrNone(const std::optional<CommitId>& id) { return id ? id->Hex() : "none"; }

std::string Today(const Clock& clock) { return FormatTime(clock.Wall()).substr(0, kDateLength); }

/// The decision that everything said links to.
struct Linked {
  DecisionId id;
  WallTime at{};
};

/// Where people find it; none where nobody can be led to.
std::optional<SafeUrl> PageOf(const Judgement& judgement, const Linked& linked,
                              const Services& services) {
  const Settings& settings = services.settings;
  if (!settings.pages_url) return std::nullopt;
  SafeUrl page = settings.pages_url->Below("/decisions").Below(Untrusted(linked.id.hex));
  if (judgement.project.repository == Visibility::kPublic) return page;
  if (services.links == nullptr) return std::nullopt;
  return page.Below(Untrusted(services.links->TicketFor(linked.id, linked.at)));
}

report::NoteContext ContextOf(const Judgement& judgement, const Linked& linked,
                              const Services& services) {
  const Settings& settings = services.settings;
  report::NoteContext context;
  context.language = judgement.wishes.language.value_or(settings.language);
  context.bot = Untrusted(settings.bot_name);
  context.id = linked.id;
  context.contact = settings.contact;
  context.files = settings.forge_url.Below(judgement.project.path)
                      .Below("/-/blob")
                      .Below(Untrusted(judgement.head.Hex()));
  context.decision = PageOf(judgement, linked, services);
  if (context.decision && !judgement.answer.fix_patch.empty()) {
    context.fix_patch = context.decision->Below("/fix.patch");
  }
  if (judgement.merge_request) {
    context.draft = judgement.merge_request->draft;
    context.first_contribution = judgement.merge_request->first_contribution;
  }
  return context;
}

StatusLine StatusWhileWaiting(Waits waits, const report::NoteContext& context) {
  switch (waits) {
    case Waits::kPipeline:
      return report::WaitingStatus(context);
    case Waits::kForks:
      return report::ComparingStatus(context);
    case Waits::kUpstream:
    case Waits::kNothing:
      break;
  }
  return report::FetchingStatus(context);
}

/// What is left of the quiet time since the last push.
std::chrono::milliseconds QuietTime(const MailboxRecord& record, const Services& services) {
  const auto passed = services.clock.Wall() - record.head_since;
  return std::max(std::chrono::milliseconds(0), services.settings.note_delay - passed);
}

/// A program that updates dependencies reads the status and nothing else.
bool IsUpdateBot(const Judgement& judgement, const Services& services) {
  return services.settings.update_bots.contains(judgement.merge_request->author_name.bytes());
}

SuggestionPlan PlanFor(const Judgement& judgement, const MailboxRecord& record,
                       const Services& services) {
  if (!judgement.merge_request || IsUpdateBot(judgement, services)) return {};
  return PlanSuggestions(
      judgement.answer, judgement.known,
      {.draft = judgement.merge_request->draft || judgement.wishes.quiet,
       .language = judgement.wishes.language.value_or(services.settings.language),
       .head = judgement.head,
       .delay = QuietTime(record, services)});
}

/// The comment, and the thread that holds a fork's merge request.
std::vector<WantedSlot> SlotsOf(const Judgement& judgement, const Report& report,
                                const MailboxRecord& record, const report::NoteContext& context,
                                const Services& services) {
  const bool has_points = report::WantsNote(report, context) && !IsUpdateBot(judgement, services);
  // Whoever wants it quiet still finds what is there already as it is now.
  const bool wants_note = has_points && !judgement.wishes.quiet;
  const bool anything = has_points || (context.draft && report.outcome != Outcome::kPass);
  const std::string text =
      anything ? report::RenderNote(report, context) : report::RenderAllDone(report, context);
  std::vector<WantedSlot> slots;
  slots.push_back({SlotKind::kNote,
                   {wants_note ? StatusState::kFailed : StatusState::kSuccess, text, ""},
                   wants_note ? QuietTime(record, services) : std::chrono::milliseconds(0)});
  if (!judgement.merge_request->from_fork()) return slots;
  // Where the pipeline runs in the fork, the status may not count: a thread that must be resolved
  // does, if the project demands that.
  const bool holds = report.outcome != Outcome::kPass && !context.draft;
  slots.push_back({SlotKind::kThread,
                   {holds ? StatusState::kFailed : StatusState::kSuccess,
                    report::RenderThread(holds, context), ""},
                   holds ? QuietTime(record, services) : std::chrono::milliseconds(0)});
  return slots;
}

/// The one issue about the project, of a judgement of its default branch. None where nothing can be
/// said of it: then what is there stays as it is.
std::vector<WantedSlot> IssueOf(const Judgement& judgement, const Report& report,
                                const Linked& linked, const Services& services) {
  const bool waits = judgement.is_awaited() && judgement.patient;
  const bool wanted = services.settings.project_issue && !judgement.project.archived;
  if (!wanted || waits || report.problem) return {};
  report::NoteContext context = ContextOf(judgement, linked, services);
  // Each push makes another head, but not another issue: links lead to what is there now.
  context.files = services.settings.forge_url.Below(judgement.project.path)
                      .Below("/-/blob")
                      .Below(judgement.project.default_branch);
  const std::vector<Waiver> ending = EndingSoon(judgement);
  report::ProjectIssue issue =
      report::RenderProjectIssue(judgement.project.id, report, context, ending);
  const bool opens = issue.state == StatusState::kFailed;
  std::vector<WantedSlot> slots;
  slots.push_back({SlotKind::kIssue,
                   {issue.state, std::move(issue.text), std::move(issue.footer)},
                   opens ? services.settings.note_delay : std::chrono::milliseconds(0)});
  return slots;
}

/// The rules with a ratchet that the default branch passes; none where the judgement is not the
/// last word.
std::optional<CleanBranch> CleanOf(const Judgement& judgement, const MailboxRecord& record) {
  const Report& report = judgement.answer.report;
  if (report.problem || judgement.is_awaited() || record.decision_key.empty()) return std::nullopt;
  CleanBranch clean{.branch = judgement.project.default_branch.bytes(), .rules = {}};
  for (const RuleResult& rule : report.rules) {
    const bool is_clean =
        rule.mode.value == Mode::kRatchet && rule.answer.verdict == Verdict::kPass;
    if (is_clean) clean.rules.emplace_back(rule.info->id.view());
  }
  return clean.rules.empty() ? std::nullopt : std::optional(std::move(clean));
}

Decision MakeDecision(const report::DecisionInputs& inputs, const Report& report, std::string key) {
  Decision decision;
  decision.id = inputs.id;
  decision.key = std::move(key);
  decision.about = inputs.about;
  decision.head = report.head;
  decision.outcome = inputs.outcome;
  decision.at = inputs.at;
  decision.record = report::RenderDecision(inputs, report);
  return decision;
}

/// Somebody who did not answer may answer the next time.
bool LacksAnswer(const Judgement& judgement) {
  return std::ranges::any_of(judgement.external, [](const AskedExternally& asked) {
    return asked.second.problem.has_value();
  });
}

/// Whether links to a decision lead somewhere still.
bool LeadsThere(const Decision& linked, const Services& services) {
  return linked.shown_to_all || services.links == nullptr || !services.links->IsOver(linked.at);
}

/// Whether the decision that is linked now, if any, is as good as the new one.
bool SaysTheSame(const Decision& decision, const Result<std::optional<Decision>>& found,
                 const Services& services) {
  if (!found.ok() || !found.value() || found.value()->shown_to_all != decision.shown_to_all) {
    return false;
  }
  if (!LeadsThere(*found.value(), services)) return false;
  const auto named = report::ReadDecidedNames(found.value()->record);
  const bool is_shown =
      services.forks == nullptr ||
      (named.ok() && services.forks->MayShowToAll(decision.about.project, named.value()));
  if (decision.shown_to_all && !is_shown) return false;  // It cannot be linked any more.
  const auto before = report::ReadDecidedFor(found.value()->record);
  const auto now = report::ReadDecidedFor(decision.record);
  return before.ok() && now.ok() && before.value().substance == now.value().substance;
}

}  // namespace

std::string KeyOf(const EvaluateRequest& request, const std::string& upper_policy_hash,
                  bool draft) {
  std::string inputs = "headwater-decision/1\n" + request.head.Hex() + "\n" +
                       HexOrNone(request.target) + "\n" + request.target_branch.bytes() + "\n" +
                       (request.target_is_default ? "default\n" : "other\n") +
                       (request.target_is_protected ? "protected\n" : "") +
                       (request.observe_only ? "observe-only\n" : "") +
                       HexOrNone(request.default_branch) + "\n" + upper_policy_hash + "\n" +
                       FormatTime(WallTime(request.as_of)) + "\n" + (draft ? "draft\n" : "ready\n");
  for (const Fact& fact : request.facts.facts) inputs += fact.id + "\n";
  if (request.facts.forge) inputs += KeyPartOf(*request.facts.forge);
  for (const auto& [rule, since] : request.clean_since) inputs += "clean " + rule + "\n";
  if (request.facts.forks) inputs += RenderForkFacts(*request.facts.forks).text() + "\n";
  return Sha256Hex(inputs);
}

namespace {

report::DecisionInputs InputsOf(const MailboxClaim& claim, const Judgement& judgement,
                                const Services& services) {
  return {.id = {RandomHex(kDecisionIdBytes)},
          .about = claim.key,
          .project_path = judgement.project.path,
          .at = services.clock.Wall(),
          .target_branch = judgement.merge_request ? judgement.merge_request->target_branch
                                                   : judgement.project.default_branch,
          .target = judgement.target,
          .target_rights = judgement.target_rights,
          .as_of = Today(services.clock),
          .outcome = OutcomeOf(judgement.answer),
          .confinement = judgement.answer.confinement,
          .times = judgement.times,
          .named = judgement.named};
}

}  // namespace

Publication PublicationOf(const MailboxClaim& claim, const Judgement& judgement,
                          const Services& services) {
  Publication publication;
  MailboxRecord& record = publication.record;
  record = claim.record;
  if (!judgement.merge_request) record.head = judgement.head;
  const report::DecisionInputs inputs = InputsOf(claim, judgement, services);
  Report report = judgement.answer.report;
  report.head = judgement.head;
  SuggestionPlan threads = PlanFor(judgement, record, services);
  report.offered = std::move(threads.offered);
  Decision decision = MakeDecision(inputs, report, judgement.key);
  decision.fix_patch = judgement.answer.fix_patch;
  decision.shown_to_all = judgement.project.repository == Visibility::kPublic;
  // What could not be fetched or read may be there the next time: such a judgement is not the last
  // word.
  const bool is_whole = report.missing.empty() && !report.damaged && !LacksAnswer(judgement);
  record.decision_key = is_whole ? judgement.key : "";
  // An edited description, a new day: what says the same is not decided again, and whoever follows
  // a link finds the decision that was linked.
  Linked linked{claim.record.decision, {}};
  const Result<std::optional<Decision>> before =
      linked.id.hex.empty() ? std::optional<Decision>() : services.decisions.Find(linked.id);
  if (SaysTheSame(decision, before, services)) {
    linked.at = before.value()->at;
  } else {
    linked = {inputs.id, inputs.at};
    record.decision = inputs.id;
    publication.decision = std::move(decision);
  }
  if (!judgement.merge_request) {
    publication.clean = CleanOf(judgement, record);
    publication.slots = IssueOf(judgement, report, linked, services);
    return publication;
  }
  const report::NoteContext context = ContextOf(judgement, linked, services);
  if (judgement.is_awaited() && judgement.patient && report.waiting) {
    // Nothing is wrong yet: no red, and no comment.
    record.decision_key += record.decision_key.empty() ? "" : kWaitingMark;
    // A comparison mostly ends before anybody has read that it is waited for.
    const bool runs = record.status && record.status->state == StatusState::kRunning;
    if (!runs || judgement.waits != Waits::kForks) {
      record.status = StatusWhileWaiting(judgement.waits, context);
    }
    const auto passed = services.clock.Wall() - record.head_since;
    publication.settle_within = std::chrono::duration_cast<std::chrono::milliseconds>(
                                    services.settings.pipeline_patience - passed) +
                                kSettleMargin;
    return publication;
  }
  record.status = report::RenderStatus(report, context);
  publication.slots = SlotsOf(judgement, report, record, context, services);
  std::ranges::move(threads.slots, std::back_inserter(publication.slots));
  return publication;
}

Publication CouldNotJudge(const MailboxClaim& claim, const Error& error, const Services& services) {
  const bool content = error.code == Errc::kContent;
  Publication publication;
  MailboxRecord& record = publication.record;
  record = claim.record;
  Report report;
  report.head = record.head;
  report.problem = Untrusted(error.message);
  report::DecisionInputs inputs;
  inputs.id = {RandomHex(kDecisionIdBytes)};
  inputs.about = claim.key;
  inputs.at = services.clock.Wall();
  inputs.target_branch = Untrusted(record.target_branch);
  inputs.as_of = Today(services.clock);
  inputs.outcome =
      content ? DecisionOutcome::kUnknownContent : DecisionOutcome::kUnknownInfrastructure;
  publication.decision = MakeDecision(inputs, report, "");
  record.decision = inputs.id;
  record.decision_key.clear();
  if (claim.key.iid.value == 0) return publication;
  const bool judged_before = record.status && record.status->state != StatusState::kRunning;
  if (!content && judged_before && services.settings.release_after_patience) {
    Count("headwater_released_total");
    return publication;  // The status of the same head and target stands.
  }
  record.status = report::UncheckedStatus(Untrusted(error.message), services.settings.language);
  if (!content) return publication;
  const report::NoteContext context{.language = services.settings.language,
                                    .files = {},
                                    .decision = {},
                                    .contact = services.settings.contact,
                                    .id = inputs.id};
  publication.slots.push_back({SlotKind::kNote,
                               {StatusState::kFailed, report::RenderNote(report, context), ""},
                               QuietTime(record, services)});
  return publication;
}

Publication LeftOut(const MailboxClaim& claim, const Services& services) {
  Publication publication;
  MailboxRecord& record = publication.record;
  record = claim.record;
  record.decision_key.clear();
  const Language language = services.settings.language;
  if (claim.key.iid.value == 0 && !record.decision.hex.empty()) {
    const std::string text = report::ProjectIssueMarker(claim.key.project) + "\n" +
                             report::RenderLeftOut(SlotKind::kIssue, language);
    publication.slots.push_back({SlotKind::kIssue, {StatusState::kSuccess, text, ""}});
  }
  if (claim.key.iid.value == 0 || !record.status) return publication;
  // What was said before must not hold anybody for ever.
  record.status = report::LeftOutStatus(language);
  if (record.decision.hex.empty()) return publication;
  for (const SlotKind kind : {SlotKind::kNote, SlotKind::kThread}) {
    publication.slots.push_back(
        {kind, {StatusState::kSuccess, report::RenderLeftOut(kind, language), ""}});
  }
  return publication;
}

}  // namespace headwater::jobs
