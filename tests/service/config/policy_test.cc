// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include <gtest/gtest.h>

#include "service/config/suggestion.h"
#include "tests/service/config/policy_fixture.h"

namespace headwater::config {
namespace {

TEST_F(PolicyTest, APresetIsTheMergeOfWhatItExtends) {
  const Policy policy = LoadPreset("strict", shipped(), kToday).value();
  EXPECT_EQ("preset:strict", policy.name);
  EXPECT_EQ(Mode::kRatchet, policy.rules.at("family/first").mode.value);
  EXPECT_EQ(Mode::kGate, policy.rules.at("family/second").mode.value);
  EXPECT_EQ(std::vector<std::string>{"default"},
            policy.rules.at("family/second").gate_on_branches.value);
}

TEST_F(PolicyTest, EveryValueKnowsWhereItWasWritten) {
  const Policy policy = LoadPreset("preset:strict", shipped(), kToday).value();
  const ValueOrigin& mode = policy.rules.at("family/second").mode.origin;
  EXPECT_EQ("preset:strict", mode.layer);
  EXPECT_EQ(4U, mode.line);
  EXPECT_EQ(11U, mode.column);
  EXPECT_EQ("family:family", policy.rules.at("family/first").options.at("min_lines").origin.layer);
}

TEST_F(PolicyTest, AProjectFileWithoutExtendsStandsOnTheDefaultPreset) {
  const Policy policy = Load("rules:\n  family/first: {options: {scope: covered}}\n").value();
  EXPECT_EQ(".headwater.yml (extends preset:opencode)", policy.name);
  const Options options = CompleteOptions(first_.info, policy.rules.at("family/first"));
  EXPECT_EQ("covered", options.Choice("scope"));
  EXPECT_EQ(5, options.Integer("min_lines"));
  EXPECT_EQ(std::vector<std::string>{"tests/**"}, options.Globs("ignore"));
  EXPECT_FALSE(options.Bool("loud"));
  EXPECT_EQ("", options.Text("holder"));
}

TEST_F(PolicyTest, AnEmptyFileIsTheDefaultPreset) {
  EXPECT_EQ(LoadPreset("opencode", shipped(), kToday).value().hash, Load("").value().hash);
}

TEST_F(PolicyTest, TheHashIsOfTheValuesNotOfTheirPlaces) {
  EXPECT_EQ(Load("rules: {family/second: gate}").value().hash,
            Load("# why\n\nrules:\n  family/second:\n    mode: gate\n").value().hash);
  EXPECT_NE(Load("rules: {family/second: gate}").value().hash,
            Load("rules: {family/second: hint}").value().hash);
  EXPECT_NE(Load("threads: none").value().hash, Load("threads: gate-only").value().hash);
  EXPECT_NE(Load("generated: [a/**]").value().hash, Load("generated: [b/**]").value().hash);
}

struct Refused {
  const char* yaml;
  const char* error;
};

TEST_F(PolicyTest, MistakesAreRefusedWithPlaceAndRemedy) {
  const Refused rows[] = {
      {"rule: {}\n", ".headwater.yml:1:1: unknown key `rule` - did you mean `rules`?"},
      {"rules:\n  family/frist: gate\n",
       ".headwater.yml:2:3: unknown rule `family/frist` - did you mean `family/first`?"},
      {"rules: {family/first: gated}\n",
       ".headwater.yml:1:23: a mode is one of off, observe, hint, ratchet, gate - did you mean "
       "`gate`?"},
      {"rules: {family/first: {options: {min_line: 3}}}\n",
       ".headwater.yml:1:34: unknown option `min_line` - did you mean `min_lines`?"},
      {"rules: {family/first: {options: {min_lines: 101}}}\n",
       ".headwater.yml:1:45: `min_lines`: expected a whole number from 0 to 100"},
      {"rules: {family/first: {options: {scope: old}}}\n",
       ".headwater.yml:1:41: `scope`: expected one of: new, covered"},
      {"rules: {family/first: {options: {loud: yes}}}\n",
       ".headwater.yml:1:40: `loud`: expected true or false"},
      {"rules: {family/first: {options: {holder: Example Limited}}}\n",
       ".headwater.yml:1:42: `holder`: expected one line of text, at most 12 bytes"},
      {"rules: {family/first: {options: {holder: \"a\\nb\"}}}\n",
       ".headwater.yml:1:42: `holder`: expected one line of text, at most 12 bytes"},
      {"rules: {family/first: {options: {holder: 3}}}\n",
       ".headwater.yml:1:42: `holder`: expected one line of text, at most 12 bytes"},
      {"rules: {family/first: {only: 3}}\n",
       ".headwater.yml:1:30: `only`: expected a list of strings"},
      {"rules: []\n", ".headwater.yml:1:8: `rules` is a map from rule to settings"},
      {"- a\n", ".headwater.yml:1:1: a policy is a map of keys"},
      {"extends: preset:stric\n",
       ".headwater.yml:1:10: unknown preset `preset:stric` - did you mean `preset:strict`?; "
       "there are: preset:opencode preset:strict"},
  };
  for (const Refused& row : rows) EXPECT_EQ(row.error, ErrorOf(row.yaml)) << row.yaml;
}

TEST_F(PolicyTest, WhatTheYamlReaderRefusesIsRefusedWithTheFilesName) {
  for (const char* yaml : {"rules: &a {}\n", "rules: {}\nrules: {}\n", "a: 1\n---\nb: 2\n",
                           "generated: \"open\n", "rules: {} trailing\n", "%YAML 1.2\n---\n{}\n"}) {
    EXPECT_EQ(0U, ErrorOf(yaml).find(".headwater.yml:")) << yaml;
  }
}

TEST_F(PolicyTest, TextIsTakenAsItStands) {
  const Policy policy = Load("rules: {family/first: {options: {holder: Ärger & Co}}}\n").value();
  const Options options = CompleteOptions(first_.info, policy.rules.at("family/first"));
  EXPECT_EQ("Ärger & Co", options.Text("holder"));
}

TEST_F(PolicyTest, GlobsThatLeaveTheTreeAreRefused) {
  EXPECT_NE("no error", ErrorOf("generated: ['../**']\n"));
}

TEST_F(PolicyTest, ExtendsInACircleEnds) {
  files_ = {{"preset:opencode", "extends: preset:opencode\n"}};
  EXPECT_EQ("preset:opencode: `extends` runs in a circle", ErrorOf(""));
}

TEST(SuggestionTest, NamesOnlyWhatIsNear) {
  EXPECT_EQ(" - did you mean `gate`?", DidYouMean("gaet", {"hint", "gate"}));
  EXPECT_EQ("", DidYouMean("elephant", {"hint", "gate"}));
  EXPECT_EQ("", DidYouMean(std::string(1000, 'g'), {"gate"}));
}

TEST(ShippedPolicyTest, EveryShippedRuleSetLoadsAndNamesEveryRule) {
  const Shipped shipped{AllRules(), ShippedRuleSets()};
  size_t presets = 0;
  for (const ShippedFile& file : ShippedRuleSets()) {
    if (!file.name.starts_with("preset:")) continue;
    ++presets;
    const Result<Policy> policy = LoadPreset(file.name, shipped, kToday);
    ASSERT_TRUE(policy.ok()) << policy.error().message;
    for (const auto& [id, rule] : policy.value().rules) {
      EXPECT_NE("default", rule.mode.origin.layer) << file.name << " says nothing of " << id;
    }
  }
  EXPECT_EQ(4U, presets);
}

TEST_F(PolicyTest, AnUpstreamIsAnAddressOrAMap) {
  const Policy policy = Load(R"(upstreams:
  - https://example.org/tools/first.git
  - {url: "https://example.org/second", name: two, aliases: ["https://example.net/second"],
     only: ["vendor/second/**"]}
own: ["custom/**"]
variant: The city needs another register.
)")
                            .value();
  const std::vector<PolicyUpstream>& upstreams = policy.upstreams.value;
  ASSERT_EQ(2U, upstreams.size());
  EXPECT_EQ("first", upstreams[0].name);
  EXPECT_EQ("https://example.org/tools/first.git", upstreams[0].url);
  EXPECT_EQ("two", upstreams[1].name);
  EXPECT_EQ(std::vector<std::string>{"https://example.net/second"}, upstreams[1].aliases);
  EXPECT_EQ(std::vector<std::string>{"vendor/second/**"}, upstreams[1].only);
  EXPECT_EQ(std::vector<std::string>{"custom/**"}, policy.own.value);
  EXPECT_EQ("The city needs another register.", policy.variant.value);
}

TEST_F(PolicyTest, BrokenUpstreamsAreNamedWithTheirPlace) {
  const std::pair<const char*, const char*> cases[] = {
      {"upstreams: here\n", ":1:12: `upstreams` is a list"},
      {"upstreams:\n  - {name: a}\n", ":2:5: an upstream needs a `url`"},
      {"upstreams:\n  - ftp://example.org/a\n", ":2:5: "},
      {"upstreams:\n  - {ulr: x}\n", "did you mean `url`?"},
      {"upstreams:\n  - https://a.org/x\n  - https://b.org/x\n", "another upstream `x`"},
      {"upstreams:\n  - https://a.org/x\n  - {url: \"https://a.org/x\", name: y}\n", "named twice"},
      {"variant: ''\n", "expected a reason"},
  };
  for (const auto& [yaml, sentence] : cases) {
    EXPECT_NE(std::string::npos, ErrorOf(yaml).find(sentence)) << yaml << ErrorOf(yaml);
  }
}

TEST_F(PolicyTest, WhereAProjectComesFromChangesTheHash) {
  const std::string none = Load("").value().hash;
  for (const char* yaml : {"upstreams: [\"https://a.org/x\"]", "own: [a]", "variant: Because."}) {
    EXPECT_NE(none, Load(yaml).value().hash) << yaml;
  }
}

TEST_F(PolicyTest, ThreadsAreForGatesUnlessAPolicyWantsNone) {
  EXPECT_EQ(Threads::kGateOnly, Load("").value().threads.value);
  EXPECT_EQ(Threads::kNone, Load("threads: none").value().threads.value);
  EXPECT_EQ(Threads::kGateOnly, Load("threads: gate-only").value().threads.value);
  EXPECT_NE(std::string::npos, ErrorOf("threads: gates\n").find("expected gate-only or none"));
  EXPECT_NE("no error", ErrorOf("threads: [none]\n"));
}

}  // namespace
}  // namespace headwater::config
