// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/upstream/sync_rule.h"

#include <algorithm>
#include <string>
#include <utility>

#include "headwater/provenance.h"
#include "rules/upstream/claim_rule.h"

namespace headwater::upstream {

bool HasMerge(const Change& change) {
  return std::ranges::any_of(change.commits,
                             [](const Commit& commit) { return commit.parents.size() > 1; });
}

std::optional<RuleAnswer> AnswerWithoutSync(const RuleContext& context, bool concerned) {
  const Facts& facts = context.facts;
  if (facts.sync) return std::nullopt;
  const bool gathered = facts.gathered.contains(FactKind::kUpstreams);
  if (gathered && facts.upstreams.empty()) return Plain(Verdict::kNotApplicable, "no-upstream");
  if (!concerned) return Plain(Verdict::kNotApplicable, "no-sync");
  if (gathered) {
    if (auto answer = AnswerOfUnasked(facts.upstreams)) return answer;
  }
  // Where nobody asked (the command line without an upstream) every merge would be unknown.
  return Plain(gathered ? Verdict::kUnknown : Verdict::kNotApplicable, "not-looked-up");
}

RuleAnswer UnlessUnasked(RuleAnswer answer, const RuleContext& context, bool concerned) {
  if (answer.verdict != Verdict::kNotApplicable || !concerned) return answer;
  auto unasked = AnswerOfUnasked(context.facts.upstreams);
  return unasked ? std::move(*unasked) : answer;
}

Result<RuleAnswer> JudgeMerges(const RuleContext& context,
                               const std::function<void(const SyncMerge&, AnswerBuilder&)>& judge) {
  if (auto answer = AnswerWithoutSync(context, HasMerge(context.change))) {
    return std::move(*answer);
  }
  const Sync& sync = *context.facts.sync;
  if (sync.merges.empty() && HasMerge(context.change)) {
    // Perhaps it is one of an upstream that could not be asked.
    if (auto answer = AnswerOfUnasked(context.facts.upstreams)) return std::move(*answer);
  }
  AnswerBuilder answer(context);
  for (const SyncMerge& merge : sync.merges) judge(merge, answer);
  if (const uint64_t more = sync.more_merges; more > 0) {
    answer.AddUnchecked(
        {.path = {}, .why = {"more-merges", {{"count", Untrusted(std::to_string(more))}}}});
  }
  return std::move(answer).Finish({"no-sync", {}});
}

void AddUnjudged(const SyncMerge& merge, AnswerBuilder& answer) {
  if (!merge.carries_unknown_because.view().empty()) {
    AddUnknown(merge.merge, merge.tip, merge.carries_unknown_because, answer);
  }
  if (merge.unjudged == 0) return;
  answer.AddUnchecked({.path = {},
                       .why = {"unjudged",
                               {{"merge", ShortId(merge.merge)},
                                {"count", Untrusted(std::to_string(merge.unjudged))}}}});
}

void AddUnknown(const CommitId& commit, const CommitId& tip, Literal because,
                AnswerBuilder& answer) {
  CommitProvenance provenance;
  provenance.commit = commit;
  AddUnknown(provenance, ShortId(tip).bytes(), because, answer);
}

Untrusted NameOf(const RuleContext& context, size_t upstream) {
  return context.facts.upstreams.at(upstream).name;
}

}  // namespace headwater::upstream
