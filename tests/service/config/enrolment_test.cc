// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/config/enrolment.h"

#include <random>

#include "tests/service/config/policy_fixture.h"

namespace headwater::config {
namespace {

constexpr const char* kGovernance = "contact: c\nowners: [o]\n";

class EnrolmentTest : public PolicyTest {
 protected:
  EnrolmentTest() {
    project_.path = Untrusted("city/web");
    project_.visibility = Visibility::kPublic;
  }

  Result<PolicyLayers> Layers(const std::string& instance, const std::string& group = "") {
    LayerSources sources{{"instance.yml", kGovernance + instance}, nullptr, {}, nullptr};
    if (!group.empty()) sources.groups = {{"group.yml", "projects: ['city/**']\n" + group}};
    return PolicyLayers::Load(sources, shipped());
  }
  std::string WhyNot(const std::string& instance, const std::string& group = "") {
    const Result<PolicyLayers> layers = Layers(instance, group);
    if (!layers.ok()) return layers.error().message;
    const UpperPolicy upper = layers.value().For(project_.path.bytes());
    return EnrolmentOf(upper.stack, project_, kToday).reason;
  }

  ForgeProject project_;
};

TEST_F(EnrolmentTest, EverybodyTakesPartUnlessAFileSaysOtherwise) {
  EXPECT_EQ(WhyNot(""), "");
  project_.archived = project_.mirror = true;
  project_.parent = ForgeParent{};
  project_.visibility = Visibility::kPrivate;
  project_.in_group = false;
  EXPECT_EQ(WhyNot(""), "");
}

TEST_F(EnrolmentTest, SaysWhyAProjectTakesNoPartAndWhereThatIsWritten) {
  EXPECT_EQ(WhyNot("enrolment: {exclude: [\"city/**\"]}\n"),
            "enrolment.exclude: its path is left out (instance.yml:3:22)");
  EXPECT_EQ(WhyNot("enrolment: {include: [\"town/**\"]}\n"),
            "enrolment.include: its path is not named (instance.yml:3:22)");
  EXPECT_EQ(WhyNot("enrolment: {visibility: [internal]}\n"),
            "enrolment.visibility: its visibility is public (instance.yml:3:25)");
  EXPECT_EQ(WhyNot("enrolment: {namespaces: [user]}\n"),
            "enrolment.namespaces: it lies in the namespace of a group (instance.yml:3:25)");
  EXPECT_EQ(WhyNot("enrolment: {topics: [opencode]}\n"),
            "enrolment.topics: it has none of the topics (instance.yml:3:21)");
  EXPECT_EQ(WhyNot("enrolment: {since: 2026-11-23}\n"),
            "enrolment.since: not before 2026-11-23 (instance.yml:3:20)");
}

TEST_F(EnrolmentTest, TheFirstDayCounts) {
  EXPECT_EQ(WhyNot("enrolment: {since: 2026-11-22}\n"), "");
}

TEST_F(EnrolmentTest, OneTopicOfSeveralIsEnough) {
  project_.topics = {Untrusted("web"), Untrusted("opencode")};
  EXPECT_EQ(WhyNot("enrolment: {topics: [opencode, other]}\n"), "");
}

TEST_F(EnrolmentTest, MirrorsArchivedProjectsAndForksCanBeLeftOut) {
  const std::string none = "enrolment: {mirrors: false, archived: false, forks: false}\n";
  EXPECT_EQ(WhyNot(none), "");
  project_.parent = ForgeParent{};
  EXPECT_EQ(WhyNot(none), "enrolment.forks: it is a fork (instance.yml:3:53)");
  project_.archived = true;
  EXPECT_EQ(WhyNot(none), "enrolment.archived: it is archived (instance.yml:3:39)");
  project_.mirror = true;
  EXPECT_EQ(WhyNot(none), "enrolment.mirrors: it is a mirror (instance.yml:3:22)");
}

TEST_F(EnrolmentTest, AGroupChangesWhatIsNotLocked) {
  EXPECT_NE(WhyNot("enrolment: {mirrors: true}\n", "enrolment: {exclude: ['**']}\n"), "");
}

TEST_F(EnrolmentTest, BelowALockNobodyLeavesAnybodyOut) {
  EXPECT_EQ(WhyNot("locked: [enrolment]\n", "enrolment: {exclude: ['city/**']}\n"),
            "group.yml:2:22: `enrolment.exclude` is `[city/**]`, which is laxer than `[]`: locked "
            "by instance.yml:3:10");
  EXPECT_NE(WhyNot("locked: [enrolment]\n", "enrolment: {forks: false}\n").find("laxer"),
            std::string::npos);
  EXPECT_NE(WhyNot("locked: [enrolment]\n", "enrolment: {since: 2030-01-01}\n").find("laxer"),
            std::string::npos);
}

TEST_F(EnrolmentTest, BelowALockMoreMayTakePart) {
  EXPECT_EQ(WhyNot("enrolment: {visibility: [internal], since: 2027-01-01}\n"
                   "locked: [enrolment]\n",
                   "enrolment: {visibility: [internal, public], since: 2026-01-01}\n"),
            "");
}

TEST_F(EnrolmentTest, WhatIsNoValueIsNamedWithItsPlace) {
  EXPECT_EQ(WhyNot("enrolment: [a]\n"),
            "instance.yml:3:12: `enrolment` is a map of who takes part");
  EXPECT_EQ(WhyNot("enrolment: {exclud: [a]}\n"),
            "instance.yml:3:13: unknown key `exclud` - did you mean `exclude`?");
  EXPECT_EQ(WhyNot("enrolment: {visibility: [publik]}\n"),
            "instance.yml:3:25: `visibility`: `publik` is none of public, internal, private - did "
            "you mean `public`?");
  EXPECT_EQ(WhyNot("enrolment: {forks: perhaps}\n"),
            "instance.yml:3:20: `forks`: expected true or false");
  EXPECT_EQ(WhyNot("enrolment: {since: soon}\n"),
            "instance.yml:3:20: `since`: expected a day such as 2027-03-01");
  EXPECT_NE(WhyNot("enrolment: {include: [\"a/../b\"]}\n").find("instance.yml:3:22: `include`"),
            std::string::npos);
}

TEST_F(EnrolmentTest, AProjectDoesNotDecideWhetherItTakesPart) {
  EXPECT_EQ(ErrorOf("enrolment: {exclude: ['**']}\n"),
            ".headwater.yml:1:1: `enrolment` belongs in the platform's own files");
}

TEST_F(EnrolmentTest, WhoTakesPartIsNotWhatTheyAreJudgedBy) {
  const UpperPolicy all = Layers("").value().For("city/web");
  const UpperPolicy some = Layers("enrolment: {exclude: [x]}\n").value().For("city/web");
  EXPECT_EQ(all.stack.Make("", kToday).hash, some.stack.Make("", kToday).hash);
  EXPECT_NE(all.stack.HashWithLocks(), some.stack.HashWithLocks());
}

/// Whatever a group says below a lock: whoever took part does so still.
TEST_F(EnrolmentTest, BelowALockNobodyTakesLessPart) {
  std::mt19937 random(20261122);  // NOLINT(cert-msc51-cpp): the same policies in every run.
  const auto one_of = [&random](const std::vector<std::string>& choices) {
    return choices[random() % choices.size()];
  };
  const auto any = [&one_of] {
    return "enrolment: {include: " + one_of({"[]", "[city/**]", "[town/**]", "['**']"}) +
           ", exclude: " + one_of({"[]", "[city/**]", "[town/**]"}) +
           ", visibility: " + one_of({"[]", "[public]", "[private, internal]"}) +
           ", topics: " + one_of({"[]", "[a]", "[b, c]"}) +
           ", mirrors: " + one_of({"true", "false"}) + ", forks: " + one_of({"true", "false"}) +
           ", since: " + one_of({"2026-01-01", "2026-11-22", "2027-01-01"}) + "}\n";
  };
  int valid = 0;
  for (int round = 0; round < 400; ++round) {
    const std::string instance = any() + "locked: [enrolment]\n";
    const std::string group = any();
    const Result<PolicyLayers> above = Layers(instance);
    const Result<PolicyLayers> both = Layers(instance, group);
    ASSERT_TRUE(above.ok());
    if (!both.ok()) continue;
    ++valid;
    for (int facts = 0; facts < 16; ++facts) {
      project_.mirror = (facts & 1) != 0;
      project_.visibility = (facts & 2) != 0 ? Visibility::kPublic : Visibility::kPrivate;
      project_.topics.clear();
      if ((facts & 4) != 0) project_.topics.emplace_back("a");
      project_.parent.reset();
      if ((facts & 8) != 0) project_.parent = ForgeParent{};
      const auto upper = above.value().For("city/web");
      const auto lower = both.value().For("city/web");
      if (!EnrolmentOf(upper.stack, project_, kToday).takes_part()) continue;
      EXPECT_TRUE(EnrolmentOf(lower.stack, project_, kToday).takes_part()) << instance << group;
    }
  }
  EXPECT_GT(valid, 2);
  EXPECT_LT(valid, 400);
}

}  // namespace
}  // namespace headwater::config
