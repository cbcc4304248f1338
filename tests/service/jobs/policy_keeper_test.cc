// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/policy_keeper.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>

#include "headwater/registry.h"
#include "service/jobs/kept_file.h"
#include "service/jobs/policy_standing.h"
#include "tests/fakes/fake_forge.h"
#include "tests/fakes/fake_policy_book.h"

namespace headwater::jobs {
namespace {

namespace fs = std::filesystem;

constexpr const char* kHead = "contact: help@example.org\nowners: [platform/rules, kim]\n";

class PolicyKeeperTest : public testing::Test {
 protected:
  PolicyKeeperTest() {
    std::string name = fs::temp_directory_path() / "headwater-policy-XXXXXX";
    if (mkdtemp(name.data()) == nullptr) std::abort();
    folder_ = name;
    fs::create_directories(folder_ / "groups");
    fs::create_directories(folder_ / "kept");
    Instance("rules: {license/changed: hint}\n");
    Begin();
  }
  ~PolicyKeeperTest() override { fs::remove_all(folder_); }

  /// As after a start of the service.
  void Begin() {
    keeper_.reset();
    live_ = std::make_unique<LiveLayers>();
    origin_ = std::make_unique<PolicyFiles>(folder_ / "instance.yml", folder_ / "groups");
    PolicyKeeperOptions options;
    options.folder = folder_ / "kept";
    options.shipped = {AllRules(), ShippedRuleSets()};
    options.look_every = std::chrono::milliseconds(1);
    options.wake_every = std::chrono::milliseconds(1);
    keeper_ = std::make_unique<PolicyKeeper>(
        std::move(options),
        PolicyKeeperParts{.origin = *origin_, .live = *live_, .book = book_, .clock = clock_});
  }

  void Write(const std::string& path, const std::string& text) {
    // Another file each time, so that no clock of a file system can hide the change.
    const fs::path beside = folder_ / (path + ".new");
    std::ofstream(beside, std::ios::binary) << text;
    fs::rename(beside, folder_ / path);
  }
  void Instance(const std::string& rules) { Write("instance.yml", kHead + rules); }

  Mode ModeOf(const std::string& rule, const std::string& project = "city/web") const {
    const Policy policy = live_->Get()->For(project).stack.Make(
        "", std::chrono::floor<std::chrono::days>(clock_.Wall()));
    return policy.rules.find(rule)->second.mode.value;
  }
  PolicyStatus Kept() const {
    const auto text = ReadKeptFile(folder_ / "kept/status.json", kMaxPolicyStatusBytes);
    EXPECT_TRUE(text.ok());
    return ReadPolicyStatus(text.ok() ? text.value() : "").value();
  }
  void Load() {
    const Status loaded = keeper_->Load();
    ASSERT_TRUE(loaded.ok()) << loaded.error().message;
  }
  /// A project that was judged under what is in force now.
  void Judged(int64_t project, const std::string& path) {
    book_.places[{project}] = {
        .project = {project},
        .path = path,
        .hash = StandingHash(live_->Get()->For(path),
                             std::chrono::floor<std::chrono::days>(clock_.Wall())),
        .reason = "",
        .enrolled_since = clock_.Wall()};
  }

