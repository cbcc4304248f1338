// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "service/report/note.h"
#include "service/report/page.h"
#include "tests/service/report/sample_report.h"

/// \file
/// What people read, situation by situation: the status, the comment and the decision's page, in
/// both languages, as recorded in golden/dialogue. Whoever changes a word sees all of them.

namespace headwater::report {
namespace {

/// One thing that can happen to a merge request.
struct Situation {
  Report report;
  NoteContext context;
  /// In place of a judgement's: nothing is decided yet, or never will be.
  std::function<StatusLine(const NoteContext&)> status;
  bool was_told = false;  ///< There is a comment of ours already.
};

NoteContext Context() {
  NoteContext context;
  context.files = SafeUrl::Parse("https://gitlab.example.org/g/p/-/blob/33").value();
  context.decision = SafeUrl::Parse("https://headwater.example.org/decisions/8f3c2a").value();
  context.contact = SafeUrl::Parse("https://guide.example.org/help").value();
  context.id = {"8f3c2a1b000000000000000000000000"};
  return context;
}

Situation With(std::vector<RuleResult> rules) {
  Situation situation;
  situation.context = Context();
  situation.report.repository = Untrusted("group/project");
  situation.report.head = *CommitId::FromHex("3333333333333333333333333333333333333333");
  situation.report.policy = Untrusted("preset:opencode");
  situation.report.outcome = Outcome::kPass;
  for (const RuleResult& rule : rules) {
    const bool gates = rule.effective_mode == Mode::kGate;
    if (gates && rule.answer.verdict == Verdict::kFail) situation.report.outcome = Outcome::kFail;
    if (gates && rule.answer.verdict == Verdict::kUnknown &&
        situation.report.outcome == Outcome::kPass) {
      situation.report.outcome = Outcome::kUnknown;
    }
  }
  situation.report.rules = std::move(rules);
  return situation;
}

Situation Pending(std::function<StatusLine(const NoteContext&)> status) {
  Situation situation = With({});
  situation.status = std::move(status);
  return situation;
}

RuleResult Failing(const RuleInfo& info, Mode mode, size_t findings) {
  RuleResult rule = sample::Result(info, mode, Verdict::kFail);
  for (size_t i = 0; i < findings; ++i) {
    const std::string path = "src/part" + std::to_string(i + 1) + ".c";
    rule.answer.findings.push_back(sample::At(path, {1, 1}, sample::About("missing", path)));
    rule.answer.findings.back().fingerprint = std::string(32, static_cast<char>('a' + i % 6));
  }
  return rule;
}

RuleResult Passing(const RuleInfo& info) {
  return sample::Result(info, Mode::kGate, Verdict::kPass);
}

RuleResult Unknown(const RuleInfo& info, Mode mode) {
  RuleResult rule = sample::Result(info, mode, Verdict::kUnknown);
  rule.answer.reason = Message{.key = "budget-time", .args = {{"limit", Untrusted("60")}}};
  return rule;
}

RuleResult PartlyUnknown() {
  RuleResult rule = sample::Result(sample::kHeader, Mode::kGate, Verdict::kUnknown);
  rule.answer.unchecked.push_back(
      {.path = Untrusted("big.c"),
       .why = {.key = "too-large", .args = {{"limit", Untrusted("64")}}}});
  return rule;
}

RuleResult OldDebt() {
  RuleResult rule = Failing(sample::kHeader, Mode::kHint, 3);
  for (Finding& finding : rule.answer.findings) finding.advisory = true;
  return rule;
}

RuleResult Differing() {
  RuleResult rule = Failing(sample::kText, Mode::kHint, 1);
  rule.answer.findings[0].detail = {Untrusted("@@ src/part1.c"), Untrusted("-+ a line of theirs"),
                                    Untrusted("++ a line of ours")};
  return rule;
}

RuleResult WithCommand() {
  RuleResult rule = Failing(sample::kValid, Mode::kGate, 1);
  rule.answer.findings[0].fix = Fix{.kind = Fix::Kind::kCommand,
                                    .path = {},
                                    .lines = {},
                                    .text = Untrusted("reuse download EUPL-1.2")};
  return rule;
}

Situation Draft(Situation situation) {
  situation.context.draft = true;
  return situation;
}

Situation FirstContribution() {
  Situation situation = With({Failing(sample::kHeader, Mode::kGate, 2), Passing(sample::kText)});
  situation.context.first_contribution = true;
  return situation;
}

Situation Offered(size_t offered) {
  Situation situation = With({Failing(sample::kHeader, Mode::kGate, 2)});
  const auto& findings = situation.report.rules[0].answer.findings;
  for (size_t i = 0; i < offered; ++i) {
    situation.report.offered.push_back(findings[i].fingerprint);
  }
  return situation;
}

Situation Sync() {
  Situation situation = With({Passing(sample::kHeader)});
  situation.report.rules.push_back(Failing(sample::kText, Mode::kHint, 1));
  situation.report.notices = {
      {.kind = NoticeKind::kUpstreamCommits, .path = {}, .detail = Untrusted("646")},
      {.kind = NoticeKind::kUpstreamFiles, .path = {}, .detail = Untrusted("1204")}};
  return situation;
}

Situation ManyPoints() {
  std::vector<RuleResult> rules;
  for (size_t i = 0; i < 22; ++i) rules.push_back(Failing(sample::kHeader, Mode::kHint, 1));
  return With(std::move(rules));
}

Situation Unreadable(const std::string& problem) {
  Situation situation = With({});
  situation.report = sample::Unreadable(problem);
  return situation;
}

Situation Private() {
  Situation situation = With({Failing(sample::kHeader, Mode::kGate, 1)});
  situation.context.decision.reset();
  situation.context.files.reset();
  situation.context.contact.reset();
  return situation;
}

Situation Mended() {
  Situation situation = With({Passing(sample::kHeader), Passing(sample::kText)});
  situation.was_told = true;
  return situation;
}

struct DialogueCase {
  const char* file;
  std::function<Situation()> make;
};

using sample::kFresh;
using sample::kHeader;
using sample::kPresent;
using sample::kText;
using sample::kValid;

const DialogueCase kCases[] = {
    {"running",
     [] { return Pending([](const NoteContext& c) { return RunningStatus(c.language); }); }},
    {"waiting-for-the-pipeline", [] { return Pending(WaitingStatus); }},
    {"fetching-an-upstream", [] { return Pending(FetchingStatus); }},
    {"comparing-for-the-first-time", [] { return Pending(ComparingStatus); }},
    {"replaced-by-a-newer-head",
     [] { return Pending([](const NoteContext& c) { return SupersededStatus(c.language); }); }},
    {"our-own-trouble",
     [] {
       return Pending([](const NoteContext& c) {
         return UncheckedStatus(Untrusted("the forge did not answer"), c.language);
       });
     }},
    {"green",
     [] {
       return With({Passing(kHeader), Passing(kText)});
     }},
    {"green-draft", [] { return Draft(With({Passing(kHeader)})); }},
    {"mended", Mended},
    {"only-observed", [] { return With({Failing(kHeader, Mode::kObserve, 2)}); }},
    {"one-required",
     [] {
       return With({Failing(kHeader, Mode::kGate, 1), Passing(kText)});
     }},
    {"one-recommended", [] { return With({Failing(kHeader, Mode::kHint, 1)}); }},
    {"required-and-recommended",
     [] {
       return With({Failing(kHeader, Mode::kHint, 2), Failing(kText, Mode::kGate, 1)});
     }},
    {"several-required",
     [] {
       return With({Failing(kHeader, Mode::kGate, 2), Failing(kText, Mode::kGate, 1)});
     }},
    {"first-contribution", FirstContribution},
    {"draft-with-points",
     [] {
       return Draft(With({Failing(kHeader, Mode::kGate, 1), Failing(kText, Mode::kHint, 1)}));
     }},
    {"gate-not-checkable", [] { return With({Unknown(kText, Mode::kGate)}); }},
    {"gate-partly-not-checkable", [] { return With({PartlyUnknown()}); }},
    {"hint-not-checked",
     [] {
       return With({Failing(kHeader, Mode::kHint, 1), Unknown(kText, Mode::kHint)});
     }},
    {"unreadable", [] { return Unreadable("its history is not complete"); }},
    {"unreadable-hostile", [] { return Unreadable(sample::kHostile); }},
    {"old-debt-beside-a-point",
     [] {
       return With({OldDebt(), Failing(kText, Mode::kGate, 1)});
     }},
    {"old-debt-alone", [] { return With({OldDebt()}); }},
    {"many-places", [] { return With({Failing(kHeader, Mode::kGate, 8)}); }},
    {"many-points", ManyPoints},
    {"project-holds-a-release-branch", [] { return With({Failing(kPresent, Mode::kGate, 1)}); }},
    {"project-is-not-told-here",
     [] {
       return With({Failing(kPresent, Mode::kHint, 1), Failing(kHeader, Mode::kHint, 1)});
     }},
    {"suggestions-for-all", [] { return Offered(2); }},
    {"suggestions-for-some", [] { return Offered(1); }},
    {"a-command-mends-it", [] { return With({WithCommand()}); }},
    {"a-difference-to-unfold", [] { return With({Differing()}); }},
    {"sync-with-upstream", Sync},
    {"nobody-may-see-the-page", Private},
    {"hostile-names", [] { return With({sample::Gate()}); }},
    {"observed-beside-a-point",
     [] {
       return With({Failing(kFresh, Mode::kObserve, 1), Failing(kValid, Mode::kGate, 1)});
     }},
};

DecisionOutcome ToDecision(Outcome outcome) {
  switch (outcome) {
    case Outcome::kPass:
      return DecisionOutcome::kPass;
    case Outcome::kFail:
      return DecisionOutcome::kFail;
    case Outcome::kUnknown:
      break;
  }
  return DecisionOutcome::kUnknownContent;
}

/// Without what all pages begin and end with.
std::string PageOf(const Situation& situation) {
  Decision decision;
  decision.id = situation.context.id;
  decision.about = {{7}, {3}};
  decision.head = situation.report.head;
  decision.outcome = ToDecision(situation.report.outcome);
  decision.at = WallTime(std::chrono::sys_days(std::chrono::year(2026) / 11 / 21));
  const std::string page =
      RenderPage(decision, situation.report,
                 {.project = Untrusted("group/project"), .language = situation.context.language});
  const size_t begin = page.find("<main ");
  return page.substr(begin, page.find("</main>") - begin);
}

std::string NoteOf(const Situation& situation) {
  if (WantsNote(situation.report, situation.context)) {
    return RenderNote(situation.report, situation.context);
  }
  return situation.was_told ? RenderAllDone(situation.report, situation.context) : "(none)\n";
}

std::string Render(Situation situation, Language language) {
  situation.context.language = language;
  const bool decided = situation.status == nullptr;
  const StatusLine status = decided ? RenderStatus(situation.report, situation.context)
                                    : situation.status(situation.context);
  std::string text = "==== Status: " + std::string(NameOf(status.state).view()) + "\n";
  text += status.text + "\n\n==== Comment\n";
  text += decided ? NoteOf(situation) : "(none)\n";
  if (decided) text += "\n==== Page\n" + PageOf(situation);
  return text;
}

bool Accepting() {
  const char* accept = std::getenv("HEADWATER_ACCEPT");
  return accept != nullptr && std::string_view(accept) == "1";
}

TEST(DialogueTest, EverySituationReadsAsRecorded) {
  for (const DialogueCase& test : kCases) {
    const std::string text = Render(test.make(), Language::kEnglish) + "\n######## Deutsch\n\n" +
                             Render(test.make(), Language::kGerman);
    const std::string path = std::string(HEADWATER_SOURCE_DIR) +
                             "/tests/service/report/golden/dialogue/" + test.file + ".txt";
    if (Accepting()) {
      std::ofstream(path, std::ios::binary) << text;
      continue;
    }
    std::ifstream file(path, std::ios::binary);
    ASSERT_TRUE(file) << path;
    EXPECT_EQ(std::string((std::istreambuf_iterator<char>(file)), {}), text) << path;
  }
  if (Accepting()) GTEST_SKIP() << "golden files were written, nothing was compared";
}

TEST(DialogueTest, StatusesFitIntoTheirLine) {
  for (const DialogueCase& test : kCases) {
    for (const Language language : {Language::kEnglish, Language::kGerman}) {
      Situation situation = test.make();
      situation.context.language = language;
      if (situation.status != nullptr) continue;
      const StatusLine status = RenderStatus(situation.report, situation.context);
      EXPECT_LE(status.text.size(), kMaxStatusText) << test.file;
      EXPECT_EQ(status.state == StatusState::kSuccess, situation.report.outcome == Outcome::kPass)
          << test.file;
    }
  }
}

TEST(DialogueTest, GreenAndDraftsAreNotCommentedOn) {
  for (const DialogueCase& test : kCases) {
    const Situation situation = test.make();
    if (situation.status != nullptr) continue;
    const Points points = PointsOf(situation.report);
    const bool is_quiet = points.required + points.recommended + points.not_checked == 0;
    const bool expected = !situation.context.draft && (!is_quiet || situation.report.problem);
    EXPECT_EQ(expected, WantsNote(situation.report, situation.context)) << test.file;
  }
}

}  // namespace
}  // namespace headwater::report
