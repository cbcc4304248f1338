// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/policy_commands.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "headwater/registry.h"
#include "service/jobs/policy_files.h"
#include "service/jobs/policy_status.h"
#include "tests/service/jobs/schema_checker.h"

namespace headwater::jobs {
namespace {

namespace fs = std::filesystem;

constexpr const char* kGovernance = "contact: rules@example.org\nowners: [platform/rules]\n";
const config::Shipped kShipped{AllRules(), ShippedRuleSets()};
constexpr std::chrono::sys_days kToday = std::chrono::year(2026) / 11 / 22;

class PolicyCommandsTest : public testing::Test {
 protected:
  void SetUp() override {
    root_ =
        fs::path(testing::TempDir()) /
        ("policy_" + std::string(testing::UnitTest::GetInstance()->current_test_info()->name()));
    fs::remove_all(root_);
    fs::create_directories(root_ / "groups" / "common");
  }
  void TearDown() override { fs::remove_all(root_); }

  std::string Write(const std::string& name, const std::string& text) const {
    std::ofstream(root_ / name) << text;
    return (root_ / name).string();
  }
  PolicyPlace Place() const {
    return {(root_ / "instance.yml").string(), (root_ / "groups").string()};
  }
  CommandResult Explain(PolicyExplainRequest request) const {
    request.project = "city/web";
    request.as_of = kToday;
    return RunPolicy(request, kShipped);
  }
  /// The line of a setting, with the test's folder left out.
  std::string LineOf(const CommandResult& result, const std::string& rule,
                     const std::string& setting) const {
    std::istringstream lines(result.out);
    bool in_rule = rule.empty();
    for (std::string line; std::getline(lines, line);) {
      if (!line.starts_with("  ")) in_rule = line.starts_with(rule);
      if (!in_rule || !line.starts_with("  " + setting + ": ")) continue;
      for (size_t at = line.find(root_.string()); at != std::string::npos;
           at = line.find(root_.string())) {
        line.erase(at, root_.string().size() + 1);
      }
      return line.substr(2);
    }
    return "no line";
  }

