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

constexpr const char* kRule = "license/header-missing";

FakeFiles WithPolicy(const std::string& mode) {
  return {{".headwater.yml", {.bytes = "rules: {license/header-missing: " + mode + "}\n"}}};
}

Result<std::vector<Policy>> Policies(const std::optional<FakeFiles>& target, const FakeFiles& head,
                                     bool edits) {
  FakeView head_view(head);
  std::optional<FakeView> target_view;
  if (target) target_view.emplace(*target);
  return ProjectPolicies({.target = target_view ? &*target_view : nullptr,
                          .head = &head_view,
                          .change_edits_it = edits},
                         {AllRules(), ShippedRuleSets()});
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

}  // namespace
}  // namespace headwater::jobs
