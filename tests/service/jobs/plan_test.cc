// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/plan.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "headwater/data.h"
#include "headwater/registry.h"
#include "service/jobs/evaluate_setup.h"
#include "service/jobs/evaluation.h"
#include "service/jobs/plan_work.h"
#include "service/jobs/record.h"
#include "service/jobs/recorder.h"
#include "service/report/decision_json.h"
#include "tests/fakes/fake_waiver_book.h"
#include "tests/fakes/repository_builder.h"

namespace headwater::jobs {
namespace {

using Files = tests::RepositoryBuilder::Files;

constexpr char kRule[] = "license/header-missing";
constexpr std::chrono::sys_days kToday = std::chrono::year(2026) / 11 / 22;
constexpr char kGovernance[] = "contact: rules@example.org\nowners: [platform/rules]\n";
const config::Shipped kShipped{AllRules(), ShippedRuleSets()};

/// Long enough to be somebody's work, and without a licence header.
std::string Headless() {
  std::string text;
  for (int i = 0; i < 20; ++i) {
    text += "int lid_" + std::to_string(i) + "(void) { return lid_of_the_kettle(); }\n";
  }
  return text;
}
const std::string kHeadless = Headless();

/// What the store of a service holds.
struct Stored {
  std::vector<PlanSubject> open;
  PlanSample closed;
  std::vector<std::string> left_out;
  std::map<std::string, Decision> decisions;
  std::map<std::string, RecordedReads> reads;
  std::vector<Waiver> waivers;
  std::vector<Pause> pauses;
};

class StoredBook final : public PlanBook {
 public:
  explicit StoredBook(const Stored& stored) : stored_(stored) {}
  Result<std::vector<PlanSubject>> OpenMergeRequests() override { return stored_.open; }
  Result<PlanSample> Closed(WallTime /*since*/, size_t /*limit*/) override {
    return stored_.closed;
  }
  Result<std::vector<std::string>> LeftOut() override { return stored_.left_out; }
  Result<std::vector<Pause>> Pauses() override { return stored_.pauses; }

 private:
  const Stored& stored_;
};

class StoredDecisions final : public DecisionBook {
 public:
  explicit StoredDecisions(const Stored& stored) : stored_(stored) {}
  Result<std::optional<Decision>> Find(std::string_view digits) override {
    const auto at = stored_.decisions.find(std::string(digits));
    if (at == stored_.decisions.end()) return std::optional<Decision>();
    return std::optional(at->second);
  }
  Result<std::vector<NumberedDecision>> List(const DecisionQuestion&) override {
    return std::vector<NumberedDecision>();
  }
  Result<std::vector<Decision>> AboutCommit(const CommitId&) override {
    return std::vector<Decision>();
  }
  Result<std::vector<MergedChange>> MergesOf(const CommitId&) override {
    return std::vector<MergedChange>();
  }
  Result<std::optional<MergedChange>> MergeOf(const MailboxKey&) override {
    return std::optional<MergedChange>();
  }
  Result<std::vector<MergedChange>> MergesIn(ProjectId, WallTime) override {
    return std::vector<MergedChange>();
  }
  Result<std::vector<Decision>> NewestOfProjects() override { return std::vector<Decision>(); }

 private:
  const Stored& stored_;
};

class StoredReads final : public ReadsArchive {
 public:
  explicit StoredReads(const Stored& stored) : stored_(stored) {}
  Status Put(const DecisionId&, const RecordedReads&, WallTime) override {
    return Error{Errc::kInternal, "a plan writes nothing"};
  }
  Result<std::optional<RecordedReads>> Find(const DecisionId& decision) override {
    const auto at = stored_.reads.find(decision.hex);
    if (at == stored_.reads.end()) return std::optional<RecordedReads>();
    return std::optional(at->second);
  }
  Result<uint64_t> RemoveBefore(WallTime, size_t) override {
    return Error{Errc::kInternal, "a plan writes nothing"};
  }

