// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/engine/engine.h"

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "service/engine/fingerprint.h"
#include "service/engine/origins.h"
#include "service/engine/outcome.h"
#include "service/engine/run_rule.h"

namespace headwater::engine {
namespace {

using Clock = std::chrono::steady_clock;

std::chrono::microseconds Since(Clock::time_point start) {
  return std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - start);
}

/// Several rules ask for the same files' lines, and each answer is a diff.
class KeptLines final : public LineChanges {
 public:
  explicit KeptLines(LineChanges& lines) : lines_(lines) {}

  Result<std::vector<LineRange>> AddedLines(const ChangedFile& file) override {
    const auto known = kept_.find(file.path.bytes());
    if (known != kept_.end()) return known->second;
    std::vector<LineRange> added = TRY(lines_.AddedLines(file));
    kept_.emplace(file.path.bytes(), added);
    return added;
  }

 private:
  LineChanges& lines_;
  std::map<std::string, std::vector<LineRange>, std::less<>> kept_;
};

/// Everything that one judgement shares.
struct Session {
  const Subjects& subjects;
  const Terms& terms;
  BudgetedViews views;
  KeptLines lines;
  OpenView before;
  std::vector<Notice> notices;
};

bool AllAdvisory(const RuleAnswer& answer) {
  return answer.verdict == Verdict::kFail && answer.more_findings == 0 &&
         std::all_of(answer.findings.begin(), answer.findings.end(),
                     [](const Finding& finding) { return finding.advisory; });
}

/// Since when the target is held to the rule, if its ratchet was ever seen to pass there. The
/// judgement of a whole project has no target.
std::optional<std::chrono::sys_days> CleanSinceOf(const EnabledRule& enabled,
                                                  const Session& session) {
  const CleanSince* marks = session.terms.clean_since;
  const bool is_asked = marks != nullptr && enabled.policy->mode.value == Mode::kRatchet &&
                        session.subjects.change.scope != ChangeScope::kAll;
  if (!is_asked) return std::nullopt;
  const auto mark = marks->find(enabled.rule->info.id.view());
  return mark == marks->end() ? std::nullopt : std::optional(mark->second);
}

/// Whether the target passes, as far as a ratchet needs to know.
bool TargetPasses(const EnabledRule& enabled, const RuleSet& set, const RuleAnswer& answer,
                  const Session& session) {
  if (enabled.policy->mode.value != Mode::kRatchet) return false;
  if (answer.verdict == Verdict::kPass || answer.verdict == Verdict::kNotApplicable) return true;
  // The whole project is judged: its old debt is what the rule found.
  if (session.subjects.change.scope == ChangeScope::kAll) return answer.verdict != Verdict::kFail;
  if (!session.subjects.target_view) return true;
  const Result<GitView*> target = session.subjects.target_view();
  if (!target.ok()) return true;
  return PassesOnTarget(enabled, set.generated, *target.value(), session.terms);
}

/// What the announced modes would mean here. Whether the target will pass is not known: a ratchet
/// stays one.
std::vector<ModeStep> ComingHere(const std::vector<ModeStep>& coming, Circumstances here) {
  here.target_passes = true;
  std::vector<ModeStep> steps;
  for (const ModeStep& step : coming) {
    const Mode mode = EffectiveMode(step.mode, here);
    const bool is_open = step.mode == Mode::kRatchet && mode == Mode::kGate;
    steps.push_back({step.from, is_open ? Mode::kRatchet : mode});
  }
  return steps;
}

const ChangedFile* FindChanged(const Change& change, const Untrusted& path) {
  const auto at = std::lower_bound(
      change.files.begin(), change.files.end(), path,
      [](const ChangedFile& file, const Untrusted& wanted) { return file.path < wanted; });
  return at != change.files.end() && at->path == path ? &*at : nullptr;
}

bool IsClaimedGenerated(const Finding& finding, Session& session) {
  const ChangedFile* file = FindChanged(session.subjects.change, finding.path);
  if (file == nullptr) return false;
  if (file->origin.origin == Origin::kGenerated) return true;
  const FileEntry* entry = FindFile(session.views.head().Files(), finding.path.bytes());
  if (entry == nullptr || !IsFile(entry->mode)) return false;
  const Result<BlobAnswer> blob = session.views.head().Read(*entry);
  return blob.ok() && blob.value().state == BlobState::kPresent &&
         ClaimsGenerated(blob.value().bytes);
}

/// A file that only claims to be generated silences hints about itself; the claim is counted. Under
/// a gate it silences nothing: anybody can write a marker.
void SilenceClaims(RuleResult& result, Session& session) {
  if (result.effective_mode == Mode::kGate || result.answer.verdict != Verdict::kFail) return;
  session.views.Renew();
  auto& findings = result.answer.findings;
  const auto claimed = std::stable_partition(
      findings.begin(), findings.end(),
      [&](const Finding& finding) { return !IsClaimedGenerated(finding, session); });
  for (auto at = claimed; at != findings.end(); ++at) {
    session.notices.push_back({NoticeKind::kGeneratedClaim, at->path, Untrusted()});
  }
  findings.erase(claimed, findings.end());
  if (!findings.empty() || result.answer.more_findings > 0) return;
  const bool holding = std::any_of(result.answer.unchecked.begin(), result.answer.unchecked.end(),
                                   [](const Unchecked& file) { return !file.advisory; });
  result.answer.verdict = holding ? Verdict::kUnknown : Verdict::kPass;
}

RuleResult JudgeOne(const EnabledRule& enabled, const RuleSet& set, Session& session) {
  const Clock::time_point start = Clock::now();
  const RuleContext context{.change = session.subjects.change,
                            .view = session.views.head(),
                            .before = session.before,
                            .lines = session.lines,
                            .options = enabled.options,
                            .facts = session.terms.facts,
                            .only = enabled.only,
                            .except = enabled.except,
                            .as_of = session.terms.as_of,
                            .max_findings = kMaxFindings,
                            .own_rule = enabled.own};
  RuleResult result;
  result.info = &enabled.rule->info;
  result.mode = enabled.policy->mode;
  result.may_waive = enabled.policy->may_waive.value;
  result.clean_since = CleanSinceOf(enabled, session);
  result.answer = RunRule(*enabled.rule, context, session.views, session.terms.budget);
  const Circumstances here{
      .subject = result.subject(),
      .project_may_gate = ProjectMayGate(*enabled.policy, session.subjects.change),
      .target_passes =
          result.clean_since.has_value() || TargetPasses(enabled, set, result.answer, session),
      .advisory_only = AllAdvisory(result.answer)};
  result.effective_mode = EffectiveMode(result.mode.value, here);
  result.coming = ComingHere(enabled.policy->coming, here);
  SilenceClaims(result, session);
  std::move(result.answer.notices.begin(), result.answer.notices.end(),
            std::back_inserter(session.notices));
  result.answer.notices.clear();
  SetFingerprints(result.info->id.view(), result.answer.findings);
  SetWaiverFingerprints(session.views.head().Files(), result.answer.findings);
  result.duration = Since(start);
  return result;
}

/// Of two answers to one rule, the one that is worse for the change: by outcome, then by how strict
/// the mode in force is, then by what was found.
bool IsWorse(const RuleResult& a, const RuleResult& b) {
  if (OutcomeOf(a) != OutcomeOf(b)) {
    return Worse(OutcomeOf(a), OutcomeOf(b)) == OutcomeOf(a);
  }
  if (a.effective_mode != b.effective_mode) return a.effective_mode > b.effective_mode;
  return a.answer.findings.size() > b.answer.findings.size();
}

void KeepWorse(std::map<std::string_view, RuleResult>& results, RuleResult result) {
  const std::string_view id = result.info->id.view();
  const auto at = results.find(id);
  if (at == results.end()) {
    results.emplace(id, std::move(result));
  } else if (IsWorse(result, at->second)) {
    at->second = std::move(result);
  }
}

Untrusted PolicyNames(std::span<const RuleSet> rule_sets) {
  std::string names;
  for (const RuleSet& set : rule_sets) {
    if (!names.empty()) names += " and ";
    names += set.policy->name;
  }
  return Untrusted(std::move(names));
}

/// The target's policy stands first: a change names nobody else.
Untrusted ContactOf(std::span<const RuleSet> rule_sets) {
  return rule_sets.empty() ? Untrusted() : Untrusted(rule_sets.front().policy->contact.value);
}

std::string PolicyHashes(std::span<const RuleSet> rule_sets) {
  std::string hashes;
  for (const RuleSet& set : rule_sets) {
    if (!hashes.empty()) hashes += '+';
    hashes += set.policy->hash;
  }
  return hashes;
}

std::vector<std::shared_ptr<const PolicyRules>> OwnRulesOf(std::span<const RuleSet> rule_sets) {
  std::vector<std::shared_ptr<const PolicyRules>> own;
  for (const RuleSet& set : rule_sets) {
    if (set.policy->own_rules != nullptr) own.push_back(set.policy->own_rules);
  }
  return own;
}

// Two rule sets, or two rules, may have said the same.
void KeepOneOfEach(std::vector<Notice>& notices) {
  const auto key = [](const Notice& notice) {
    return std::tie(notice.kind, notice.path.bytes(), notice.detail.bytes());
  };
  std::vector<Notice> kept;
  std::set<std::tuple<NoticeKind, std::string, std::string>> seen;
  for (Notice& notice : notices) {
    if (seen.emplace(key(notice)).second) kept.push_back(std::move(notice));
  }
  notices = std::move(kept);
}

void AddResults(std::map<std::string_view, RuleResult>&& results, Report& report) {
  for (auto& [id, result] : results) {
    const Lacks lacks = result.answer.lacks;
    if (report.lacks != Lacks::kArtifacts && lacks != Lacks::kNothing) report.lacks = lacks;
    report.rules.push_back(std::move(result));
  }
  SumUp(report);
}

}  // namespace

