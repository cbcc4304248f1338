// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/config/waiver_settings.h"

#include "tests/service/config/policy_fixture.h"

namespace headwater::config {
namespace {

using std::chrono::days;

class WaiverSettingsTest : public PolicyTest {
 protected:
  /// The policy of a project below an instance's file.
  Result<Policy> Below(const std::string& instance, const std::string& project) {
    const auto layers = PolicyLayers::Load(
        {{"instance.yml", "contact: c\nowners: [o]\n" + instance}, nullptr, {}, nullptr},
        shipped());
    if (!layers.ok()) return layers.error();
    const UpperPolicy upper = layers.value().For("a/b");
    Shipped with = shipped();
    with.upper = &upper;
    return LoadPolicy({".headwater.yml", project}, with, kToday);
  }
  WaiverTerms TermsBelow(const std::string& instance, std::string_view rule) {
    const Result<Policy> policy = Below(instance, "");
    EXPECT_TRUE(policy.ok()) << (policy.ok() ? "" : policy.error().message);
    return policy.ok() ? TermsOf(policy.value(), rule) : WaiverTerms{};
  }
  std::string Refused(const std::string& instance, const std::string& project) {
    const Result<Policy> policy = Below(instance, project);
    return policy.ok() ? "no error" : policy.error().message;
  }
};

TEST_F(WaiverSettingsTest, AMaintainerWaivesForHalfAYearWhereNobodySaysOtherwise) {
  const WaiverTerms terms = TermsBelow("", "family/first");
  EXPECT_EQ(terms.MaxFor(WaiverReason::kLegacy), days(180));
  EXPECT_EQ(terms.MaxFor(WaiverReason::kFalsePositive), days(730));
  EXPECT_EQ(terms.MaxFor(WaiverReason::kEmergency), days(7));
  EXPECT_EQ(terms.may_waive, std::vector<std::string>{"maintainer"});
  EXPECT_FALSE(terms.own);
}

TEST_F(WaiverSettingsTest, ARuleHasBoundsOfItsOwn) {
  const WaiverTerms terms = TermsBelow(
      "waivers: {max: 90d}\nrules:\n  family/first:\n    waiver: {max: 5d, may_waive: "
      "[{group: opencode/lizenzteam}, owner], own: marked}\n",
      "family/first");
  EXPECT_EQ(terms.MaxFor(WaiverReason::kLegacy), days(5));
  EXPECT_EQ(terms.MaxFor(WaiverReason::kFalsePositive), days(5));
  EXPECT_EQ(terms.MaxFor(WaiverReason::kEmergency), days(5));
  EXPECT_EQ(terms.may_waive, (std::vector<std::string>{"group opencode/lizenzteam", "owner"}));
  EXPECT_TRUE(terms.own);
  const WaiverTerms other = TermsBelow("waivers: {max: 90d}\n", "family/second");
  EXPECT_EQ(other.MaxFor(WaiverReason::kLegacy), days(90));
}

TEST_F(WaiverSettingsTest, AWaiverOfEveryRuleHasTheStrictestTerms) {
  const WaiverTerms terms = TermsBelow(
      "rules:\n  family/first: {waiver: {max: 3d, own: marked}}\n"
      "  family/second: {waiver: {may_waive: [maintainer, owner]}}\n",
      kEveryRule);
  EXPECT_EQ(terms.MaxFor(WaiverReason::kEmergency), days(3));
  EXPECT_EQ(terms.may_waive, std::vector<std::string>{"maintainer"});
  EXPECT_FALSE(terms.own);
}

TEST_F(WaiverSettingsTest, NobodyWaivesWhatThePolicyDoesNotKnow) {
  EXPECT_TRUE(TermsBelow("", "family/third").may_waive.empty());
  EXPECT_TRUE(TermsBelow("rules: {family/first: {waiver: {may_waive: []}}}\n", "family/first")
                  .may_waive.empty());
}

TEST_F(WaiverSettingsTest, ALockedBoundOnlyGetsShorter) {
  const auto group = [this](const std::string& below) {
    const auto layers = PolicyLayers::Load({{"instance.yml",
                                             "contact: c\nowners: [o]\nwaivers: {max: 90d}\n"
                                             "locked: [waivers]\nrules:\n  family/first: "
                                             "{waiver: {max: 30d}, locked: [waiver]}\n"},
                                            nullptr,
                                            {{"g.yml", "projects: [\"**\"]\n" + below}},
                                            nullptr},
                                           shipped());
    return layers.ok() ? std::string() : layers.error().message;
  };
  EXPECT_EQ(group("waivers: {max: 10d}\n"), "");
  EXPECT_NE(group("waivers: {max: 100d}\n").find("laxer"), std::string::npos);
  EXPECT_EQ(group("rules: {family/first: {waiver: {may_waive: []}}}\n"), "");
  EXPECT_NE(group("rules: {family/first: {waiver: {max: 31d}}}\n").find("laxer"),
            std::string::npos);
  EXPECT_NE(group("rules: {family/first: {waiver: {own: marked}}}\n").find("laxer"),
            std::string::npos);
  EXPECT_NE(group("rules: {family/first: {waiver: {may_waive: [{group: a/b}]}}}\n").find("laxer"),
            std::string::npos);
  EXPECT_EQ(group("rules: {family/first: {waiver: {may_waive: [owner]}}}\n"), "")
      << "every owner is a maintainer";
}

TEST_F(WaiverSettingsTest, AProjectOnlyAsksForLess) {
  const std::string platform =
      "rules:\n  family/first: {waiver: {max: 30d, may_waive: [owner, {group: a/b}], own: "
      "marked}}\n";
  const Policy policy =
      Below(platform,
            "rules: {family/first: {waiver: {max: 10d, may_waive: owner, own: forbidden}}}\n")
          .value();
  const WaiverTerms terms = TermsOf(policy, "family/first");
  EXPECT_EQ(terms.max, days(10));
  EXPECT_EQ(terms.may_waive, std::vector<std::string>{"owner"});
  EXPECT_FALSE(terms.own);
  for (const char* wider : {"max: 31d", "may_waive: maintainer", "may_waive: {group: c/d}"}) {
    const std::string error =
        Refused(platform, std::string("rules: {family/first: {waiver: {") + wider + "}}}\n");
    EXPECT_NE(error.find("laxer"), std::string::npos) << wider << ": " << error;
    EXPECT_NE(error.find("instance.yml:4:"), std::string::npos) << error;
  }
  EXPECT_NE(Refused("", "rules: {family/first: {waiver: {own: marked}}}\n").find("laxer"),
            std::string::npos)
      << "nor more than what counts where nobody says anything";
}

TEST_F(WaiverSettingsTest, RefusesBoundsThatAreNone) {
  EXPECT_EQ(Refused("waivers: {max: 731d}\n", ""),
            "instance.yml:3:16: `max`: expected days, from 1d to 730d");
  for (const char* bound : {"0d", "-1d", "d", "1", "1w", "99999999999999999999d"}) {
    EXPECT_NE(Refused(std::string("waivers: {max: ") + bound + "}\n", ""), "no error") << bound;
  }
  EXPECT_NE(Refused("waivers: {maxx: 1d}\n", "").find("did you mean `max`"), std::string::npos);
  EXPECT_NE(Refused("rules: {family/first: {waiver: {may_waive: developer}}}\n", ""), "no error");
  EXPECT_NE(Refused("rules: {family/first: {waiver: {may_waive: {group: \"a b\"}}}}\n", ""),
            "no error");
}

TEST_F(WaiverSettingsTest, WhoWaivesEveryRuleMayWaiveEachOfThem) {
  const WaiverTerms terms = TermsBelow(
      "rules:\n  family/first: {waiver: {may_waive: [owner, {group: a/b}]}}\n", kEveryRule);
  EXPECT_EQ(terms.may_waive, std::vector<std::string>{"owner"});
}

TEST_F(WaiverSettingsTest, AProjectListsItsWaivers) {
  const Policy policy = Below("", R"(
waivers:
  - {rule: family/first, path: "docs/**", until: 2027-06-30, reason: Altbestand, text: older}
  - {rule: family/second, until: 9999-12-31, reason: false-positive}
)")
                            .value();
  ASSERT_EQ(policy.waivers.size(), 2U);
  EXPECT_EQ(ContentOf(policy.waivers[0].value), "family/first in docs/** until 2027-06-30, legacy");
  EXPECT_EQ(policy.waivers[0].origin.line, 3U);
  EXPECT_EQ(ContentOf(policy.waivers[1].value), "family/second until 9999-12-31, false-positive");
  EXPECT_EQ(Refused("", "waivers: {max: 700d}\n").substr(0, 21), ".headwater.yml:1:10: ");
}

TEST_F(WaiverSettingsTest, RefusesEntriesThatSayNothingWithTheirPlace) {
  const auto entry = [this](const std::string& text) {
    return Refused("", "waivers:\n  - {" + text + "}\n");
  };
  EXPECT_EQ(entry("rule: family/first, until: 2027-02-30, reason: legacy"),
            ".headwater.yml:2:33: `until`: expected a day that exists, as 2027-06-30");
  EXPECT_NE(entry("rule: family/frist, until: 2027-02-20, reason: legacy")
                .find("did you mean `family/first`"),
            std::string::npos);
  EXPECT_NE(entry("rule: family/first, path: \"a/../b\", until: 2027-02-20, reason: legacy"),
            "no error");
  EXPECT_NE(entry("rule: family/first, until: 2027-02-20"), "no error");
  EXPECT_NE(entry("rule: family/first, reason: legacy"), "no error");
  EXPECT_NE(entry("rule: family/first, until: 2027-02-20, reason: because"), "no error");
  EXPECT_NE(entry("rule: \"*\", until: 2027-02-20, reason: emergency"), "no error");
  EXPECT_NE(entry("until: 2027-02-20, reason: emergency"), "no error");
}

}  // namespace
}  // namespace headwater::config
