// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/report/command_lines.h"

#include <gtest/gtest.h>

#include "service/report/note.h"
#include "tests/forge/quick_actions.h"
#include "tests/service/report/sample_report.h"

namespace headwater::report {
namespace {

std::string NoteFor(const std::string& bot, Verdict verdict) {
  NoteContext context;
  context.language = Language::kGerman;
  context.bot = Untrusted(bot);
  Report report;
  report.rules.push_back(sample::Result(sample::kHeader, Mode::kGate, verdict));
  if (verdict == Verdict::kFail) {
    report.rules.back().answer.findings.push_back(
        sample::At("a.c", {1, 1}, sample::About("missing", "a.c")));
  }
  return RenderNote(report, context);
}

TEST(CommandLinesTest, StandWhereThereIsAPointAndCommandsAreRead) {
  const std::string rule(sample::kHeader.id.view());
  const std::string note = NoteFor("hw-bot", Verdict::kFail);
  for (const std::string& line :
       {"`@hw-bot falsch " + rule + ": kurze Begründung`",
        "`@hw-bot ausnahme-anfragen " + rule + ": Grund`",
        "`@hw-bot ausnahme " + rule + " bis 90d weil akzeptiertes-risiko: Begründung`",
        std::string("`@hw-bot hilfe`")}) {
    EXPECT_NE(std::string::npos, note.find(line)) << note;
  }
  EXPECT_EQ(std::string::npos, NoteFor("", Verdict::kFail).find("ausnahme-anfragen"));
  EXPECT_EQ(std::string::npos, NoteFor("hw-bot", Verdict::kPass).find("ausnahme-anfragen"));
}

TEST(CommandLinesTest, CallNobodyAndDoNothing) {
  const forge_double::CommentText comment =
      forge_double::ReadComment(NoteFor("hw-bot", Verdict::kFail), false);
  EXPECT_TRUE(comment.mentions.empty());
  EXPECT_TRUE(comment.actions.empty());
}

TEST(CommandLinesTest, TheMarkerNamesTheComment) {
  EXPECT_EQ("<!-- headwater:reply 302 -->", ReplyMarker("302"));
}

TEST(CommandLinesTest, NameARuleThatFoundSomethingBeforeOneThatCouldNotBeChecked) {
  Report report;
  report.outcome = Outcome::kFail;
  report.rules = {sample::Result(sample::kText, Mode::kGate, Verdict::kUnknown),
                  sample::Result(sample::kHeader, Mode::kGate, Verdict::kFail)};
  report.rules[1].answer.findings.push_back(
      sample::At("a.c", {1, 1}, sample::About("missing", "a.c")));
  NoteContext context;
  context.language = Language::kEnglish;
  context.bot = Untrusted("hw-bot");
  const std::string note = RenderNote(report, context);
  EXPECT_NE(std::string::npos, note.find("@hw-bot waive license/header-missing until")) << note;
}

}  // namespace
}  // namespace headwater::report
