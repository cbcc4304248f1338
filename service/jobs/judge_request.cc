// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

// What a judgement is made with: the policy's standing, the target's rights, the evaluator's
// request.

#include <algorithm>
#include <set>
#include <utility>

#include "service/jobs/forge_facts.h"
#include "service/jobs/judge.h"
#include "service/jobs/merge_request_text.h"

namespace headwater::jobs {
namespace {

/// Words of the decision's record.
constexpr Literal kProtected = "protected";
constexpr Literal kOpen = "open";
constexpr Literal kUnreadable = "unreadable";

}  // namespace

Status Judge::TakeStanding(Judgement& judgement) const {
  judgement.standing = TRY(desk_.Look(judgement.project));
  const auto& merge_request = judgement.merge_request;
  const WallTime now = services_.clock.Wall();
  if (!merge_request || !MayBeInGrace(*merge_request, judgement.standing, now)) return Ok{};
  const MailboxKey key{merge_request->project, merge_request->iid};
  const Result<DiffVersion> newest = services_.line_threads.NewestVersion(key);
  if (!newest.ok() && newest.error().code == Errc::kTransient) return newest.error();
  // Without a version nobody knows what happened since.
  judgement.observe_only = newest.ok() && IsInGrace(*merge_request, newest.value(),
                                                    *judgement.standing.enrolled_since, now);
  return Ok{};
}

Status Judge::LookAtTarget(Judgement& judgement) {
  const Untrusted& target = judgement.merge_request->target_branch;
  if (target == judgement.project.default_branch) return Ok{};
  const auto rules = projects_.ProtectedBranches(judgement.project.id);
  if (rules.ok()) {
    judgement.target_rights = IsProtected(rules.value(), target) ? kProtected : kOpen;
    return Ok{};
  }
  if (rules.error().code == Errc::kTransient) return rules.error();
  judgement.target_rights = kUnreadable;
  return Ok{};
}

Status Judge::LookAgainIfOutdated(const MailboxKey& key, const Standing& standing) const {
  const auto& live = services_.settings.layers;
  if (live == nullptr || live->Get() == standing.layers) return Ok{};
  return services_.mailboxes.WakeUp(key);
}

Status Judge::AddMarks(EvaluateRequest& request, const Judgement& judgement) const {
  if (services_.ratchets == nullptr || !judgement.merge_request) return Ok{};
  request.clean_since =
      TRY(services_.ratchets->MarksOf(judgement.project.id, request.target_branch.bytes()));
  return Ok{};
}

EvaluateRequest Judge::RequestFor(const Judgement& judgement, const Fetched& fetched) const {
  EvaluateRequest request;
  request.repository = judgement.project.path;
  request.mirror = fetched.path;
  request.target = judgement.target;
  request.head = judgement.head;
  request.target_branch = judgement.merge_request ? judgement.merge_request->target_branch
                                                  : judgement.project.default_branch;
  request.target_is_default = request.target_branch == judgement.project.default_branch;
  request.target_is_protected = judgement.target_rights.view() == kProtected.view();
  request.observe_only = judgement.observe_only;
  if (!request.target_is_default) request.default_branch = fetched.other_branch;
  request.as_of = std::chrono::floor<std::chrono::days>(services_.clock.Wall());
  request.limits = services_.settings.limits;
  request.record = services_.reads != nullptr;
  const std::set<FactKind>& read = services_.settings.facts;
  // What a project takes from is read off its fork relation, too.
  if (read.contains(FactKind::kForge) || read.contains(FactKind::kUpstreams)) {
    request.facts.gathered.insert(FactKind::kForge);
    request.facts.forge = ForgeFactsOf(judgement.project, judgement.merge_request);
    if (judgement.merge_request) {
      request.facts.facts.push_back(SourceBranchFact(judgement.merge_request->source_branch));
    }
  }
  const bool reads_text = read.contains(FactKind::kMergeRequestText);
  if (reads_text && judgement.merge_request) {
    request.facts.gathered.insert(FactKind::kMergeRequestText);
    request.facts.facts.push_back(MergeRequestTextFact(MergeRequestText(*judgement.merge_request)));
  }
  return request;
}

ExternalAnswer Judge::AskExternal(const ExternalAsk& ask, const PolicyRule& rule,
                                  const Judgement& judgement) const {
  ExternalQuestion question{.ask = ask,
                            .project = judgement.project.path,
                            .merge_request = judgement.merge_request->iid.value,
                            .target_branch = judgement.merge_request->target_branch,
                            .head = judgement.head,
                            .title = {},
                            .description = {}};
  if (rule.pattern.sends.title) question.title = judgement.merge_request->title;
  if (rule.pattern.sends.description) question.description = judgement.merge_request->description;
  return services_.external->Ask(question);
}

bool Judge::AddExternal(EvaluateRequest& request, Judgement& judgement) const {
  const bool may_ask = services_.external != nullptr && judgement.merge_request.has_value();
  if (!may_ask || !judgement.standing.upper) return false;
  const auto& known = judgement.standing.upper->stack.patterns();
  bool any = false;
  for (const ExternalAsk& ask : judgement.answer.asks) {
    // Which rules there are, the evaluator does not decide: it has parsed foreign bytes.
    const auto rule = known.find(ask.rule);
    const bool is_known =
        rule != known.end() && rule->second.value->pattern.kind == PatternKind::kExternal;
    if (!is_known) continue;
    auto asked = std::ranges::find(judgement.external, ask, &AskedExternally::first);
    if (asked == judgement.external.end()) {
      ExternalAnswer answer = AskExternal(ask, *rule->second.value, judgement);
      asked = judgement.external.emplace(asked, ask, std::move(answer));
    }
    request.facts.facts.push_back(ExternalFact(ask.rule, asked->second));
    any = true;
  }
  return any;
}

}  // namespace headwater::jobs
