// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/report_collect.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "service/jobs/report_rules.h"
#include "service/report/decision_json.h"

namespace headwater::jobs {
namespace {

using report::Gap;
using report::GapKind;
using report::ProjectRecord;
using report::RuleCount;

// Of decisions, at a time: a record has some 50 kB.
constexpr size_t kPage = 200;
// The log and the register of a large platform for some years.
constexpr size_t kMaxEntries = 5'000'000;
constexpr size_t kMaxWaivers = 1'000'000;

/// Pseudonyms of those who gave waivers, by the waivers' numbers.
using Givers = std::map<uint64_t, int64_t>;

bool IsInPeriod(const ReportScope& scope, WallTime at) {
  if (scope.since && at < WallTime(*scope.since)) return false;
  return !scope.until || at < WallTime(*scope.until + std::chrono::days(1));
}

/// Of an entry's words "waiver 12: ...": what the store writes when one is given.
std::optional<uint64_t> NumberIn(std::string_view detail) {
  constexpr std::string_view kBefore = "waiver ";
  if (!detail.starts_with(kBefore)) return std::nullopt;
  detail.remove_prefix(kBefore.size());
  uint64_t number = 0;
  const auto [end, error] = std::from_chars(detail.data(), detail.data() + detail.size(), number);
  return error == std::errc{} ? std::optional(number) : std::nullopt;
}

/// Whether decisions were among what was removed.
bool TellsOfDecisions(const AuditEntry& entry) {
  const bool is_about = entry.event.detail.find(", decisions ") != std::string::npos;
  const bool is_none = entry.event.detail.find(", decisions 0") != std::string::npos;
  return entry.event.kind == AuditKind::kRemoved && is_about && !is_none;
}

/// The last judgement of one merge request (0: of the default branch) that counts.
struct Last {
  DecisionId id;
  CommitId head;
};

/// Puts one project's record together.
class ProjectCollector {
 public:
  ProjectCollector(const ReportScope& scope, const ReportSources& sources, const Givers& givers)
      : scope_(scope), sources_(sources), givers_(givers) {}

  Result<ProjectRecord> Collect(const NamedProject& project) && {
    record_.id = project.id;
    record_.path = Untrusted(project.path);
    TRY(TakeMerges());
    TRY(FindLast());
    for (const auto& [iid, last] : last_) TRY(Read(last.id));
    TRY(TakeWaivers());
    for (auto& [id, count] : counts_) record_.rules.push_back(std::move(count));
    LookAtBranch();
    return std::move(record_);
  }

 private:
  bool IsOfRelease(const MergedChange& merge) const {
    if (!scope_.release) return true;
    const auto& commits = scope_.commits;
    return commits.contains(merge.merge_commit) || commits.contains(merge.squash_commit) ||
           commits.contains(merge.head);
  }

  Status TakeMerges() {
    const WallTime since = scope_.since ? WallTime(*scope_.since) : WallTime{};
    for (const MergedChange& merge : TRY(sources_.book.MergesIn(record_.id, since))) {
      if (!IsInPeriod(scope_, merge.at) || !IsOfRelease(merge)) continue;
      ++record_.merged;
      merged_.insert(merge.about.iid.value);
      if (merge.how == MergedHow::kGreen) continue;
      record_.not_green.push_back(merge);
      if (merge.how != MergedHow::kUnchecked) continue;
      Gap gap;
      gap.kind = GapKind::kMergedUnchecked;
      gap.iid = merge.about.iid;
      gap.decision = merge.decision;
      record_.gaps.push_back(std::move(gap));
    }
    return Ok{};
  }

  bool Counts(const Decision& decision) const {
    if (!IsInPeriod(scope_, decision.at)) return false;
    if (!scope_.release) return true;
    return decision.about.iid.value == 0 ? scope_.commits.contains(decision.head)
                                         : merged_.contains(decision.about.iid.value);
  }

  Status FindLast() {
    DecisionQuestion question;
    question.project = record_.id;
    if (scope_.since) question.since = WallTime(*scope_.since);
    question.limit = kPage;
    for (;;) {
      const std::vector<NumberedDecision> page = TRY(sources_.book.List(question));
      for (const NumberedDecision& one : page) Note(one.decision);
      if (page.size() < kPage) return Ok{};
      question.after = page.back().number;
    }
  }

  void Note(const Decision& decision) {
    if (!Counts(decision)) return;
    ++record_.decisions;
    const int64_t iid = decision.about.iid.value;
    const auto known = last_.find(iid);
    // Of the default branch the release's own commit is what counts.
    const bool is_settled = iid == 0 && known != last_.end() && scope_.release &&
                            known->second.head == scope_.release->commit &&
                            decision.head != scope_.release->commit;
    if (!is_settled) last_[iid] = {decision.id, decision.head};
  }

