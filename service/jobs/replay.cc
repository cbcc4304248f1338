// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/jobs/replay.h"

#include <algorithm>
#include <map>
#include <utility>

#include "headwater/registry.h"
#include "headwater/sink.h"
#include "service/jobs/evaluate_setup.h"
#include "service/jobs/record_answers.h"
#include "service/jobs/rule_sets.h"
#include "service/report/names.h"

namespace headwater::jobs {
namespace {

constexpr int kExitSame = 0;
constexpr int kExitDiffers = 1;

constexpr char kAbsent[] = "absent";

/// The presets as they were then.
Result<std::vector<ShippedFile>> PresetsOf(const Record& record) {
  std::vector<ShippedFile> files;
  for (const RecordedPreset& preset : record.presets) {
    if (preset.content >= record.contents.size()) {
      return Error{Errc::kContent, "the recorded reads are damaged"};
    }
    files.push_back({preset.name, record.contents[preset.content]});
  }
  return files;
}

Error Lacking(const std::vector<std::string>& questions) {
  std::string message = "the record does not hold " + questions.front();
  if (questions.size() > 1) {
    message += ", and " + std::to_string(questions.size() - 1) + " more that was asked for";
  }
  return {Errc::kNotFound, std::move(message)};
}

std::vector<std::string> FingerprintsOf(const RuleResult& result) {
  std::vector<std::string> fingerprints;
  for (const Finding& finding : result.answer.findings) {
    fingerprints.push_back(finding.fingerprint);
  }
  std::ranges::sort(fingerprints);
  return fingerprints;
}

bool SaysTheSame(const RecordedRule& before, const RuleResult& now) {
  return before.verdict == now.answer.verdict && before.mode == now.effective_mode &&
         before.more_findings == now.answer.more_findings &&
         before.fingerprints == FingerprintsOf(now);
}

std::string VerdictOf(Verdict verdict, Mode mode) {
  return std::string(report::NameOf(verdict).view()) + " (" + std::string(NameOf(mode).view()) +
         ")";
}

/// One side of a rule that may not be there.
void AddBefore(const RecordedRule* rule, RuleDifference& difference) {
  difference.before = rule == nullptr ? kAbsent : VerdictOf(rule->verdict, rule->mode);
  if (rule != nullptr) difference.findings_before = rule->fingerprints.size() + rule->more_findings;
}

void AddNow(const RuleResult* rule, RuleDifference& difference) {
  difference.now =
      rule == nullptr ? kAbsent : VerdictOf(rule->answer.verdict, rule->effective_mode);
  if (rule != nullptr) {
    difference.findings_now = rule->answer.findings.size() + rule->answer.more_findings;
  }
}

std::vector<RuleDifference> Compare(const Record& record, const Report& report) {
  std::map<std::string, std::pair<const RecordedRule*, const RuleResult*>> rules;
  for (const RecordedRule& rule : record.rules) rules[rule.id].first = &rule;
  for (const RuleResult& rule : report.rules)
    rules[std::string(rule.info->id.view())].second = &rule;
  std::vector<RuleDifference> differences;
  for (const auto& [id, sides] : rules) {
    const auto [before, now] = sides;
    if (before != nullptr && now != nullptr && SaysTheSame(*before, *now)) continue;
    RuleDifference difference;
    difference.rule = id;
    AddBefore(before, difference);
    AddNow(now, difference);
    differences.push_back(std::move(difference));
  }
  return differences;
}

using Line = Out<Sink::kTerminal>;

std::string TellDifference(const RuleDifference& difference) {
  Line line;
  line << "  " << Untrusted(difference.rule) << ": " << Untrusted(difference.before) << ", "
       << difference.findings_before << " found -> " << Untrusted(difference.now) << ", "
       << difference.findings_now << " found";
  return line.text() + "\n";
}

}  // namespace

Result<Record> RecordFrom(const RecordedReads& reads) {
  Record record = TRY(DecodeManifest(reads.manifest));
  record.contents = reads.contents;
  return record;
}

Result<Replayed> Replay(const Record& record, std::span<const RuleEntry* const> rules) {
  if (record.too_large) {
    return Error{Errc::kContent, "what was read is larger than " +
                                     std::to_string(kMaxRecordBytes >> 20U) +
                                     " MiB: too large to be re-executed"};
  }
  const EvaluateRequest request = TRY(ReadEvaluateRequest(record.request));
  const std::vector<ShippedFile> presets = TRY(PresetsOf(record));
  PreparedEvaluation prepared = TRY(PrepareEvaluation(request, {rules, presets}));
  const Evaluation& evaluation = prepared.evaluation;
  RecordAnswers answers(record);
  Change change = record.change;
  const JudgementReads reads = answers.Reads(change, evaluation.default_branch.has_value());
  const auto policies = PoliciesFor(evaluation, reads, prepared.shipped);
  if (!answers.lacking().empty()) return Lacking(answers.lacking());
  if (!policies.ok()) return policies.error();
  const auto rule_sets = TRY(MakeRuleSets(policies.value(), prepared.shipped));
  Facts facts = record.facts;
  TRY(AddPolicyFacts(policies.value().front(), facts));
  answers.Answer(facts);
  Replayed replayed{.engine = record.engine, .report = {}, .differences = {}};
  replayed.report =
      JudgeReads(reads, {rule_sets, facts, evaluation.as_of, &evaluation.clean_since});
  // Rules have made of it what they could: none of it counts.
  if (!answers.lacking().empty()) return Lacking(answers.lacking());
  replayed.differences = Compare(record, replayed.report);
  return replayed;
}

CommandResult TellReplay(const std::string& decision, const Result<Replayed>& replayed) {
  Line line;
  if (!replayed.ok()) {
    line << "headwater replay: " << Untrusted(decision)
         << ": could not be made again: " << Untrusted(replayed.error().message);
    return {"", line.text() + "\n", kExitUnknown};
  }
  const Replayed& again = replayed.value();
  line << Untrusted(decision) << ": ";
  if (again.differences.empty()) {
    line << "same verdict: " << report::NameOf(again.report.outcome) << " (decided by "
         << Untrusted(again.engine) << ", this is " << kEngineVersion << ")";
    return {line.text() + "\n", "", kExitSame};
  }
  line << "same facts, would differ (decided by " << Untrusted(again.engine) << ", this is "
       << kEngineVersion << "), because of:";
  std::string text = line.text() + "\n";
  for (const RuleDifference& difference : again.differences) text += TellDifference(difference);
  return {std::move(text), "", kExitDiffers};
}

}  // namespace headwater::jobs