  fs::path root_;
};

TEST_F(PolicyCommandsTest, EveryValueIsExplainedWithItsPlaceAndLock) {
  Write("instance.yml", "rules:\n  license/header-missing:\n    mode: gate\n    locked: [mode]\n" +
                            std::string(kGovernance));
  Write("groups/city.yml",
        "projects: city/**\nrules:\n  license/header-missing: {options: {min_lines: 3}}\n");
  PolicyExplainRequest request;
  request.place = Place();
  request.file = Write("project.yml", "generated: [gen/**]\n");
  const CommandResult result = Explain(request);
  ASSERT_EQ(0, result.exit_code) << result.err;
  const std::string rule = "license/header-missing";
  EXPECT_EQ("mode: gate  # instance.yml:3:11, locked by instance.yml:4:14",
            LineOf(result, rule, "mode"));
  EXPECT_EQ("options.min_lines: 3  # groups/city.yml:3:49",
            LineOf(result, rule, "options.min_lines"));
  EXPECT_EQ("generated: [gen/**]  # project.yml:1:12", LineOf(result, "", "generated"));
  EXPECT_EQ("except: []  # default", LineOf(result, rule, "except"));
  EXPECT_EQ(0U, result.out.find("# city/web, default branch, 2026-11-22: "));
}

TEST_F(PolicyCommandsTest, OneRuleCanBeAskedFor) {
  PolicyExplainRequest request;
  request.rule = "sbom/present";
  const CommandResult result = Explain(request);
  EXPECT_EQ("no line", LineOf(result, "license/changed", "mode"));
  EXPECT_NE("no line", LineOf(result, "sbom/present", "mode"));
  request.rule = "sbom/presnt";
  EXPECT_EQ(kExitUsage, Explain(request).exit_code);
}

TEST_F(PolicyCommandsTest, APatternIsExplainedByWhatItLooksAt) {
  Write(
      "instance.yml",
      "patterns:\n  no-x: {title: T, why: W, fix: F, content: 'x+', must: match, files: [a/**]}\n" +
          std::string(kGovernance));
  PolicyExplainRequest request;
  request.place = Place();
  request.rule = "pattern/no-x";
  const CommandResult result = Explain(request);
  ASSERT_EQ(0, result.exit_code) << result.err;
  EXPECT_EQ("content (must match): x+  # instance.yml:2:3",
            LineOf(result, "pattern/no-x", "content (must match)"));
  EXPECT_EQ("files: [a/**]", LineOf(result, "pattern/no-x", "files"));
  EXPECT_EQ("mode: hint  # default", LineOf(result, "pattern/no-x", "mode"));
  request.rule = "pattern/no-y";
  EXPECT_EQ(kExitUsage, Explain(request).exit_code);
}

TEST_F(PolicyCommandsTest, ARuleAboutTheProjectSaysWhereItFailsNothing) {
  PolicyExplainRequest request;
  request.rule = "sbom/present";
  request.file = Write("p.yml", "extends: preset:strict\n");
  const std::string sentence = "fails no merge request to this branch";
  EXPECT_EQ(std::string::npos, Explain(request).out.find(sentence));
  request.branch = "topic";
  request.is_protected = true;
  EXPECT_NE(std::string::npos, Explain(request).out.find(sentence));
}

TEST_F(PolicyCommandsTest, ABranchIsBoundByTheDefaultBranchUnlessItIsProtected) {
  PolicyExplainRequest request;
  request.branch = "topic";
  request.file = Write("topic.yml", "rules: {license/changed: off}\n");
  request.default_file = Write("main.yml", "rules: {license/changed: gate}\n");
  EXPECT_EQ("mode: gate  # main.yml:1:26", LineOf(Explain(request), "license/changed", "mode"));
  request.is_protected = true;
  EXPECT_EQ("mode: off  # topic.yml:1:26", LineOf(Explain(request), "license/changed", "mode"));
}

TEST_F(PolicyCommandsTest, WhetherAProjectTakesPartIsExplainedAsFarAsItsPathTells) {
  Write("instance.yml", "enrolment: {exclude: [\"town/**\"]}\n" + std::string(kGovernance));
  PolicyExplainRequest request;
  request.place = Place();
  EXPECT_NE(std::string::npos,
            Explain(request).out.find("\n# takes part, as far as its path decides\n"));
  Write("instance.yml", "enrolment: {exclude: [\"city/**\"]}\n" + std::string(kGovernance));
  const CommandResult left_out = Explain(request);
  EXPECT_NE(std::string::npos,
            left_out.out.find("\n# takes no part: enrolment.exclude: its path is left out ("));
  EXPECT_EQ(0U, LineOf(left_out, "", "enrolment.exclude").find("enrolment.exclude: [city/**]"));
}

TEST_F(PolicyCommandsTest, TheStatusOfAServiceIsReadFromItsFolder) {
  EXPECT_EQ(kExitUsage, RunPolicy(PolicyStatusRequest{root_.string(), false}, kShipped).exit_code);
  fs::create_directories(root_ / "policy");
  PolicyStatus status;
  status.in_force = "abc";
  std::ofstream(root_ / "policy/status.json") << RenderPolicyStatus(status);
  const CommandResult valid = RunPolicy(PolicyStatusRequest{root_.string(), false}, kShipped);
  EXPECT_EQ(0, valid.exit_code) << valid.err;
  EXPECT_NE(std::string::npos, valid.out.find("valid: what is written is in force"));
  status.problem = "instance.yml:1:1: no";
  std::ofstream(root_ / "policy/status.json") << RenderPolicyStatus(status);
  const CommandResult refused = RunPolicy(PolicyStatusRequest{root_.string(), true}, kShipped);
  EXPECT_EQ(1, refused.exit_code);
  EXPECT_EQ(RenderPolicyStatus(status), refused.out);
}

TEST_F(PolicyCommandsTest, TheDaysOfAProjectAreItsOwn) {
  Write("instance.yml",
        std::string(kGovernance) +
            "rules: {license/changed: {mode: {start: hint, 2026-12-01: gate, cohorts: 4}, "
            "stop_if: {red: 20%}}}\n");
  PolicyExplainRequest request;
  request.place = Place();
  request.rule = "license/changed";
  const std::string anybody = Explain(request).out;
  EXPECT_NE(std::string::npos,
            anybody.find("mode: hint, gate from 2026-12-01, in 4 weekly cohorts"))
      << anybody;
  EXPECT_NE(std::string::npos, anybody.find("is known with --id")) << anybody;
  EXPECT_NE(std::string::npos, anybody.find("stop_if.red: 20%")) << anybody;
  EXPECT_EQ(std::string::npos, anybody.find("stop_if.wrong")) << "nobody wrote it";
  request.id = {1};
  const std::string own = Explain(request).out;
  EXPECT_NE(std::string::npos, own.find("# cohort 4 of 4: hint, gate from 2026-12-22")) << own;
}

TEST_F(PolicyCommandsTest, WhatIsHeldBackIsExplainedFromTheServicesFolder) {
  Write("instance.yml", std::string(kGovernance) +
                            "rules: {license/changed: {mode: {start: hint, 2026-11-01: gate}, "
                            "stop_if: {red: 20%}}}\n");
  fs::create_directories(root_ / "policy");
  PolicyStatus status;
  status.pauses = {{{"license/changed", StopMeasure::kRed, 20},
                    std::chrono::year(2026) / 10 / 30,
                    std::nullopt}};
  Write("policy/status.json", RenderPolicyStatus(status));
  PolicyExplainRequest request;
  request.place = Place();
  request.rule = "license/changed";
  EXPECT_EQ(std::string::npos, Explain(request).out.find("held back"));
  request.folder = root_.string();
  const std::string held = Explain(request).out;
  EXPECT_NE(std::string::npos, held.find("held back by `stop_if`: hint stays in force")) << held;
  request.folder = (root_ / "elsewhere").string();
  EXPECT_EQ(kExitUsage, Explain(request).exit_code);
}

TEST_F(PolicyCommandsTest, AStatusOfAnEarlierVersionCanBeRead) {
  const std::string json = RenderPolicyStatus({});
  const size_t begin = json.find("\"pauses\"");
  const size_t end = json.find("\"since\"");
  const std::string old = json.substr(0, begin) + json.substr(end);
  EXPECT_EQ(PolicyStatus(), ReadPolicyStatus(old).value());
  PolicyStatus status;
  status.counts = {{.rule = "a/b", .judged = 5, .red = 4, .unknown = 3, .waived = 2, .wrong = 1}};
  EXPECT_EQ(status, ReadPolicyStatus(RenderPolicyStatus(status)).value());
}

TEST_F(PolicyCommandsTest, ValidFilesAreSaidToBe) {
  Write("instance.yml", kGovernance);
  Write("groups/common/base.yml", "rules: {license/changed: gate}\n");
  Write("groups/city.yml", "extends: common/base.yml\nprojects: city/**\n");
  const std::string file = Write("p.yml", "rules: {license/changed: hint}\n");
  const CommandResult result =
      RunPolicy(PolicyValidateRequest{Place(), {file}, "city/web"}, kShipped);
  EXPECT_EQ(0, result.exit_code) << result.err;
  EXPECT_EQ(file + ": valid\n", result.out);
}

TEST_F(PolicyCommandsTest, AllInvalidFilesAreNamedWithPlaceAndRemedy) {
  const std::string first = Write("a.yml", "rule: {}\n");
  const std::string second = Write("b.yml", "rules: {license/changed: gaet}\n");
  const CommandResult result = RunPolicy(PolicyValidateRequest{{}, {first, second}, ""}, kShipped);
  EXPECT_EQ(1, result.exit_code);
  EXPECT_NE(std::string::npos,
            result.err.find("a.yml:1:1: unknown key `rule` - did you mean `rules`?\n"));
  EXPECT_NE(std::string::npos, result.err.find("b.yml:1:26: a mode is one of"));
}

TEST_F(PolicyCommandsTest, AFileThatIsLaxerThanALockIsInvalidForItsProject) {
  Write("instance.yml", kGovernance);
  Write("groups/city.yml",
        "projects: city/**\nrules: {license/changed: {mode: gate, locked: true}}\n");
  const std::string file = Write("p.yml", "rules: {license/changed: hint}\n");
  EXPECT_EQ(1, RunPolicy(PolicyValidateRequest{Place(), {file}, "city/web"}, kShipped).exit_code);
  EXPECT_EQ(0, RunPolicy(PolicyValidateRequest{Place(), {file}, "town/web"}, kShipped).exit_code);
}

TEST_F(PolicyCommandsTest, WhatDoesNotExistIsAMistakeInTheCall) {
  EXPECT_EQ(kExitUsage,
            RunPolicy(PolicyValidateRequest{{}, {"/gone.yml"}, ""}, kShipped).exit_code);
  EXPECT_EQ(kExitUsage, RunPolicy(PolicyValidateRequest{}, kShipped).exit_code);
}

TEST_F(PolicyCommandsTest, ALinkOutOfTheFolderIsNotFollowed) {
  Write("secret.yml", "rules: {}\n");
  fs::create_symlink(root_ / "secret.yml", root_ / "groups" / "common" / "link.yml");
  Write("instance.yml", kGovernance);
  Write("groups/city.yml", "extends: common/link.yml\nprojects: city/**\n");
  const CommandResult result = RunPolicy(PolicyValidateRequest{Place(), {}, ""}, kShipped);
  EXPECT_EQ(1, result.exit_code);
  EXPECT_NE(std::string::npos, result.err.find("is a link that leads elsewhere"));
}

// Kubernetes mounts files as links within the folder.
TEST_F(PolicyCommandsTest, ALinkWithinTheFolderIs) {
  Write("groups/common/real.txt", "rules: {license/changed: gate}\n");
  fs::create_symlink("real.txt", root_ / "groups" / "common" / "link.yml");
  Write("instance.yml", kGovernance);
  Write("groups/city.yml", "extends: common/link.yml\nprojects: city/**\n");
  EXPECT_EQ(0, RunPolicy(PolicyValidateRequest{Place(), {}, ""}, kShipped).exit_code);
}

std::string SchemaOf(PolicyFileKind kind) {
  return RunPolicy(PolicySchemaRequest{kind}, kShipped).out;
}

bool SchemaAccepts(PolicyFileKind kind, const std::string& yaml) {
  return fakes::SchemaChecker(SchemaOf(kind)).Accepts(ParseYaml(yaml, kYamlLimits).value());
}

TEST(PolicySchemaTest, WhatShipsFits) {
  const fakes::SchemaChecker checker(SchemaOf(PolicyFileKind::kProject));
  for (const ShippedFile& file : ShippedRuleSets()) {
    EXPECT_TRUE(checker.Accepts(ParseYaml(file.yaml, kYamlLimits).value())) << file.name;
  }
}

/// The documentation's examples, by the name that stands in their first line.
std::vector<std::pair<std::string, std::string>> DocumentedFiles() {
  std::ifstream file(std::string(HEADWATER_SOURCE_DIR) + "/service/docs/policy.md");
  std::vector<std::pair<std::string, std::string>> examples;
  bool inside = false;
  for (std::string line; std::getline(file, line);) {
    if (!inside && line == "```yaml") {
      std::getline(file, line);
      examples.emplace_back(line, line + "\n");
      inside = true;
    } else if (line == "```") {
      inside = false;
    } else if (inside) {
      examples.back().second += line + "\n";
    }
  }
  return examples;
}

TEST(PolicySchemaTest, TheDocumentationsExamplesFitAndAreValid) {
  const config::SettingCatalogue catalogue(AllRules());
  size_t examples = 0;
  for (const auto& [name, yaml] : DocumentedFiles()) {
    if (!name.starts_with("# ")) continue;
    ++examples;
    const bool is_group = name.starts_with("# groups/");
    const bool is_instance = name.starts_with("# instance.yml");
    const PolicyFileKind kind = is_group      ? PolicyFileKind::kGroup
                                : is_instance ? PolicyFileKind::kInstance
                                              : PolicyFileKind::kProject;
    EXPECT_TRUE(SchemaAccepts(kind, yaml)) << name;
    const auto layer = config::ReadPolicyFile(is_group      ? config::LayerKind::kGroup
                                              : is_instance ? config::LayerKind::kInstance
                                                            : config::LayerKind::kProject,
                                              name, yaml, catalogue);
    EXPECT_TRUE(layer.ok()) << layer.error().message;
  }
  EXPECT_EQ(6U, examples);
}

TEST(PolicySchemaTest, WhatTheReaderRefusesMostlyFitsNot) {
  const char* const rows[] = {
      "rule: {}\n",
      "rules: {license/gone: gate}\n",
      "rules: {license/changed: gaet}\n",
      "rules: {license/changed: {mode: {2027-03-01: gate}}}\n",
      "rules: {license/changed: {mode: {start: off, soon: gate}}}\n",
      "rules: {license/header-missing: {options: {min_line: 3}}}\n",
      "rules: {license/header-missing: {options: {min_lines: -1}}}\n",
      "rules: {license/header-missing: {options: {min_lines: few}}}\n",
      "rules: {license/header-missing: {options: {scope: all}}}\n",
      "rules: {license/header-missing: {only: 3}}\n",
      "rules: {license/header-missing: {locked: true}}\n",
      "threads: some\n",
      "upstreams: [{name: x}]\n",
      "contact: me\n",
      "projects: [a]\n",
      "- a\n",
      "patterns: {X: {title: T, why: W, fix: F, path: x}}\n",
      "patterns: {x: {title: T, why: W, path: x}}\n",
      "patterns: {x: {title: T, why: W, fix: F}}\n",
      "patterns: {x: {title: T, why: W, fix: F, path: x, content: y}}\n",
      "patterns: {x: {title: {en: T}, why: W, fix: F, path: x}}\n",
      "patterns: {x: {title: T, why: W, fix: F, pth: x}}\n",
      "rules: {pattern/X: gate}\n",
      "rules: {pattern/x: gaet}\n",
  };
  for (const char* yaml : rows) EXPECT_FALSE(SchemaAccepts(PolicyFileKind::kProject, yaml)) << yaml;
  EXPECT_FALSE(SchemaAccepts(PolicyFileKind::kGroup, "rules: {}\n"));
  EXPECT_FALSE(SchemaAccepts(PolicyFileKind::kInstance, "locked: [onw]\n"));
  EXPECT_TRUE(SchemaAccepts(PolicyFileKind::kProject, ""));
}

}  // namespace
}  // namespace headwater::jobs
