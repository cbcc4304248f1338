// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "headwater/clock.h"
#include "headwater/decision_book.h"
#include "headwater/policy.h"
#include "headwater/rule.h"
#include "headwater/store.h"
#include "headwater/waiver.h"

/// \file
/// The printable record of projects over a period, for an audit or the acceptance of a delivery
/// (service/docs/report.md). It says what stored decisions say, and what they do not; people stand
/// in it as the audit log's pseudonyms only, and nothing is put in an order of merit.

namespace headwater::report {

/// A place with a finding, and what was found there.
struct PlaceLine {
  Untrusted place;
  Untrusted message;
};

/// Places that are told of one rule; the decision has all.
inline constexpr size_t kMaxReportPlaces = 20;

/// What one rule said of the default branch.
struct RuleState {
  Untrusted id;
  Untrusted title;
  Mode mode = Mode::kOff;  ///< The effective one.
  Verdict verdict = Verdict::kUnknown;
  bool waived = false;
  uint64_t findings = 0;
  uint64_t unchecked = 0;         ///< Files.
  Untrusted reason;               ///< Why it could not be checked, or does not apply.
  std::vector<PlaceLine> places;  ///< The first ones.
};

/// The newest judgement of a default branch.
struct BranchState {
  DecisionId id;
  WallTime at{};
  CommitId commit;
  DecisionOutcome outcome = DecisionOutcome::kUnknownContent;
  Untrusted engine;
  std::vector<RuleState> rules;  ///< By id.
};

/// A policy by which something was judged, and where its project's part was read.
struct PolicyUse {
  Untrusted name;
  std::string hash;
  CommitId commit;  ///< Of the target branch, when it was last used; zero: not known.
  WallTime last{};
  uint64_t judgements = 0;
};

/// What a rule came to in the last judgements of the period's merge requests.
struct RuleCount {
  Untrusted id;
  Untrusted title;
  uint64_t passed = 0;
  uint64_t required = 0;     ///< Found something that holds the merge.
  uint64_t recommended = 0;  ///< Found something, and holds nothing: a hint, or only recorded.
  uint64_t waived = 0;       ///< All that was found is let pass.
  uint64_t unchecked = 0;
  uint64_t not_applicable = 0;
  uint64_t findings = 0;
};

/// A waiver in force on some day of the period, or one that ended in it.
struct WaiverUse {
  Waiver waiver;
  int64_t person = 0;  ///< The giver's pseudonym in the audit log; 0: the operator, or not known.
};

/// What is not known, and why.
enum class GapKind {
  kNoBranch,         ///< The default branch was not judged.
  kOtherCommit,      ///< Its judgement is not of the release's commit.
  kNotJudged,        ///< A judgement as a whole could not be made.
  kRule,             ///< A rule could not be checked.
  kFiles,            ///< Some files could not.
  kMergedUnchecked,  ///< Merged at a head that nobody had judged.
  kUnreadable,       ///< The record is of another version.
};

struct Gap {
  GapKind kind = GapKind::kNoBranch;
  MergeRequestIid iid;  ///< 0: the default branch.
  DecisionId decision;  ///< Empty: there is none.
  Untrusted rule;
  Untrusted text;      ///< The reason, in words.
  uint64_t files = 0;  ///< kFiles only.
};

struct ProjectRecord {
  ProjectId id;
  Untrusted path;
  std::vector<PolicyUse> policies;
  std::optional<BranchState> branch;
  uint64_t judged = 0;  ///< Merge requests.
  uint64_t decisions = 0;
  uint64_t merged = 0;
  std::vector<MergedChange> not_green;  ///< Merged red or unchecked, in the order of merging.
  std::vector<RuleCount> rules;         ///< By id.
  std::vector<WaiverUse> waivers;       ///< By number.
  std::vector<Gap> gaps;
};

/// The release that the report is about.
struct Release {
  Untrusted from;  ///< Empty: since ever.
  Untrusted to;
  CommitId commit;  ///< Of `to`.
  uint64_t commits = 0;
};

struct AuditReport {
  WallTime made_at{};
  Untrusted scope;  ///< Which project or group; empty: the whole platform.
  std::optional<std::chrono::sys_days> since;
  std::optional<std::chrono::sys_days> until;  ///< The last day.
  std::optional<Release> release;
  AuditCheck log;        ///< The audit log, as it was when the report was made.
  uint64_t removed = 0;  ///< Entries that say that old records were removed.
  std::vector<ProjectRecord> projects;
};

/// One document without scripts, for reading and for print.
std::string RenderAuditHtml(const AuditReport& report, Language language);

/// RFC 4180, a fact a line; no cell is a formula where a spreadsheet opens it.
std::string RenderAuditCsv(const AuditReport& report);

/// `headwater.report/1`.
std::string RenderAuditJson(const AuditReport& report);

/// As it stands in the machine-readable formats.
Literal NameOf(GapKind kind);

/// in-force, revoked, ended: at the end of the period, or when the report was made if that was
/// earlier.
Literal StateAtEnd(const Waiver& waiver, const AuditReport& report);

}  // namespace headwater::report