bool ProjectMayGate(const RulePolicy& policy, const Change& change) {
  if (change.scope == ChangeScope::kAll) return true;
  for (const std::string& pattern : policy.gate_on_branches.value) {
    if (pattern == "default") {
      if (change.target_is_default) return true;
      continue;
    }
    const Result<GlobSet> glob = GlobSet::Make({pattern});
    if (glob.ok() && glob.value().Matches(change.target_branch.bytes())) return true;
  }
  return false;
}

Report Judge(const Subjects& subjects, const Terms& terms) {
  const Clock::time_point start = Clock::now();
  Session session{subjects,
                  terms,
                  {subjects.view, subjects.before_view, terms.budget},
                  KeptLines(subjects.lines),
                  nullptr,
                  {}};
  session.before = [&session] { return session.views.Before(); };
  std::map<std::string_view, RuleResult> results;
  for (const RuleSet& set : terms.rule_sets) {
    MarkOrigins(subjects.change, set.generated);
    for (const EnabledRule& enabled : set.rules) {
      KeepWorse(results, JudgeOne(enabled, set, session));
    }
  }
  Report report;
  report.repository = subjects.change.repository;
  report.bases = subjects.change.bases;
  report.head = subjects.change.head;
  report.scope = subjects.change.scope;
  report.policy = PolicyNames(terms.rule_sets);
  report.contact = ContactOf(terms.rule_sets);
  report.policy_hash = PolicyHashes(terms.rule_sets);
  report.own_rules = OwnRulesOf(terms.rule_sets);
  AddResults(std::move(results), report);
  report.notices = subjects.change.notices;
  std::move(session.notices.begin(), session.notices.end(), std::back_inserter(report.notices));
  KeepOneOfEach(report.notices);
  report.missing.assign(subjects.view.Missing().begin(), subjects.view.Missing().end());
  report.stats = {.files = subjects.change.files.size(),
                  .commits = subjects.change.commits.size(),
                  .blobs_read = session.views.blobs_read(),
                  .bytes_read = session.views.bytes_read(),
                  .duration = Since(start)};
  return report;
}

Report Unreadable(const Untrusted& problem, std::span<const RuleSet> rule_sets) {
  Report report;
  report.policy = PolicyNames(rule_sets);
  report.contact = ContactOf(rule_sets);
  report.policy_hash = PolicyHashes(rule_sets);
  report.own_rules = OwnRulesOf(rule_sets);
  std::map<std::string_view, RuleResult> results;
  for (const RuleSet& set : rule_sets) {
    for (const EnabledRule& enabled : set.rules) {
      RuleResult result;
      result.info = &enabled.rule->info;
      result.mode = enabled.policy->mode;
      result.effective_mode = result.mode.value;
      result.answer.verdict = Verdict::kUnknown;
      result.answer.reason = Message{"change-unreadable", {{"detail", problem}}};
      KeepWorse(results, std::move(result));
    }
  }
  AddResults(std::move(results), report);
  // Whatever the modes are: a change that could not be read is not green.
  report.outcome = Outcome::kUnknown;
  report.problem = problem;
  return report;
}

}  // namespace headwater::engine