  fs::path folder_;
  fakes::FakeClock clock_;
  fakes::FakePolicyBook book_;
  std::unique_ptr<LiveLayers> live_;
  std::unique_ptr<PolicyFiles> origin_;
  std::unique_ptr<PolicyKeeper> keeper_;
};

TEST_F(PolicyKeeperTest, PutsAChangedFileInForceOnceItHasSettled) {
  Load();
  EXPECT_EQ(keeper_->Look(), PolicyLook::kSame);
  Instance("rules: {license/changed: gate}\n");
  EXPECT_EQ(keeper_->Look(), PolicyLook::kSettling);
  EXPECT_EQ(ModeOf("license/changed"), Mode::kHint);
  EXPECT_EQ(keeper_->Look(), PolicyLook::kChanged);
  EXPECT_EQ(ModeOf("license/changed"), Mode::kGate);
  EXPECT_EQ(keeper_->Look(), PolicyLook::kSame);
  EXPECT_EQ(book_.audited.back().kind, AuditKind::kPolicyChanged);
}

TEST_F(PolicyKeeperTest, SeesGroupsThatComeAndFilesThatAreExtended) {
  Load();
  Write("groups/1.yml", "projects: ['city/**']\nextends: common/c.yml\n");
  EXPECT_EQ(keeper_->Reload(), PolicyLook::kRefused) << "the file that is extended is not there";
  fs::create_directories(folder_ / "groups/common");
  Write("groups/common/c.yml", "rules: {license/changed: gate}\n");
  EXPECT_EQ(keeper_->Look(), PolicyLook::kSettling);
  EXPECT_EQ(keeper_->Look(), PolicyLook::kChanged);
  EXPECT_EQ(ModeOf("license/changed"), Mode::kGate);
  EXPECT_EQ(ModeOf("license/changed", "town/web"), Mode::kHint);
  Write("groups/common/c.yml", "rules: {license/changed: observe}\n");
  EXPECT_EQ(keeper_->Look(), PolicyLook::kSettling);
  EXPECT_EQ(keeper_->Look(), PolicyLook::kChanged);
  EXPECT_EQ(ModeOf("license/changed"), Mode::kObserve);
}

TEST_F(PolicyKeeperTest, TheLastGoodPolicyStaysInForceAndItsOwnersAreNamed) {
  Load();
  Instance("rules: {license/chnged: gate}\n");
  EXPECT_EQ(keeper_->Reload(), PolicyLook::kRefused);
  EXPECT_EQ(ModeOf("license/changed"), Mode::kHint);
  const PolicyStatus status = Kept();
  EXPECT_NE(status.problem.find("instance.yml:3:9: unknown rule `license/chnged` - did you mean"),
            std::string::npos)
      << status.problem;
  EXPECT_EQ(status.owners, (std::vector<std::string>{"platform/rules", "kim"}));
  EXPECT_EQ(book_.audited.back().kind, AuditKind::kPolicyRefused);
  const std::string text = ExplainPolicyStatus(status);
  EXPECT_NE(text.find("owners: platform/rules kim"), std::string::npos) << text;
}

TEST_F(PolicyKeeperTest, TheSameRefusalIsWrittenDownOnce) {
  Load();
  Instance("rules: 7\n");
  EXPECT_EQ(keeper_->Reload(), PolicyLook::kRefused);
  const size_t audited = book_.audited.size();
  EXPECT_EQ(keeper_->Reload(), PolicyLook::kRefused);
  EXPECT_EQ(book_.audited.size(), audited);
}

TEST_F(PolicyKeeperTest, AMendedFileClosesTheRefusal) {
  Load();
  Instance("rules: 7\n");
  EXPECT_EQ(keeper_->Reload(), PolicyLook::kRefused);
  Instance("rules: {license/changed: hint}\n");
  EXPECT_EQ(keeper_->Reload(), PolicyLook::kSame) << "it says what was in force all the time";
  EXPECT_EQ(Kept().problem, "");
}

TEST_F(PolicyKeeperTest, AFileThatIsGoneChangesNothing) {
  Load();
  fs::remove(folder_ / "instance.yml");
  EXPECT_EQ(keeper_->Look(), PolicyLook::kSettling);
  EXPECT_EQ(keeper_->Look(), PolicyLook::kRefused);
  EXPECT_EQ(ModeOf("license/changed"), Mode::kHint);
}

TEST_F(PolicyKeeperTest, AStartWithABrokenFileTakesTheKeptPolicy) {
  Load();
  Write("groups/1.yml", "projects: ['city/**']\nextends: c.yml\n");
  Write("groups/c.yml", "projects: [nobody]\nrules: {license/changed: gate}\n");
  EXPECT_EQ(keeper_->Reload(), PolicyLook::kChanged);
  Instance("rules: 7\n");
  Write("groups/c.yml", "rules: 8\n");
  Begin();
  Load();
  EXPECT_EQ(ModeOf("license/changed"), Mode::kGate);
  EXPECT_TRUE(Kept().from_last_good);
  EXPECT_NE(Kept().problem, "");
}

TEST_F(PolicyKeeperTest, AFirstStartWithABrokenFileIsRefused) {
  Instance("rules: 7\n");
  Begin();
  const Status loaded = keeper_->Load();
  ASSERT_FALSE(loaded.ok());
  EXPECT_NE(loaded.error().message.find("instance.yml:3:8"), std::string::npos)
      << loaded.error().message;
}

TEST_F(PolicyKeeperTest, AKeptPolicyThatIsDamagedIsNotTaken) {
  Load();
  Instance("rules: 7\n");
  std::ofstream(folder_ / "kept/last-good", std::ios::binary | std::ios::app) << "x";
  Begin();
  EXPECT_FALSE(keeper_->Load().ok());
}

TEST_F(PolicyKeeperTest, AStartWithTheSamePolicyIsNoChange) {
  Load();
  const size_t audited = book_.audited.size();
  Begin();
  Load();
  EXPECT_EQ(book_.audited.size(), audited);
  EXPECT_EQ(ModeOf("license/changed"), Mode::kHint);
}

TEST_F(PolicyKeeperTest, OnlyProjectsWhosePolicyChangedAreJudgedAgain) {
  Load();
  Judged(1, "city/web");
  Judged(2, "town/web");
  Write("groups/1.yml", "projects: ['city/**']\nrules: {license/changed: gate}\n");
  EXPECT_EQ(keeper_->Reload(), PolicyLook::kChanged);
  ASSERT_TRUE(keeper_->LookForStale().ok());
  EXPECT_EQ(book_.stale, std::set<ProjectId>{{1}});
  ASSERT_TRUE(keeper_->LookForStale().ok());
  EXPECT_EQ(book_.passes, 1) << "one pass for one change";
}

TEST_F(PolicyKeeperTest, ACommentInTheFileJudgesNothingAgain) {
  Load();
  Judged(1, "city/web");
  Instance("# why\nrules: {license/changed: hint}\n");
  EXPECT_EQ(keeper_->Reload(), PolicyLook::kChanged);
  ASSERT_TRUE(keeper_->LookForStale().ok());
  EXPECT_TRUE(book_.stale.empty());
}

TEST_F(PolicyKeeperTest, AnAnnouncedDayThatHasComeJudgesAgain) {
  Instance("rules: {license/changed: {mode: {start: hint, 2026-11-23: gate}}}\n");
  Load();
  Judged(1, "city/web");
  ASSERT_TRUE(keeper_->LookForStale().ok());
  EXPECT_TRUE(book_.stale.empty());
  clock_.Advance(std::chrono::hours(2 * 24));
  ASSERT_TRUE(keeper_->LookForStale().ok());
  EXPECT_EQ(book_.stale, std::set<ProjectId>{{1}});
}

constexpr const char* kRamp =
    "rules: {license/changed: {mode: {start: hint, 2026-11-22: gate}, stop_if: {red: 20%}}}\n";

TEST_F(PolicyKeeperTest, AStepIsHeldWhileTooMuchIsRedAndBeginsWhenThatIsOver) {
  Instance(kRamp);
  book_.counts = {{.rule = "license/changed", .judged = 50, .red = 11}};
  Load();
  clock_.Advance(std::chrono::hours(24));
  EXPECT_EQ(ModeOf("license/changed"), Mode::kHint) << "its day has come";
  ASSERT_FALSE(book_.audited.empty());
  EXPECT_EQ(book_.audited.front().kind, AuditKind::kPromotionsPaused);
  EXPECT_TRUE(book_.audited.front().detail.ends_with("license/changed: red above 20%"));
  EXPECT_EQ(Kept().pauses.size(), 1U);
  EXPECT_NE(ExplainPolicyStatus(Kept()).find("license/changed: red above 20%, since 2026-11-22 (of "
                                             "50 judged 11 red"),
            std::string::npos)
      << ExplainPolicyStatus(Kept());
  book_.counts[0].red = 10;
  ASSERT_TRUE(keeper_->LookAtPauses().ok());
  EXPECT_EQ(ModeOf("license/changed"), Mode::kHint) << "from tomorrow on";
  EXPECT_EQ(book_.audited.back().kind, AuditKind::kPromotionsResumed);
  clock_.Advance(std::chrono::hours(24));
  EXPECT_EQ(ModeOf("license/changed"), Mode::kGate);
}

TEST_F(PolicyKeeperTest, AGateThatHasBegunStaysWhateverIsCounted) {
  Instance(kRamp);
  book_.counts = {{.rule = "license/changed", .judged = 50, .red = 0}};
  Load();
  clock_.Advance(std::chrono::hours(24));
  EXPECT_EQ(ModeOf("license/changed"), Mode::kGate);
  book_.counts[0].red = 50;
  for (int hours = 0; hours < 60; hours += 12) {
    ASSERT_TRUE(keeper_->LookAtPauses().ok());
    EXPECT_EQ(ModeOf("license/changed"), Mode::kGate) << hours;
    clock_.Advance(std::chrono::hours(12));
  }
  Begin();
  Load();
  EXPECT_EQ(ModeOf("license/changed"), Mode::kGate) << "after a start, too";
}

TEST_F(PolicyKeeperTest, WhoTakesTheConditionOutLetsTheStepBegin) {
  Instance(kRamp);
  book_.counts = {{.rule = "license/changed", .judged = 50, .red = 50}};
  Load();
  clock_.Advance(std::chrono::hours(48));
  EXPECT_EQ(ModeOf("license/changed"), Mode::kHint);
  Instance("rules: {license/changed: {mode: {start: hint, 2026-11-22: gate}}}\n");
  EXPECT_EQ(keeper_->Reload(), PolicyLook::kChanged);
  EXPECT_EQ(ModeOf("license/changed"), Mode::kGate);
  // Taken back on the same day it holds back nothing that has begun.
  Instance(kRamp);
  EXPECT_EQ(keeper_->Reload(), PolicyLook::kChanged);
  EXPECT_EQ(ModeOf("license/changed"), Mode::kGate);
  clock_.Advance(std::chrono::hours(48));
  EXPECT_EQ(ModeOf("license/changed"), Mode::kGate);
}

TEST_F(PolicyKeeperTest, AnotherNumberThatIsExceededHoldsOn) {
  Instance(kRamp);
  book_.counts = {{.rule = "license/changed", .judged = 50, .red = 50}};
  Load();
  clock_.Advance(std::chrono::hours(48));
  Instance(
      "rules: {license/changed: {mode: {start: hint, 2026-11-22: gate}, stop_if: {red: 30%}}}\n");
  EXPECT_EQ(keeper_->Reload(), PolicyLook::kChanged);
  EXPECT_EQ(ModeOf("license/changed"), Mode::kHint);
}

TEST_F(PolicyKeeperTest, WithoutAConditionNothingIsCountedAndWithOneOnceAnHour) {
  Load();
  ASSERT_TRUE(keeper_->LookAtPauses().ok());
  EXPECT_EQ(book_.counted, 0);
  Instance(kRamp);
  EXPECT_EQ(keeper_->Reload(), PolicyLook::kChanged);
  EXPECT_EQ(book_.counted, 1);
  for (int minutes = 0; minutes < 120; minutes += 20) {
    ASSERT_TRUE(keeper_->LookAtPauses().ok());
    clock_.Advance(std::chrono::minutes(20));
  }
  EXPECT_EQ(book_.counted, 2);
}

/// A place that is away for a while.
class AwayOrigin final : public PolicyOrigin {
 public:
  explicit AwayOrigin(PolicyOrigin& origin) : origin_(origin) {}
  Result<config::LayerSources> Read() override {
    ++reads;
    if (away) return Error{Errc::kTransient, "no answer"};
    return origin_.Read();
  }
  std::string Mark() override { return away ? "away" : origin_.Mark(); }

