// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/jobs/project_policy.h"

#include <gtest/gtest.h>

#include <optional>

#include "headwater/registry.h"
#include "tests/fakes/fake_view.h"

namespace headwater::jobs {
namespace {

using fakes::FakeFile;
using fakes::FakeFiles;
using fakes::FakeView;

constexpr std::chrono::sys_days kToday = std::chrono::year(2026) / 11 / 22;
const config::Shipped kShipped{AllRules(), ShippedRuleSets()};
constexpr const char* kRule = "license/header-missing";

FakeFiles WithPolicy(const std::string& mode) {
  return {{".headwater.yml", {.bytes = "rules: {license/header-missing: " + mode + "}\n"}}};
}

Result<std::vector<Policy>> Policies(const std::optional<FakeFiles>& target, const FakeFiles& head,
                                     bool edits) {
  FakeView head_view(head);
  std::optional<FakeView> target_view;
  if (target) target_view.emplace(*target);
  PolicySides sides{.target = {target_view ? &*target_view : nullptr}, .head = {&head_view}};
  sides.edits = [edits](std::string_view path) { return edits && path == kProjectPolicyPath; };
  return ProjectPolicies(sides, kShipped, kToday);
}

Mode ModeIn(const Policy& policy) { return policy.rules.find(kRule)->second.mode.value; }

TEST(ProjectPolicyTest, WithoutAFileTheDefaultPresetApplies) {
  const auto policies = Policies(FakeFiles{}, {}, false).value();
  ASSERT_EQ(1U, policies.size());
  EXPECT_EQ("preset:opencode", policies[0].name);
}

TEST(ProjectPolicyTest, AnEditIsJudgedByTheOldAndTheNewFile) {
  const auto policies = Policies(WithPolicy("gate"), WithPolicy("off"), true).value();
  ASSERT_EQ(2U, policies.size());
  EXPECT_EQ(Mode::kGate, ModeIn(policies[0]));
  EXPECT_EQ(Mode::kOff, ModeIn(policies[1]));
  EXPECT_NE(policies[0].name, policies[1].name);
}

TEST(ProjectPolicyTest, ANewFileIsJudgedByTheDefaultPresetToo) {
  const auto policies = Policies(FakeFiles{}, WithPolicy("off"), true).value();
  ASSERT_EQ(2U, policies.size());
  EXPECT_EQ("preset:opencode of the target", policies[0].name);
}

TEST(ProjectPolicyTest, ADeletedFileStillCounts) {
  const auto policies = Policies(WithPolicy("gate"), {}, true).value();
  ASSERT_EQ(2U, policies.size());
  EXPECT_EQ(Mode::kGate, ModeIn(policies[0]));
}

TEST(ProjectPolicyTest, AHeadThatIsBehindItsTargetBringsNoPolicy) {
  const auto policies = Policies(WithPolicy("gate"), WithPolicy("off"), false).value();
  ASSERT_EQ(1U, policies.size());
  EXPECT_EQ(Mode::kGate, ModeIn(policies[0]));
}

TEST(ProjectPolicyTest, AnEditThatChangesNoValueIsOnePolicy) {
  FakeFiles head = WithPolicy("gate");
  head[".headwater.yml"].bytes += "# a comment\n";
  EXPECT_EQ(1U, Policies(WithPolicy("gate"), head, true).value().size());
}

TEST(ProjectPolicyTest, WithoutATargetHeadsOwnPolicyCounts) {
  const auto policies = Policies(std::nullopt, WithPolicy("off"), false).value();
  ASSERT_EQ(1U, policies.size());
  EXPECT_EQ(Mode::kOff, ModeIn(policies[0]));
}

TEST(ProjectPolicyTest, WhatCannotBeReadIsNotAnEmptyPolicy) {
  const FakeFile bad[] = {
      {.bytes = "rules: {license/header-missing: of}\n"},
      {.bytes = "policy.yml", .mode = FileMode::kSymlink},
      {.bytes = "", .mode = FileMode::kSubmodule},
      {.bytes = "rules: {}", .state = BlobState::kMissing},
      {.bytes = "rules: {}", .state = BlobState::kTooLarge},
      {.bytes = std::string(300'000, '#')},
  };
  for (const FakeFile& file : bad) {
    const auto policies = Policies(FakeFiles{{".headwater.yml", file}}, {}, false);
    ASSERT_FALSE(policies.ok()) << file.bytes.substr(0, 40);
    EXPECT_EQ(Errc::kContent, policies.error().code);
    EXPECT_EQ(0U, policies.error().message.find(".headwater.yml")) << policies.error().message;
  }
}

FakeFiles Extending(const std::string& base, const std::string& path, const std::string& mode) {
  return {{".headwater.yml", {.bytes = "extends: " + base + "\n"}},
          {path, {.bytes = "rules: {license/header-missing: " + mode + "}\n"}}};
}

TEST(ProjectPolicyTest, APolicyExtendsFilesOfItsOwnTree) {
  for (const char* path : {"policy.yml", "tools/policy/base.yaml"}) {
    const auto policies = Policies(Extending(path, path, "off"), {}, false);
    ASSERT_TRUE(policies.ok()) << policies.error().message;
    EXPECT_EQ(Mode::kOff, ModeIn(policies.value()[0]));
    EXPECT_EQ(path, policies.value()[0].rules.find(kRule)->second.mode.origin.layer);
  }
}

TEST(ProjectPolicyTest, NothingOutsideTheTreeIsExtended) {
  for (const char* path : {"../policy.yml", "/etc/policy.yml", "a/../../policy.yml", "./policy.yml",
                           "https://example.org/policy.yml", ".git/policy.yml", "gone.yml"}) {
    const auto policies = Policies(Extending(path, "policy.yml", "off"), {}, false);
    ASSERT_FALSE(policies.ok()) << path;
    EXPECT_EQ(0U, policies.error().message.find(".headwater.yml:1:10: ")) << path;
  }
}

TEST(ProjectPolicyTest, AnExtendedFileThatIsALinkIsNotFollowed) {
  FakeFiles files = Extending("policy.yml", "policy.yml", "off");
  files["policy.yml"].mode = FileMode::kSymlink;
  EXPECT_FALSE(Policies(files, {}, false).ok());
}

TEST(ProjectPolicyTest, AnEditOfAnExtendedFileIsJudgedByBothAsWell) {
  FakeView target(Extending("policy.yml", "policy.yml", "gate"));
  FakeView head(Extending("policy.yml", "policy.yml", "off"));
  PolicySides sides{.target = {&target}, .head = {&head}};
  sides.edits = [](std::string_view path) { return path == "policy.yml"; };
  const auto policies = ProjectPolicies(sides, kShipped, kToday).value();
  ASSERT_EQ(2U, policies.size());
  EXPECT_EQ(Mode::kGate, ModeIn(policies[0]));
  EXPECT_EQ(Mode::kOff, ModeIn(policies[1]));
}

/// What a branch that is neither default nor protected is judged by.
Result<std::vector<Policy>> OnSideBranch(const FakeFiles& target,
                                         const std::optional<FakeFiles>& default_branch) {
  FakeView view(target);
  std::optional<FakeView> bound;
  if (default_branch) bound.emplace(*default_branch);
  PolicySides sides{.target = {&view}, .head = {&view}};
  sides.may_loosen = false;
  if (bound) sides.default_branch.root = &*bound;
  return ProjectPolicies(sides, kShipped, kToday);
}

// Security, G2: a lax file on a branch of one's own.
TEST(ProjectPolicyTest, ABranchThatAnybodyMayPushToLoosensNothing) {
  EXPECT_EQ(Mode::kGate, ModeIn(OnSideBranch(WithPolicy("off"), WithPolicy("gate")).value()[0]));
  EXPECT_EQ(Mode::kGate, ModeIn(OnSideBranch({}, WithPolicy("gate")).value()[0]));
}

TEST(ProjectPolicyTest, ABranchThatAnybodyMayPushToMayBeStricter) {
  EXPECT_EQ(Mode::kGate, ModeIn(OnSideBranch(WithPolicy("gate"), WithPolicy("off")).value()[0]));
}

TEST(ProjectPolicyTest, WithoutAFileOnTheDefaultBranchItsStandardBinds) {
  const Mode standard = ModeIn(Policies(FakeFiles{}, {}, false).value()[0]);
  for (const auto& none : {std::optional<FakeFiles>(), std::optional(FakeFiles{})}) {
    EXPECT_EQ(standard, ModeIn(OnSideBranch(WithPolicy("off"), none).value()[0]));
  }
}

TEST(ProjectPolicyTest, WhatCannotBeReadOnTheDefaultBranchIsNotIgnored) {
  EXPECT_FALSE(OnSideBranch({}, WithPolicy("of")).ok());
}

TEST(ProjectPolicyTest, AnEditOnSuchABranchIsBoundLikewise) {
  FakeView target(WithPolicy("gate"));
  FakeView head(WithPolicy("off"));
  FakeView bound(WithPolicy("gate"));
  PolicySides sides{.target = {&target}, .head = {&head}};
  sides.edits = [](std::string_view path) { return path == kProjectPolicyPath; };
  sides.may_loosen = false;
  sides.default_branch.root = &bound;
  EXPECT_EQ(1U, ProjectPolicies(sides, kShipped, kToday).value().size());
}

}  // namespace
}  // namespace headwater::jobs
