// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
//
// An evaluation with a real copy of an upstream and its index.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "headwater/registry.h"
#include "service/jobs/evaluation.h"
#include "service/jobs/upstream_index.h"
#include "tests/fakes/repository_builder.h"

namespace headwater::jobs {
namespace {

using Files = tests::RepositoryBuilder::Files;

constexpr char kUrl[] = "https://example.org/original/kettle";
/// Long enough to be somebody's work, and without a licence header.
std::string Lid() {
  std::string text;
  for (int i = 0; i < 20; ++i) {
    text += "int lid_" + std::to_string(i) + "(void) { return lid_of_the_kettle(); }\n";
  }
  return text;
}
const std::string kLid = Lid();

const config::Shipped kShipped{AllRules(), ShippedRuleSets()};

class UpstreamEvaluationTest : public testing::Test {
 protected:
  UpstreamEvaluationTest() {
    original.Reference("refs/heads/main", lid);
    const Status indexed = Indexed();
    if (!indexed.ok()) throw std::runtime_error(indexed.error().message);
  }

  Status Indexed() {
    TRY(UpdateUpstreamIndex(Place({})));
    return Ok{};
  }

  UpstreamPlace Place(const UpstreamInfo& info) const {
    return {.repository = original.path().string(),
            .index = (original.parent() / "index").string(),
            .info = info};
  }

  UsedUpstream Used(bool confirmed = true) const {
    UpstreamInfo info;
    info.name = Untrusted("kettle");
    info.url = Untrusted(kUrl);
    info.confirmed = confirmed;
    return {.upstream = OpenUpstream(Place(info)).value()};
  }

