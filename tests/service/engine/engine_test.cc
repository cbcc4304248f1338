// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/engine/engine.h"

#include <gtest/gtest.h>

#include <stdexcept>

#include "tests/fakes/fake_view.h"

namespace headwater::engine {
namespace {

using fakes::FakeView;

/// The tree of one test: paths with their content.
fakes::FakeFiles Of(const std::map<std::string, std::string>& contents) {
  fakes::FakeFiles files;
  for (const auto& [path, content] : contents) files[path].bytes = content;
  return files;
}

Finding FindingAt(const Untrusted& path) {
  Finding finding;
  finding.message.key = "bad";
  finding.path = path;
  return finding;
}

/// Fails every changed file that holds the word "bad"; kUnknown for one that holds "unknown".
Result<RuleAnswer> FindBad(const RuleContext& context) {
  AnswerBuilder answer(context);
  for (const ChangedFile& file : context.change.files) {
    if (file.origin.confirmed || !context.Covers(file.path)) continue;
    const FileEntry* entry = FindFile(context.view.Files(), file.path.bytes());
    const BlobAnswer blob = TRY(context.view.Read(*entry));
    answer.CountJudged();
    if (blob.bytes.find("bad") != std::string::npos) answer.Add(FindingAt(file.path));
    if (blob.bytes.find("unknown") != std::string::npos) {
      answer.AddUnchecked({.path = file.path, .why = {"rule-threw", {}}});
    }
  }
  return std::move(answer).Finish({"none", {}});
}

Result<RuleAnswer> FindAdvisory(const RuleContext& context) {
  RuleAnswer answer = TRY(FindBad(context));
  for (Finding& finding : answer.findings) finding.advisory = true;
  return answer;
}

Result<RuleAnswer> Throw(const RuleContext&) { throw std::runtime_error("oh"); }
Result<RuleAnswer> Fail(const RuleContext&) { return Error{Errc::kContent, "cannot say"}; }

/// Swallows the view's errors, as a careless rule would, and calls it a pass.
Result<RuleAnswer> ReadAllCarelessly(const RuleContext& context) {
  AnswerBuilder answer(context);
  for (const FileEntry& file : context.view.Files()) {
    (void)context.view.Read(file).ok();
    answer.CountJudged();
  }
  return std::move(answer).Finish({"none", {}});
}

class EngineTest : public testing::Test {
 protected:
  EngineTest() { rule_.info.id = "family/rule"; }

  void Changed(const std::vector<std::string>& paths) {
    for (const std::string& path : paths) {
      ChangedFile file;
      file.path = Untrusted(path);
      file.status = FileStatus::kAdded;
      change_.files.push_back(file);
    }
  }

  Report Run(Mode mode, FakeView& tree) {
    policy_.mode.value = mode;
    RuleSet set;
    set.policy = &whole_;
    set.generated = GlobSet::Make(generated_).value();
    set.rules.push_back({&rule_, &policy_, Options(), GlobSet(), GlobSet()});
    Subjects subjects{change_, tree, lines_, target_, before_};
    const std::vector<RuleSet> sets = {set};
    return Judge(subjects, {sets, facts_, std::chrono::sys_days{}, budget_, &clean_since_});
  }
  RuleResult Only(const Report& report) { return report.rules.at(0); }

