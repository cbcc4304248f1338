// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/report/text.h"

#include <gtest/gtest.h>

#include <sstream>

#include "headwater/sink.h"
#include "tests/service/report/sample_report.h"

namespace headwater::report {
namespace {

std::string Text(const Report& report) { return RenderText(report, Language::kEnglish); }

Report OneRule(RuleResult result) {
  Report report;
  report.outcome = Outcome::kPass;
  report.policy = Untrusted("p");
  report.rules.push_back(std::move(result));
  return report;
}

Report OneFix(Fix fix) {
  RuleResult result = sample::Result(sample::kHeader, Mode::kHint, Verdict::kFail);
  result.answer.findings.push_back(sample::At("a", {}, sample::About("missing", "a")));
  result.answer.findings.back().fix = std::move(fix);
  return OneRule(std::move(result));
}

TEST(TextTest, SaysOnlyTheSummaryWhenAllIsWell) {
  EXPECT_EQ(Text(OneRule(sample::Result(sample::kHeader, Mode::kGate, Verdict::kPass))),
            "headwater: pass: 0 required, 0 recommended, 0 not checked (0 files, 0 commits, policy "
            "p)\n");
}

TEST(TextTest, OnlyCountsWhatIsObserved) {
  RuleResult result = sample::Result(sample::kHeader, Mode::kObserve, Verdict::kFail);
  result.answer.findings.push_back(sample::At("a", {}, sample::About("missing", "a")));
  EXPECT_EQ(Text(OneRule(std::move(result))),
            "headwater: pass: 0 required, 0 recommended, 0 not checked, 1 observed (0 files, 0 "
            "commits, policy p)\n");
}

TEST(TextTest, SaysAnUnreadableChangeOnce) {
  EXPECT_EQ(Text(sample::Unreadable("no such revision")),
            "headwater: could not check: no such revision\n");
}

TEST(TextTest, TellsFixesByTheirFirstLine) {
  struct Case {
    Fix fix;
    const char* expected;
  };
  const auto fix = [](Fix::Kind kind, LineRange lines, const char* text) {
    return Fix{.kind = kind, .path = Untrusted("f"), .lines = lines, .text = Untrusted(text)};
  };
  const Case cases[] = {
      {fix(Fix::Kind::kReplace, {1, 0}, "x\n"), "  fix: insert at line 1: x\n"},
      {fix(Fix::Kind::kReplace, {1, 0}, "x\r\ny\r\n"), "  fix: insert at line 1: x ...\n"},
      {fix(Fix::Kind::kReplace, {2, 3}, "x"), "  fix: lines 2-3 become: x\n"},
      {fix(Fix::Kind::kReplace, {2, 3}, ""), "  fix: lines 2-3 can be deleted\n"},
      {fix(Fix::Kind::kReplace, {}, "x\ny"), "  fix: replace the whole file by: x ...\n"},
      {fix(Fix::Kind::kCreate, {}, "x\n"), "  fix: create f: x\n"},
      {fix(Fix::Kind::kCommand, {}, "reuse lint"), "  fix: reuse lint\n"},
  };
  for (const Case& test : cases) {
    EXPECT_NE(Text(OneFix(test.fix)).find(test.expected), std::string::npos)
        << Text(OneFix(test.fix));
  }
}

TEST(TextTest, CutsEveryLineBetweenCharacters) {
  std::string name;
  while (name.size() < 2 * kMaxLineBytes) name += "äöü";
  std::istringstream lines(Text(sample::Foreign(name)));
  size_t cut = 0;
  for (std::string line; std::getline(lines, line);) {
    EXPECT_LE(line.size(), kMaxLineBytes);
    EXPECT_EQ(ToValidUtf8(Untrusted(line)), line);
    cut += line.ends_with("...") ? 1 : 0;
  }
  EXPECT_GT(cut, 0U);
}

}  // namespace
}  // namespace headwater::report
