// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/fix_patch.h"

#include <gtest/gtest.h>

#include <string>

#include "headwater/registry.h"
#include "tests/fakes/fake_view.h"

namespace headwater::jobs {
namespace {

/// A report of one rule, whose findings bring these fixes.
Report With(const std::vector<Fix>& fixes, Mode mode = Mode::kGate) {
  Report report;
  RuleResult result;
  result.info = &AllRules().front()->info;
  result.effective_mode = mode;
  result.answer.verdict = Verdict::kFail;
  for (const Fix& fix : fixes) {
    Finding finding;
    finding.path = fix.path;
    finding.fix = fix;
    result.answer.findings.push_back(finding);
  }
  report.rules.push_back(std::move(result));
  return report;
}

Fix Replace(const std::string& path, const std::string& text) {
  return {Fix::Kind::kReplace, Untrusted(path), {1, 0}, Untrusted(text)};
}

TEST(FixPatchTest, HoldsEveryFixThatNeedsNoPerson) {
  fakes::FakeView view(fakes::FakeFiles{{"a.c", {"int a;\n"}}});
  const Fix create{Fix::Kind::kCreate, Untrusted("LICENSES/X.txt"), {}, Untrusted("text\n")};
  const Fix command{Fix::Kind::kCommand, Untrusted("a.c"), {}, Untrusted("run this")};
  const std::string patch = FixPatchOf(With({Replace("a.c", "// head\n"), create, command}), view);
  EXPECT_NE(std::string::npos, patch.find("+// head\n"));
  EXPECT_NE(std::string::npos, patch.find("+++ b/LICENSES/X.txt"));
  EXPECT_EQ(std::string::npos, patch.find("run this"));
}

TEST(FixPatchTest, WhatIsOnlyObservedOrGoneIsLeftOut) {
  fakes::FakeView view(fakes::FakeFiles{{"a.c", {"int a;\n"}}});
  EXPECT_EQ("", FixPatchOf(With({Replace("a.c", "x\n")}, Mode::kObserve), view));
  EXPECT_EQ("", FixPatchOf(With({Replace("gone.c", "x\n")}), view));
  const Fix create{Fix::Kind::kCreate, Untrusted("a.c"), {}, Untrusted("text\n")};
  EXPECT_EQ("", FixPatchOf(With({create}), view)) << "somebody made it meanwhile";
}

TEST(FixPatchTest, FilesThatDoNotFitAreLeftOutWhole) {
  fakes::FakeView view(fakes::FakeFiles{{"a.c", {"int a;\n"}}, {"b.c", {"int b;\n"}}});
  const std::string large(kMaxFixPatchBytes, 'x');
  const std::string patch =
      FixPatchOf(With({Replace("a.c", large + "\n"), Replace("b.c", "// head\n")}), view);
  EXPECT_EQ(std::string::npos, patch.find("a.c"));
  EXPECT_NE(std::string::npos, patch.find("b.c"));
}

}  // namespace
}  // namespace headwater::jobs