 private:
  const Stored& stored_;
};

class PlanTest : public testing::Test {
 protected:
  /// A merge request of `path`, judged by the preset, with what it rested on.
  void Judge(const std::string& path, const Files& before, const Files& after,
             const std::string& preset = "preset:opencode") {
    EvaluateRequest request;
    request.repository = Untrusted(path);
    request.mirror = "/gone";
    request.target = project.Commit(before, {}, 1'000, "Start\n");
    request.head = project.Commit(after, {*request.target}, 2'000, "Add\n");
    project.Reference("refs/heads/main", *request.target);
    request.target_branch = Untrusted("main");
    request.target_is_default = true;
    request.as_of = kToday;
    request.standard = preset;
    PreparedEvaluation prepared = PrepareEvaluation(request, kShipped).value();
    Recorder recorder(RenderEvaluateRequest(request), kShipped);
    prepared.evaluation.recorder = &recorder;
    auto repository = git::Repository::Open(project.path().string()).value();
    const Report report = EvaluateFiles(repository, prepared.evaluation, prepared.shipped).report;
    Keep(path, request.head, report, recorder.record().value());
  }

  void Keep(const std::string& path, const CommitId& head, const Report& report,
            const Record& record) {
    const auto number = static_cast<int64_t>(stored.open.size() + 1);
    Decision decision;
    decision.id = {std::string(31, 'd') + std::to_string(number)};
    decision.about = {{7}, {number}};
    decision.head = head;
    decision.outcome = report.outcome == Outcome::kPass   ? DecisionOutcome::kPass
                       : report.outcome == Outcome::kFail ? DecisionOutcome::kFail
                                                          : DecisionOutcome::kUnknownContent;
    report::DecisionInputs inputs;
    inputs.id = decision.id;
    inputs.about = decision.about;
    inputs.project_path = Untrusted(path);
    inputs.outcome = decision.outcome;
    decision.record = report::RenderDecision(inputs, report);
    stored.open.push_back({decision.about, decision.id, /*open=*/true});
    stored.reads[decision.id.hex] = {EncodeManifest(record), record.contents};
    stored.decisions[decision.id.hex] = decision;
  }

  void JudgeHeadless(const std::string& path = "city/web",
                     const std::string& preset = "preset:opencode") {
    Judge(path, {{"LICENSE", "text"}}, {{"LICENSE", "text"}, {"lid.c", kHeadless}}, preset);
  }

  CommandResult Plan(const std::string& yaml, PlanFormat format = PlanFormat::kJson) {
    PolicyPlanRequest request;
    request.place.instance_file = (folder.path() / "new.yml").string();
    tests::WriteFile(request.place.instance_file, kGovernance + yaml);
    request.as_of = as_of;
    request.today = kToday;
    request.format = format;
    StoredBook book(stored);
    const PlanParts parts{.book = book,
                          .open = [this] { return Open(); },
                          .judge = [this](const std::string& batch) { return Answer(batch); }};
    return RunPlan(request, parts, kShipped);
  }

  Result<PlanStore> Open() {
    if (!can_open) return Error{Errc::kTransient, "the database is locked"};
    PlanStore opened;
    opened.decisions = std::make_unique<StoredDecisions>(stored);
    opened.reads = std::make_unique<StoredReads>(stored);
    auto waivers = std::make_unique<FakeWaiverBook>();
    waivers->waivers = stored.waivers;
    opened.waivers = std::move(waivers);
    return opened;
  }

  Result<std::string> Answer(const std::string& batch) const {
    const std::vector<PlanItem> items = TRY(DecodePlanItems(batch));
    for (const PlanItem& item : items) {
      if (item.iid == deadly) return Error{Errc::kContent, "it died of it"};
    }
    return EncodePlanAnswers(JudgePlanned(items, kShipped));
  }

  /// The number at a dotted path of the JSON, e.g. "open.then.red".
  static std::string At(const CommandResult& result, std::string path) {
    const Result<DataNode> root =
        ParseJson(result.out, {.bytes = 1 << 20, .depth = 9, .nodes = 9'999});
    if (!root.ok()) return result.err + root.error().message;
    const DataNode* node = &root.value();
    while (!path.empty() && node != nullptr) {
      const size_t dot = std::min(path.find('.'), path.size());
      node = node->Find(path.substr(0, dot));
      path.erase(0, std::min(dot + 1, path.size()));
    }
    return node == nullptr ? "absent" : node->scalar;
  }

  static std::string Mode(const std::string& mode) {
    return "extends: preset:minimal\nrules:\n  " + std::string(kRule) + ": {mode: " + mode + "}\n";
  }

  tests::RepositoryBuilder project;
  tests::TemporaryFolder folder;
  Stored stored;
  std::chrono::sys_days as_of = kToday;
  int64_t deadly = 0;
  bool can_open = true;
};

TEST_F(PlanTest, ARuleThatBecomesAGateTurnsWhatItFindsRed) {
  Judge("city/web", {{"LICENSE", "text"}}, {{"LICENSE", "text"}, {"lid.c", kHeadless}},
        "preset:observe");
  const CommandResult told = Plan(Mode("gate"));
  ASSERT_EQ(0, told.exit_code) << told.err;
  EXPECT_EQ("1", At(told, "open.now.green"));
  EXPECT_EQ("1", At(told, "open.then.red"));
  EXPECT_EQ("1", At(told, "open.turn_red"));
  EXPECT_EQ("0", At(told, "open.turn_green"));
}

TEST_F(PlanTest, ARuleThatIsSwitchedOffTurnsWhatItFoundGreen) {
  const std::string strict = Mode("gate");
  JudgeHeadless("city/web", "preset:strict");
  const CommandResult told = Plan("extends: preset:minimal\nrules: {}\n");
  ASSERT_EQ(0, told.exit_code) << told.err;
  EXPECT_EQ("1", At(told, "open.now.red"));
  EXPECT_EQ("1", At(told, "open.turn_green"));
}

TEST_F(PlanTest, ANewRecommendationIsCountedAsSuch) {
  JudgeHeadless("city/web", "preset:observe");
  const CommandResult told = Plan(Mode("hint"));
  EXPECT_EQ("1", At(told, "open.new_hints"));
  EXPECT_EQ("0", At(told, "open.turn_red"));
}

TEST_F(PlanTest, TheProjectsOwnFileIsLaidUnderTheNewLayers) {
  const std::string own = "rules:\n  " + std::string(kRule) + ": {mode: off}\n";
  Judge("city/web", {{".headwater.yml", own}}, {{".headwater.yml", own}, {"lid.c", kHeadless}},
        "preset:observe");
  EXPECT_EQ("0", At(Plan(Mode("gate")), "open.turn_red"));
  const std::string locked =
      "extends: preset:minimal\nrules:\n  " + std::string(kRule) + ": {mode: gate, locked: true}\n";
  const CommandResult refused = Plan(locked);
  EXPECT_EQ("1", At(refused, "open.turn_unknown"));
  const std::string shown = Plan(locked, PlanFormat::kText).out;
  EXPECT_NE(std::string::npos, shown.find("own policy could not be used any more")) << shown;
  EXPECT_NE(std::string::npos, shown.find(".headwater.yml:2:")) << shown;
}

TEST_F(PlanTest, WhatNoRuleAskedForIsNotGuessed) {
  // Nobody looked into the file, or for its added lines.
  JudgeHeadless("city/web", "preset:minimal");
  auto& reads = stored.reads.begin()->second;
  const Record record = [&] {
    Record whole = DecodeManifest(reads.manifest).value();
    whole.contents = reads.contents;
    std::erase_if(whole.blobs, [&](const RecordedBlob& blob) {
      return blob.state == BlobState::kPresent && whole.contents[blob.content] == kHeadless;
    });
    return whole;
  }();
  reads = {EncodeManifest(record), record.contents};
  const CommandResult told = Plan(Mode("gate"));
  EXPECT_EQ("0", At(told, "open.said"));
  EXPECT_EQ("0", At(told, "open.turn_red"));
  const std::string text = Plan(Mode("gate"), PlanFormat::kText).out;
  EXPECT_NE(std::string::npos, text.find("city/web!1: the record does not hold what is asked for "
                                         "by license/header-missing"))
      << text;
}

TEST_F(PlanTest, ADecisionWithoutARecordCannotBeSaid) {
  JudgeHeadless();
  stored.reads.clear();
  const CommandResult told = Plan(Mode("gate"));
  EXPECT_EQ("0", At(told, "open.said"));
  EXPECT_NE(std::string::npos, told.out.find("nothing is recorded"));
}

TEST_F(PlanTest, AWaiverStillCounts) {
  JudgeHeadless("city/web", "preset:observe");
  Waiver waiver;
  waiver.number = 1;
  waiver.project = {7};
  waiver.scope.rule = kRule;
  waiver.until = kToday + std::chrono::days(9);
  stored.waivers = {waiver};
  EXPECT_EQ("0", At(Plan(Mode("gate")), "open.turn_red"));
  as_of = kToday + std::chrono::days(10);
  EXPECT_EQ("1", At(Plan(Mode("gate")), "open.turn_red")) << "its last day is over";
}

TEST_F(PlanTest, AnAnnouncedDayIsCountedAndMayBeAskedFor) {
  JudgeHeadless("city/web", "preset:observe");
  const std::string ramp = Mode("{start: hint, 2026-12-01: gate}");
  const CommandResult today = Plan(ramp);
  EXPECT_EQ("0", At(today, "open.turn_red"));
  EXPECT_NE(std::string::npos, today.out.find("\"from\":\"2026-12-01\",\"turn_red\":1"))
      << today.out;
  as_of = std::chrono::year(2026) / 12 / 1;
  EXPECT_EQ("1", At(Plan(ramp), "open.turn_red"));
}

TEST_F(PlanTest, WhoeverTakesNoPartIsNotJudged) {
  JudgeHeadless("city/web");
  stored.left_out = {"city/old", "land/old"};
  const CommandResult told = Plan("extends: preset:minimal\nenrolment: {include: [\"land/**\"]}\n");
  EXPECT_EQ("1", At(told, "open.left_out"));
  EXPECT_EQ("0", At(told, "open.said"));
  EXPECT_EQ("1", At(told, "projects_that_may_join"));
}

TEST_F(PlanTest, AMergeRequestThatWasNeverJudgedIsCounted) {
  stored.open.push_back({{{7}, {9}}, {}, /*open=*/true});
  EXPECT_EQ("1", At(Plan(Mode("gate")), "open.never_judged"));
}

TEST_F(PlanTest, AClosedOneIsOfTheSample) {
  JudgeHeadless("city/web", "preset:observe");
  std::swap(stored.open, stored.closed.taken);
  stored.closed.all = 31;
  const CommandResult told = Plan(Mode("gate"));
  EXPECT_EQ("0", At(told, "open.merge_requests"));
  EXPECT_EQ("31", At(told, "sample.of"));
  EXPECT_EQ("1", At(told, "sample.merge_requests.turn_red"));
}

TEST_F(PlanTest, APolicyThatIsNoneIsWrongUseAndSaysWhere) {
  JudgeHeadless();
  const CommandResult told = Plan("rules: {license/heder-missing: gate}\n");
  EXPECT_EQ(kExitUsage, told.exit_code);
  EXPECT_NE(std::string::npos, told.err.find("new.yml:3:9: unknown rule")) << told.err;
}

TEST_F(PlanTest, AStoreThatCannotBeReadIsNoPlan) {
  JudgeHeadless();
  can_open = false;
  const CommandResult told = Plan(Mode("gate"));
  EXPECT_EQ(kExitUnknown, told.exit_code);
  EXPECT_EQ("", told.out);
}

TEST_F(PlanTest, WhoeverDiesOfARecordCostsThatOneOnly) {
  JudgeHeadless("city/web", "preset:observe");
  JudgeHeadless("city/app", "preset:observe");
  deadly = 1;
  const CommandResult told = Plan(Mode("gate"));
  EXPECT_EQ("1", At(told, "open.turn_red"));
  EXPECT_NE(std::string::npos, told.out.find("it died of it"));
}

TEST_F(PlanTest, ADamagedRecordCannotBeSaid) {
  JudgeHeadless();
  stored.reads.begin()->second.manifest = "nonsense";
  EXPECT_EQ("0", At(Plan(Mode("gate")), "open.said"));
}

TEST_F(PlanTest, TheTextSaysEachThingInALine) {
  JudgeHeadless("city/web", "preset:observe");
  const std::string text = Plan(Mode("gate"), PlanFormat::kText).out;
  EXPECT_NE(std::string::npos, text.find("1 open merge request, now -> then")) << text;
  EXPECT_NE(std::string::npos, text.find("  1 would turn red\n")) << text;
  EXPECT_NE(std::string::npos, text.find("  license/header-missing")) << text;
  EXPECT_NE(std::string::npos, text.find("  city/web: 1 red, 0 not checked")) << text;
}

TEST_F(PlanTest, ABatchThatIsCutOffIsRefused) {
  PlanItem item;
  item.policy = "{}";
  item.manifest = std::string("a\0b", 3);
  item.contents = {"", "x"};
  Waiver waiver;
  waiver.scope.iid = MergeRequestIid{3};
  waiver.until = kToday;
  item.waivers = {waiver};
  const std::string bytes = EncodePlanItems({item, item});
  const std::vector<PlanItem> back = DecodePlanItems(bytes).value();
  ASSERT_EQ(2U, back.size());
  EXPECT_EQ(item.manifest, back[1].manifest);
  EXPECT_EQ(item.contents, back[1].contents);
  EXPECT_EQ(item.waivers, back[1].waivers);
  for (size_t length = 1; length < bytes.size(); ++length) {
    EXPECT_FALSE(DecodePlanItems(bytes.substr(0, length)).ok()) << length;
  }
}

}  // namespace
}  // namespace headwater::jobs
