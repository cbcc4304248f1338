// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/config/policy_layers.h"

#include <map>
#include <optional>

#include "headwater/date.h"
#include "tests/service/config/policy_fixture.h"

namespace headwater::config {
namespace {

constexpr const char* kGovernance = "contact: rules@example.org\nowners: [platform/rules]\n";

using Files = std::map<std::string, std::string>;

ReadOther From(Files files) {
  return [files = std::move(files)](const std::string& path) -> Result<std::optional<NamedText>> {
    const auto file = files.find(path);
    if (file == files.end()) return std::optional<NamedText>();
    return std::optional(NamedText{"folder/" + path, file->second});
  };
}

class PolicyLayersTest : public PolicyTest {
 protected:
  /// The platform's own file; `contact` and `owners` are added at its end.
  void Instance(const std::string& yaml) {
    sources_.instance = {"instance.yml", yaml + kGovernance};
  }
  void Group(const std::string& name, const std::string& yaml) {
    sources_.groups.push_back({name, yaml});
  }
  void SetUp() override { Instance(""); }

  Result<PolicyLayers> Layers() const { return PolicyLayers::Load(sources_, shipped()); }
  std::string LoadError() const {
    const Result<PolicyLayers> layers = Layers();
    return layers.ok() ? "no error" : layers.error().message;
  }

  /// With the project's file over the layers.
  Result<Policy> With(const std::string& project_yaml, const std::string& path = "city/web",
                      std::chrono::sys_days as_of = kToday) const {
    const PolicyLayers layers = TRY(Layers());
    const UpperPolicy upper = layers.For(path);
    Shipped over = shipped();
    over.upper = &upper;
    return LoadPolicy({".headwater.yml", project_yaml}, over, as_of);
  }
  std::string ErrorWith(const std::string& project_yaml) const {
    const Result<Policy> policy = With(project_yaml);
    return policy.ok() ? "no error" : policy.error().message;
  }

