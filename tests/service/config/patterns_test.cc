// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "headwater/policy_rule.h"
#include "service/config/policy_layers.h"
#include "tests/service/config/policy_fixture.h"

namespace headwater::config {
namespace {

/// Patterns in the layers of a policy.
class PatternsTest : public PolicyTest {
 protected:
  static std::string Pattern(const std::string& name, const std::string& body) {
    return "patterns:\n  " + name + ": {title: T, why: W, fix: F, " + body + "}\n";
  }
  static std::string Instance(const std::string& rest) {
    return "contact: c\nowners: [o]\n" + rest;
  }

  Result<PolicyLayers> LoadWith(const std::string& instance,
                                const std::vector<std::string>& groups) const {
    LayerSources sources{{"instance.yml", Instance(instance)}, nullptr, {}, nullptr};
    for (size_t i = 0; i < groups.size(); ++i) {
      sources.groups.push_back(
          {"groups/" + std::to_string(i) + ".yml", "projects: [\"**\"]\n" + groups[i]});
    }
    return PolicyLayers::Load(sources, shipped());
  }

  /// A project's file below an instance's.
  Result<Policy> Below(const std::string& instance, const std::string& project) const {
    const PolicyLayers layers = TRY(LoadWith(instance, {}));
    const UpperPolicy upper = layers.For("city/web");
    Shipped below = shipped();
    below.upper = &upper;
    return LoadPolicy({".headwater.yml", project}, below, kToday);
  }
};

TEST_F(PatternsTest, APatternIsARuleThatHints) {
  const Policy policy = Load(Pattern("no-x", "path: x")).value();
  ASSERT_NE(nullptr, policy.own_rules);
  ASSERT_EQ(1U, policy.own_rules->rules.size());
  EXPECT_EQ("pattern/no-x", policy.own_rules->rules[0]->id());
  EXPECT_EQ(Mode::kHint, policy.rules.at("pattern/no-x").mode.value);
  EXPECT_EQ(std::vector<std::string>{"maintainer"},
            policy.rules.at("pattern/no-x").may_waive.value);
  EXPECT_EQ(nullptr, Load("").value().own_rules);
}

TEST_F(PatternsTest, ItsSettingsAreThoseOfEveryRule) {
  const Policy policy =
      Load(Pattern("no-x", "path: x") +
           "rules:\n  pattern/no-x:\n    mode: {start: hint, 2027-01-01: gate}\n"
           "    only: [src/**]\n    except: [src/a]\n"
           "waivers:\n- {rule: pattern/no-x, until: 2027-01-01, reason: legacy}\n")
          .value();
  const RulePolicy& rule = policy.rules.at("pattern/no-x");
  EXPECT_EQ(Mode::kHint, rule.mode.value);
  ASSERT_EQ(1U, rule.coming.size());
  EXPECT_EQ(Mode::kGate, rule.coming[0].mode);
  EXPECT_EQ(std::vector<std::string>{"src/**"}, rule.only.value);
  EXPECT_EQ(1U, policy.waivers.size());
}

TEST_F(PatternsTest, TheHashIsOfWhatIsLookedAt) {
  const std::string plain = Load("").value().hash;
  const std::string one = Load(Pattern("no-x", "path: x")).value().hash;
  EXPECT_NE(plain, one);
  EXPECT_NE(one, Load(Pattern("no-x", "path: y")).value().hash);
  EXPECT_EQ(one, Load("# why\n" + Pattern("no-x", "path: 'x'")).value().hash);
}

TEST_F(PatternsTest, MistakesAreRefusedWithTheirPlace) {
  EXPECT_EQ(".headwater.yml:2:39: `path`: not a regular expression of RE2: missing ): (a",
            ErrorOf(Pattern("x", "path: (a")));
  EXPECT_EQ(".headwater.yml:1:11: `patterns` is a map from name to pattern",
            ErrorOf("patterns: []"));
  EXPECT_EQ(
      ".headwater.yml:4:17: there is no pattern `pattern/no-y` - did you mean `pattern/no-x`?",
      ErrorOf(Pattern("no-x", "path: x") + "rules:\n  pattern/no-y: hint\n"));
  EXPECT_EQ(".headwater.yml:4:17: there is no pattern `pattern/x`",
            ErrorOf("rules:\n  family/first: hint\n\n  pattern/x:    hint\n"));
  EXPECT_EQ(
      ".headwater.yml:4:18: unknown key `option`",
      ErrorOf(Pattern("no-x", "path: x") + "rules:\n  pattern/no-x: {option: 1}\n").substr(0, 41));
  EXPECT_NE("no error",
            ErrorOf("waivers:\n- {rule: pattern/x, until: 2027-01-01, reason: legacy}\n"));
}

TEST_F(PatternsTest, APolicyHasSoManyAndNoMore) {
  std::string many = "patterns:\n";
  for (size_t i = 0; i <= kMaxPatterns; ++i) {
    many += "  x" + std::to_string(i) + ": {title: T, why: W, fix: F, path: x}\n";
  }
  EXPECT_EQ(".headwater.yml:2:3: more than 64 patterns", ErrorOf(many));
  const std::string most = many.substr(0, many.rfind("  x"));
  EXPECT_TRUE(Load(most).ok());
  const Result<Policy> more = Below(Pattern("of-the-platform", "path: y"), most);
  ASSERT_FALSE(more.ok());
  EXPECT_NE(std::string::npos, more.error().message.find("more than 64 patterns"));
}

TEST_F(PatternsTest, AProjectAddsToThePlatformsPatterns) {
  const Policy policy = Below(Pattern("a", "path: x"), Pattern("b", "path: y")).value();
  EXPECT_EQ(2U, policy.own_rules->rules.size());
}

TEST_F(PatternsTest, NobodyDefinesThePlatformsPatternAnew) {
  const Result<Policy> policy = Below(Pattern("a", "path: x"), Pattern("a", "path: never"));
  ASSERT_FALSE(policy.ok());
  EXPECT_EQ(
      ".headwater.yml:2:3: `pattern/a` is defined already, in instance.yml:4:3: take another name",
      policy.error().message);
  EXPECT_TRUE(Below(Pattern("a", "path: x"), Pattern("a", "path: x")).ok()) << "the same one";
}

TEST_F(PatternsTest, ALockHoldsThePatternToo) {
  const std::string locked =
      Pattern("a", "path: x") + "rules:\n  pattern/a: {mode: gate, locked: true}\n";
  const Result<Policy> off = Below(locked, "rules:\n  pattern/a: off\n");
  ASSERT_FALSE(off.ok());
  EXPECT_NE(std::string::npos, off.error().message.find("laxer than `gate`"))
      << off.error().message;
  EXPECT_FALSE(Below(locked, "rules:\n  pattern/a: {except: [a]}\n").ok());
  EXPECT_TRUE(Below(Pattern("a", "path: x"), "rules:\n  pattern/a: off\n").ok()) << "no lock";
}

TEST_F(PatternsTest, TwoGroupsDoNotGiveOneNameToTwoPatterns) {
  const auto layers = LoadWith("", {Pattern("a", "path: x"), Pattern("a", "path: y")});
  ASSERT_FALSE(layers.ok());
  EXPECT_EQ(
      "groups/1.yml:3:3: `pattern/a` is defined already, in groups/0.yml:3:3: take another name",
      layers.error().message);
  const auto both = LoadWith("", {Pattern("a", "path: x"), Pattern("b", "path: y")});
  ASSERT_TRUE(both.ok()) << both.error().message;
  EXPECT_EQ(2U, both.value().For("city/web").stack.patterns().size());
}

TEST_F(PatternsTest, WhatIsHandedOverSaysTheSame) {
  const auto layers = LoadWith(Pattern("a", "path: x"), {"rules: {pattern/a: gate}\n"});
  ASSERT_TRUE(layers.ok()) << layers.error().message;
  const UpperPolicy upper = layers.value().For("city/web");
  const auto read = ReadUpperPolicy(upper.texts, shipped());
  ASSERT_TRUE(read.ok()) << read.error().message;
  EXPECT_EQ(upper.stack.Make("", kToday).hash, read.value().stack.Make("", kToday).hash);
}

/// The blocks of YAML in a page.
std::vector<std::string> ExamplesOf(const std::string& path) {
  std::ifstream stream(std::string(HEADWATER_SOURCE_DIR) + "/" + path);
  const std::string page{std::istreambuf_iterator<char>(stream), {}};
  constexpr std::string_view kOpen = "```yaml\n";
  constexpr std::string_view kClose = "\n```\n";
  std::vector<std::string> examples;
  for (size_t at = page.find(kOpen); at != std::string::npos; at = page.find(kOpen, at)) {
    at += kOpen.size();
    examples.push_back(page.substr(at, page.find(kClose, at) - at + 1));
  }
  return examples;
}

TEST_F(PatternsTest, TheExamplesOfThePageArePolicies) {
  const std::vector<std::string> examples = ExamplesOf("service/docs/patterns.md");
  ASSERT_EQ(2U, examples.size());
  for (const std::string& example : examples) {
    const Result<Policy> policy = Load(example);
    ASSERT_TRUE(policy.ok()) << policy.error().message;
    EXPECT_NE(nullptr, policy.value().own_rules);
  }
}

class ExternalRulesTest : public PatternsTest {
 protected:
  static constexpr char kDesk[] = "external: {desk: {title: T, why: W, fix: F}}\n";