  bool away = false;
  int reads = 0;

 private:
  PolicyOrigin& origin_;
};

/// A policy that lives in a project.
class HomeOrigin final : public PolicyOrigin {
 public:
  explicit HomeOrigin(PolicyOrigin& origin) : origin_(origin) {}
  Result<config::LayerSources> Read() override { return origin_.Read(); }
  std::string Mark() override { return origin_.Mark(); }
  std::optional<ProjectId> Home() const override { return ProjectId{9}; }

 private:
  PolicyOrigin& origin_;
};

TEST_F(PolicyKeeperTest, ARefusalIsToldInTheProjectThatThePolicyLivesIn) {
  HomeOrigin origin(*origin_);
  PolicyKeeperOptions options;
  options.folder = folder_ / "kept";
  options.shipped = {AllRules(), ShippedRuleSets()};
  options.language = Language::kGerman;
  PolicyKeeper keeper(std::move(options),
                      {.origin = origin, .live = *live_, .book = book_, .clock = clock_});
  ASSERT_TRUE(keeper.Load().ok());
  EXPECT_EQ(book_.issues.at({9}).state, StatusState::kSuccess) << "which never creates one";
  Instance("rules: {license/chnged: hint}\n");
  EXPECT_EQ(keeper.Reload(), PolicyLook::kRefused);
  EXPECT_EQ(book_.issues.at({9}).state, StatusState::kFailed);
  EXPECT_NE(book_.issues.at({9}).text.find("instance.yml:3:9: unknown rule"), std::string::npos);
  EXPECT_NE(book_.issues.at({9}).text.find("Gefunden"), std::string::npos);
  Instance("rules: {license/changed: gate}\n");
  EXPECT_EQ(keeper.Reload(), PolicyLook::kChanged);
  EXPECT_EQ(book_.issues.at({9}).state, StatusState::kSuccess);
}

TEST_F(PolicyKeeperTest, APolicyThatLivesInNoProjectMakesNoIssue) {
  Load();
  Instance("rules: {license/chnged: hint}\n");
  EXPECT_EQ(keeper_->Reload(), PolicyLook::kRefused);
  EXPECT_TRUE(book_.issues.empty());
}

TEST_F(PolicyKeeperTest, WhoDoesNotAnswerRefusesNothingAndIsNotPressed) {
  AwayOrigin origin(*origin_);
  PolicyKeeperOptions options;
  options.folder = folder_ / "kept";
  options.shipped = {AllRules(), ShippedRuleSets()};
  PolicyKeeper keeper(std::move(options),
                      {.origin = origin, .live = *live_, .book = book_, .clock = clock_});
  ASSERT_TRUE(keeper.Load().ok());
  origin.away = true;
  EXPECT_EQ(keeper.Look(), PolicyLook::kSettling);
  EXPECT_EQ(keeper.Look(), PolicyLook::kSettling);
  EXPECT_EQ(Kept().problem, "");
  const int reads = origin.reads;
  EXPECT_EQ(keeper.Look(), PolicyLook::kSame);
  EXPECT_EQ(origin.reads, reads);
  origin.away = false;
  clock_.Advance(std::chrono::minutes(1));
  EXPECT_EQ(keeper.Look(), PolicyLook::kSettling);
  EXPECT_EQ(keeper.Look(), PolicyLook::kSame) << "read again, and the same";
  EXPECT_GT(origin.reads, reads);
}

/// While policies come and go, everybody sees the whole of one of them.
TEST_F(PolicyKeeperTest, ReloadingUnderLoadShowsNobodyHalfOfAPolicy) {
  Instance("rules: {license/changed: hint, license/not-allowed: hint}\n");
  Load();
  keeper_->Start();
  std::atomic<bool> done = false;
  std::atomic<int> mixed = 0;
  std::atomic<int> seen = 0;
  std::vector<std::thread> judges;
  for (int i = 0; i < 3; ++i) {
    judges.emplace_back([&] {
      while (!done) {
        const Policy policy = live_->Get()->For("city/web").stack.Make("", {});
        const Mode one = policy.rules.find("license/changed")->second.mode.value;
        const Mode other = policy.rules.find("license/not-allowed")->second.mode.value;
        if (one != other) ++mixed;
        ++seen;
      }
    });
  }
  for (int round = 0; round < 6; ++round) {
    const char* mode = round % 2 == 0 ? "gate" : "hint";
    Instance("rules: {license/changed: " + std::string(mode) + ", license/not-allowed: " + mode +
             "}\n");
    keeper_->AskReload();
    (void)keeper_->Reload();
  }
  done = true;
  for (std::thread& judge : judges) judge.join();
  keeper_->Stop();
  EXPECT_EQ(mixed, 0);
  EXPECT_GT(seen, 0);
}

TEST(PolicyStatusText, WhatIsKeptIsReadAsItWas) {
  PolicyStatus status;
  status.in_force = "abc";
  status.since = WallTime(std::chrono::hours(5));
  status.looked_at = WallTime(std::chrono::hours(6));
  status.problem = "a.yml:1:2: \"no\"\n\x1b[31m";
  status.problem_since = WallTime(std::chrono::hours(7));
  status.owners = {"a", "b"};
  const PolicyStatus read = ReadPolicyStatus(RenderPolicyStatus(status)).value();
  EXPECT_EQ(read.owners, status.owners);
  EXPECT_EQ(read.since, status.since);
  EXPECT_EQ(read.problem_since, status.problem_since);
  EXPECT_EQ(ExplainPolicyStatus(read).find('\x1b'), std::string::npos);
  EXPECT_EQ(ReadPolicyStatus("{}").error().code, Errc::kContent);
  EXPECT_EQ(ReadPolicyStatus("[").error().code, Errc::kContent);
}

TEST(PolicySetBytes, AreReadAsTheyWereWrittenAndNotWhenDamaged) {
  PolicySet set;
  set.instance = {"instance.yml", std::string("a\0b", 3)};
  set.beside_instance["x/y.yml"] = {"etc/x/y.yml", "1:2"};
  set.groups = {{"g1.yml", ""}, {"g2.yml", "z"}};
  set.below_groups["c.yml"] = {"groups/c.yml", "\n"};
  const std::string bytes = RenderPolicySet(set);
  const PolicySet read = ReadPolicySet(bytes).value();
  EXPECT_EQ(RenderPolicySet(read), bytes);
  for (size_t cut = 0; cut < bytes.size(); cut += 7) {
    EXPECT_EQ(ReadPolicySet(bytes.substr(0, cut)).error().code, Errc::kContent) << cut;
  }
}

}  // namespace
}  // namespace headwater::jobs
