// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <utility>

#include "service/report/audit_report.h"
#include "tests/service/report/sample_report.h"

/// \file
/// A record for tests with every kind of thing in it, and hostile names.

namespace headwater::report::sample {

inline CommitId CommitOf(char digit) {
  return CommitId::FromHex(std::string(40, digit)).value_or(CommitId());
}

inline WallTime TimeOn(unsigned day) {
  return WallTime(std::chrono::sys_days(std::chrono::year(2026) / 11 / std::chrono::day(day))) +
         std::chrono::hours(14) + std::chrono::minutes(5);
}

inline RuleState StateOf(const char* id, Mode mode, Verdict verdict) {
  RuleState state;
  state.id = Untrusted(id);
  state.title = Untrusted("Every source file names its licence");
  state.mode = mode;
  state.verdict = verdict;
  return state;
}

inline BranchState Branch() {
  BranchState branch;
  branch.id = {std::string(32, 'b')};
  branch.at = TimeOn(20);
  branch.commit = CommitOf('2');
  branch.outcome = DecisionOutcome::kFail;
  branch.engine = Untrusted("0.1.0");
  branch.rules = {StateOf("fork/undeclared", Mode::kHint, Verdict::kUnknown),
                  StateOf("license/header-missing", Mode::kGate, Verdict::kFail),
                  StateOf("license/text-missing", Mode::kGate, Verdict::kPass),
                  StateOf("project/readme", Mode::kHint, Verdict::kFail),
                  StateOf("sbom/valid", Mode::kGate, Verdict::kFail),
                  StateOf("upstream/pick-differs", Mode::kHint, Verdict::kNotApplicable)};
  branch.rules[0].reason = Untrusted("the project is still being compared");
  branch.rules[1].findings = 214;
  branch.rules[1].places = {{Untrusted("src/a.c:1"), Untrusted("no licence header")},
                            {Untrusted(kHostile), Untrusted(kHostile)}};
  branch.rules[4].waived = true;
  branch.rules[4].findings = 1;
  return branch;
}

inline MergedChange MergeOf(int64_t iid, MergedHow how) {
  MergedChange merge;
  merge.about = {{7}, {iid}};
  merge.head = CommitOf('3');
  merge.merge_commit = CommitOf('4');
  merge.how = how;
  merge.at = TimeOn(21);
  if (how == MergedHow::kRed) merge.decision = {std::string(32, 'c')};
  return merge;
}

inline std::vector<Gap> Gaps() {
  std::vector<Gap> gaps(7);
  const GapKind kinds[] = {GapKind::kNoBranch,  GapKind::kOtherCommit, GapKind::kNotJudged,
                           GapKind::kRule,      GapKind::kFiles,       GapKind::kMergedUnchecked,
                           GapKind::kUnreadable};
  for (size_t i = 0; i < gaps.size(); ++i) {
    gaps[i].kind = kinds[i];
    gaps[i].iid = {static_cast<int64_t>(i)};
    gaps[i].text = Untrusted(i == 3 ? kHostile : "a reason");
  }
  gaps[3].rule = Untrusted("license/header-missing");
  gaps[4].rule = Untrusted("license/header-missing");
  gaps[4].files = 3;
  gaps[3].decision = {std::string(32, 'd')};
  return gaps;
}

inline ProjectRecord Project() {
  ProjectRecord project;
  project.id = {7};
  project.path = Untrusted("city/kettle");
  project.policies = {{.name = Untrusted("preset:opencode"),
                       .hash = std::string(64, 'e'),
                       .commit = CommitOf('2'),
                       .last = TimeOn(20),
                       .judgements = 3}};
  project.branch = Branch();
  project.judged = 2;
  project.decisions = 5;
  project.merged = 3;
  project.not_green = {MergeOf(3, MergedHow::kRed), MergeOf(4, MergedHow::kUnchecked)};
  RuleCount count;
  count.id = Untrusted("license/header-missing");
  count.title = Untrusted("Every source file names its licence");
  count.passed = 1;
  count.required = 1;
  count.findings = 2;
  project.rules = {count};
  project.waivers = {{WaiverOf(12, "group opencode/lizenzteam"), 4711},
                     {WaiverOf(13, "operator"), 0}};
  project.waivers[0].waiver.given_at = TimeOn(12);
  project.waivers[1].waiver.given_at = TimeOn(13);
  project.waivers[1].waiver.revoked_at = TimeOn(14);
  project.waivers[1].waiver.scope.path.clear();
  project.waivers[1].waiver.scope.iid = MergeRequestIid{3};
  project.waivers[1].waiver.text = Untrusted("=1+1\r\n" + kHostile);
  project.gaps = Gaps();
  return project;
}

/// Two projects: one with everything, and one of which nothing is known.
inline AuditReport Audit() {
  AuditReport report;
  report.made_at = TimeOn(22);
  report.scope = Untrusted("city");
  report.since = std::chrono::year(2026) / 11 / 1;
  report.until = std::chrono::year(2026) / 11 / 21;
  report.release = Release{
      .from = Untrusted("v1.0"), .to = Untrusted("v1.1"), .commit = CommitOf('2'), .commits = 34};
  report.log.entries = 812;
  report.log.head = {812, std::string(64, 'f')};
  report.removed = 1;
  ProjectRecord empty;
  empty.id = {8};
  empty.path = Untrusted("=city/" + kHostile);
  report.projects = {Project(), std::move(empty)};
  return report;
}

}  // namespace headwater::report::sample