  static std::string Mistake(const Result<PolicyLayers>& layers) {
    return layers.ok() ? "no error" : layers.error().message;
  }
};

TEST_F(ExternalRulesTest, ThePlatformsOwnFileDefinesThem) {
  const Result<Policy> policy = Below(kDesk, "");
  ASSERT_TRUE(policy.ok()) << policy.error().message;
  EXPECT_EQ("external/desk", policy.value().own_rules->rules.at(0)->id());
  EXPECT_EQ(Mode::kHint, policy.value().rules.at("external/desk").mode.value);
}

TEST_F(ExternalRulesTest, TheDocumentsExampleIsAPolicy) {
  const std::vector<std::string> examples = ExamplesOf("service/docs/external-rules.md");
  ASSERT_EQ(1U, examples.size());
  const Result<Policy> policy = Below(examples[0], "");
  ASSERT_TRUE(policy.ok()) << policy.error().message;
  EXPECT_EQ(Mode::kGate, policy.value().rules.at("external/license-desk").mode.value);
  EXPECT_TRUE(policy.value().own_rules->rules.at(0)->pattern.sends.added_lines);
}

TEST_F(ExternalRulesTest, NoOtherFileDoes) {
  const std::string sentence =
      ": `external` belongs in the platform's own file: move the definition there; here, `rules` "
      "may say how strict it is";
  EXPECT_EQ("groups/0.yml:2:1" + sentence, Mistake(LoadWith("", {kDesk})));
  const Result<Policy> project = Below("", kDesk);
  ASSERT_FALSE(project.ok());
  EXPECT_EQ(".headwater.yml:1:1" + sentence, project.error().message);
}

TEST_F(ExternalRulesTest, FilesBelowMayOnlyMakeThemStricter) {
  const std::string rules = "rules: {external/desk: ";
  EXPECT_EQ(Mode::kGate,
            Below(kDesk, rules + "gate}\n").value().rules.at("external/desk").mode.value);
  const Result<Policy> off = Below(kDesk, rules + "off}\n");
  ASSERT_FALSE(off.ok());
  EXPECT_NE(std::string::npos, off.error().message.find("laxer")) << off.error().message;
  EXPECT_FALSE(Below(kDesk, rules + "{except: ['**']}}\n").ok());
}

TEST_F(ExternalRulesTest, OneThatIsNotThereIsAMistake) {
  EXPECT_EQ(
      "instance.yml:4:25: there is no external rule `external/desk2` - did you mean "
      "`external/desk`?",
      Mistake(LoadWith(std::string(kDesk) + "rules: {external/desk2: gate}\n", {})));
}

TEST_F(ExternalRulesTest, AJudgementWaitsForAFewAtMost) {
  std::string many = "external:\n";
  for (int i = 0; i < 9; ++i)
    many += "  desk-" + std::to_string(i) + ": {title: T, why: W, fix: F}\n";
  EXPECT_EQ("instance.yml: the policy has more than 8 external rules", Mistake(LoadWith(many, {})));
}

// Anybody may push to such a branch.
TEST_F(PatternsTest, AnotherBranchCannotDropOrChangeAPatternOfTheDefaultBranch) {
  const PolicySource on_default{".headwater.yml",
                                Pattern("a", "path: x") + "rules:\n  pattern/a: gate\n"};
  const auto judged_by = [&](const std::string& yaml) {
    return LoadProjectPolicy({PolicySource{".headwater.yml", yaml}, false, on_default}, shipped(),
                             kToday)
        .value();
  };
  const Policy dropped = judged_by("");
  ASSERT_NE(nullptr, dropped.own_rules);
  EXPECT_EQ(Mode::kGate, dropped.rules.at("pattern/a").mode.value);
  const Policy changed = judged_by(Pattern("a", "path: never") + "rules: {pattern/a: off}\n");
  EXPECT_EQ("x", changed.own_rules->rules[0]->pattern.expression);
  EXPECT_EQ(Mode::kGate, changed.rules.at("pattern/a").mode.value);
  const Policy added = judged_by(Pattern("b", "path: y"));
  EXPECT_EQ(2U, added.own_rules->rules.size());
}

}  // namespace
}  // namespace headwater::config
