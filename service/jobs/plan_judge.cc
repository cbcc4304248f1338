// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/jobs/plan_judge.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "service/engine/waivers.h"
#include "service/jobs/evaluate_setup.h"
#include "service/jobs/judgement_reads.h"
#include "service/jobs/record_answers.h"
#include "service/jobs/replay.h"
#include "service/jobs/rule_sets.h"

namespace headwater::jobs {
namespace {

using config::LayerText;

bool IsSame(const LayerText& a, const LayerText& b) {
  if (a.kind != b.kind || a.name != b.name) return false;
  if (a.yaml == nullptr || b.yaml == nullptr) return a.yaml == b.yaml;
  return *a.yaml == *b.yaml;
}

PlanRule RuleOf(const RuleResult& result, bool unrecorded) {
  return {.id = std::string(result.info->id.view()),
          .verdict = result.answer.verdict,
          .mode = result.effective_mode,
          .written = result.mode.value,
          .waived = result.waived,
          .unrecorded = unrecorded,
          .coming = result.coming};
}

/// The sets with one rule only.
std::vector<engine::RuleSet> Only(std::string_view id, std::span<const engine::RuleSet> sets) {
  std::vector<engine::RuleSet> only;
  for (const engine::RuleSet& set : sets) {
    engine::RuleSet one{.policy = set.policy, .rules = {}, .generated = set.generated};
    std::ranges::copy_if(
        set.rules, std::back_inserter(one.rules),
        [id](const engine::EnabledRule& rule) { return rule.rule->info.id.view() == id; });
    only.push_back(std::move(one));
  }
  return only;
}

std::set<std::string_view> IdsIn(std::span<const engine::RuleSet> sets) {
  std::set<std::string_view> ids;
  for (const engine::RuleSet& set : sets) {
    for (const engine::EnabledRule& rule : set.rules) ids.insert(rule.rule->info.id.view());
  }
  return ids;
}

/// Of one judgement that was recorded, everything that it takes to make it by another policy.
struct Remade {
  const PlanItem& item;
  const Evaluation& evaluation;
  Change change;
  Facts facts;
  engine::WaiverPlace place;
  RecordAnswers answers;
  JudgementReads reads;

  Remade(const Record& record, const PlanItem& planned, const Evaluation& remade)
      : item(planned),
        evaluation(remade),
        change(record.change),
        facts(record.facts),
        place{.iid = MergeRequestIid{planned.iid}, .head = *remade.head, .as_of = remade.as_of},
        answers(record),
        reads(answers.Reads(change, remade.default_branch.has_value())) {}

  std::vector<RuleResult> Judge(std::span<const engine::RuleSet> sets) {
    Report report = JudgeReads(reads, {sets, facts, evaluation.as_of});
    engine::ApplyWaivers(item.waivers, place, report);
    return std::move(report.rules);
  }
};

/// All rules at once; where something was asked for that is not recorded, one by one, which tells
/// which rule it was that asked.
std::vector<PlanRule> JudgeRules(std::span<const engine::RuleSet> sets, Remade& remade) {
  std::vector<PlanRule> rules;
  const std::vector<RuleResult> all = remade.Judge(sets);
  if (remade.answers.lacking().empty()) {
    for (const RuleResult& result : all) rules.push_back(RuleOf(result, /*unrecorded=*/false));
    return rules;
  }
  for (const std::string_view id : IdsIn(sets)) {
    const uint64_t before = remade.answers.in_vain();
    const std::vector<engine::RuleSet> only = Only(id, sets);
    for (const RuleResult& result : remade.Judge(only)) {
      rules.push_back(RuleOf(result, remade.answers.in_vain() != before));
    }
  }
  return rules;
}

}  // namespace

Status PlanJudge::TakePolicy(const std::string& json) {
  policy_ = TRY(ReadEvaluateRequest(json));
  if (upper_ == nullptr || !std::ranges::equal(policy_.layers, texts_, IsSame)) {
    upper_ = std::make_unique<config::UpperPolicy>(
        TRY(config::ReadUpperPolicy(policy_.layers, shipped_)));
    shipped_.upper = upper_.get();
    texts_ = policy_.layers;
  }
  upper_->stack.SetRamps(RampsOf(policy_));
  return Ok{};
}

Result<Evaluation> PlanJudge::EvaluationOf(const Record& record) const {
  EvaluateRequest request = TRY(ReadEvaluateRequest(record.request));
  request.as_of = policy_.as_of;
  Evaluation evaluation = jobs::EvaluationOf(request);
  evaluation.policy.reset();
  return evaluation;
}

Result<PlanAnswer> PlanJudge::JudgeRecord(const PlanItem& item) {
  if (!item.policy.empty()) TRY(TakePolicy(item.policy));
  if (upper_ == nullptr) return Error{Errc::kInvalid, "there is no policy to judge by"};
  const Record record = TRY(RecordFrom({item.manifest, item.contents}));
  if (record.too_large) return Error{Errc::kContent, "what was read was too large to be recorded"};
  const Evaluation evaluation = TRY(EvaluationOf(record));
  Remade remade(record, item, evaluation);
  const auto policies = PoliciesFor(evaluation, remade.reads, shipped_);
  if (!remade.answers.lacking().empty()) {
    return Error{Errc::kNotFound, "the record does not hold " + remade.answers.lacking().front()};
  }
  PlanAnswer answer;
  if (!policies.ok()) {
    answer.refused = policies.error().message;
    return answer;
  }
  const auto sets = TRY(MakeRuleSets(policies.value(), shipped_));
  TRY(AddPolicyFacts(policies.value().front(), remade.facts));
  remade.answers.Answer(remade.facts);
  answer.rules = JudgeRules(sets, remade);
  return answer;
}

PlanAnswer PlanJudge::Judge(const PlanItem& item) {
  Result<PlanAnswer> answer = JudgeRecord(item);
  if (answer.ok()) return std::move(answer).value();
  return {.unsaid = answer.error().message, .refused = {}, .rules = {}};
}

}  // namespace headwater::jobs
