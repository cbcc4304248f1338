// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/report_rules.h"

#include <algorithm>
#include <utility>

#include "headwater/sink.h"
#include "service/report/level.h"
#include "service/report/render.h"

namespace headwater::jobs {
namespace {

using report::Gap;
using report::GapKind;
using report::RuleCount;
using report::RuleState;

Untrusted IdOf(const RuleResult& rule) { return Untrusted(std::string(rule.info->id.view())); }

Untrusted TitleOf(const RuleResult& rule, Language language) {
  return Untrusted(std::string(rule.info->title.In(language).view()));
}

Untrusted ReasonOf(const RuleResult& rule, Language language) {
  if (!rule.answer.reason) return Untrusted();
  return Untrusted(report::RenderReason<Sink::kTerminal>(rule, language).text());
}

uint64_t FindingsOf(const RuleResult& rule) {
  return rule.answer.findings.size() + rule.answer.more_findings;
}

RuleState StateOf(const RuleResult& rule, Language language) {
  RuleState state;
  state.id = IdOf(rule);
  state.title = TitleOf(rule, language);
  state.mode = rule.effective_mode;
  state.verdict = rule.answer.verdict;
  state.waived = rule.waived;
  state.findings = FindingsOf(rule);
  state.unchecked = rule.answer.unchecked.size();
  state.reason = ReasonOf(rule, language);
  for (const Finding& finding : rule.answer.findings) {
    if (state.places.size() == report::kMaxReportPlaces) break;
    const auto place =
        report::RenderPlace<Sink::kTerminal>(finding.path, finding.lines, rule.subject());
    const auto message =
        report::RenderMessage<Sink::kTerminal>(*rule.info, finding.message, language);
    state.places.push_back({Untrusted(place.text()), Untrusted(message.text())});
  }
  return state;
}

/// The number that a rule's answer belongs to.
uint64_t& CountFor(const RuleResult& rule, RuleCount& count) {
  switch (rule.answer.verdict) {
    case Verdict::kPass:
      return count.passed;
    case Verdict::kNotApplicable:
      return count.not_applicable;
    case Verdict::kUnknown:
      return count.unchecked;
    case Verdict::kFail:
      break;
  }
  if (rule.waived) return count.waived;
  return rule.effective_mode == Mode::kGate ? count.required : count.recommended;
}

}  // namespace

std::vector<RuleState> RuleStatesOf(const Report& report, Language language) {
  std::vector<RuleState> states;
  states.reserve(report.rules.size());
  for (const RuleResult& rule : report.rules) states.push_back(StateOf(rule, language));
  return states;
}

void CountRules(const Report& report, Language language, std::map<std::string, RuleCount>& counts) {
  if (report.problem) return;  // No rule has said anything: the decision as a whole is a gap.
  for (const RuleResult& rule : report.rules) {
    RuleCount& count = counts[std::string(rule.info->id.view())];
    count.id = IdOf(rule);
    count.title = TitleOf(rule, language);
    ++CountFor(rule, count);
    count.findings += FindingsOf(rule);
  }
}

void AddGaps(const Decision& decision, const Report& report, Language language,
             std::vector<Gap>& gaps) {
  Gap gap;
  gap.iid = decision.about.iid;
  gap.decision = decision.id;
  if (report.problem) {
    gap.kind = GapKind::kNotJudged;
    gap.text = *report.problem;
    gaps.push_back(std::move(gap));
    return;
  }
  for (const RuleResult& rule : report.rules) {
    if (report::LevelOf(rule.effective_mode) == report::Level::kObserved) continue;
    gap.rule = IdOf(rule);
    gap.files = 0;
    gap.text = ReasonOf(rule, language);
    if (report::IsUncheckedAsAWhole(rule)) {
      gap.kind = GapKind::kRule;
      gaps.push_back(gap);
    }
    gap.files = rule.answer.unchecked.size();
    if (gap.files == 0) continue;
    gap.kind = GapKind::kFiles;
    gap.text = Untrusted();
    gaps.push_back(gap);
  }
}

}  // namespace headwater::jobs
