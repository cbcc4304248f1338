// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
//
// External rules: how a policy names them, what they are told, and what becomes of their answers.
#include <gtest/gtest.h>

#include <map>
#include <string>

#include "headwater/data.h"
#include "headwater/external_rule.h"
#include "headwater/sink.h"
#include "tests/fakes/fake_view.h"

namespace headwater {
namespace {

Result<PolicyRulePointer> ReadRule(const std::string& body, const std::string& name = "desk") {
  Result<DataNode> node = ParseYaml("title: T\nwhy: W\nfix: F\n" + body, kPolicyLimits);
  if (!node.ok()) return node.error();
  DataMember entry;
  entry.first.kind = DataNode::Kind::kString;
  entry.first.scalar = name;
  entry.first.line = entry.first.column = 1;
  entry.second = std::move(node).value();
  return ReadExternal(entry);
}

std::string Mistake(const std::string& body, const std::string& name = "desk") {
  const auto rule = ReadRule(body, name);
  return rule.ok() ? "no error" : rule.error().message;
}

/// A change of two new files, one of them of an upstream, and a removed one.
class ExternalRuleTest : public testing::Test {
 protected:
  static constexpr char kId[] = "external/desk";

  ExternalRuleTest()
      : before_{{"old.c", {.bytes = "old\n"}}},
        after_{{"a.c", {.bytes = "one\ntwo\n"}}, {"lib/x.c", {.bytes = "theirs\n"}}},
        view_(after_),
        base_(before_),
        change_(fakes::MakeChange(before_, after_, ChangeScope::kRange)) {
    for (ChangedFile& file : change_.files) {
      if (file.path.bytes() == "lib/x.c") file.origin = {Origin::kUpstream, /*confirmed=*/true};
    }
  }

  RuleAnswer Judge() {
    const std::function<Result<GitView*>()> before = [this] { return Result<GitView*>(&base_); };
    const Options options;
    const GlobSet all;
    Result<RuleAnswer> answer = rule_->entry.check({.change = change_,
                                                    .view = view_,
                                                    .before = before,
                                                    .lines = lines_,
                                                    .options = options,
                                                    .facts = facts_,
                                                    .only = all,
                                                    .except = except_,
                                                    .as_of = {},
                                                    .max_findings = 10,
                                                    .own_rule = rule_.get()});
    EXPECT_TRUE(answer.ok());
    return std::move(answer).value();
  }
  RuleAnswer JudgeBy(const ExternalAnswer& answer) {
    facts_.facts = {ExternalFact(kId, answer)};
    return Judge();
  }
  RuleAnswer JudgeBy(const std::string& json) { return JudgeBy(ExternalAnswer{{}, json}); }
  /// What is wrong with an answer.
  std::string Fault(const std::string& json) {
    const RuleAnswer answer = JudgeBy(json);
    EXPECT_EQ(Verdict::kUnknown, answer.verdict) << json;
    if (!answer.reason || answer.reason->key != "external-answer") return "another reason";
    return answer.reason->args.at(0).second.bytes();
  }
  std::string Asked(const ExternalSends& sends) {
    const auto change =
        ExternalChange({change_, view_, lines_,
                        [this](const Untrusted& path) { return !except_.Matches(path.bytes()); }},
                       sends);
    EXPECT_TRUE(change.ok());
    return change.value().value_or("nobody is asked");
  }

