// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/decision_commands.h"

#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <vector>

#include "headwater/registry.h"
#include "service/report/decision_json.h"
#include "tests/fakes/fake_forge.h"

namespace headwater::jobs {
namespace {

using fakes::Commit;

/// One project, its decisions and merges.
class FakeBook final : public DecisionBook {
 public:
  Result<std::optional<Decision>> Find(std::string_view digits) override {
    for (const Decision& decision : all) {
      if (decision.id.hex.starts_with(digits)) return std::optional(decision);
    }
    return std::optional<Decision>();
  }
  Result<std::vector<NumberedDecision>> List(const DecisionQuestion& question) override {
    std::vector<NumberedDecision> page;
    for (uint64_t i = question.after; i < all.size() && page.size() < question.limit; ++i) {
      page.push_back({i + 1, all[i]});
    }
    return page;
  }
  Result<std::vector<Decision>> AboutCommit(const CommitId& commit) override {
    std::vector<Decision> found;
    for (const Decision& decision : all) {
      if (decision.head == commit) found.push_back(decision);
    }
    return found;
  }
  Result<std::vector<MergedChange>> MergesOf(const CommitId& commit) override {
    std::vector<MergedChange> found;
    if (merge && merge->merge_commit == commit) found.push_back(*merge);
    return found;
  }
  Result<std::optional<MergedChange>> MergeOf(const MailboxKey&) override { return merge; }
  Result<std::vector<MergedChange>> MergesIn(ProjectId, WallTime) override {
    return std::vector<MergedChange>{};
  }
  Result<std::vector<Decision>> NewestOfProjects() override { return all; }

  std::vector<Decision> all;
  std::optional<MergedChange> merge;
};

class DecisionCommandsTest : public testing::Test {
 protected:
  DecisionCommandsTest() { Add("=city/\"kettle"); }

  void Add(const std::string& path) {
    Decision decision;
    decision.id = {std::string(31, 'a') + std::to_string(book.all.size() % 10)};
    decision.about = {{7}, {3}};
    decision.head = Commit('1');
    decision.outcome = DecisionOutcome::kFail;
    report::DecisionInputs inputs;
    inputs.id = decision.id;
    inputs.about = decision.about;
    inputs.project_path = Untrusted(path);
    inputs.outcome = decision.outcome;
    decision.record = report::RenderDecision(inputs, {});
    book.all.push_back(decision);
  }
  CommandResult Run(decltype(DecisionsRequest::what) what,
                    RecordFormat format = RecordFormat::kText) {
    out.str("");
    return RunDecisions({.folder = "", .format = format, .what = std::move(what)}, book, AllRules(),
                        out);
  }

  FakeBook book;
  std::ostringstream out;
};

TEST_F(DecisionCommandsTest, FindsTheDecisionOfACommitAndHowItWasMerged) {
  MergedChange merge;
  merge.about = {{7}, {3}};
  merge.decision = book.all[0].id;
  merge.merge_commit = Commit('7');
  merge.how = MergedHow::kRed;
  book.merge = merge;
  EXPECT_EQ(0, Run(DecisionsFindRequest{Commit('1').Hex()}).exit_code);
  EXPECT_NE(std::string::npos, out.str().find(book.all[0].id.hex));
  EXPECT_NE(std::string::npos, out.str().find("merged red as " + Commit('7').Hex()));
  const CommandResult none = Run(DecisionsFindRequest{Commit('9').Hex()});
  EXPECT_EQ(kExitUsage, none.exit_code);
  EXPECT_NE(std::string::npos, none.err.find(Commit('9').Hex()));
}

TEST_F(DecisionCommandsTest, AMergeWithoutADecisionIsToldToo) {
  book.all.clear();
  MergedChange merge;
  merge.merge_commit = Commit('7');
  book.merge = merge;
  EXPECT_EQ(0, Run(DecisionsFindRequest{Commit('7').Hex()}).exit_code);
  EXPECT_NE(std::string::npos, out.str().find("merged unchecked, no decision"));
}

TEST_F(DecisionCommandsTest, AProjectIsNamedByNumberOrPath) {
  EXPECT_EQ(0, Run(DecisionsListRequest{.project = "7"}).exit_code);
  EXPECT_EQ(0, Run(DecisionsListRequest{.project = "=city/\"kettle"}).exit_code);
  EXPECT_NE("", out.str());
  EXPECT_EQ(kExitUsage, Run(DecisionsListRequest{.project = "city/other"}).exit_code);
}

TEST_F(DecisionCommandsTest, ATableHasNoFormulas) {
  Run(DecisionsListRequest{.project = "7"}, RecordFormat::kCsv);
  EXPECT_NE(std::string::npos, out.str().find("\"'=city/\"\"kettle\"")) << out.str();
}

TEST_F(DecisionCommandsTest, AnExportHasEveryDecisionOnALineOfItsOwnWithItsRecord) {
  for (int i = 0; i < 450; ++i) Add("city/pot");
  Run(DecisionsListRequest{.whole = true}, RecordFormat::kJson);
  size_t lines = 0;
  std::istringstream text(out.str());
  for (std::string line; std::getline(text, line); ++lines) {
    EXPECT_TRUE(line.starts_with("{\"id\":") && line.ends_with("}")) << line;
    EXPECT_NE(std::string::npos, line.find("headwater.decision/1"));
  }
  EXPECT_EQ(451U, lines);
}

TEST_F(DecisionCommandsTest, OneIsShownWholeOrNot) {
  EXPECT_EQ(0, Run(DecisionsShowRequest{"aaaaaaaa"}, RecordFormat::kJson).exit_code);
  EXPECT_EQ(book.all[0].record, out.str());
  EXPECT_EQ(kExitUsage, Run(DecisionsShowRequest{"bbbbbbbb"}).exit_code);
}

}  // namespace
}  // namespace headwater::jobs
