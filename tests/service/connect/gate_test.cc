// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/connect/gate.h"

#include <gtest/gtest.h>

namespace headwater::connect {
namespace {

GateFacts Whole() {
  GateFacts facts;
  facts.hears = true;
  facts.speaks = true;
  facts.pipelines_must_succeed = true;
  facts.threads_must_be_resolved = true;
  facts.push_protected = true;
  return facts;
}

TEST(GateTest, IsEnforcedWhenGitlabRefusesWhateverIsNotGreen) {
  const Gate gate = GateOf(Whole());
  EXPECT_EQ(GateStrength::kEnforced, gate.strength);
  EXPECT_TRUE(gate.lacks.empty());
}

TEST(GateTest, EachSettingThatIsMissingIsNamedAndLeavesOnlyTheAudit) {
  struct Case {
    void (*spoil)(GateFacts& facts);
    const char* names;
  };
  const Case cases[] = {
      {[](GateFacts& facts) { facts.pipelines_must_succeed = false; }, "Pipelines must succeed"},
      {[](GateFacts& facts) { facts.skipped_is_success = true; }, "Skipped pipelines"},
      {[](GateFacts& facts) { facts.push_protected = false; }, "Protected branches"},
      {[](GateFacts& facts) { facts.push_protected.reset(); }, "could not be read"},
      {[](GateFacts& facts) { facts.threads_must_be_resolved = false; }, "All threads"},
      {[](GateFacts& facts) { facts.speaks = false; }, "headwater connect"},
  };
  for (const Case& one : cases) {
    GateFacts facts = Whole();
    one.spoil(facts);
    const Gate gate = GateOf(facts);
    EXPECT_EQ(GateStrength::kAudited, gate.strength) << one.names;
    ASSERT_EQ(1U, gate.lacks.size()) << one.names;
    EXPECT_NE(std::string::npos, gate.lacks.front().find(one.names)) << gate.lacks.front();
  }
}

TEST(GateTest, ThreadsMatterNotWhereNobodyMayFork) {
  GateFacts facts = Whole();
  facts.threads_must_be_resolved = false;
  facts.may_be_forked = false;
  EXPECT_EQ(GateStrength::kEnforced, GateOf(facts).strength);
}

TEST(GateTest, OfWhatIsNotHeardNothingIsAudited) {
  GateFacts facts = Whole();
  facts.hears = false;
  EXPECT_EQ(GateStrength::kAdvisory, GateOf(facts).strength);
}

}  // namespace
}  // namespace headwater::connect
