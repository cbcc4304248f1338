// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>

#include "service/report/catalogue.h"
#include "service/report/codeclimate.h"
#include "service/report/json.h"
#include "service/report/sarif.h"
#include "tests/service/report/sample_report.h"

namespace headwater::report {
namespace {

using Json = nlohmann::json;

Report OneFinding(Finding finding) {
  Report report;
  report.outcome = Outcome::kFail;
  report.rules.push_back(sample::Result(sample::kHeader, Mode::kGate, Verdict::kFail));
  report.rules.back().answer.findings.push_back(std::move(finding));
  return report;
}

Finding WithFix(std::string path, LineRange lines, std::string text) {
  Finding finding = sample::At("a.c", {1, 1}, sample::About("missing", "a.c"));
  finding.fix = Fix{.kind = Fix::Kind::kReplace,
                    .path = Untrusted(std::move(path)),
                    .lines = lines,
                    .text = Untrusted(std::move(text))};
  return finding;
}

Json FixIn(const Report& report) {
  return Json::parse(RenderJson(report, Language::kEnglish))
      .at("/rules/0/findings/0/fix"_json_pointer);
}

Json Sarif(const Report& report) {
  return Json::parse(RenderSarif(report, Language::kEnglish)).at("runs").at(0);
}

Json ReplacementIn(const Report& report) {
  return Sarif(report).at("/results/0/fixes/0/artifactChanges/0/replacements/0"_json_pointer);
}

Json CodeClimate(const Report& report) {
  return Json::parse(RenderCodeClimate(report, Language::kEnglish));
}

TEST(JsonTest, SaysNullForWhatIsNotThere) {
  const Json json = Json::parse(RenderJson(Report(), Language::kEnglish));
  EXPECT_TRUE(json.at("base").is_null());
  EXPECT_TRUE(json.at("head").is_null());
  EXPECT_TRUE(json.at("problem").is_null());
  EXPECT_EQ(json.at("bases"), Json::array());
  EXPECT_EQ(json.at("rules"), Json::array());
  EXPECT_EQ(json.at("notices"), Json::array());
  const Json finding = Json::parse(RenderJson(OneFinding({}), Language::kEnglish))
                           .at("/rules/0/findings/0"_json_pointer);
  for (const char* key : {"path", "line", "end_line", "fix"}) {
    EXPECT_TRUE(finding.at(key).is_null()) << key;
  }
}

TEST(JsonTest, KeepsValidPathsAsTheyAre) {
  const std::string path = "a\n\x1B\u202E\"\\ü";
  const Json json = Json::parse(RenderJson(
      OneFinding(sample::At(path, {}, sample::About("missing", path))), Language::kEnglish));
  EXPECT_EQ(json.at("/rules/0/findings/0/path"_json_pointer), path);
}

TEST(JsonTest, IsPureAscii) {
  const std::string text = RenderJson(sample::Foreign("ü\u202E\u0085\x7F"), Language::kGerman);
  for (const char c : text) EXPECT_TRUE(c == '\n' || (c >= ' ' && c <= '~'));
}

TEST(JsonTest, LeavesOutAFixItCannotCarryExactly) {
  EXPECT_FALSE(FixIn(OneFinding(WithFix("a.c", {1, 0}, "ü\n"))).is_null());
  EXPECT_TRUE(FixIn(OneFinding(WithFix("a.c", {1, 0}, "\xFF\n"))).is_null());
  EXPECT_TRUE(FixIn(OneFinding(WithFix("\xFF", {1, 0}, "x\n"))).is_null());
}

void CollectKeys(const Json& json, std::set<std::string>& keys) {
  if (json.is_object()) {
    for (const auto& member : json.items()) keys.insert(member.key());
  }
  for (const Json& child : json) {
    if (child.is_structured()) CollectKeys(child, keys);
  }
}

TEST(JsonTest, DocumentationNamesEveryField) {
  std::ifstream file(HEADWATER_SOURCE_DIR "/service/docs/check-json.md");
  const std::string documentation((std::istreambuf_iterator<char>(file)), {});
  std::set<std::string> keys;
  CollectKeys(Json::parse(RenderJson(sample::Rich(), Language::kEnglish)), keys);
  CollectKeys(Json::parse(RenderJson(sample::Waived(), Language::kEnglish)), keys);
  ASSERT_FALSE(keys.empty());
  for (const std::string& key : keys) {
    EXPECT_NE(documentation.find("| `" + key + "` |"), std::string::npos) << key;
  }
}

TEST(SarifTest, GivesReplacementsTheExactRegion) {
  const Json insert = ReplacementIn(OneFinding(WithFix("a.c", {1, 0}, "x\n")));
  EXPECT_EQ(insert.at("deletedRegion"),
            Json({{"startLine", 1}, {"startColumn", 1}, {"endLine", 1}, {"endColumn", 1}}));
  EXPECT_EQ(insert.at("/insertedContent/text"_json_pointer), "x\n");

  // Whole lines without their last ending, which stays.
  const Json replace = ReplacementIn(OneFinding(WithFix("a.c", {2, 4}, "x\r\ny\r\n")));
  EXPECT_EQ(replace.at("deletedRegion"), Json({{"startLine", 2}, {"endLine", 4}}));
  EXPECT_EQ(replace.at("/insertedContent/text"_json_pointer), "x\r\ny");

  const Json remove = ReplacementIn(OneFinding(WithFix("a.c", {2, 4}, "")));
  EXPECT_EQ(remove.at("deletedRegion"),
            Json({{"startLine", 2}, {"startColumn", 1}, {"endLine", 5}, {"endColumn", 1}}));
  EXPECT_FALSE(remove.contains("insertedContent"));
}

TEST(SarifTest, OffersNoFixItCannotExpress) {
  for (Finding finding : {WithFix("a.c", {1, 0}, "\xFF"), WithFix("a.c", {}, "x")}) {
    EXPECT_FALSE(
        Sarif(OneFinding(std::move(finding))).at("/results/0"_json_pointer).contains("fixes"));
  }
  Finding command = WithFix("a.c", {1, 0}, "make sbom");
  command.fix->kind = Fix::Kind::kCommand;
  EXPECT_FALSE(Sarif(OneFinding(command)).at("/results/0"_json_pointer).contains("fixes"));
}

TEST(SarifTest, EscapesWhatSarifWouldTakeForLinksOrPlaceholders) {
  const auto message = [](const char* file) {
    return Sarif(OneFinding(sample::At("a", {}, sample::About("missing", file))))
        .at("/results/0/message/text"_json_pointer);
  };
  EXPECT_EQ(message("[x](https://evil.example)"),
            "no licence header in \\[x\\](https://evil.example)");
  EXPECT_EQ(message("[id].tsx"), "no licence header in [id].tsx");
  EXPECT_EQ(message("{0}"), "no licence header in {{0}}");
}

TEST(SarifTest, ExecutionFailsExactlyWhenTheOutcomeIsUnknown) {
  Report report = sample::Rich();
  const auto successful = [&report] {
    return Sarif(report).at("/invocations/0/executionSuccessful"_json_pointer).get<bool>();
  };
  EXPECT_TRUE(successful());
  report.outcome = Outcome::kUnknown;
  EXPECT_FALSE(successful());
}

TEST(SarifTest, TellsWhatCouldNotBeChecked) {
  const Json notifications = Sarif(sample::Unreadable("bad pack"))
                                 .at("/invocations/0/toolExecutionNotifications"_json_pointer);
  ASSERT_EQ(notifications.size(), 2U);
  EXPECT_EQ(notifications[0].at("/message/text"_json_pointer), "bad pack");
  EXPECT_EQ(notifications[1].at("level"), "error");
  EXPECT_EQ(notifications[1].at("/associatedRule/id"_json_pointer), "license/header-missing");
}

TEST(CodeClimateTest, EveryEntryHasAPathALineAndAFingerprint) {
  std::set<std::string> severities;
  const Json entries = CodeClimate(sample::Rich());
  for (const Json& entry : entries) {
    EXPECT_FALSE(entry.at("/location/path"_json_pointer).get<std::string>().empty());
    EXPECT_GE(entry.at("/location/lines/begin"_json_pointer).get<int>(), 1);
    EXPECT_EQ(entry.at("fingerprint").get<std::string>().size(), 32U);
    severities.insert(entry.at("severity").get<std::string>());
  }
  EXPECT_EQ(severities, (std::set<std::string>{"info", "major", "minor"}));
}

TEST(CodeClimateTest, AGateThatCouldNotBeCheckedIsAnEntry) {
  const Json entries = CodeClimate(sample::Unreadable("bad pack"));
  ASSERT_EQ(entries.size(), 1U);
  EXPECT_EQ(entries[0].at("severity"), "major");
  EXPECT_EQ(entries[0].at("description"), "not checked: The change could not be read: bad pack");
  EXPECT_EQ(entries[0].at("/location/path"_json_pointer), ".");
}

TEST(CodeClimateTest, AHintThatCouldNotBeCheckedIsNone) {
  Report report = sample::Unreadable("bad pack");
  report.rules.back().effective_mode = Mode::kHint;
  EXPECT_EQ(CodeClimate(report), Json::array());
}

TEST(CatalogueTest, NamesEveryRuleOnce) {
  static constexpr RuleEntry kEntry = {.info = sample::kHeader, .check = nullptr};
  static constexpr const RuleEntry* kRules[] = {&kEntry};
  const Json json = Json::parse(RenderCatalogueJson(kRules));
  EXPECT_EQ(json.at("schema"), "headwater.rules/1");
  EXPECT_EQ(json.at("/rules/0/id"_json_pointer), "license/header-missing");
  EXPECT_EQ(json.at("/rules/0/options/1/maximum"_json_pointer), 100);
  EXPECT_EQ(Json::parse(RenderCatalogueJson({})).at("rules"), Json::array());
}

TEST(CatalogueTest, EscapesMarkdownInProseButNotInCode) {
  RuleInfo info = sample::kHeader;
  info.why = {"Write <year> or `<year>` for **/x.", "-"};
  const RuleEntry entry = {.info = info, .check = nullptr};
  const RuleEntry* rules[] = {&entry};
  EXPECT_NE(RenderCatalogueMarkdown(rules).find("Write \\<year> or `<year>` for \\*\\*/x."),
            std::string::npos);
}

}  // namespace
}  // namespace headwater::report
