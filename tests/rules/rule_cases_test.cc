// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
//
// Runs every case of every rule: tests/rules/<family>/<rule>/*.yaml.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "headwater/fix.h"
#include "headwater/report.h"
#include "tests/rules/rule_case.h"

namespace headwater {
namespace {

using cases::RuleCase;

std::set<std::string> Placeholders(std::string_view text) {
  std::set<std::string> names;
  for (size_t open = text.find('{'); open != std::string_view::npos; open = text.find('{', open)) {
    const size_t close = text.find('}', open);
    if (close == std::string_view::npos) break;
    names.insert(std::string(text.substr(open + 1, close - open - 1)));
    open = close;
  }
  return names;
}

// A message that a reader would see with a hole in it is a bug of the rule.
void ExpectComplete(const RuleEntry& rule, const Message& message) {
  const std::string_view text = FindText(rule.info, message.key).en.view();
  EXPECT_FALSE(text.empty()) << "no catalogue has a message " << message.key;
  std::set<std::string> args;
  for (const auto& arg : message.args) args.insert(arg.first);
  EXPECT_EQ(args, Placeholders(text)) << "arguments of " << message.key;
}

Result<RuleAnswer> Judge(const RuleCase& rule_case, const fakes::FakeFiles& after) {
  fakes::FakeView view(after);
  fakes::FakeView base(rule_case.scope == ChangeScope::kAll ? fakes::FakeFiles()
                                                            : rule_case.before);
  const std::function<Result<GitView*>()> before = [&base] { return Result<GitView*>(&base); };
  fakes::FakeLines lines;
  const Change change = cases::ToChange(rule_case, after);
  const Options options(rule_case.options);
  const GlobSet only;
  const auto except = GlobSet::Make(rule_case.except);
  if (!except.ok()) return except.error();
  const RuleContext context{.change = change,
                            .view = view,
                            .before = before,
                            .lines = lines,
                            .options = options,
                            .facts = rule_case.facts,
                            .only = only,
                            .except = except.value(),
                            .as_of = rule_case.as_of,
                            .max_findings = rule_case.max_findings,
                            .own_rule = rule_case.own.get()};
  Result<RuleAnswer> answer = rule_case.rule->check(context);
  // What rules share of a view changes nothing of what they say.
  const Result<RuleAnswer> again = rule_case.rule->check(context);
  EXPECT_EQ(answer.ok(), again.ok());
  if (answer.ok() && again.ok()) {
    EXPECT_EQ(answer.value().verdict, again.value().verdict) << "asked again";
    EXPECT_EQ(answer.value().findings.size(), again.value().findings.size()) << "asked again";
  }
  return answer;
}

void ExpectFix(const cases::ExpectedFinding& expected, const Finding& finding) {
  if (expected.fix) {
    EXPECT_EQ(*expected.fix, finding.fix ? finding.fix->text.bytes() : "") << "fix";
  }
  if (!finding.fix) return;
  if (expected.fix_path) {
    EXPECT_EQ(*expected.fix_path, finding.fix->path.bytes());
  }
  if (expected.before_line) {
    EXPECT_EQ(*expected.before_line, finding.fix->lines.first) << "place of the fix";
    EXPECT_EQ(*expected.before_line - 1, finding.fix->lines.last) << "an insertion";
  }
}

std::vector<std::string> TextsOf(const std::vector<Untrusted>& lines) {
  std::vector<std::string> texts;
  for (const Untrusted& line : lines) texts.emplace_back(line.bytes());
  return texts;
}

void ExpectFindings(const RuleCase& rule_case, const RuleAnswer& answer) {
  ASSERT_EQ(rule_case.findings.size(), answer.findings.size()) << "number of findings";
  for (size_t i = 0; i < answer.findings.size(); ++i) {
    const cases::ExpectedFinding& expected = rule_case.findings[i];
    const Finding& finding = answer.findings[i];
    SCOPED_TRACE("finding about " + expected.path);
    EXPECT_EQ(expected.path, finding.path.bytes());
    EXPECT_EQ(expected.message, finding.message.key);
    EXPECT_EQ(expected.advisory, finding.advisory) << "advisory";
    if (expected.line) {
      EXPECT_EQ(*expected.line, finding.lines.first);
    }
    for (const auto& [name, value] : finding.message.args) {
      const auto arg = expected.args.find(name);
      if (arg != expected.args.end()) {
        EXPECT_EQ(arg->second, value.bytes()) << "argument " << name;
      }
    }
    if (expected.detail) {
      EXPECT_EQ(*expected.detail, TextsOf(finding.detail)) << "detail";
    }
    ExpectFix(expected, finding);
    ExpectComplete(*rule_case.rule, finding.message);
  }
}

void Apply(const Fix& fix, fakes::FakeFiles& files) {
  fakes::FakeFile& file = files[fix.path.bytes()];
  const Edit edit{fix.lines, fix.text.bytes()};
  const bool create = fix.kind == Fix::Kind::kCreate;
  file.bytes =
      create ? edit.text : ApplyEdits(file.bytes, PlanEdits(file.bytes, std::span(&edit, 1)).edits);
}

// Every text fix mends its finding, whatever the case is about.
void ExpectFixesHelp(const RuleCase& rule_case, const RuleAnswer& answer) {
  fakes::FakeFiles mended = rule_case.after;
  std::set<std::string> paths;
  for (const Finding& finding : answer.findings) {
    if (!finding.fix || finding.fix->kind == Fix::Kind::kCommand) continue;
    Apply(*finding.fix, mended);
    paths.insert(finding.path.bytes());
  }
  if (paths.empty()) return;
  const auto again = Judge(rule_case, mended);
  ASSERT_TRUE(again.ok()) << again.error().message;
  for (const Finding& finding : again.value().findings) {
    EXPECT_EQ(0U, paths.count(finding.path.bytes())) << "the fix does not mend it";
  }
}

class RuleCasesTest : public testing::TestWithParam<std::filesystem::path> {};

TEST_P(RuleCasesTest, RuleAnswersAsExpected) {
  RuleCase rule_case;
  try {
    rule_case = cases::LoadCase(GetParam());
  } catch (const std::exception& mistake) {
    FAIL() << GetParam() << ": " << mistake.what();
  }
  SCOPED_TRACE(rule_case.name);
  const auto result = Judge(rule_case, rule_case.after);
  ASSERT_TRUE(result.ok()) << result.error().message;
  const RuleAnswer& answer = result.value();
  EXPECT_EQ(rule_case.verdict, cases::VerdictName(answer.verdict));
  ExpectFindings(rule_case, answer);
  EXPECT_EQ(rule_case.more_findings, answer.more_findings);
  ASSERT_EQ(rule_case.unchecked.size(), answer.unchecked.size()) << "number of unchecked files";
  for (size_t i = 0; i < answer.unchecked.size(); ++i) {
    EXPECT_EQ(rule_case.unchecked[i].first, answer.unchecked[i].path.bytes());
    EXPECT_EQ(rule_case.unchecked[i].second, answer.unchecked[i].why.key);
    ExpectComplete(*rule_case.rule, answer.unchecked[i].why);
  }
  if (rule_case.reason) {
    ASSERT_TRUE(answer.reason.has_value());
    EXPECT_EQ(*rule_case.reason, answer.reason->key);
    ExpectComplete(*rule_case.rule, *answer.reason);
  }
  if (rule_case.subject) {
    EXPECT_EQ(*rule_case.subject, answer.subject.value_or(rule_case.rule->info.subject));
  }
  if (rule_case.notices) {
    std::vector<std::string> details;
    for (const Notice& notice : answer.notices) details.push_back(notice.detail.bytes());
    EXPECT_EQ(*rule_case.notices, details) << "notices";
  }
  ExpectFixesHelp(rule_case, answer);
}

std::string CaseName(const testing::TestParamInfo<std::filesystem::path>& info) {
  std::string name =
      info.param.parent_path().filename().string() + "_" + info.param.stem().string();
  for (char& c : name) {
    if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
  }
  return name;
}

// gtest fails by itself when a parameterised test has no case.
INSTANTIATE_TEST_SUITE_P(All, RuleCasesTest, testing::ValuesIn(cases::CaseFiles()), CaseName);

}  // namespace
}  // namespace headwater
