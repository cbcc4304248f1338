// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include <array>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <iterator>
#include <string>

#include "service/report/audit_report.h"
#include "service/report/catalogue.h"
#include "service/report/codeclimate.h"
#include "service/report/json.h"
#include "service/report/junit.h"
#include "service/report/note.h"
#include "service/report/page.h"
#include "service/report/project_issue.h"
#include "service/report/sarif.h"
#include "service/report/text.h"
#include "tests/service/report/sample_audit.h"
#include "tests/service/report/sample_report.h"

namespace headwater::report {
namespace {

constexpr RuleEntry kHeaderEntry = {.info = sample::kHeader, .check = nullptr};
constexpr RuleEntry kPresentEntry = {.info = sample::kPresent, .check = nullptr};
constexpr std::array<const RuleEntry*, 2> kCatalogue = {&kHeaderEntry, &kPresentEntry};

NoteContext Context(Language language) {
  NoteContext context;
  context.language = language;
  context.first_contribution = true;
  context.files = SafeUrl::Parse("https://gitlab.example.org/g/p/-/blob/33").value();
  context.decision = SafeUrl::Parse("https://headwater.example.org/decisions/8f3c2a").value();
  context.contact = SafeUrl::Parse("https://guide.example.org/help").value();
  context.id = {"8f3c2a1b000000000000000000000000"};
  return context;
}

std::string Page(const Report& report, Language language) {
  Decision decision;
  decision.id = {"8f3c2a1b000000000000000000000000"};
  decision.about = {{7}, {3}};
  decision.head = report.head;
  decision.outcome = DecisionOutcome::kFail;
  decision.at = WallTime(std::chrono::sys_days(std::chrono::year(2026) / 11 / 21)) +
                std::chrono::minutes(845);
  PageContext context{.project = Untrusted("group/project"), .language = language};
  context.files = SafeUrl::Parse("https://gitlab.example.org/group/project/-/blob/33").value();
  context.fix_patch =
      SafeUrl::Parse("https://headwater.example.org/decisions/8f3c2a/fix.patch").value();
  return RenderPage(decision, report, context);
}

/// What a project has: one rule, several, none that fails but one that could not be checked, none.
Report OneOfProject() {
  Report report = sample::Rich();
  std::erase_if(report.rules,
                [](const RuleResult& rule) { return rule.subject() != Subject::kProject; });
  return report;
}

Report SeveralOfProject() {
  Report report = sample::Rich();
  for (RuleResult& rule : report.rules) rule.answer.subject = Subject::kProject;
  return report;
}

Report UncheckedOfProject() {
  Report report = SeveralOfProject();
  std::erase_if(report.rules,
                [](const RuleResult& rule) { return rule.answer.verdict == Verdict::kFail; });
  return report;
}

Report NothingOfProject() {
  Report report = sample::Rich();
  report.rules.clear();
  return report;
}

std::string Issue(const Report& report, Language language) {
  const ProjectIssue issue = RenderProjectIssue({7}, report, Context(language));
  return std::string(ProjectIssueTitle(language)) + "\n\n" + issue.text + issue.footer;
}

/// Nothing is open, and waivers end soon.
std::string Ending(size_t count, Language language) {
  std::vector<Waiver> ending = {sample::WaiverOf(12, "group opencode/lizenzteam"),
                                sample::WaiverOf(13, "operator")};
  ending.resize(count);
  const ProjectIssue issue = RenderProjectIssue({7}, NothingOfProject(), Context(language), ending);
  return issue.text + "\n" + issue.footer;
}

struct GoldenCase {
  const char* file;
  std::function<std::string()> render;
};

const GoldenCase kCases[] = {
    {"text.en.txt", [] { return RenderText(sample::Rich(), Language::kEnglish); }},
    {"text.de.txt", [] { return RenderText(sample::Rich(), Language::kGerman); }},
    {"problem.en.txt",
     [] { return RenderText(sample::Unreadable(sample::kHostile), Language::kEnglish); }},
    {"check.json", [] { return RenderJson(sample::Rich(), Language::kEnglish); }},
    {"check.sarif", [] { return RenderSarif(sample::Rich(), Language::kEnglish); }},
    {"codeclimate.json", [] { return RenderCodeClimate(sample::Rich(), Language::kEnglish); }},
    {"junit.xml", [] { return RenderJunit(sample::Rich(), Language::kGerman); }},
    {"rules.txt", [] { return RenderCatalogueText(kCatalogue, Language::kGerman); }},
    {"rules.md", [] { return RenderCatalogueMarkdown(kCatalogue); }},
    {"note.en.md", [] { return RenderNote(sample::Rich(), Context(Language::kEnglish)); }},
    {"note.de.md", [] { return RenderNote(sample::Rich(), Context(Language::kGerman)); }},
    {"note-problem.de.md",
     [] { return RenderNote(sample::Unreadable(sample::kHostile), Context(Language::kGerman)); }},
    {"note-done.en.md", [] { return RenderAllDone({}, Context(Language::kEnglish)); }},
    {"thread.de.md", [] { return RenderThread(true, Context(Language::kGerman)); }},
    {"issue-one.en.md", [] { return Issue(OneOfProject(), Language::kEnglish); }},
    {"issue-one.de.md", [] { return Issue(OneOfProject(), Language::kGerman); }},
    {"issue-several.en.md", [] { return Issue(SeveralOfProject(), Language::kEnglish); }},
    {"issue-several.de.md", [] { return Issue(SeveralOfProject(), Language::kGerman); }},
    {"issue-unchecked.en.md", [] { return Issue(UncheckedOfProject(), Language::kEnglish); }},
    {"issue-unchecked.de.md", [] { return Issue(UncheckedOfProject(), Language::kGerman); }},
    {"issue-done.en.md", [] { return Issue(NothingOfProject(), Language::kEnglish); }},
    {"issue-done.de.md", [] { return Issue(NothingOfProject(), Language::kGerman); }},
    {"page.en.html", [] { return Page(sample::Rich(), Language::kEnglish); }},
    {"page.de.html", [] { return Page(sample::Unreadable(sample::kHostile), Language::kGerman); }},
    {"waived.de.txt", [] { return RenderText(sample::Waived(), Language::kGerman); }},
    {"waived.en.txt", [] { return RenderText(sample::Waived(), Language::kEnglish); }},
    {"waived.json", [] { return RenderJson(sample::Waived(), Language::kEnglish); }},
    {"waived.sarif", [] { return RenderSarif(sample::Waived(), Language::kEnglish); }},
    {"waived-junit.xml", [] { return RenderJunit(sample::Waived(), Language::kEnglish); }},
    {"note-waived.de.md", [] { return RenderNote(sample::Waived(), Context(Language::kGerman)); }},
    {"note-waived.en.md", [] { return RenderNote(sample::Waived(), Context(Language::kEnglish)); }},
    {"note-all-waived.de.md",
     [] { return RenderAllDone(sample::AllWaived(), Context(Language::kGerman)); }},
    {"note-all-waived.en.md",
     [] { return RenderAllDone(sample::AllWaived(), Context(Language::kEnglish)); }},
    {"page-waived.en.html", [] { return Page(sample::Waived(), Language::kEnglish); }},
    {"page-waived.de.html", [] { return Page(sample::Waived(), Language::kGerman); }},
    {"page-expired.en.html", [] { return RenderExpiredLink(Language::kEnglish); }},
    {"page-expired.de.html", [] { return RenderExpiredLink(Language::kGerman); }},
    {"report.en.html", [] { return RenderAuditHtml(sample::Audit(), Language::kEnglish); }},
    {"report.de.html", [] { return RenderAuditHtml(sample::Audit(), Language::kGerman); }},
    {"report.csv", [] { return RenderAuditCsv(sample::Audit()); }},
    {"report.json", [] { return RenderAuditJson(sample::Audit()); }},
    {"issue-ending.en.md", [] { return Ending(2, Language::kEnglish); }},
    {"issue-ending.de.md", [] { return Ending(1, Language::kGerman); }},
    {"rules.json", [] { return RenderCatalogueJson(kCatalogue); }},
};

/// With HEADWATER_ACCEPT=1 the files are written anew, and the run counts as skipped: it has
/// compared nothing.
bool Accepting() {
  const char* accept = std::getenv("HEADWATER_ACCEPT");
  return accept != nullptr && std::string_view(accept) == "1";
}

TEST(GoldenTest, EveryFormatIsByteByByteAsRecorded) {
  for (const GoldenCase& test : kCases) {
    const std::string path =
        std::string(HEADWATER_SOURCE_DIR "/tests/service/report/golden/") + test.file;
    if (Accepting()) {
      std::ofstream(path, std::ios::binary) << test.render();
      continue;
    }
    std::ifstream file(path, std::ios::binary);
    ASSERT_TRUE(file) << path;
    const std::string recorded((std::istreambuf_iterator<char>(file)), {});
    EXPECT_EQ(test.render(), recorded) << path;
  }
  if (Accepting()) GTEST_SKIP() << "golden files were written, nothing was compared";
}

}  // namespace
}  // namespace headwater::report
