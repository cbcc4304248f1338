// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/report/audit_report.h"

#include <algorithm>
#include <cstdlib>

#include "headwater/report.h"
#include "service/report/audit_report_tables.h"
#include "service/report/audit_report_texts.h"
#include "service/report/decision_json.h"
#include "service/report/times.h"

namespace headwater::report {
namespace {

constexpr Literal kStyle =
    "body{max-width:72rem}.wide{overflow-x:auto;overflow-wrap:normal}"
    "table{border-collapse:collapse;margin:1rem 0}caption{text-align:left;font-weight:bold}"
    "th,td{border:1px solid #767676;padding:.25rem .5rem;text-align:left;vertical-align:top}"
    "td ul{margin:0;padding-left:1rem}"
    "@media print{h2{break-before:page}tr{break-inside:avoid}thead{display:table-header-group}"
    ".wide{overflow:visible}nav{display:none}table{font-size:.8rem}}";

/// Writes one document.
class ReportWriter {
 public:
  ReportWriter(const AuditReport& report, Language language)
      : report_(report), language_(language) {}

  std::string Write() && {
    Html title;
    title << Word(texts::kReportTitle);
    if (!report_.scope.empty()) title << " " << report_.scope;
    BeginHtml(title, kStyle, language_, out_);
    WriteFacts();
    WriteContents();
    for (size_t i = 0; i < report_.projects.size(); ++i) WriteProject(report_.projects[i], i + 1);
    EndHtml(out_);
    return out_.text();
  }

 private:
  Literal Word(const Text& text) const { return text.In(language_); }

  void WriteFacts() {
    out_ << "<ul>\n<li>" << Word(texts::kScopeTitle);
    if (report_.scope.empty()) {
      out_ << Word(texts::kWholePlatform);
    } else {
      out_ << report_.scope;
    }
    out_ << "</li>\n<li>" << Word(texts::kPeriodTitle);
    WritePeriod();
    out_ << "</li>\n";
    WriteRelease();
    out_ << "<li>" << Word(texts::kMadeTitle) << RenderTime<Sink::kXml>(report_.made_at, language_)
         << "</li>\n<li>" << Word(texts::kEngineTitle) << kEngineVersion << "</li>\n<li>"
         << Word(texts::kLogTitle);
    WriteLog();
    out_ << "</li>\n</ul>\n<p>" << Word(texts::kHowToRead) << "</p>\n";
    if (report_.removed > 0) out_ << "<p>" << Word(texts::kRemovedNote) << "</p>\n";
  }

  void WritePeriod() {
    if (!report_.since && !report_.until) out_ << Word(texts::kAllTime);
    if (report_.since) {
      out_ << Word(texts::kFromDay) << RenderLongDay<Sink::kXml>(*report_.since, language_);
    }
    if (report_.since && report_.until) out_ << " ";
    if (report_.until) {
      out_ << Word(texts::kUntilDay) << RenderLongDay<Sink::kXml>(*report_.until, language_);
    }
  }

  void WriteRelease() {
    if (!report_.release) return;
    const Release& release = *report_.release;
    out_ << "<li>" << Word(texts::kReleaseTitle) << "<code>" << release.from << ".." << release.to
         << "</code>, " << release.commits
         << Word(release.commits == 1 ? texts::kOneCommitInIt : texts::kCommitsInIt) << "<code>"
         << Untrusted(release.commit.Hex()) << "</code></li>\n";
  }

  void WriteLog() {
    if (report_.log.head.number == 0) {
      out_ << Word(texts::kLogEmpty);
      return;
    }
    out_ << Word(report_.log.faults.empty() ? texts::kLogSound : texts::kLogBroken) << "<code>"
         << report_.log.head.number << ":" << Untrusted(report_.log.head.hash) << "</code>";
  }

  void WriteContents() {
    if (report_.projects.size() < 2) return;
    out_ << "<nav aria-label=\"" << Word(texts::kProjects) << "\">\n<ul>\n";
    for (size_t i = 0; i < report_.projects.size(); ++i) {
      out_ << "<li><a href=\"#project-" << i + 1 << "\">" << report_.projects[i].path
           << "</a></li>\n";
    }
    out_ << "</ul>\n</nav>\n";
  }

