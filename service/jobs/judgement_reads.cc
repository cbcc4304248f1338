// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/jobs/judgement_reads.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "service/jobs/evaluation.h"
#include "service/jobs/project_policy.h"

namespace headwater::jobs {
namespace {

/// Whether the target's own policy may be laxer than the default branch's.
bool MayLoosen(const Evaluation& evaluation) {
  return evaluation.target_is_default || evaluation.target_is_protected;
}

constexpr std::string_view kGraceLayer = "open when the project began to take part";

/// No rule does more than observe.
void ObserveOnly(std::vector<Policy>& policies) {
  for (Policy& policy : policies) {
    policy.name += ", observed only: " + std::string(kGraceLayer);
    for (auto& [id, rule] : policy.rules) {
      if (rule.mode.value <= Mode::kObserve) continue;
      rule.mode = {Mode::kObserve, {std::string(kGraceLayer), 0, 0}};
    }
  }
}

Result<std::vector<Policy>> WrittenPolicies(const Evaluation& evaluation,
                                            const JudgementReads& reads,
                                            const config::Shipped& shipped) {
  if (evaluation.policy) return std::vector{*evaluation.policy};
  PolicySides sides;
  sides.head.root = &reads.head;
  sides.may_loosen = MayLoosen(evaluation);
  if (reads.target_root) {
    sides.target.root = TRY(reads.target_root());
    sides.target.whole = reads.target;
  }
  if (!sides.may_loosen && reads.default_root) {
    sides.default_branch.root = TRY(reads.default_root());
    sides.default_branch.whole = reads.default_branch;
  }
  sides.edits = [&change = reads.change](std::string_view path) {
    return std::any_of(change.files.begin(), change.files.end(),
                       [path](const ChangedFile& file) { return file.path.bytes() == path; });
  };
  return ProjectPolicies(sides, shipped, evaluation.as_of);
}

}  // namespace

Result<std::vector<Policy>> PoliciesFor(const Evaluation& evaluation, const JudgementReads& reads,
                                        const config::Shipped& shipped) {
  std::vector<Policy> policies = TRY(WrittenPolicies(evaluation, reads, shipped));
  if (evaluation.observe_only) ObserveOnly(policies);
  return policies;
}

Status AddPolicyFacts(const Policy& policy, Facts& facts) {
  facts.variant = Untrusted(policy.variant.value);
  facts.own = TRY(GlobSet::Make(policy.own.value));
  for (const PolicyUpstream& upstream : policy.upstreams.value) {
    facts.policy_upstreams.emplace_back(upstream.url);
    for (const std::string& alias : upstream.aliases) facts.policy_upstreams.emplace_back(alias);
  }
  return Ok{};
}

Report JudgeReads(const JudgementReads& reads, const JudgementTerms& terms) {
  engine::Subjects subjects{reads.change, reads.head, reads.lines, reads.target, reads.before};
  return engine::Judge(subjects,
                       {terms.rule_sets, terms.facts, terms.as_of, {}, terms.clean_since});
}

}  // namespace headwater::jobs