  Judged Judge(const Files& before, const Files& after,
               const std::optional<UsedUpstreams>& upstreams,
               const std::string& message = "Add a lid\n") {
    const CommitId target = project.Commit(before, {}, 1'000, "Start\n");
    const CommitId head = project.Commit(after, {target}, 2'000, message);
    project.Reference("refs/heads/main", target);
    auto repository = git::Repository::Open(project.path().string()).value();
    Evaluation evaluation;
    evaluation.target = target;
    evaluation.head = head;
    evaluation.target_is_default = true;
    evaluation.upstreams = upstreams;
    return EvaluateFiles(repository, evaluation, kShipped);
  }

  static std::vector<std::string> Notices(const Judged& judged, NoticeKind kind) {
    std::vector<std::string> details;
    for (const Notice& notice : judged.report.notices) {
      if (notice.kind == kind) details.push_back(notice.detail.bytes());
    }
    return details;
  }

  static std::vector<std::string> FindingsOf(const Judged& judged, std::string_view rule) {
    std::vector<std::string> paths;
    for (const RuleResult& result : judged.report.rules) {
      if (result.info->id.view() != rule) continue;
      for (const Finding& finding : result.answer.findings) paths.push_back(finding.path.bytes());
    }
    return paths;
  }

  static const RuleResult& Result(const Judged& judged, std::string_view rule) {
    return *std::ranges::find_if(judged.report.rules, [rule](const RuleResult& result) {
      return result.info->id.view() == rule;
    });
  }

  const Files policy = {
      {".headwater.yml", std::string("extends: preset:opencode\nupstreams:\n  - ") + kUrl + "\n"}};
  tests::RepositoryBuilder original;
  tests::RepositoryBuilder project;
  const CommitId lid = original.Commit(Files{{"lid.c", kLid}}, {}, 100, "A lid\n");
};

Files With(Files files, const std::string& path, const std::string& text) {
  files.erase(path);
  files.emplace(path, text);
  return files;
}

TEST_F(UpstreamEvaluationTest, WhatTheTargetNamesIsWantedAndNothingOfTheChange) {
  const Files told = With(policy, "publiccode.yml", "isBasedOn: https://example.org/pot\n");
  const Judged judged =
      Judge(told, With(told, "publiccode.yml", "isBasedOn: https://evil.example.org/x\n"), {});
  ASSERT_EQ(2U, judged.wants.size());
  EXPECT_EQ(kUrl, judged.wants[0].url);
  EXPECT_EQ("https://example.org/pot", judged.wants[1].url);
  EXPECT_TRUE(judged.wants[1].confirmed) << "the default branch says so";
}

TEST_F(UpstreamEvaluationTest, AChangeThatNamesAnUpstreamWantsNone) {
  const Judged judged = Judge({{"a.c", "int a;\n"}},
                              {{"a.c", "int a;\n"},
                               {"lid.c", kLid},
                               {"publiccode.yml", std::string("isBasedOn: ") + kUrl + "\n"}},
                              {});
  EXPECT_TRUE(judged.wants.empty());
  EXPECT_EQ(std::vector<std::string>{"lid.c"}, FindingsOf(judged, "license/header-missing"))
      << "judged as the project's own";
}

TEST_F(UpstreamEvaluationTest, WhatWasAskedForIsNotWantedAgain) {
  EXPECT_TRUE(Judge(policy, With(policy, "a", "b\n"), UsedUpstreams()).wants.empty());
}

TEST_F(UpstreamEvaluationTest, NobodyIsWantedWhereNoRuleAsks) {
  Files silent = {{".headwater.yml", std::string("extends: preset:opencode\nupstreams:\n  - ") +
                                         kUrl + "\nrules:\n"}};
  std::string& text = silent.at(".headwater.yml").content;
  for (const RuleEntry* rule : AllRules()) {
    const auto& facts = rule->info.facts;
    if (std::ranges::find(facts, FactKind::kUpstreams) == facts.end()) continue;
    text += "  " + std::string(rule->info.id.view()) + ": {mode: off}\n";
  }
  EXPECT_TRUE(Judge(silent, With(silent, "a", "b\n"), {}).wants.empty());
}

TEST_F(UpstreamEvaluationTest, AFileOfAConfirmedUpstreamIsLeftOutAndCounted) {
  UsedUpstreams upstreams;
  upstreams.ready = {Used()};
  const Judged judged = Judge(policy, With(policy, "lid.c", kLid), upstreams);
  EXPECT_TRUE(FindingsOf(judged, "license/header-missing").empty());
  EXPECT_EQ(std::vector<std::string>{"kettle: 1"}, Notices(judged, NoticeKind::kUpstreamFiles));
}

TEST_F(UpstreamEvaluationTest, AnUpstreamThatNobodyConfirmedExemptsNothing) {
  UsedUpstreams upstreams;
  upstreams.ready = {Used(/*confirmed=*/false)};
  const Judged judged = Judge(policy, With(policy, "lid.c", kLid), upstreams);
  EXPECT_EQ(std::vector<std::string>{"lid.c"}, FindingsOf(judged, "license/header-missing"));
  EXPECT_TRUE(Notices(judged, NoticeKind::kUpstreamFiles).empty());
}

TEST_F(UpstreamEvaluationTest, ACopyThatIsYoungerThanTheChangeExemptsNothingAndThatIsSaid) {
  UsedUpstreams upstreams;
  upstreams.ready = {Used()};
  upstreams.ready[0].exempts = false;
  const Judged judged = Judge(policy, With(policy, "lid.c", kLid), upstreams);
  EXPECT_EQ(std::vector<std::string>{"lid.c"}, FindingsOf(judged, "license/header-missing"));
  EXPECT_EQ(std::vector<std::string>{"kettle: 1"}, Notices(judged, NoticeKind::kUpstreamTooNew));
}

TEST_F(UpstreamEvaluationTest, OnlyPathsThatComeFromAnUpstreamAreExempt) {
  UsedUpstreams upstreams;
  upstreams.ready = {Used()};
  upstreams.ready[0].only = GlobSet::Make({"vendor/**"}).value();
  const Judged judged =
      Judge(policy, With(With(policy, "lid.c", kLid), "vendor/lid.c", kLid), upstreams);
  EXPECT_EQ(std::vector<std::string>{"lid.c"}, FindingsOf(judged, "license/header-missing"));
  EXPECT_EQ(std::vector<std::string>{"kettle: 1"}, Notices(judged, NoticeKind::kUpstreamFiles));
}

TEST_F(UpstreamEvaluationTest, ACommitThatSpeaksOfAnUpstreamByAnAliasIsFound) {
  UsedUpstreams upstreams;
  upstreams.ready = {Used()};
  const std::string message =
      "Add a lid\n\n(cherry picked from commit org/pot@" + lid.Hex() + ")\n";
  upstreams.ready[0].aliases = {"https://old.example.org/org/pot"};
  const Judged judged = Judge(policy, With(policy, "lid.c", kLid), upstreams, message);
  EXPECT_EQ(Verdict::kPass, Result(judged, "upstream/claim-exists").answer.verdict);
}

TEST_F(UpstreamEvaluationTest, AClaimIsUnknownWhileTheOnlyUpstreamIsBeingFetched) {
  UsedUpstreams upstreams;
  upstreams.others.emplace_back();
  upstreams.others[0].name = Untrusted("kettle");
  upstreams.others[0].state = UpstreamState::kUnderWay;
  const Judged judged = Judge(policy, With(policy, "lid.c", kLid), upstreams,
                              "Add a lid\n\n(cherry picked from commit " + lid.Hex() + ")\n");
  const RuleAnswer& answer = Result(judged, "upstream/claim-exists").answer;
  EXPECT_EQ(Verdict::kUnknown, answer.verdict);
  EXPECT_EQ(Lacks::kUnderWay, answer.lacks);
  ASSERT_EQ(1U, answer.unchecked.size());
  EXPECT_EQ("upstream-under-way", answer.unchecked[0].why.key);
}

}  // namespace
}  // namespace headwater::jobs