  void Heading(const Text& text) { out_ << "<h3>" << Word(text) << "</h3>\n"; }
  void Say(const Text& text) { out_ << "<p>" << Word(text) << "</p>\n"; }

  /// A table, or in words that there is nothing.
  template <typename Items, typename Render>
  void WriteList(const Text& heading, const Items& items, const Text& none, Render render) {
    Heading(heading);
    if (items.empty()) {
      Say(none);
    } else {
      out_ << render();
    }
  }

  void WriteProject(const ProjectRecord& project, size_t number) {
    out_ << "<h2 id=\"project-" << number << "\">" << project.path << "</h2>\n";
    WriteList(texts::kPolicyHeading, project.policies, texts::kNoPolicy,
              [&] { return PolicyTable(project.policies, language_); });
    WriteBranch(project);
    WriteMerges(project);
    WriteList(texts::kRulesHeading, project.rules, texts::kNoRules,
              [&] { return RuleCountTable(project.rules, language_); });
    WriteList(texts::kWaiversHeading, project.waivers, texts::kNoWaivers,
              [&] { return WaiverTable(report_, project.waivers, language_); });
    WriteList(texts::kGapsHeading, project.gaps, texts::kNoGaps,
              [&] { return GapTable(project.gaps, language_); });
  }

  void WriteBranch(const ProjectRecord& project) {
    Heading(texts::kBranchHeading);
    if (!project.branch) {
      Say(texts::kNoBranch);
      return;
    }
    const BranchState& branch = *project.branch;
    out_ << "<ul>\n<li>" << Word(texts::kCommit) << ": <code>" << Untrusted(branch.commit.Hex())
         << "</code></li>\n<li>" << Word(texts::kDecision) << ": <code>" << Untrusted(branch.id.hex)
         << "</code>, " << RenderTime<Sink::kXml>(branch.at, language_) << "</li>\n<li>"
         << Word(texts::kEngineTitle) << branch.engine << "</li>\n</ul>\n"
         << RuleStateTable(branch, texts::kLicencesHeading, {"license/"}, language_)
         << RuleStateTable(branch, texts::kSbomHeading, {"sbom/"}, language_)
         << RuleStateTable(branch, texts::kUpstreamHeading, {"upstream/", "fork/"}, language_)
         << OtherRulesTable(branch, texts::kOthersHeading,
                            {"license/", "sbom/", "upstream/", "fork/"}, language_);
  }

  void WriteMerges(const ProjectRecord& project) {
    Heading(texts::kMergeHeading);
    out_ << "<ul>\n<li>" << Word(texts::kJudgedCount) << project.judged << "</li>\n<li>"
         << Word(texts::kMergedCount) << project.merged << "</li>\n<li>"
         << Word(texts::kNotGreenCount) << project.not_green.size() << "</li>\n</ul>\n";
    if (!project.not_green.empty()) out_ << MergeTable(project.not_green, language_);
  }

  const AuditReport& report_;
  const Language language_;
  Html out_;
};

}  // namespace

Literal NameOf(GapKind kind) {
  switch (kind) {
    case GapKind::kNoBranch:
      return "no-default-branch";
    case GapKind::kOtherCommit:
      return "other-commit";
    case GapKind::kNotJudged:
      return "not-judged";
    case GapKind::kRule:
      return "rule";
    case GapKind::kFiles:
      return "files";
    case GapKind::kMergedUnchecked:
      return "merged-unchecked";
    case GapKind::kUnreadable:
      return "unreadable";
  }
  std::abort();
}

Literal StateAtEnd(const Waiver& waiver, const AuditReport& report) {
  const auto made = std::chrono::floor<std::chrono::days>(report.made_at);
  const auto day = report.until ? std::min(*report.until, made) : made;
  const bool is_revoked =
      waiver.revoked_at && *waiver.revoked_at < WallTime(day + std::chrono::days(1));
  if (is_revoked) return "revoked";
  return waiver.until < day ? Literal("ended") : Literal("in-force");
}

std::string RenderAuditHtml(const AuditReport& report, Language language) {
  return ReportWriter(report, language).Write();
}

}  // namespace headwater::report