  fakes::FakeFiles before_;
  fakes::FakeFiles after_;
  fakes::FakeView view_;
  fakes::FakeView base_;
  fakes::FakeLines lines_;
  Change change_;
  Facts facts_;
  GlobSet except_;
  PolicyRulePointer rule_ = ReadRule("sends: [paths]\n").value();
};

TEST_F(ExternalRuleTest, APolicyNamesItInItsOwnWords) {
  EXPECT_EQ(kId, rule_->id());
  EXPECT_EQ("T", rule_->entry.info.title.de.view());
  EXPECT_EQ(PatternKind::kExternal, rule_->pattern.kind);
  EXPECT_FALSE(rule_->pattern.sends.added_lines);
  const auto all = ReadRule("sends: [paths, added-lines, title, description]\n").value();
  EXPECT_TRUE(all->pattern.sends.added_lines && all->pattern.sends.title);
  EXPECT_NE(CanonicalPattern(*rule_), CanonicalPattern(*all)) << "what is told is judged by";
}

TEST_F(ExternalRuleTest, MistakesInItsDefinitionAreNamedWithTheirPlace) {
  EXPECT_EQ("4:1: unknown key `send` - did you mean `sends`?", Mistake("send: [paths]\n"));
  EXPECT_EQ("4:9: unknown part of `sends` `path` - did you mean `paths`?",
            Mistake("sends: [path]\n"));
  EXPECT_EQ("4:8: `sends`: expected a list, as [paths]", Mistake("sends: paths\n"));
  EXPECT_EQ(
      "1:1: an external rule is named in words of lower-case letters and digits with `-` "
      "between them, at most 40 bytes",
      Mistake("", "Desk"));
}

TEST_F(ExternalRuleTest, NoPolicySaysWhomToAsk) {
  for (const std::string key : {"command", "url"}) {
    EXPECT_EQ("4:1: `" + key +
                  "`: whom an external rule asks is written in the service's own configuration, "
                  "never in a policy: move it to `external` there",
              Mistake(key + ": x\n"));
  }
}

TEST_F(ExternalRuleTest, ItIsToldThePathsAndNothingElse) {
  EXPECT_EQ(R"({"bases":[],"files":[{"path":"a.c","status":"added"},)"
            R"({"path":"old.c","status":"deleted"}],"complete":true})",
            Asked({}));
}

TEST_F(ExternalRuleTest, ItIsToldAddedLinesWhereThePolicySaysSo) {
  EXPECT_EQ(R"({"bases":[],"files":[{"path":"a.c","status":"added","added_lines":[)"
            R"({"line":1,"text":"one"},{"line":2,"text":"two"}]},)"
            R"({"path":"old.c","status":"deleted"}],"complete":true})",
            Asked({.added_lines = true}));
}

TEST_F(ExternalRuleTest, WhatIsBeyondTheBoundsIsLeftOutAndThatIsSaid) {
  std::string lines;
  for (int i = 0; i < 1'000; ++i) lines += std::string(kMaxExternalLine + 1, 'x') + "\n";
  after_ = {{"a.c", {.bytes = lines}}};
  view_ = fakes::FakeView(after_);
  const std::string asked = Asked({.added_lines = true});
  EXPECT_LT(asked.size(), kMaxExternalChangeBytes + 1'000);
  EXPECT_TRUE(asked.ends_with("\"complete\":false}"));
}

TEST_F(ExternalRuleTest, AFileThatCannotBeReadMakesTheQuestionIncomplete) {
  after_["a.c"].state = BlobState::kMissing;
  view_ = fakes::FakeView(after_);
  EXPECT_TRUE(Asked({.added_lines = true}).ends_with("\"complete\":false}"));
  EXPECT_EQ(1U, view_.Missing().size()) << "whoever can fetch it should";
}

TEST_F(ExternalRuleTest, NobodyIsAskedWhereNoFileConcernsTheRule) {
  except_ = GlobSet::Make({"**"}).value();
  EXPECT_EQ("nobody is asked", Asked({}));
  const RuleAnswer answer = Judge();
  EXPECT_EQ(Verdict::kNotApplicable, answer.verdict);
  EXPECT_EQ("no-files", answer.reason->key);
}

TEST_F(ExternalRuleTest, AWholeProjectIsNotAskedAbout) {
  change_.scope = ChangeScope::kAll;
  EXPECT_EQ(Verdict::kNotApplicable, JudgeBy(R"({"contract":1,"verdict":"pass"})").verdict);
}

TEST_F(ExternalRuleTest, UnaskedItIsNotKnown) {
  const RuleAnswer answer = Judge();
  EXPECT_EQ(Verdict::kUnknown, answer.verdict);
  EXPECT_EQ("external-not-asked", answer.reason->key);
}

TEST_F(ExternalRuleTest, AnotherRulesAnswerIsNotItsOwn) {
  facts_.facts = {ExternalFact("external/desk-2", {{}, R"({"contract":1,"verdict":"pass"})"})};
  EXPECT_EQ(Verdict::kUnknown, Judge().verdict);
}

TEST_F(ExternalRuleTest, EveryFailureIsNotKnownAndSaysWhy) {
  const std::map<ExternalProblem, std::string> rows = {
      {ExternalProblem::kNotConfigured, "external-not-configured"},
      {ExternalProblem::kNotStarted, "external-not-started"},
      {ExternalProblem::kTooLate, "external-too-late"},
      {ExternalProblem::kTooLarge, "external-too-large"},
      {ExternalProblem::kFailed, "external-failed"}};
  for (const auto& [problem, key] : rows) {
    const RuleAnswer answer = JudgeBy(ExternalAnswer{problem, ""});
    EXPECT_EQ(Verdict::kUnknown, answer.verdict) << key;
    EXPECT_EQ(key, answer.reason->key);
  }
}

TEST_F(ExternalRuleTest, ItsVerdictsAreTaken) {
  EXPECT_EQ(Verdict::kPass, JudgeBy(R"({"contract":1,"verdict":"pass"})").verdict);
  EXPECT_EQ(Verdict::kPass, JudgeBy(R"({"contract":1,"verdict":"pass","findings":[]})").verdict);
  EXPECT_EQ(Verdict::kNotApplicable,
            JudgeBy(R"({"contract":1,"verdict":"not-applicable"})").verdict);
  const RuleAnswer unknown =
      JudgeBy(R"({"contract":1,"verdict":"unknown","reason":{"en":"no index","de":"kein Index"}})");
  EXPECT_EQ(Verdict::kUnknown, unknown.verdict);
  EXPECT_EQ("external-unknown-because", unknown.reason->key);
  EXPECT_EQ("kein Index", unknown.reason->args.at(1).second.bytes());
}

TEST_F(ExternalRuleTest, ItsFindingsStandWhereItSays) {
  const RuleAnswer answer =
      JudgeBy(R"({"contract":1,"verdict":"findings","findings":[)"
              R"({"path":"a.c","line":2,"message":{"en":"E","de":"D"},"fingerprint":"two"},)"
              R"({"message":"both"}]})");
  EXPECT_EQ(Verdict::kFail, answer.verdict);
  ASSERT_EQ(2U, answer.findings.size());
  EXPECT_EQ("external-finding-at", answer.findings[0].message.key);
  EXPECT_EQ("a.c", answer.findings[0].path.bytes());
  EXPECT_EQ((LineRange{2, 2}), answer.findings[0].lines);
  EXPECT_EQ("two", answer.findings[0].evidence.bytes());
  EXPECT_EQ("D", answer.findings[0].message.args.at(1).second.bytes());
  EXPECT_EQ("external-finding", answer.findings[1].message.key);
  EXPECT_EQ("both", answer.findings[1].evidence.bytes());
}

TEST_F(ExternalRuleTest, WhatThePolicyExemptsIsNoFinding) {
  after_["doc/b.c"] = {.bytes = "b\n"};
  change_ = fakes::MakeChange(before_, after_, ChangeScope::kRange);
  except_ = GlobSet::Make({"doc/**"}).value();
  EXPECT_EQ(Verdict::kPass, JudgeBy(R"({"contract":1,"verdict":"findings","findings":[)"
                                    R"({"path":"doc/b.c","message":"x"}]})")
                                .verdict);
}

TEST_F(ExternalRuleTest, AnExemptFileThatLooksTheSameInTheQuestionHidesNothing) {
  after_["b\xff.c"] = {.bytes = "asked about\n"};
  const std::string shown = ToValidUtf8(Untrusted("b\xff.c"));
  after_[shown] = {.bytes = "exempt\n"};
  change_ = fakes::MakeChange(before_, after_, ChangeScope::kRange);
  except_ = GlobSet::Make({"b???*.c"}).value();
  ASSERT_TRUE(except_.Matches(shown) && !except_.Matches("b\xff.c"));
  std::string json = shown;
  for (size_t at = json.find('\\'); at != std::string::npos; at = json.find('\\', at + 2)) {
    json.insert(at, 1, '\\');
  }
  EXPECT_EQ(Verdict::kFail, JudgeBy(R"({"contract":1,"verdict":"findings","findings":[{"path":")" +
                                    json + R"(","message":"x"}]})")
                                .verdict);
}