  Status Read(const DecisionId& id) {
    const std::optional<Decision> found = TRY(sources_.book.Find(id.hex));
    if (!found) return Ok{};  // Removed since, because its time was over.
    const Decision& decision = *found;
    const bool is_branch = decision.about.iid.value == 0;
    if (!is_branch) ++record_.judged;
    const Result<report::DecidedWhole> whole =
        report::ReadDecidedWhole(decision.record, sources_.rules);
    if (!whole.ok()) {
      Gap gap;
      gap.kind = GapKind::kUnreadable;
      gap.iid = decision.about.iid;
      gap.decision = id;
      gap.text = Untrusted(whole.error().message);
      record_.gaps.push_back(std::move(gap));
      return Ok{};
    }
    Take(decision, whole.value());
    return Ok{};
  }

  void Take(const Decision& decision, const report::DecidedWhole& whole) {
    const Report& report = whole.report;
    if (!whole.path.empty()) record_.path = whole.path;
    NotePolicy(decision, whole);
    AddGaps(decision, report, scope_.language, record_.gaps);
    if (decision.about.iid.value != 0) {
      CountRules(report, scope_.language, counts_);
      return;
    }
    record_.branch = report::BranchState{.id = decision.id,
                                         .at = decision.at,
                                         .commit = decision.head,
                                         .outcome = decision.outcome,
                                         .engine = whole.engine,
                                         .rules = RuleStatesOf(report, scope_.language)};
  }

  /// One that could not be read has none.
  void NotePolicy(const Decision& decision, const report::DecidedWhole& whole) {
    if (whole.report.policy_hash.empty()) return;
    auto& uses = record_.policies;
    auto use = std::ranges::find(uses, whole.report.policy_hash, &report::PolicyUse::hash);
    if (use == uses.end()) {
      uses.push_back({.name = whole.report.policy, .hash = whole.report.policy_hash, .commit = {}});
      use = uses.end() - 1;
    }
    ++use->judgements;
    if (decision.at < use->last) return;
    use->last = decision.at;
    const bool is_branch = decision.about.iid.value == 0;
    use->commit = is_branch ? decision.head : whole.target.value_or(CommitId());
  }

  bool WasInForce(const Waiver& waiver) const {
    if (scope_.until && waiver.given_at >= WallTime(*scope_.until + std::chrono::days(1))) {
      return false;
    }
    if (!scope_.since) return true;
    const bool was_revoked = waiver.revoked_at && *waiver.revoked_at < WallTime(*scope_.since);
    return waiver.until >= *scope_.since && !was_revoked;
  }

  Status TakeWaivers() {
    const WaiverQuery query{.project = record_.id, .in_force_on = {}, .ends_by = {}};
    for (const Waiver& waiver : TRY(sources_.waivers.Find(query, kMaxWaivers))) {
      if (!WasInForce(waiver)) continue;
      const auto giver = givers_.find(waiver.number);
      record_.waivers.push_back({waiver, giver == givers_.end() ? 0 : giver->second});
    }
    return Ok{};
  }

  void LookAtBranch() {
    Gap gap;
    if (!record_.branch) {
      gap.kind = GapKind::kNoBranch;
    } else if (scope_.release && record_.branch->commit != scope_.release->commit) {
      gap.kind = GapKind::kOtherCommit;
      gap.decision = record_.branch->id;
    } else {
      return;
    }
    record_.gaps.insert(record_.gaps.begin(), std::move(gap));
  }

  const ReportScope& scope_;
  const ReportSources& sources_;
  const Givers& givers_;
  ProjectRecord record_;
  std::set<int64_t> merged_;      ///< In the period or release.
  std::map<int64_t, Last> last_;  ///< By merge request.
  std::map<std::string, RuleCount> counts_;
};

}  // namespace

Result<report::AuditReport> CollectReport(const ReportScope& scope, const ReportSources& sources) {
  report::AuditReport all;
  all.made_at = scope.now;
  all.scope = scope.name;
  all.since = scope.since;
  all.until = scope.until;
  all.release = scope.release;
  all.log = TRY(sources.log.Verify(std::nullopt));
  Givers givers;
  for (const AuditEntry& entry : TRY(sources.log.Since({}, kMaxEntries))) {
    if (TellsOfDecisions(entry)) ++all.removed;
    if (entry.event.kind != AuditKind::kWaiverGiven) continue;
    if (const auto number = NumberIn(entry.event.detail)) givers[*number] = entry.person;
  }
  for (const NamedProject& project : scope.projects) {
    all.projects.push_back(TRY(ProjectCollector(scope, sources, givers).Collect(project)));
  }
  return all;
}

}  // namespace headwater::jobs
