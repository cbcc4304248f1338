// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/report/note.h"

#include <gtest/gtest.h>

#include "service/report/page.h"
#include "tests/forge/quick_actions.h"
#include "tests/service/report/sample_report.h"

namespace headwater::report {
namespace {

NoteContext English() {
  NoteContext context;
  context.language = Language::kEnglish;
  context.id = {"8f3c2a1b"};
  return context;
}

/// A report with one rule in this mode and verdict, and so many findings.
Report With(Mode mode, Verdict verdict, size_t findings, const RuleInfo& info = sample::kHeader) {
  Report report;
  report.outcome = mode == Mode::kGate && verdict == Verdict::kFail      ? Outcome::kFail
                   : mode == Mode::kGate && verdict == Verdict::kUnknown ? Outcome::kUnknown
                                                                         : Outcome::kPass;
  report.rules.push_back(sample::Result(info, mode, verdict));
  for (size_t i = 0; i < findings; ++i) {
    const std::string path = "src/" + std::to_string(i) + ".c";
    report.rules.back().answer.findings.push_back(
        sample::At(path, {1, 1}, sample::About("missing", path)));
  }
  return report;
}

TEST(NoteTest, ADifferenceIsFoldedAndIsNothingButText) {
  Report report = With(Mode::kHint, Verdict::kFail, 2);
  report.rules[0].answer.findings[1].detail = {Untrusted("@@ a.c"), Untrusted("-+</details>"),
                                               Untrusted("/close"), Untrusted("+-`@all` #1")};
  const std::string note = RenderNote(report, English());
  EXPECT_NE(note.find("<summary>The difference, line by line</summary>\n\n- `@@ a.c`\n"
                      "- `-+</details>`\n- `/close`\n- `` +-`@all` #1 ``\n\n</details>\n"),
            note.npos)
      << note;
  const forge_double::CommentText read = forge_double::ReadComment(note, false);
  EXPECT_TRUE(read.actions.empty());
  EXPECT_TRUE(read.mentions.empty());
}

TEST(StatusTest, SaysWhatCountsInOneLine) {
  struct Row {
    Report report;
    StatusState state;
    std::string text;
  };
  const Row rows[] = {
      {With(Mode::kGate, Verdict::kPass, 0), StatusState::kSuccess, "Headwater: fine"},
      {With(Mode::kHint, Verdict::kFail, 3), StatusState::kSuccess,
       "Headwater: fine, 1 recommendation"},
      {With(Mode::kObserve, Verdict::kFail, 3), StatusState::kSuccess, "Headwater: fine"},
      {With(Mode::kGate, Verdict::kFail, 3), StatusState::kFailed,
       "Headwater: 1 point required - details in the comment"},
      {With(Mode::kGate, Verdict::kUnknown, 0), StatusState::kFailed,
       "Headwater: 1 not checkable - details in the comment"},
      {sample::Unreadable("too deep"), StatusState::kFailed,
       "Headwater: could not check: too deep"},
  };
  for (const Row& row : rows) {
    const StatusLine line = RenderStatus(row.report, English());
    EXPECT_EQ(row.text, line.text);
    EXPECT_EQ(row.state, line.state) << row.text;
  }
}

TEST(StatusTest, ADraftHasTheSameStateInOtherWords) {
  NoteContext draft = English();
  draft.draft = true;
  const StatusLine line = RenderStatus(With(Mode::kGate, Verdict::kFail, 1), draft);
  EXPECT_EQ(StatusState::kFailed, line.state);
  EXPECT_EQ("Headwater: draft: 1 point required", line.text);
}

TEST(StatusTest, IsCutBetweenCharactersAtGitLabsLimit) {
  std::string reason;
  for (int i = 0; i < 300; ++i) reason += "ä";
  const std::string text = UncheckedStatus(Untrusted(reason), Language::kGerman).text;
  size_t characters = 0;
  for (const char c : text) characters += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1 : 0;
  EXPECT_EQ(kMaxStatusText, characters);
  EXPECT_TRUE(text.ends_with("ä..."));
}

TEST(NoteTest, IsWantedOnlyWhenThereIsSomethingToDo) {
  EXPECT_FALSE(WantsNote(With(Mode::kGate, Verdict::kPass, 0), English()));
  EXPECT_FALSE(WantsNote(With(Mode::kObserve, Verdict::kFail, 1), English()));
  EXPECT_TRUE(WantsNote(With(Mode::kHint, Verdict::kFail, 1), English()));
  EXPECT_TRUE(WantsNote(With(Mode::kGate, Verdict::kUnknown, 0), English()));
  EXPECT_FALSE(WantsNote(With(Mode::kHint, Verdict::kUnknown, 0), English()));
  EXPECT_TRUE(WantsNote(sample::Unreadable("x"), English()));
  NoteContext draft = English();
  draft.draft = true;
  EXPECT_FALSE(WantsNote(With(Mode::kGate, Verdict::kFail, 1), draft));
}

TEST(NoteTest, OldDebtIsOneFoldedNumber) {
  Report report = With(Mode::kHint, Verdict::kFail, 4);
  for (Finding& finding : report.rules[0].answer.findings) finding.advisory = true;
  EXPECT_FALSE(WantsNote(report, English()));
  report.rules[0].answer.findings[0].advisory = false;
  const std::string note = RenderNote(report, English());
  EXPECT_NE(std::string::npos,
            note.find("does not count: Every source file names its licence (3)"));
  EXPECT_EQ(std::string::npos, note.find("src/1.c"));
}

TEST(NoteTest, AProjectsOwnStateIsNobodysPointUnlessItHolds) {
  EXPECT_FALSE(WantsNote(With(Mode::kHint, Verdict::kFail, 1, sample::kPresent), English()));
  const Report held = With(Mode::kGate, Verdict::kFail, 1, sample::kPresent);
  EXPECT_TRUE(WantsNote(held, English()));
  EXPECT_NE(std::string::npos,
            RenderNote(held, English()).find("not the doing of this merge request"));
}

TEST(NoteTest, CountsWhatWasLeftOutForAnUpstreamsSake) {
  Report report = With(Mode::kGate, Verdict::kFail, 1);
  report.notices = {{NoticeKind::kUpstreamFiles, {}, Untrusted("kettle`/close: 12")},
                    {NoticeKind::kUpstreamCommits, {}, Untrusted("kettle v2.4: 646")},
                    {NoticeKind::kUpstreamTooNew, {}, Untrusted("pot: 3")},
                    {NoticeKind::kSubmodule, Untrusted("lib"), {}}};
  const std::string note = RenderNote(report, English());
  EXPECT_NE(std::string::npos, note.find("left out of the check: `` kettle`/close: 12 ``")) << note;
  EXPECT_NE(std::string::npos, note.find("original project: `kettle v2.4: 646`")) << note;
  EXPECT_NE(std::string::npos, note.find("`pot: 3`")) << note;
  EXPECT_EQ(std::string::npos, note.find("submodule")) << note;
}

TEST(NoteTest, APatchWithEveryFixIsOneLineToCopy) {
  const Report report = With(Mode::kGate, Verdict::kFail, 1);
  NoteContext context = English();
  EXPECT_EQ(std::string::npos, RenderNote(report, context).find("git apply"));
  context.fix_patch = SafeUrl::Parse("https://headwater.example.org/decisions/a/fix.patch").value();
  EXPECT_NE(
      std::string::npos,
      RenderNote(report, context)
          .find("`curl -fsS https://headwater.example.org/decisions/a/fix.patch | git apply`"));
}

TEST(NoteTest, NamesFivePlacesAndCountsTheOthers) {
  const std::string note = RenderNote(With(Mode::kGate, Verdict::kFail, 8), English());
  EXPECT_NE(std::string::npos, note.find("src/4.c"));
  EXPECT_EQ(std::string::npos, note.find("src/5.c"));
  EXPECT_NE(std::string::npos, note.find(" and 3 more"));
}

TEST(NoteTest, SendsToAThreadOnlyWhereThereIsOne) {
  Report report = With(Mode::kGate, Verdict::kFail, 2);
  report.rules[0].answer.findings[0].fingerprint = std::string(32, 'a');
  report.rules[0].answer.findings[1].fingerprint = std::string(32, 'b');
  const Decision decision;
  const auto texts = [&] {
    return RenderNote(report, English()) +
           RenderPage(decision, report,
                      {.project = Untrusted("p"), .language = Language::kEnglish});
  };
  EXPECT_EQ(std::string::npos, texts().find("Apply the suggestion"));
  report.offered = {std::string(32, 'b')};
  const std::string some = texts();
  EXPECT_NE(std::string::npos, some.find("at the lines of the files (1 of 2), the rest by hand: "));
  EXPECT_NE(std::string::npos, some.find("suggestions in the merge request (1 of 2)"));
  report.offered = {std::string(32, 'a'), std::string(32, 'b')};
  EXPECT_NE(std::string::npos, texts().find("Apply the suggestion at the lines of the file, or"));
}

/// What a forge would do with these words.
void ExpectHarmless(const std::string& markdown, const std::string& about) {
  for (const bool legacy : {false, true}) {
    const forge_double::CommentText read = forge_double::ReadComment(markdown, legacy);
    EXPECT_TRUE(read.actions.empty()) << about;
    EXPECT_TRUE(read.mentions.empty()) << about;
  }
}

TEST(NoteTest, WhateverANameSaysNothingIsDone) {
  const std::string pieces[] = {"/approve", "\n/approve\n", "\r\n/merge\r\n",
                                "`",        "``",           "```\n",
                                "@all",     "@alex",        "</details>",
                                "\n\n",     "> ",           "~~~\n",
                                "-->",      "[x](y)",       "\\",
                                "|",        "<pre>",        "\n    /close",
                                "# ",       "\u202E",       "\xFF"};
  for (const std::string& first : pieces) {
    for (const std::string& second : pieces) {
      const std::string text = first + "x" + second + "/label ~a @all";
      ExpectHarmless(RenderNote(sample::Foreign(text), English()), text);
      ExpectHarmless(RenderNote(sample::Unreadable(text), English()), text);
    }
  }
}

TEST(NoteTest, NoForeignTextBecomesMarkupOnThePage) {
  Decision decision;
  const std::string html =
      RenderPage(decision, sample::Foreign("<script>\"'&</p>"),
                 {.project = Untrusted("<b>"), .language = Language::kEnglish});
  EXPECT_EQ(std::string::npos, html.find("<script>"));
  EXPECT_EQ(std::string::npos, html.find("<b>"));
  EXPECT_NE(std::string::npos, html.find("&lt;script&gt;"));
}

}  // namespace
}  // namespace headwater::report