TEST_F(ExternalRuleTest, ALieIsNeverGreen) {
  const std::string not_asked = "a finding is about a file that was not asked about";
  const std::string begin = R"({"contract":1,"verdict":"findings","findings":[)";
  EXPECT_EQ(not_asked, Fault(begin + R"({"path":"other.c","message":"x"}]})"));
  EXPECT_EQ(not_asked, Fault(begin + R"({"path":"lib/x.c","message":"x"}]})"));
  const std::string disagree = "its verdict and its findings do not agree";
  EXPECT_EQ(disagree,
            Fault(R"({"contract":1,"verdict":"pass","findings":[{"path":"a.c","message":"x"}]})"));
  EXPECT_EQ(disagree, Fault(R"({"contract":1,"verdict":"findings","findings":[]})"));
  EXPECT_EQ(disagree, Fault(R"({"contract":1,"verdict":"findings"})"));
}

TEST_F(ExternalRuleTest, AnythingButACompleteAnswerIsRefused) {
  const std::map<std::string, std::string> rows = {
      {"", "it is no JSON document"},
      {"pass", "it is no JSON document"},
      {"[]", "it is no JSON object"},
      {R"({"contract":1,"verdict":"pass"} x)", "it is no JSON document"},
      {R"({"contract":1,"verdict":"pass","verdict":"pass"})", "it is no JSON document"},
      {R"({"verdict":"pass"})", "`contract` is not 1"},
      {R"({"contract":"1","verdict":"pass"})", "`contract` is not 1"},
      {R"({"contract":2,"verdict":"pass"})", "`contract` is not 1"},
      {R"({"contract":1})", "it has no `verdict`"},
      {R"({"contract":1,"verdict":"green"})",
       "`verdict` is none of pass, findings, not-applicable, unknown"},
      {R"({"contract":1,"verdict":"pass","note":1})", "unknown member `note` in the answer"},
      {R"({"contract":1,"verdict":"pass","reason":"r"})", "`reason` goes with `unknown` only"},
      {R"({"contract":1,"verdict":"pass","findings":{}})", "`findings` is no list"}};
  for (const auto& [json, fault] : rows) EXPECT_EQ(fault, Fault(json)) << json;
}