  RuleEntry rule_{.info = {}, .check = FindBad};
  RulePolicy policy_;
  Policy whole_;
  Change change_;
  fakes::FakeLines lines_;
  Facts facts_;
  CleanSince clean_since_;
  Budget budget_;
  std::vector<std::string> generated_;
  std::function<Result<GitView*>()> target_;
  std::function<Result<GitView*>()> before_;
};

Result<RuleAnswer> CompareWithBefore(const RuleContext& context) {
  AnswerBuilder answer(context);
  for (const FileEntry& file : TRY(context.before())->Files()) {
    Finding finding;
    finding.path = file.path;
    answer.Add(std::move(finding));
  }
  answer.CountJudged();
  RuleAnswer made = std::move(answer).Finish({"none", {}});
  made.notices = {{NoticeKind::kIgnoreBlock, Untrusted("a.c"), Untrusted("1-2")},
                  {NoticeKind::kIgnoreBlock, Untrusted("a.c"), Untrusted("1-2")}};
  return made;
}

TEST_F(EngineTest, ARuleSeesTheStateBeforeTheChangeOrNothing) {
  rule_.check = CompareWithBefore;
  FakeView tree(Of({{"a.c", "good"}}));
  FakeView old(Of({{"old.c", "x"}}));
  EXPECT_EQ(Verdict::kPass, Only(Run(Mode::kHint, tree)).answer.verdict);
  before_ = [&old]() -> Result<GitView*> { return &old; };
  EXPECT_EQ("old.c", Only(Run(Mode::kHint, tree)).answer.findings.at(0).path.bytes());
}

Result<RuleAnswer> Wait(const RuleContext&) {
  RuleAnswer answer;
  answer.verdict = Verdict::kUnknown;
  answer.lacks = Lacks::kUnderWay;
  return answer;
}

Result<RuleAnswer> LackArtifacts(const RuleContext&) {
  RuleAnswer answer;
  answer.verdict = Verdict::kFail;
  answer.lacks = Lacks::kArtifacts;
  return answer;
}

TEST_F(EngineTest, AGateThatOnlyWaitsIsNamedAsWaiting) {
  rule_.check = Wait;
  FakeView tree(Of({}));
  const Report report = Run(Mode::kGate, tree);
  EXPECT_EQ(Outcome::kUnknown, report.outcome);
  EXPECT_EQ(Lacks::kUnderWay, report.lacks);
  EXPECT_TRUE(report.waiting);
  EXPECT_FALSE(Run(Mode::kHint, tree).waiting) << "nothing waits for a hint";
}

TEST_F(EngineTest, WhatARuleLacksIsSaidWhateverItsVerdict) {
  rule_.check = LackArtifacts;
  FakeView tree(Of({}));
  const Report report = Run(Mode::kGate, tree);
  EXPECT_EQ(Lacks::kArtifacts, report.lacks);
  EXPECT_FALSE(report.waiting);
}

TEST_F(EngineTest, ANoticeOfARuleReachesTheReportOnce) {
  rule_.check = CompareWithBefore;
  FakeView tree(Of({{"a.c", "good"}}));
  EXPECT_EQ(1U, Run(Mode::kHint, tree).notices.size());
}

TEST_F(EngineTest, AGateFailsTheChangeAndAHintDoesNot) {
  FakeView tree(Of({{"a.c", "bad"}}));
  Changed({"a.c"});
  EXPECT_EQ(Outcome::kFail, Run(Mode::kGate, tree).outcome);
  const Report hint = Run(Mode::kHint, tree);
  EXPECT_EQ(Outcome::kPass, hint.outcome);
  EXPECT_EQ(Verdict::kFail, Only(hint).answer.verdict);
  EXPECT_EQ(32U, Only(hint).answer.findings.at(0).fingerprint.size());
}

TEST_F(EngineTest, AThrowingRuleIsUnknown) {
  FakeView tree(Of({}));
  rule_.check = Throw;
  const Report report = Run(Mode::kGate, tree);
  EXPECT_EQ(Outcome::kUnknown, report.outcome);
  EXPECT_EQ("rule-threw", Only(report).answer.reason->key);
}

TEST_F(EngineTest, ARuleThatErrsIsUnknownWithItsReason) {
  FakeView tree(Of({}));
  rule_.check = Fail;
  const Report report = Run(Mode::kGate, tree);
  EXPECT_EQ(Outcome::kUnknown, report.outcome);
  EXPECT_EQ("cannot say", Only(report).answer.reason->args.at(0).second.bytes());
}

TEST_F(EngineTest, ARuleThatReadsBeyondItsBudgetIsUnknownEvenIfItSaysPass) {
  FakeView tree(Of({{"a", std::string(100, 'x')}, {"b", std::string(100, 'x')}}));
  rule_.check = ReadAllCarelessly;
  budget_.bytes = 150;
  const Report report = Run(Mode::kGate, tree);
  EXPECT_EQ(Outcome::kUnknown, report.outcome);
  EXPECT_EQ("budget-bytes", Only(report).answer.reason->key);
}

TEST_F(EngineTest, ARuleThatTakesTooLongIsUnknown) {
  FakeView tree(Of({{"a", "x"}}));
  rule_.check = ReadAllCarelessly;
  budget_.time = std::chrono::milliseconds(-1);
  EXPECT_EQ("budget-time", Only(Run(Mode::kGate, tree)).answer.reason->key);
}

TEST_F(EngineTest, AFindingBesideAnUncheckedFileStillFails) {
  FakeView tree(Of({{"a.c", "bad"}, {"b.c", "unknown"}}));
  Changed({"a.c", "b.c"});
  const Report report = Run(Mode::kGate, tree);
  EXPECT_EQ(Outcome::kFail, report.outcome);
  EXPECT_EQ(1U, Only(report).answer.unchecked.size());
}

TEST_F(EngineTest, AdvisoryFindingsDoNotGate) {
  FakeView tree(Of({{"a.c", "bad"}}));
  Changed({"a.c"});
  rule_.check = FindAdvisory;
  const Report report = Run(Mode::kGate, tree);
  EXPECT_EQ(Outcome::kPass, report.outcome);
  EXPECT_EQ(Mode::kHint, Only(report).effective_mode);
}

TEST_F(EngineTest, ARatchetGatesWhereTheTargetIsClean) {
  FakeView tree(Of({{"a.c", "bad"}}));
  FakeView clean(Of({{"old.c", "fine"}}));
  Changed({"a.c"});
  target_ = [&]() -> Result<GitView*> { return &clean; };
  EXPECT_EQ(Outcome::kFail, Run(Mode::kRatchet, tree).outcome);
}

TEST_F(EngineTest, ARatchetHintsWhereTheTargetIsNot) {
  FakeView tree(Of({{"a.c", "bad"}}));
  FakeView dirty(Of({{"old.c", "bad"}}));
  Changed({"a.c"});
  target_ = [&]() -> Result<GitView*> { return &dirty; };
  const Report report = Run(Mode::kRatchet, tree);
  EXPECT_EQ(Outcome::kPass, report.outcome);
  EXPECT_EQ(Mode::kHint, Only(report).effective_mode);
}

TEST_F(EngineTest, ARatchetGatesWhereTheTargetHasPassedOnceAndIsNotEvenRead) {
  FakeView tree(Of({{"a.c", "bad"}}));
  Changed({"a.c"});
  bool asked = false;
  target_ = [&]() -> Result<GitView*> {
    asked = true;
    return Error{Errc::kContent, ""};
  };
  const std::chrono::sys_days since = std::chrono::year(2026) / 11 / 1;
  clean_since_ = {{"family/rule", since}, {"family/other", since}};
  const Report report = Run(Mode::kRatchet, tree);
  EXPECT_EQ(Outcome::kFail, report.outcome);
  EXPECT_EQ(since, Only(report).clean_since);
  EXPECT_FALSE(asked);
}

TEST_F(EngineTest, AMarkHoldsNoOtherModeAndNoOtherRule) {
  FakeView tree(Of({{"a.c", "bad"}}));
  FakeView dirty(Of({{"old.c", "bad"}}));
  Changed({"a.c"});
  target_ = [&]() -> Result<GitView*> { return &dirty; };
  clean_since_ = {{"family/rule", {}}};
  EXPECT_EQ(Mode::kHint, Only(Run(Mode::kHint, tree)).effective_mode);
  clean_since_ = {{"family/other", {}}};
  EXPECT_EQ(Mode::kHint, Only(Run(Mode::kRatchet, tree)).effective_mode);
}

TEST_F(EngineTest, OfAWholeProjectNothingIsHeldToAMark) {
  FakeView tree(Of({{"a.c", "bad"}}));
  Changed({"a.c"});
  change_.scope = ChangeScope::kAll;
  clean_since_ = {{"family/rule", {}}};
  EXPECT_EQ(Mode::kHint, Only(Run(Mode::kRatchet, tree)).effective_mode);
}

TEST_F(EngineTest, ARatchetGatesWhereTheTargetCannotBeRead) {
  FakeView tree(Of({{"a.c", "bad"}}));
  Changed({"a.c"});
  target_ = []() -> Result<GitView*> { return Error{Errc::kContent, "gone"}; };
  EXPECT_EQ(Outcome::kFail, Run(Mode::kRatchet, tree).outcome);
}

TEST_F(EngineTest, ARatchetGatesInAProjectWithoutHistory) {
  FakeView tree(Of({{"a.c", "bad"}}));
  Changed({"a.c"});
  EXPECT_EQ(Outcome::kFail, Run(Mode::kRatchet, tree).outcome);
}

TEST_F(EngineTest, APassingRatchetDoesNotReadTheTarget) {
  FakeView tree(Of({{"a.c", "fine"}}));
  Changed({"a.c"});
  bool asked = false;
  target_ = [&]() -> Result<GitView*> {
    asked = true;
    return Error{Errc::kContent, ""};
  };
  EXPECT_EQ(Outcome::kPass, Run(Mode::kRatchet, tree).outcome);
  EXPECT_FALSE(asked);
}

TEST_F(EngineTest, AGeneratedMarkerSilencesAHintAndIsCounted) {
  FakeView tree(Of({{"a.c", "// Code generated by x. DO NOT EDIT.\nbad"}}));
  Changed({"a.c"});
  const Report report = Run(Mode::kHint, tree);
  EXPECT_EQ(Verdict::kPass, Only(report).answer.verdict);
  ASSERT_EQ(1U, report.notices.size());
  EXPECT_EQ(NoticeKind::kGeneratedClaim, report.notices[0].kind);
}

TEST_F(EngineTest, AGeneratedMarkerDoesNotSilenceAGate) {
  FakeView tree(Of({{"a.pb.go", "// Code generated by x. DO NOT EDIT.\nbad"}}));
  Changed({"a.pb.go"});
  EXPECT_EQ(Outcome::kFail, Run(Mode::kGate, tree).outcome);
}

TEST_F(EngineTest, APolicysGeneratedGlobExempts) {
  FakeView tree(Of({{"gen/a.c", "bad"}}));
  Changed({"gen/a.c"});
  generated_ = {"gen/**"};
  EXPECT_EQ(Verdict::kNotApplicable, Only(Run(Mode::kGate, tree)).answer.verdict);
}

TEST_F(EngineTest, AProjectGateIsAHintUnlessThePolicyNamesTheBranch) {
  FakeView tree(Of({{"a.c", "bad"}}));
  Changed({"a.c"});
  rule_.info.subject = Subject::kProject;
  change_.target_branch = Untrusted("release/1.2");
  EXPECT_EQ(Outcome::kPass, Run(Mode::kGate, tree).outcome);
  policy_.gate_on_branches.value = {"default"};
  EXPECT_EQ(Outcome::kPass, Run(Mode::kGate, tree).outcome);
  policy_.gate_on_branches.value = {"default", "release/**"};
  EXPECT_EQ(Outcome::kFail, Run(Mode::kGate, tree).outcome);
  policy_.gate_on_branches.value = {"default"};
  change_.target_is_default = true;
  EXPECT_EQ(Outcome::kFail, Run(Mode::kGate, tree).outcome);
}

Result<RuleAnswer> BlameTheChange(const RuleContext& context) {
  RuleAnswer answer = TRY(FindBad(context));
  answer.subject = Subject::kChange;
  return answer;
}

TEST_F(EngineTest, AProjectRuleGatesWhatItSaysOfTheChange) {
  rule_.info.subject = Subject::kProject;
  rule_.check = BlameTheChange;
  Changed({"a.c"});
  FakeView tree(Of({{"a.c", "bad"}}));
  const Report report = Run(Mode::kGate, tree);
  EXPECT_EQ(Mode::kGate, Only(report).effective_mode);
  EXPECT_EQ(Subject::kChange, Only(report).subject());
  EXPECT_EQ(Outcome::kFail, report.outcome);
}

TEST_F(EngineTest, TheWholeProjectAnswersForItself) {
  FakeView tree(Of({{"a.c", "bad"}}));
  Changed({"a.c"});
  rule_.info.subject = Subject::kProject;
  change_.scope = ChangeScope::kAll;
  EXPECT_EQ(Outcome::kFail, Run(Mode::kGate, tree).outcome);
}

TEST_F(EngineTest, OfTwoPoliciesTheWorseAnswerCounts) {
  FakeView tree(Of({{"a.c", "bad"}}));
  Changed({"a.c"});
  RulePolicy lax;
  lax.mode.value = Mode::kHint;
  RulePolicy strict;
  strict.mode.value = Mode::kGate;
  Policy first;
  first.name = "first";
  Policy second;
  second.name = "second";
  for (const bool strict_first : {true, false}) {
    std::vector<RuleSet> sets(2);
    sets[0].policy = &first;
    sets[1].policy = &second;
    sets[0].rules.push_back({&rule_, strict_first ? &strict : &lax, Options(), {}, {}});
    sets[1].rules.push_back({&rule_, strict_first ? &lax : &strict, Options(), {}, {}});
    const Report report = Judge({change_, tree, lines_, target_, before_},
                                {sets, facts_, std::chrono::sys_days{}, budget_});
    EXPECT_EQ(Outcome::kFail, report.outcome);
    EXPECT_EQ(1U, report.rules.size());
    EXPECT_EQ("first and second", report.policy.bytes());
  }
}

TEST_F(EngineTest, ABlobIsReadOnceForSeveralRules) {
  FakeView tree(Of({{"a.c", "fine"}}));
  Changed({"a.c"});
  RuleEntry other{.info = {}, .check = FindBad};
  other.info.id = "family/other";
  policy_.mode.value = Mode::kGate;
  RuleSet set;
  set.policy = &whole_;
  set.rules.push_back({&rule_, &policy_, Options(), {}, {}});
  set.rules.push_back({&other, &policy_, Options(), {}, {}});
  const std::vector<RuleSet> sets = {set};
  const Report report = Judge({change_, tree, lines_, target_, before_},
                              {sets, facts_, std::chrono::sys_days{}, budget_});
  EXPECT_EQ(1U, tree.reads());
  EXPECT_EQ(1U, report.stats.blobs_read);
}

TEST_F(EngineTest, AnUnreadableChangeIsUnknownWhateverTheModes) {
  policy_.mode.value = Mode::kObserve;
  RuleSet set;
  set.policy = &whole_;
  set.rules.push_back({&rule_, &policy_, Options(), {}, {}});
  const std::vector<RuleSet> sets = {set};
  const Report report = Unreadable(Untrusted("a tree bomb"), sets);
  EXPECT_EQ(Outcome::kUnknown, report.outcome);
  EXPECT_EQ(Verdict::kUnknown, Only(report).answer.verdict);
  EXPECT_EQ(Outcome::kUnknown, Unreadable(Untrusted("x"), {}).outcome);
}

TEST_F(EngineTest, WhatIsAnnouncedIsSaidAsItWouldBeHere) {
  Changed({"a"});
  fakes::FakeFiles files = Of({{"a", "bad"}});
  FakeView tree(files);
  const std::chrono::sys_days day(std::chrono::days(20'000));
  policy_.coming = {{day, Mode::kRatchet}, {day + std::chrono::days(1), Mode::kGate}};
  EXPECT_EQ(Only(Run(Mode::kHint, tree)).coming, policy_.coming);
}

TEST_F(EngineTest, AGateThatCannotHoldThisChangeIsAnnouncedAsAHint) {
  Changed({"a"});
  fakes::FakeFiles files = Of({{"a", "bad"}});
  FakeView tree(files);
  const std::chrono::sys_days day(std::chrono::days(20'000));
  policy_.coming = {{day, Mode::kGate}};
  rule_.info.subject = Subject::kProject;
  EXPECT_EQ(Only(Run(Mode::kHint, tree)).coming.at(0).mode, Mode::kHint);
  policy_.gate_on_branches.value = {"default"};
  change_.target_is_default = true;
  EXPECT_EQ(Only(Run(Mode::kHint, tree)).coming.at(0).mode, Mode::kGate);
}

TEST_F(EngineTest, NamesWhomThePolicyNames) {
  fakes::FakeFiles files = Of({});
  FakeView tree(files);
  whole_.contact.value = "help@example.org";
  EXPECT_EQ(Run(Mode::kHint, tree).contact, Untrusted("help@example.org"));
}

}  // namespace
}  // namespace headwater::engine
