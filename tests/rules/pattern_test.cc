// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
//
// What no case of tests/rules/pattern shows: how patterns are read, and their bounds.
#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <string>

#include "headwater/policy_rule.h"
#include "tests/fakes/fake_view.h"

namespace headwater {
namespace {

Result<PolicyRulePointer> Read(const std::string& name, const std::string& body) {
  const std::string words = "title: T\nwhy: W\nfix: F\n";
  Result<DataNode> node = ParseYaml(words + body, kPolicyLimits);
  if (!node.ok()) return node.error();
  DataMember entry;
  entry.first.kind = DataNode::Kind::kString;
  entry.first.scalar = name;
  entry.first.line = entry.first.column = 1;
  entry.second = std::move(node).value();
  return ReadPattern(entry);
}

std::string ErrorOf(const std::string& body, const std::string& name = "x") {
  const auto rule = Read(name, body);
  if (rule.ok()) return "no error";
  EXPECT_EQ(Errc::kInvalid, rule.error().code);
  return rule.error().message;
}

TEST(PatternTest, IdsAreWordsWithOneHyphenBetweenThem) {
  for (const char* const id : {"pattern/a", "pattern/no-internal-hosts", "pattern/3-x"}) {
    EXPECT_TRUE(IsPatternId(id)) << id;
  }
  for (const std::string& id :
       {std::string("pattern/"), std::string("pattern/A"), std::string("pattern/a--b"),
        std::string("pattern/-a"), std::string("pattern/a-"), std::string("pattern/a/b"),
        std::string("pattern/a b"), std::string("license/a"), std::string("a"),
        "pattern/" + std::string(kMaxPatternName + 1, 'a')}) {
    EXPECT_FALSE(IsPatternId(id)) << id;
  }
}

TEST(PatternTest, ItsRuleSaysWhatThePolicySays) {
  const auto rule = Read("no-x", "severity: error\nsee: https://guide.example/x\npath: x\n");
  ASSERT_TRUE(rule.ok()) << rule.error().message;
  const RuleInfo& info = rule.value()->entry.info;
  EXPECT_EQ("pattern/no-x", info.id.view());
  EXPECT_EQ("T", info.title.de.view());
  EXPECT_EQ("F", info.fix.en.view());
  EXPECT_EQ(Severity::kError, info.severity);
  EXPECT_EQ(Subject::kChange, info.subject);
  EXPECT_EQ("https://guide.example/x", rule.value()->words.see->text());
  EXPECT_EQ(Subject::kProject, Read("y", "required-files: [a]\n").value()->entry.info.subject);
}

TEST(PatternTest, BothLanguagesMayDiffer) {
  Result<DataNode> node = ParseYaml(
      "title: {en: E, de: D}\nwhy: {en: E, de: D}\nfix: {en: E, de: D}\npath: x\n", kPolicyLimits);
  DataMember entry;
  entry.first.scalar = "x";
  entry.second = std::move(node).value();
  const auto rule = ReadPattern(entry);
  ASSERT_TRUE(rule.ok()) << rule.error().message;
  EXPECT_EQ("E", rule.value()->entry.info.why.en.view());
  EXPECT_EQ("D", rule.value()->entry.info.why.de.view());
}

TEST(PatternTest, MistakesAreNamedWithTheirPlace) {
  const std::map<std::string, std::string> rows = {
      {"",
       "1:1: `x` says nothing that is looked at: one of path, added-lines, content, "
       "commit-message, merge-request-title, branch, author-domain, max-file-size, binary, "
       "required-files, forbidden-files"},
      {"path: a\ncontent: b\n", "5:1: `content` beside `path`: a pattern looks at one thing"},
      {"added-line: a\n", "4:1: unknown key `added-line` - did you mean `added-lines`?"},
      {"path: (a\n", "4:7: `path`: not a regular expression of RE2: missing ): (a"},
      {"path: 3\n", "4:7: `path`: expected a regular expression, in quotes"},
      {"path: a\nmust: matches\n", "5:7: unknown word `matches` - did you mean `match`?"},
      {"path: a\nfiles: [b]\n", "5:1: `files` does not go with `path`"},
      {"binary: forbidden\nmust: match\n", "5:1: `must` does not go with `binary`"},
      {"path: a\nsecret: true\n", "5:1: `secret` does not go with `path`"},
      {"path: a\nseverity: eror\n", "5:11: unknown severity `eror` - did you mean `error`?"},
      {"path: a\nsee: http://a.example\n", "5:6: `see`: expected an https address"},
      {"binary: allowed\n", "4:9: `binary`: expected forbidden"},
      {"max-file-size: 5 MB\n",
       "4:16: `max-file-size`: expected a size such as `5 MiB` or `200 KiB`"},
      {"max-file-size: 18446744073709551616 MiB\n",
       "4:16: `max-file-size`: expected a size such as `5 MiB` or `200 KiB`"},
      {"required-files: []\n", "4:17: `required-files`: expected a list of globs"},
  };
  for (const auto& [body, error] : rows) EXPECT_EQ(error, ErrorOf(body)) << body;
  EXPECT_EQ(
      "1:1: a pattern is named in words of lower-case letters and digits with `-` between them, at "
      "most 40 bytes",
      ErrorOf("path: a\n", "No_X"));
}

TEST(PatternTest, TextsThatAreMoreThanTextAreRefused) {
  for (const char* const title :
       {"/approve", "See https://a.example", "'**b**'", "'@all'", "''", "[a]", "{en: A}"}) {
    Result<DataNode> node =
        ParseYaml("why: W\nfix: F\npath: x\ntitle: " + std::string(title) + "\n", kPolicyLimits);
    ASSERT_TRUE(node.ok()) << title;
    DataMember entry;
    entry.first.scalar = "x";
    entry.second = std::move(node).value();
    EXPECT_FALSE(ReadPattern(entry).ok()) << title;
  }
  ToldWords told{.id = "pattern/x",
                 .severity = Severity::kInfo,
                 .subject = Subject::kChange,
                 .title_en = "T",
                 .title_de = "T",
                 .why_en = "W",
                 .why_de = "W",
                 .fix_en = "F",
                 .fix_de = "F",
                 .see = ""};
  EXPECT_TRUE(ToldPattern(told).ok());
  told.why_de = "W\n/approve";
  EXPECT_FALSE(ToldPattern(told).ok());
  told.why_de = "W";
  told.title_en = std::string(kMaxTitleCharacters + 1, 'a');
  EXPECT_FALSE(ToldPattern(told).ok());
  told.title_en = "T";
  told.see = "javascript:alert(1)";
  EXPECT_FALSE(ToldPattern(told).ok());
  told.see = "";
  told.id = "license/header-missing";
  EXPECT_FALSE(ToldPattern(told).ok()) << "no policy speaks for a shipped rule";
}

TEST(PatternTest, EqualTextsMeanTheSameRule) {
  const auto one = Read("x", "added-lines: a\n").value();
  EXPECT_EQ(CanonicalPattern(*one), CanonicalPattern(*Read("x", "added-lines: 'a'\n").value()));
  for (const char* const other :
       {"added-lines: b\n", "content: a\n", "added-lines: a\nmust: match\n",
        "added-lines: a\nsecret: true\n", "added-lines: a\nfiles: [a]\n",
        "added-lines: a\nseverity: info\n", "added-lines: a\nsee: https://a.example\n"}) {
    EXPECT_NE(CanonicalPattern(*one), CanonicalPattern(*Read("x", other).value())) << other;
  }
}

TEST(PatternTest, EveryMessageSpeaksBothLanguages) {
  const auto rule = Read("x", "path: a\n").value();
  ASSERT_FALSE(rule->entry.info.messages.empty());
  for (const MessageText& message : rule->entry.info.messages) {
    EXPECT_FALSE(message.text.en.view().empty()) << message.key.view();
    EXPECT_FALSE(message.text.de.view().empty()) << message.key.view();
  }
}

/// One file, all of it new.
Result<RuleAnswer> Judge(const PolicyRule& rule, const std::string& content) {
  const fakes::FakeFiles after = {{"a.txt", {.bytes = content}}};
  fakes::FakeView view(after);
  fakes::FakeView base{fakes::FakeFiles()};
  const std::function<Result<GitView*>()> before = [&base] { return Result<GitView*>(&base); };
  fakes::FakeLines lines;
  const Change change = fakes::MakeChange({}, after, ChangeScope::kRange);
  const Options options;
  const Facts facts;
  const GlobSet all;
  return rule.entry.check({.change = change,
                           .view = view,
                           .before = before,
                           .lines = lines,
                           .options = options,
                           .facts = facts,
                           .only = all,
                           .except = all,
                           .as_of = {},
                           .max_findings = 10,
                           .own_rule = &rule});
}

constexpr size_t kMebibyte = size_t{1} << 20U;

TEST(PatternTest, ALineOfTenMebibytesIsSearched) {
  const auto rule = Read("x", "added-lines: 'b$'\n").value();
  const Result<RuleAnswer> answer = Judge(*rule, std::string(10 * kMebibyte, 'a') + "b\n");
  ASSERT_TRUE(answer.ok());
  ASSERT_EQ(Verdict::kFail, answer.value().verdict);
  EXPECT_EQ(1U, answer.value().findings[0].lines.first);
}

TEST(PatternTest, WhatWouldCostTooMuchIsCouldNotCheck) {
  const auto rule = Read("x", "added-lines: '([ab]{1,10}d){9}c'\n").value();
  const Result<RuleAnswer> answer = Judge(*rule, std::string(kMebibyte, 'a') + "\n");
  ASSERT_TRUE(answer.ok());
  EXPECT_EQ(Verdict::kPass, answer.value().verdict) << "within the bounds";
  // Not even begun: the whole line would cost too much.
  const Result<RuleAnswer> over = Judge(*rule, std::string(40 * kMebibyte, 'a') + "\n");
  ASSERT_TRUE(over.ok());
  EXPECT_EQ(Verdict::kUnknown, over.value().verdict);
  ASSERT_EQ(1U, over.value().unchecked.size());
  EXPECT_EQ("over-budget", over.value().unchecked[0].why.key);
}

TEST(PatternTest, ASecretStandsInNoPartOfAFinding) {
  const auto rule = Read("x", "added-lines: 'tok-[a-z]+'\nsecret: true\n").value();
  const Result<RuleAnswer> answer = Judge(*rule, "tok-geheim\n");
  ASSERT_TRUE(answer.ok());
  ASSERT_EQ(1U, answer.value().findings.size());
  const Finding& finding = answer.value().findings[0];
  EXPECT_TRUE(finding.evidence.empty());
  EXPECT_TRUE(finding.detail.empty());
  EXPECT_FALSE(finding.fix.has_value());
  for (const auto& [name, value] : finding.message.args) {
    EXPECT_EQ(std::string::npos, value.bytes().find("geheim")) << name;
  }
}

TEST(PatternTest, ALongMatchIsShownInPart) {
  const auto rule = Read("x", "added-lines: 'ä+'\n").value();
  std::string line;
  while (line.size() < 1'000) line += "ä";
  const Result<RuleAnswer> answer = Judge(*rule, line + "\n");
  ASSERT_TRUE(answer.ok());
  const std::string& shown = answer.value().findings.at(0).message.args.at(1).second.bytes();
  EXPECT_EQ(83U, shown.size());
  EXPECT_TRUE(shown.ends_with("ä..."));
}

}  // namespace
}  // namespace headwater