TEST_F(ExternalRuleTest, AFindingHasItsForm) {
  const std::map<std::string, std::string> rows = {
      {"1", "a finding is no object"},
      {R"({"path":"a.c"})", "a finding has no `message`"},
      {R"({"message":1})", "`message` is no text"},
      {R"({"message":""})", "`message` is empty"},
      {R"({"message":{"en":"E"}})", "`message` is not in both languages, en and de"},
      {R"({"message":{"en":"E","de":"D","fr":"F"}})", "unknown member `fr` in message"},
      {R"({"message":"x","line":1})", "a finding has a `line` and no `path`"},
      {R"({"message":"x","path":"a.c","line":0})", "`line` is no number of a line"},
      {R"({"message":"x","path":"a.c","line":-1})", "`line` is no number of a line"},
      {R"({"message":"x","path":"a.c","line":"1"})", "`line` is no number of a line"},
      {R"({"message":"x","path":"a.c","line":4294967296})", "`line` is no number of a line"},
      {R"({"message":"x","fix":"y"})", "unknown member `fix` in a finding"}};
  for (const auto& [finding, fault] : rows) {
    EXPECT_EQ(fault, Fault(R"({"contract":1,"verdict":"findings","findings":[)" + finding + "]}"))
        << finding;
  }
}

TEST_F(ExternalRuleTest, FloodsHaveTheirBounds) {
  const std::string begin = R"({"contract":1,"verdict":"findings","findings":[)";
  std::string many;
  for (int i = 0; i < 201; ++i) many += R"({"message":"x"},)";
  many.back() = ']';
  EXPECT_EQ("it has more than 200 findings", Fault(begin + many + "}"));
  const std::string text(601, 'x');
  EXPECT_EQ("`message` has more than 600 bytes",
            Fault(begin + R"({"message":")" + text + R"("}]})"));
  const std::string beyond = "it is larger or deeper than an answer may be";
  EXPECT_EQ(beyond, Fault(std::string(kMaxExternalAnswerBytes + 1, ' ')));
  EXPECT_EQ(beyond, Fault(R"({"contract":1,"verdict":)" + std::string(50, '[')));
}

TEST_F(ExternalRuleTest, AFactGivesBackWhatWasAnswered) {
  facts_.facts = {ExternalFact(kId, {{}, "a\nb"})};
  const auto answer = FindExternalAnswer(facts_, kId);
  ASSERT_TRUE(answer.has_value());
  EXPECT_EQ("a\nb", answer->bytes);
  facts_.facts[0].value = Untrusted("problem\nnobody-wrote-this");
  EXPECT_EQ(ExternalProblem::kFailed, FindExternalAnswer(facts_, kId)->problem);
}

}  // namespace
}  // namespace headwater