  LayerSources sources_;
};

const RulePolicy& Rule(const Policy& policy, const char* id = "family/first") {
  return policy.rules.find(id)->second;
}

TEST_F(PolicyLayersTest, EachLayerWinsOverTheOneAboveKeyByKey) {
  Instance("rules: {family/first: {mode: observe, options: {min_lines: 20, loud: true}}}\n");
  Group("city.yml", "projects: city/**\nrules: {family/first: {options: {min_lines: 30}}}\n");
  const Policy policy = With("rules: {family/first: hint}\n").value();
  EXPECT_EQ(Mode::kHint, Rule(policy).mode.value);
  EXPECT_EQ(".headwater.yml", Rule(policy).mode.origin.layer);
  EXPECT_EQ(OptionValue(int64_t{30}), Rule(policy).options.at("min_lines").value);
  EXPECT_EQ("city.yml", Rule(policy).options.at("min_lines").origin.layer);
  EXPECT_EQ("instance.yml", Rule(policy).options.at("loud").origin.layer);
  EXPECT_EQ("preset:opencode", Rule(policy, "family/second").mode.origin.layer);
  EXPECT_EQ(".headwater.yml (over instance.yml, city.yml)", policy.name);
}

TEST_F(PolicyLayersTest, AGroupCountsForTheProjectsItNames) {
  Group("city.yml", "projects: [city/**, /other/one]\nrules: {family/first: gate}\n");
  for (const char* path : {"city/web", "city/a/b", "other/one"}) {
    EXPECT_EQ(Mode::kGate, Rule(With("", path).value()).mode.value) << path;
  }
  for (const char* path : {"town/web", "citys/web", "other/one/more", "my/city/web"}) {
    EXPECT_EQ(Mode::kRatchet, Rule(With("", path).value()).mode.value) << path;
  }
}

// Copied configuration in thousands of repositories.
TEST_F(PolicyLayersTest, B12AProjectNeedsNoFileOfItsOwn) {
  Instance("rules: {family/first: gate}\n");
  const PolicyLayers layers = Layers().value();
  const UpperPolicy upper = layers.For("city/web");
  Shipped over = shipped();
  over.upper = &upper;
  const Policy policy = LoadProjectPolicy({}, over, kToday).value();
  EXPECT_EQ(Mode::kGate, Rule(policy).mode.value);
  EXPECT_EQ("instance.yml", policy.name);
}

// A local file replaces the organisation's rules.
TEST_F(PolicyLayersTest, APresetThatAProjectExtendsReplacesNothingOfThePlatform) {
  Instance("extends: preset:strict\nrules: {family/first: {options: {min_lines: 1}}}\n");
  const Policy policy = With("extends: preset:strict\n").value();
  EXPECT_EQ(OptionValue(int64_t{5}), Rule(policy).options.at("min_lines").value);
  Instance("rules: {family/first: {options: {loud: true}}}\n");
  EXPECT_EQ(OptionValue(true),
            Rule(With("extends: preset:strict\n").value()).options.at("loud").value);
}

TEST_F(PolicyLayersTest, WithoutLocksAProjectMayDoAsItLikes) {
  Instance("rules: {family/first: gate}\ngenerated: [gen/**]\n");
  EXPECT_TRUE(With("rules: {family/first: off}\ngenerated: ['**']\n").ok());
}

struct LockCase {
  const char* above;
  const char* stricter;
  const char* laxer;
};

TEST_F(PolicyLayersTest, BelowALockStricterIsAllowedAndLaxerIsNot) {
  const LockCase rows[] = {
      {"rules: {family/first: {mode: hint, locked: [mode]}}\n", "rules: {family/first: gate}\n",
       "rules: {family/first: observe}\n"},
      {"rules: {family/first: {mode: gate, locked: true}}\n", "rules: {family/first: gate}\n",
       "rules: {family/first: {mode: {start: gate, 2027-01-01: off}}}\n"},
      {"rules: {family/first: {mode: {start: hint, 2027-03-01: gate}, locked: true}}\n",
       "rules: {family/first: {mode: {start: hint, 2027-02-01: gate}}}\n",
       "rules: {family/first: {mode: {start: gate, 2027-03-02: hint}}}\n"},
      {"rules: {family/first: {options: {scope: covered}, locked: [scope]}}\n",
       "rules: {family/first: {options: {scope: covered}}}\n",
       "rules: {family/first: {options: {scope: new}}}\n"},
      {"rules: {family/first: {options: {min_lines: 10}, locked: [min_lines]}}\n",
       "rules: {family/first: {options: {min_lines: 9}}}\n",
       "rules: {family/first: {options: {min_lines: 11}}}\n"},
      {"rules: {family/first: {options: {loud: true}, locked: [loud]}}\n",
       "rules: {family/first: {options: {loud: true}}}\n",
       "rules: {family/first: {options: {loud: false}}}\n"},
      {"rules: {family/first: {options: {ignore: [a, b]}, locked: [ignore]}}\n",
       "rules: {family/first: {options: {ignore: [b]}}}\n",
       "rules: {family/first: {options: {ignore: [a, b, c]}}}\n"},
      {"rules: {family/first: {options: {forbidden: [x]}, locked: [forbidden]}}\n",
       "rules: {family/first: {options: {forbidden: [x, y]}}}\n",
       "rules: {family/first: {options: {forbidden: [y]}}}\n"},
      {"rules: {family/first: {options: {holder: City}, locked: [holder]}}\n",
       "rules: {family/first: {options: {holder: City}}}\n",
       "rules: {family/first: {options: {holder: Town}}}\n"},
      // An option that only has its default is locked by the rule, too.
      {"rules: {family/first: {locked: true}}\n",
       "rules: {family/first: {options: {ignore: []}}}\n",
       "rules: {family/first: {options: {ignore: [tests/**, src/**]}}}\n"},
      {"rules: {family/first: {except: [a/**], locked: [except]}}\n",
       "rules: {family/first: {except: []}}\n", "rules: {family/first: {except: ['**']}}\n"},
      {"rules: {family/first: {locked: [only]}}\n", "rules: {family/first: {only: []}}\n",
       "rules: {family/first: {only: [src/**]}}\n"},
      {"rules: {family/first: {only: [src/**], locked: [only]}}\n",
       "rules: {family/first: {only: [lib/**, src/**]}}\n",
       "rules: {family/first: {only: [lib/**]}}\n"},
      {"rules: {family/first: {gate_on_branches: [default], locked: [gate_on_branches]}}\n",
       "rules: {family/first: {gate_on_branches: [default, release/*]}}\n",
       "rules: {family/first: {gate_on_branches: [release/*]}}\n"},
      {"generated: [gen/**, out/**]\nlocked: [generated]\n", "generated: [out/**]\n",
       "generated: ['**']\n"},
      {"locked: [own]\n", "own: []\n", "own: [custom/**]\n"},
      {"locked: [upstreams]\n", "upstreams: []\n", "upstreams: ['https://example.org/a/b']\n"},
      {"locked: [variant]\n", "", "variant: Because.\n"},
      {"threads: none\nlocked: [threads]\n", "threads: none\n", "threads: gate-only\n"},
  };
  for (const LockCase& row : rows) {
    Instance(row.above);
    EXPECT_EQ("no error", ErrorWith(row.stricter)) << row.above;
    const std::string error = ErrorWith(row.laxer);
    EXPECT_EQ(0U, error.find(".headwater.yml:")) << row.above << error;
    EXPECT_NE(std::string::npos, error.find("locked by instance.yml:")) << row.above << error;
  }
}

TEST_F(PolicyLayersTest, WhatIsLaxerThanALockIsNamedWithBothPlaces) {
  Instance("rules:\n  family/first:\n    mode: gate\n    locked: [mode]\n");
  EXPECT_EQ(
      ".headwater.yml:1:23: `family/first: mode` is `hint`, which is laxer than `gate`: locked by "
      "instance.yml:4:14",
      ErrorWith("rules: {family/first: hint}\n"));
}

TEST_F(PolicyLayersTest, APresetThatAProjectExtendsIsBoundByLocksToo) {
  Instance("rules: {family/second: {mode: gate, locked: true}}\n");
  const std::string error = ErrorWith("extends: preset:opencode\n");
  EXPECT_EQ(0U, error.find("preset:opencode:3:18: `family/second: mode` is `hint`")) << error;
}

TEST_F(PolicyLayersTest, AGroupThatIsLaxerThanTheInstanceIsRefusedWhenItIsLoaded) {
  Instance("rules: {family/first: {mode: gate, locked: true}}\n");
  Group("city.yml", "projects: city/**\nrules: {family/first: off}\n");
  EXPECT_EQ(0U, LoadError().find("city.yml:2:23: `family/first: mode` is `off`")) << LoadError();
}

TEST_F(PolicyLayersTest, BetweenGroupsTheStricterOfALockedValueCounts) {
  Group("1-city.yml", "projects: city/**\nrules: {family/first: {mode: gate, locked: [mode]}}\n");
  Group("2-web.yml",
        "projects: '*/web'\nrules: {family/first: {mode: off, options: {loud: true}}}\n");
  const Policy policy = With("").value();
  EXPECT_EQ(Mode::kGate, Rule(policy).mode.value);
  EXPECT_EQ("1-city.yml", Rule(policy).mode.origin.layer);
  EXPECT_EQ(OptionValue(true), Rule(policy).options.at("loud").value);
}

TEST_F(PolicyLayersTest, ALowerLockIsLaxerThanNoLockAbove) {
  Instance("rules: {family/first: {mode: hint, locked: [mode]}}\n");
  Group("city.yml", "projects: city/**\nrules: {family/first: {mode: gate, locked: [mode]}}\n");
  EXPECT_NE("no error", ErrorWith("rules: {family/first: ratchet}\n"));
}

TEST_F(PolicyLayersTest, AModeThatIsOnlyMadeStricterIsNotLockedByThat) {
  Instance("rules: {family/first: {mode: hint, locked: [mode]}}\n");
  Group("city.yml", "projects: city/**\nrules: {family/first: gate}\n");
  EXPECT_EQ("no error", ErrorWith("rules: {family/first: hint}\n"));
}

TEST_F(PolicyLayersTest, TheDayDecidesWhichModeIsInForce) {
  Instance("rules: {family/first: {mode: {start: observe, 2026-12-01: hint, 2027-03-01: gate}}}\n");
  const Policy before = With("").value();
  EXPECT_EQ(Mode::kObserve, Rule(before).mode.value);
  ASSERT_EQ(2U, Rule(before).coming.size());
  EXPECT_EQ(ParseDate("2027-03-01").value(), Rule(before).coming[1].from);
  const Policy after = With("", "city/web", ParseDate("2027-03-01").value()).value();
  EXPECT_EQ(Mode::kGate, Rule(after).mode.value);
  EXPECT_TRUE(Rule(after).coming.empty());
}

TEST_F(PolicyLayersTest, WhatIsAnnouncedIsPartOfTheHash) {
  Instance("rules: {family/first: hint}\n");
  const std::string plain = With("").value().hash;
  Instance("rules: {family/first: {mode: {start: hint, 2027-03-01: gate}}}\n");
  EXPECT_NE(plain, With("").value().hash);
}

TEST_F(PolicyLayersTest, ALockIsPartOfTheLayersHash) {
  const std::string open = Layers().value().For("a/b").stack.HashWithLocks();
  Instance("locked: [own]\n");
  EXPECT_NE(open, Layers().value().For("a/b").stack.HashWithLocks());
  EXPECT_EQ(With("").value().hash, Load("").value().hash);
}

TEST_F(PolicyLayersTest, WhoIsResponsibleIsKnown) {
  Group("city.yml", "projects: city/**\ncontact: city@example.org\n");
  const Policy policy = With("").value();
  EXPECT_EQ("city@example.org", policy.contact.value);
  EXPECT_EQ(std::vector<std::string>{"platform/rules"}, policy.owners.value);
}

TEST_F(PolicyLayersTest, AnInstanceSaysWhoIsResponsible) {
  sources_.instance.yaml = "owners: [a]\n";
  EXPECT_EQ("instance.yml: `contact` is missing: whom authors may ask about the rules",
            LoadError());
  sources_.instance.yaml = "contact: a\n";
  EXPECT_EQ("instance.yml: `owners` is missing: who is told when a policy cannot be used",
            LoadError());
}

TEST_F(PolicyLayersTest, AGroupSaysForWhichProjectsItIs) {
  Group("city.yml", "rules: {}\n");
  EXPECT_EQ("city.yml: `projects` is missing: globs of the paths it is for", LoadError());
}

TEST_F(PolicyLayersTest, FilesOfTheSameFolderAreExtended) {
  Instance("extends: [preset:strict, common/base.yml]\n");
  sources_.beside_instance =
      From({{"common/base.yml", "rules: {family/first: {mode: gate, locked: true}}\n"}});
  const Policy policy = With("").value();
  EXPECT_EQ("folder/common/base.yml", Rule(policy).mode.origin.layer);
  EXPECT_EQ(Mode::kGate, Rule(policy, "family/second").mode.value);
  EXPECT_NE("no error", ErrorWith("rules: {family/first: off}\n"));
}

TEST_F(PolicyLayersTest, AnInstanceThatExtendsNothingStandsOnTheStandardPreset) {
  EXPECT_EQ(Mode::kRatchet, Rule(With("").value()).mode.value);
}

TEST_F(PolicyLayersTest, ExtendsEndsWhateverIsWritten) {
  sources_.beside_instance = From({{"a.yml", "extends: b.yml\n"}, {"b.yml", "extends: a.yml\n"}});
  Instance("extends: a.yml\n");
  EXPECT_EQ("folder/a.yml: `extends` runs in a circle", LoadError());
  // Each file twice in the next one: 2^10 files, if nobody counted.
  Files bomb;
  for (int i = 0; i < 7; ++i) {
    const std::string next = std::to_string(i + 1) + ".yml";
    bomb[std::to_string(i) + ".yml"] = "extends: [" + next + ", " + next + ", " + next + "]\n";
  }
  bomb["7.yml"] = "rules: {}\n";
  sources_.beside_instance = From(bomb);
  Instance("extends: 1.yml\n");
  EXPECT_NE(std::string::npos, LoadError().find("more than 64 files are extended"));
}

TEST_F(PolicyLayersTest, OnlyFilesBelowTheFolderAreExtended) {
  sources_.beside_instance = From({});
  const std::pair<const char*, const char*> rows[] = {
      {"../other.yml", "is not a file below this one's root folder"},
      {"/etc/policy.yml", "is not a file below this one's root folder"},
      {"https://example.org/policy.yml", "is not a file below this one's root folder"},
      {"gone.yml", "does not exist"},
      {"preset:gone", "unknown preset `preset:gone`"},
  };
  for (const auto& [name, sentence] : rows) {
    Instance("extends: ['" + std::string(name) + "']\n");
    EXPECT_EQ(0U, LoadError().find("instance.yml:1:10: ")) << LoadError();
    EXPECT_NE(std::string::npos, LoadError().find(sentence)) << LoadError();
  }
}

TEST_F(PolicyLayersTest, KeysStandInTheFilesTheyBelongTo) {
  const std::pair<const char*, const char*> rows[] = {
      {"contact: me\n", ":1:1: `contact` belongs in the platform's own files"},
      {"owners: [me]\n", ":1:1: `owners` belongs in the platform's own files"},
      {"locked: [own]\n", ":1:1: `locked` belongs in the platform's own files"},
      {"projects: ['**']\n", ":1:1: `projects` belongs in the files of groups"},
      {"rules: {family/first: {locked: true}}\n",
       ":1:24: `locked` belongs in the platform's own files"},
  };
  for (const auto& [yaml, error] : rows) {
    EXPECT_EQ(std::string(".headwater.yml") + error, ErrorWith(yaml));
  }
  Instance("projects: ['**']\n");
  EXPECT_EQ("instance.yml:1:1: `projects` belongs in the files of groups", LoadError());
}

TEST_F(PolicyLayersTest, WhatIsLockedHasToExist) {
  const std::pair<const char*, const char*> rows[] = {
      {"locked: [onw]\n", "instance.yml:1:10: unknown key `onw` - did you mean `own`?"},
      {"locked: true\n", "instance.yml:1:9: `locked`: expected a list of keys of this file"},
      {"rules: {family/first: {locked: [min_line]}}\n",
       "instance.yml:1:33: unknown key or option `min_line` - did you mean `min_lines`?"},
      {"rules: {family/first: {locked: false}}\n",
       "instance.yml:1:32: `locked`: expected true, or a list of keys"},
  };
  for (const auto& [yaml, error] : rows) {
    Instance(yaml);
    EXPECT_EQ(error, LoadError());
  }
}

TEST_F(PolicyLayersTest, WhatIsHandedOverComesToTheSame) {
  Instance("extends: [preset:strict, base.yml]\n");
  sources_.beside_instance = From({{"base.yml", "generated: [gen/**]\nlocked: [generated]\n"}});
  Group("1-city.yml", "projects: city/**\nrules: {family/first: {mode: gate, locked: true}}\n");
  Group("2-web.yml", "projects: '*/web'\nrules: {family/first: {mode: off}}\n");
  const UpperPolicy upper = Layers().value().For("city/web");
  const UpperPolicy read = ReadUpperPolicy(upper.texts, shipped()).value();
  EXPECT_EQ(upper.stack.HashWithLocks(), read.stack.HashWithLocks());
  EXPECT_FALSE(read.replaceable);
}

// A shipped file cannot be given another content by whoever hands the layers over.
TEST_F(PolicyLayersTest, WhatShipsIsTakenFromWhatShips) {
  EXPECT_FALSE(ReadUpperPolicy({{LayerKind::kShipped, "preset:gone", nullptr}}, shipped()).ok());
}

}  // namespace
}  // namespace headwater::config
