// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <string>
#include <utility>

#include "headwater/report.h"
#include "service/report/audit_report.h"
#include "service/report/coming.h"
#include "service/report/csv.h"
#include "service/report/decision_json.h"
#include "service/report/names.h"

namespace headwater::report {
namespace {

/// One line: what is not set stays empty. Which columns a section fills in: service/docs/report.md.
struct Row {
  Untrusted project{};
  Literal section{};
  Untrusted item{};
  Untrusted merge_request{};
  Untrusted state{};
  Untrusted count{};
  Untrusted at{};
  Untrusted until{};
  Untrusted decision{};
  Untrusted commit{};
  Untrusted role{};
  Untrusted person{};
  Untrusted text{};
};

constexpr char kHead[] =
    "project,section,item,merge_request,state,count,at,until,decision,commit,role,person,text\r\n";

Untrusted NumberText(uint64_t number) { return Untrusted(std::to_string(number)); }
/// Empty: none, or the default branch.
Untrusted IidText(MergeRequestIid iid) {
  return Untrusted(iid.value == 0 ? "" : std::to_string(iid.value));
}
Untrusted WordText(Literal word) { return Untrusted(std::string(word.view())); }
Untrusted HexText(const CommitId& id) { return Untrusted(id.IsZero() ? "" : id.Hex()); }
Untrusted TimeText(WallTime time) { return Untrusted(FormatTime(time)); }

std::string LineOf(const Row& row) {
  const Untrusted cells[] = {row.project,  WordText(row.section),
                             row.item,     row.merge_request,
                             row.state,    row.count,
                             row.at,       row.until,
                             row.decision, row.commit,
                             row.role,     row.person,
                             row.text};
  std::string line;
  for (const Untrusted& cell : cells) {
    if (!line.empty()) line += ',';
    line += CsvCell(cell);
  }
  return line + "\r\n";
}

/// Writes the lines of one project, and those about the document.
class CsvWriter {
 public:
  explicit CsvWriter(const AuditReport& report) : report_(report) {}

  std::string Write() && {
    text_ = kHead;
    WriteDocument();
    for (const ProjectRecord& project : report_.projects) WriteProject(project);
    return std::move(text_);
  }

 private:
  void Add(const Row& row) { text_ += LineOf(row); }

  void WriteDocument() {
    Row row{.section = "report",
            .item = report_.scope,
            .count = NumberText(report_.projects.size()),
            .at = TimeText(report_.made_at),
            .text = WordText(kEngineVersion)};
    if (report_.release) {
      row.commit = HexText(report_.release->commit);
      row.state = Untrusted(report_.release->from.bytes() + ".." + report_.release->to.bytes());
    }
    Add(row);
    if (report_.since || report_.until) {
      Add({.section = "period",
           .at = Untrusted(report_.since ? DayText(*report_.since) : ""),
           .until = Untrusted(report_.until ? DayText(*report_.until) : "")});
    }
    Add({.section = "audit-log",
         .state = WordText(report_.log.faults.empty() ? Literal("unbroken") : "broken"),
         .count = NumberText(report_.log.head.number),
         .text = Untrusted(report_.log.head.hash)});
    if (report_.removed > 0) Add({.section = "decisions-removed"});
  }

  void WriteProject(const ProjectRecord& project) {
    for (const PolicyUse& use : project.policies) {
      Add({.project = project.path,
           .section = "policy",
           .item = use.name,
           .count = NumberText(use.judgements),
           .at = TimeText(use.last),
           .commit = HexText(use.commit),
           .text = Untrusted(use.hash)});
    }
    WriteBranch(project);
    WriteMerges(project);
    for (const RuleCount& rule : project.rules) WriteCounts(project, rule);
    for (const WaiverUse& use : project.waivers) WriteWaiver(project, use);
    for (const Gap& gap : project.gaps) WriteGap(project, gap);
  }

  void WriteBranch(const ProjectRecord& project) {
    if (!project.branch) return;
    const BranchState& branch = *project.branch;
    Add({.project = project.path,
         .section = "default-branch",
         .state = WordText(NameOf(branch.outcome)),
         .at = TimeText(branch.at),
         .decision = Untrusted(branch.id.hex),
         .commit = HexText(branch.commit),
         .text = branch.engine});
    for (const RuleState& state : branch.rules) {
      Add({.project = project.path,
           .section = "default-branch-rule",
           .item = state.id,
           .state = WordText(state.waived ? Literal("waived") : NameOf(state.verdict)),
           .count = NumberText(state.findings),
           .decision = Untrusted(branch.id.hex),
           .text = state.reason});
    }
  }

  void WriteMerges(const ProjectRecord& project) {
    const auto add = [&](Literal state, uint64_t count) {
      Add({.project = project.path,
           .section = "merge-requests",
           .state = WordText(state),
           .count = NumberText(count)});
    };
    add("judged", project.judged);
    add("merged", project.merged);
    add("merged-not-green", project.not_green.size());
    for (const MergedChange& merge : project.not_green) {
      const CommitId& made =
          merge.squash_commit.IsZero() ? merge.merge_commit : merge.squash_commit;
      Add({.project = project.path,
           .section = "merged",
           .merge_request = IidText(merge.about.iid),
           .state = WordText(merge.how == MergedHow::kRed ? Literal("red") : "unchecked"),
           .at = TimeText(merge.at),
           .decision = Untrusted(merge.decision.hex),
           .commit = HexText(made.IsZero() ? merge.head : made)});
    }
  }

  void WriteCounts(const ProjectRecord& project, const RuleCount& rule) {
    struct Count {
      Literal state;
      uint64_t number;
    };
    const Count counts[] = {
        {"passed", rule.passed},           {"required", rule.required},
        {"recommended", rule.recommended}, {"waived", rule.waived},
        {"unchecked", rule.unchecked},     {"not-applicable", rule.not_applicable},
        {"findings", rule.findings}};
    for (const Count& count : counts) {
      Add({.project = project.path,
           .section = "rule",
           .item = rule.id,
           .state = WordText(count.state),
           .count = NumberText(count.number)});
    }
  }

  void WriteWaiver(const ProjectRecord& project, const WaiverUse& use) {
    const Waiver& waiver = use.waiver;
    std::string text = std::string(NameOf(waiver.reason).view());
    if (!waiver.text.empty()) text += ": " + waiver.text.bytes();
    Add({.project = project.path,
         .section = "waiver",
         .item = Untrusted(waiver.scope.rule),
         .merge_request = IidText(waiver.scope.iid.value_or(MergeRequestIid{})),
         .state = WordText(StateAtEnd(waiver, report_)),
         .count = NumberText(waiver.number),
         .at = TimeText(waiver.given_at),
         .until = Untrusted(DayText(waiver.until)),
         .role = Untrusted(waiver.role),
         .person = NumberText(static_cast<uint64_t>(use.person)),
         .text = Untrusted(std::move(text))});
  }

  void WriteGap(const ProjectRecord& project, const Gap& gap) {
    Add({.project = project.path,
         .section = "not-checked",
         .item = gap.rule,
         .merge_request = IidText(gap.iid),
         .state = WordText(NameOf(gap.kind)),
         .count = NumberText(gap.kind == GapKind::kFiles ? gap.files : 1),
         .decision = Untrusted(gap.decision.hex),
         .text = gap.text});
  }

  const AuditReport& report_;
  std::string text_;
};

}  // namespace

std::string RenderAuditCsv(const AuditReport& report) { return CsvWriter(report).Write(); }

}  // namespace headwater::report
