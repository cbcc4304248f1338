// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/jobs/command_worker.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "headwater/date.h"
#include "headwater/policy_rule.h"
#include "headwater/registry.h"
#include "service/jobs/waivers.h"
#include "service/report/decision_json.h"
#include "tests/fakes/fake_commands.h"
#include "tests/fakes/fake_waiver_book.h"
#include "tests/service/jobs/service_fixture.h"

namespace headwater::jobs {
namespace {

constexpr UserId kAnn{31};  // A maintainer.
constexpr UserId kBob{32};  // The merge request's author.
constexpr char kRule[] = "license/header-missing";
const std::string kWaive =
    "@headwater-bot waive license/header-missing path src/a.c until 30d "
    "because third-party: as it came";

class CommandWorkerTest : public testing::Test, protected ServiceFixture {
 protected:
  CommandWorkerTest() {
    services.commands = &queue_;
    services.commanders = &people_;
    services.waivers = &book_;
    services.settings.bot_name = "headwater-bot";
    auto policy = std::make_shared<Policy>();
    policy->rules[kRule].may_waive.value = {"maintainer"};
    policy->rules["license/project-license"].may_waive.value = {"group opencode/lizenzteam",
                                                                "owner"};
    policy_ = policy;
    services.settings.standard_rules = policy_;
    forge.merge_request.author = kBob;
    people_.levels[kAnn.value] = AccessLevel::kMaintainer;
    people_.levels[kBob.value] = AccessLevel::kDeveloper;
    Says(kAnn, kWaive);
    claim_.about = {{7}, {3}};
    claim_.note = {80};
    claim_.attempts = 1;
    claim_.heard_at = clock.wall;
    Judged(1);
  }

  void Says(UserId who, const std::string& body) {
    ForgeComment comment;
    comment.id = {80};
    comment.author = who;
    comment.author_name = Untrusted("somebody");
    comment.body = Untrusted(body);
    comment.created_at = clock.wall - std::chrono::seconds(3);
    comment.updated_at = comment.created_at;
    people_.comment = comment;
  }

  /// The last judgement has this many findings of the rule, in src/a.c.
  void Judged(size_t findings, const std::string& made_of = std::string(31, 'b')) {
    Report report;
    report.head = *forge.merge_request.head;
    RuleResult rule;
    rule.info = &FindRule(kRule)->info;
    rule.answer.verdict = Verdict::kFail;
    for (size_t i = 0; i < findings; ++i) {
      Finding finding;
      finding.message = {"missing", {}};
      finding.path = Untrusted("src/a.c");
      finding.fingerprint = std::string(31, 'a') + std::to_string(i);
      if (!made_of.empty()) finding.waiver_fingerprint = made_of + std::to_string(i);
      rule.answer.findings.push_back(finding);
    }
    report.rules.push_back(rule);
    Decision decision;
    decision.about = claim_.about;
    decision.head = report.head;
    decision.record = report::RenderDecision({}, report);
    decisions.all = {decision};
  }

  void Run() {
    queue_.finished.reset();
    queue_.retried.reset();
    const Status status = CommandWorker(services).Run(claim_);
    ASSERT_TRUE(status.ok()) << status.error().message;
  }
  CommandEffects Effects() {
    Run();
    EXPECT_TRUE(queue_.finished.has_value());
    return queue_.finished.value_or(CommandEffects());
  }
  static SlotContent ReplyOf(const CommandEffects& effects) {
    return effects.reply ? effects.reply({12}) : SlotContent();
  }
  /// No waiver, no wish, nothing said or woken.
  static bool HasNoEffect(const CommandEffects& effects) {
    return effects.waivers.empty() && !effects.revoke && !effects.fork_answer && !effects.wishes &&
           !effects.remark && effects.wake == CommandWake::kNothing;
  }
  static bool IsAudited(const CommandEffects& effects, AuditKind kind) {
    return effects.audit.size() == 1 && effects.audit[0].kind == kind;
  }
  /// Ignored: no effect, no comment, one line in the audit log.
  void ExpectIgnored(const std::string& why) {
    const CommandEffects effects = Effects();
    EXPECT_TRUE(HasNoEffect(effects)) << why;
    EXPECT_TRUE(ReplyOf(effects).text.empty()) << why;
    ASSERT_TRUE(IsAudited(effects, AuditKind::kCommandIgnored)) << why;
    EXPECT_NE(std::string::npos, effects.audit[0].detail.find(why)) << effects.audit[0].detail;
  }

  fakes::FakeCommandQueue queue_;
  fakes::FakeCommanders people_;
  FakeWaiverBook book_;
  std::shared_ptr<Policy> policy_;
  CommandClaim claim_;
};

TEST_F(CommandWorkerTest, AMaintainerWaives) {
  const CommandEffects effects = Effects();
  ASSERT_EQ(1U, effects.waivers.size());
  const Waiver& waiver = effects.waivers[0];
  EXPECT_EQ(ProjectId{7}, waiver.project);
  EXPECT_EQ(kRule, waiver.scope.rule);
  EXPECT_EQ("src/a.c", waiver.scope.path);
  EXPECT_EQ(MergeRequestIid{3}, waiver.scope.iid);
  EXPECT_EQ(kAnn, waiver.giver);
  EXPECT_EQ("maintainer", waiver.role);
  EXPECT_EQ(NoteId{80}, waiver.note);
  EXPECT_EQ(*ParseDate("2026-12-21"), waiver.until);
  EXPECT_FALSE(waiver.on_own);
  EXPECT_EQ(kAnn, effects.person);
  const SlotContent reply = ReplyOf(effects);
  EXPECT_EQ("white_check_mark", reply.url);
  EXPECT_EQ(
      "<!-- headwater:reply 80 -->\n"
      "Waiver 12 is noted: `license/header-missing` in `src/a.c`, in this merge request, until "
      "2026-12-21, reason: code of a third party (`as it came`). It is shown wherever it counts, "
      "and ended earlier by `@headwater-bot revoke 12`.\n",
      reply.text);
}

TEST_F(CommandWorkerTest, B25AnEditedOrForgedCommandHasNoEffect) {
  people_.comment->updated_at = *people_.comment->created_at + std::chrono::minutes(1);
  ExpectIgnored("edited");
  Says(kAnn, "looks good to me");
  ExpectIgnored("name us");
  Says(kAnn, "> @headwater-bot recheck");
  ExpectIgnored("name us");
}

TEST_F(CommandWorkerTest, WhatIsNoPlainCommentOfAPersonIsIgnored) {
  people_.comment->system = true;
  ExpectIgnored("GitLab wrote it");
  Says(kAnn, kWaive);
  people_.comment->imported = true;
  ExpectIgnored("imported");
  Says(kAnn, kWaive);
  people_.comment->internal = true;
  ExpectIgnored("not everybody");
  Says(kAnn, kWaive);
  people_.comment->created_at = clock.wall - std::chrono::hours(25);
  ExpectIgnored("too old");
  Says(kAnn, kWaive);
  people_.comment->created_at.reset();
  ExpectIgnored("too old");
  Says(kAnn, kWaive);
  people_.program = true;
  ExpectIgnored("program");
}

TEST_F(CommandWorkerTest, AnUpdateBotsNameIsEnough) {
  services.settings.update_bots = {"renovate"};
  people_.comment->author_name = Untrusted("renovate");
  ExpectIgnored("program");
}

TEST_F(CommandWorkerTest, OurOwnWordsAreNoCommand) {
  Says(services.self, kWaive);
  const CommandEffects effects = Effects();
  EXPECT_TRUE(HasNoEffect(effects));
  EXPECT_FALSE(effects.reply);
  EXPECT_TRUE(effects.audit.empty());
}

TEST_F(CommandWorkerTest, ACommentThatIsGoneIsBelievedAfterAWhile) {
  people_.comment.reset();
  Run();
  EXPECT_TRUE(queue_.retried);
  claim_.attempts = 4;
  claim_.retries = 3;
  ExpectIgnored("no such comment");
}

TEST_F(CommandWorkerTest, AFailureOfTheForgeIsNoRefusal) {
  for (const std::string call : {"comment", "program", "level"}) {
    people_.fail = [call](const std::string& called) -> std::optional<Error> {
      if (called != call) return std::nullopt;
      return Error{Errc::kTransient, "busy"};
    };
    Run();
    EXPECT_FALSE(queue_.finished) << call;
    EXPECT_TRUE(queue_.retried) << call;
  }
}

TEST_F(CommandWorkerTest, ACommandThatKillsTheProcessIsGivenUp) {
  claim_.attempts = 4;
  const CommandEffects effects = Effects();
  EXPECT_TRUE(effects.given_up);
  EXPECT_TRUE(HasNoEffect(effects));
  EXPECT_TRUE(people_.calls.empty());
}

TEST_F(CommandWorkerTest, WhatCouldNotBeReadForADayIsGivenUp) {
  claim_.heard_at = clock.wall - std::chrono::hours(25);
  EXPECT_TRUE(Effects().given_up);
}

TEST_F(CommandWorkerTest, SomebodyWithoutTheRightGetsOneFriendlySentence) {
  Says(kBob, kWaive);
  forge.merge_request.author = kAnn;
  const CommandEffects effects = Effects();
  EXPECT_TRUE(effects.waivers.empty());
  EXPECT_TRUE(IsAudited(effects, AuditKind::kCommandRefused));
  ASSERT_TRUE(effects.remark);
  EXPECT_EQ(RemarkKind::kWaiverRequest, effects.remark->kind);
  EXPECT_EQ(
      "<!-- headwater:reply 80 -->\n"
      "Waivers are given in this project by maintainers. The request is noted. The line for those "
      "entitled: `@headwater-bot waive license/header-missing path src/a.c until 2026-12-21 "
      "because "
      "third-party: as it came`\n",
      ReplyOf(effects).text);
}

TEST_F(CommandWorkerTest, ARoleThatWasLostSinceDoesNotCount) {
  people_.levels[kAnn.value] = AccessLevel::kDeveloper;
  EXPECT_TRUE(Effects().waivers.empty());
  people_.levels.erase(kAnn.value);
  EXPECT_TRUE(Effects().waivers.empty());
}

TEST_F(CommandWorkerTest, AGroupMayBeEntitled) {
  Says(kBob,
       "@headwater-bot ausnahme license/project-license pfad src/a.c bis 9d weil altbestand: x");
  forge.merge_request.author = kAnn;
  Judged(1);
  EXPECT_TRUE(Effects().waivers.empty());
  people_.group_levels[{"opencode/lizenzteam", kBob.value}] = AccessLevel::kGuest;
  EXPECT_TRUE(Effects().waivers.empty()) << "guests only look on";
  people_.group_levels[{"opencode/lizenzteam", kBob.value}] = AccessLevel::kReporter;
  const CommandEffects effects = Effects();
  ASSERT_EQ(1U, effects.waivers.size());
  EXPECT_EQ("group opencode/lizenzteam", effects.waivers[0].role);
  // A maintainer is not named by this rule.
  Says(kAnn,
       "@headwater-bot waive license/project-license path src/a.c until 9d because legacy: x");
  forge.merge_request.author = kBob;
  EXPECT_TRUE(Effects().waivers.empty());
}

TEST_F(CommandWorkerTest, WhatNobodyMayWaiveIsSaid) {
  policy_->rules[kRule].may_waive.value.clear();
  const CommandEffects effects = Effects();
  EXPECT_TRUE(effects.waivers.empty());
  EXPECT_NE(std::string::npos, ReplyOf(effects).text.find("nobody may"));
}

TEST_F(CommandWorkerTest, OnesOwnMergeRequestNeedsASecondPerson) {
  forge.merge_request.author = kAnn;
  const CommandEffects effects = Effects();
  EXPECT_TRUE(effects.waivers.empty());
  EXPECT_TRUE(IsAudited(effects, AuditKind::kCommandRefused));
  EXPECT_NE(std::string::npos, ReplyOf(effects).text.find("second person"));
  policy_->rules[kRule].own_waivers.value = true;
  ASSERT_EQ(1U, Effects().waivers.size());
  EXPECT_TRUE(queue_.finished->waivers[0].on_own) << "it is marked";
}

TEST_F(CommandWorkerTest, NoWaiverLastsLongerThanTheRuleSetAllows) {
  for (const std::string until : {"31.12.9999", "181d", "99999d"}) {
    Says(kAnn, "@headwater-bot waive license/header-missing path src/a.c until " + until +
                   " because legacy: x");
    const CommandEffects effects = Effects();
    EXPECT_TRUE(effects.waivers.empty()) << until;
    EXPECT_NE(std::string::npos, ReplyOf(effects).text.find("180 days at most, today until "
                                                            "2027-05-20"))
        << ReplyOf(effects).text;
  }
  Says(kAnn,
       "@headwater-bot waive license/header-missing path src/a.c until 180d because legacy: x");
  EXPECT_EQ(1U, Effects().waivers.size());
  Says(kAnn,
       "@headwater-bot waive license/header-missing path src/a.c until 8d because "
       "emergency: x");
  EXPECT_TRUE(Effects().waivers.empty());
}

TEST_F(CommandWorkerTest, AWideWaiverIsConfirmedByASecondComment) {
  const std::string rest = " until 30d because legacy: x";
  for (const std::string scope :
       {"license/header-missing for the project", "license/header-missing path **/*.c",
        "license/header-missing path */a.c"}) {
    Says(kAnn, "@headwater-bot waive " + scope + rest);
    const CommandEffects effects = Effects();
    EXPECT_TRUE(effects.waivers.empty()) << scope;
    EXPECT_NE(std::string::npos, ReplyOf(effects).text.find("because legacy confirmed: x`"))
        << ReplyOf(effects).text;
  }
  Says(kAnn,
       "@headwater-bot waive license/header-missing for the project until 30d because legacy "
       "confirmed: x");
  ASSERT_EQ(1U, Effects().waivers.size());
  EXPECT_FALSE(queue_.finished->waivers[0].scope.iid);
}

TEST_F(CommandWorkerTest, B18AWaiverForOneFileOrFiveFindingsNeedsNoSecondLook) {
  const std::string whole =
      "@headwater-bot waive license/header-missing until 30d because legacy: x";
  Judged(5);
  Says(kAnn, whole);
  ASSERT_EQ(1U, Effects().waivers.size());
  EXPECT_EQ(MergeRequestIid{3}, queue_.finished->waivers[0].scope.iid);
  Judged(6);
  EXPECT_TRUE(Effects().waivers.empty());
  Says(kAnn,
       "@headwater-bot waive license/header-missing path docs/** until 30d because legacy: x");
  EXPECT_EQ(1U, Effects().waivers.size()) << "none of them are there";
  decisions.all.clear();
  EXPECT_TRUE(Effects().waivers.empty()) << "nobody has counted";
}

TEST_F(CommandWorkerTest, AWaiverForThisCommitEndsWithTheNextPush) {
  const std::string rest = " path src/a.c until 30d because legacy: x";
  Says(kAnn, "@headwater-bot waive license/header-missing for this commit" + rest);
  const CommandEffects effects = Effects();
  ASSERT_EQ(1U, effects.waivers.size());
  EXPECT_EQ(forge.merge_request.head, effects.waivers[0].scope.head);
  EXPECT_EQ(MergeRequestIid{3}, effects.waivers[0].scope.iid);
  const std::string text = ReplyOf(effects).text;
  EXPECT_NE(std::string::npos, text.find("bound to its present state (")) << text;
  EXPECT_NE(std::string::npos, text.find("the next push ends it")) << text;
  ASSERT_TRUE(book_.Add(effects.waivers[0]).ok());
  EvaluateRequest request;
  request.as_of = std::chrono::floor<std::chrono::days>(clock.wall);
  request.head = *forge.merge_request.head;
  EXPECT_EQ(1U, WaiversFor(&book_, claim_.about, request).value().size());
  request.head = fakes::Commit('7');
  EXPECT_EQ(0U, WaiversFor(&book_, claim_.about, request).value().size());
}

TEST_F(CommandWorkerTest, AWaiverForANamedCommitIsGivenAtNoOther) {
  const std::string head = forge.merge_request.head->Hex();
  const auto says = [this](const std::string& commit) {
    Says(kAnn, "@headwater-bot waive license/header-missing for commit " + commit +
                   " path src/a.c until 30d because legacy: x");
  };
  says(head.substr(0, 8));
  ASSERT_EQ(1U, Effects().waivers.size());
  EXPECT_EQ(forge.merge_request.head, queue_.finished->waivers[0].scope.head);
  forge.merge_request.head = fakes::Commit('7');
  const CommandEffects pushed = Effects();
  EXPECT_TRUE(HasNoEffect(pushed));
  EXPECT_NE(std::string::npos, ReplyOf(pushed).text.find("at another commit by now"));
  forge.merge_request.head.reset();
  EXPECT_TRUE(HasNoEffect(Effects())) << "there is nothing to bind it to";
}

TEST_F(CommandWorkerTest, ALineForOthersNamesTheCommitThatWasMeant) {
  const std::string line =
      "for commit " + forge.merge_request.head->Hex().substr(0, 12) + " until 2026-12-21";
  const std::string said =
      "@headwater-bot waive license/header-missing for this commit until 30d because legacy: x";
  Says(kBob, said);
  const CommandEffects refused = Effects();
  EXPECT_TRUE(refused.waivers.empty());
  EXPECT_NE(std::string::npos, ReplyOf(refused).text.find(line)) << ReplyOf(refused).text;
  Judged(6);
  Says(kAnn, said);
  const CommandEffects asked = Effects();
  EXPECT_TRUE(asked.waivers.empty());
  EXPECT_NE(std::string::npos, ReplyOf(asked).text.find(line)) << ReplyOf(asked).text;
}

TEST_F(CommandWorkerTest, AFindingIsLookedUpInTheLastJudgementOfThisHead) {
  const std::string beginning =
      "@headwater-bot waive license/header-missing finding aaaaaaaa until 30d because legacy: x";
  Says(kAnn, beginning);
  ASSERT_EQ(1U, Effects().waivers.size());
  EXPECT_EQ(std::string(31, 'b') + "0", queue_.finished->waivers[0].scope.fingerprint)
      << "it binds what the finding was made of";
  Judged(2);
  EXPECT_TRUE(Effects().waivers.empty()) << "it names two";
  Judged(0);
  EXPECT_TRUE(Effects().waivers.empty());
  Judged(1, "");
  EXPECT_TRUE(Effects().waivers.empty()) << "nothing would bind it: it would cover all";
  Judged(1);
  decisions.all[0].head = fakes::Commit('7');
  EXPECT_TRUE(Effects().waivers.empty()) << "of another commit";
}

TEST_F(CommandWorkerTest, AWaiverIsRevokedByItsNumber) {
  Waiver waiver;
  waiver.project = {7};
  waiver.scope.rule = kRule;
  waiver.until = *ParseDate("2027-01-01");
  const uint64_t number = book_.Add(waiver).value();
  Says(kBob, "@headwater-bot revoke " + std::to_string(number));
  EXPECT_FALSE(Effects().revoke);
  EXPECT_TRUE(IsAudited(*queue_.finished, AuditKind::kCommandRefused));
  Says(kAnn, "@headwater-bot revoke " + std::to_string(number));
  ASSERT_TRUE(Effects().revoke);
  EXPECT_EQ(number, queue_.finished->revoke->number);
  EXPECT_EQ(kAnn, queue_.finished->revoke->by);
  Says(kAnn, "@headwater-bot revoke 999");
  EXPECT_FALSE(Effects().revoke);
}

TEST_F(CommandWorkerTest, WhatTheChangeListsIsConfirmedByThoseEntitled) {
  Report report;
  report.head = *forge.merge_request.head;
  RuleResult rule;
  rule.info = &FindRule("policy/waiver-added")->info;
  rule.answer.verdict = Verdict::kFail;
  const DeclaredWaiver entry{.rule = kRule,
                             .path = "docs/**",
                             .reason = WaiverReason::kLegacy,
                             .text = "",
                             .until = *ParseDate("2027-01-31")};
  Finding finding;
  finding.message = {"added", {{"entry", Untrusted(ContentOf(entry))}}};
  rule.answer.findings.push_back(finding);
  report.rules.push_back(rule);
  decisions.all[0].record = report::RenderDecision({}, report);
  Says(kBob, "@headwater-bot confirm-waivers");
  EXPECT_TRUE(Effects().waivers.empty());
  EXPECT_TRUE(IsAudited(*queue_.finished, AuditKind::kCommandRefused));
  Says(kAnn, "@headwater-bot ausnahmen-bestätigen");
  const CommandEffects effects = Effects();
  ASSERT_EQ(1U, effects.waivers.size());
  EXPECT_TRUE(effects.waivers[0].declared);
  EXPECT_TRUE(Confirms(effects.waivers[0], entry));
  EXPECT_FALSE(effects.waivers[0].scope.iid);
  ASSERT_TRUE(book_.Add(effects.waivers[0]).ok());
  EXPECT_TRUE(Effects().waivers.empty()) << "once is enough";
}

TEST_F(CommandWorkerTest, SomebodyElseWasQuicker) {
  queue_.refusal = Error{Errc::kConflict, "revoked meanwhile"};
  Run();
  EXPECT_FALSE(queue_.finished);
  EXPECT_EQ(std::chrono::milliseconds(0), queue_.retried);
}

TEST_F(CommandWorkerTest, AnybodyMaySayThatARuleIsWrong) {
  Says({99}, "@headwater-bot wrong license/header-missing: it has one");
  const CommandEffects effects = Effects();
  ASSERT_TRUE(effects.remark);
  EXPECT_EQ(RemarkKind::kWrong, effects.remark->kind);
  EXPECT_EQ(kRule, effects.remark->rule);
  EXPECT_EQ("it has one", effects.remark->text.bytes());
  EXPECT_TRUE(IsAudited(effects, AuditKind::kRuleReportedWrong));
  EXPECT_EQ(CommandWake::kNothing, effects.wake) << "no verdict changes";
  EXPECT_EQ("", ReplyOf(effects).text);
  EXPECT_EQ("white_check_mark", ReplyOf(effects).url);
}

TEST_F(CommandWorkerTest, WhoCallsARuleWrongIsWrittenDownWithTheirRole) {
  Says({99}, "@headwater-bot wrong license/header-missing: it has one");
  EXPECT_FALSE(Effects().remark->has_role);
  people_.levels[99] = AccessLevel::kGuest;
  EXPECT_FALSE(Effects().remark->has_role) << "anybody may become one";
  people_.levels[99] = AccessLevel::kReporter;
  EXPECT_TRUE(Effects().remark->has_role);
  people_.fail = [](const std::string& called) -> std::optional<Error> {
    if (called != "level") return std::nullopt;
    return Error{Errc::kDenied, "nobody tells"};
  };
  EXPECT_FALSE(Effects().remark->has_role);
}

TEST_F(CommandWorkerTest, AnybodyMayAskForAWaiver) {
  Says({99}, "@headwater-bot ausnahme-anfragen license/header-missing: `/approve` @all");
  const CommandEffects effects = Effects();
  ASSERT_TRUE(effects.remark);
  EXPECT_EQ(RemarkKind::kWaiverRequest, effects.remark->kind);
  EXPECT_TRUE(effects.waivers.empty());
  EXPECT_TRUE(IsAudited(effects, AuditKind::kWaiverRequested));
  EXPECT_EQ(
      "<!-- headwater:reply 80 -->\n"
      "Ausnahmen erteilen in diesem Projekt: Maintainer. Die Anfrage ist notiert. Die Zeile für "
      "Berechtigte: `@headwater-bot ausnahme license/header-missing bis 90d weil "
      "akzeptiertes-risiko: Begründung`\n",
      ReplyOf(effects).text);
}

TEST_F(CommandWorkerTest, OnlyMaintainersSayWhatIsNoFork) {
  Says(kBob, "@headwater-bot kein-fork city/other");
  EXPECT_FALSE(Effects().fork_answer);
  EXPECT_TRUE(IsAudited(*queue_.finished, AuditKind::kCommandRefused));
  Says(kAnn, "@headwater-bot kein-fork city/other");
  const CommandEffects effects = Effects();
  ASSERT_TRUE(effects.fork_answer);
  EXPECT_EQ("city/other", effects.fork_answer->other.bytes());
  EXPECT_EQ(CommandWake::kProject, effects.wake);
  EXPECT_TRUE(IsAudited(effects, AuditKind::kForkAnswered));
  Says(kAnn, "@headwater-bot eigenständig: anderes Landesrecht");
  ASSERT_TRUE(Effects().fork_answer);
  EXPECT_EQ("", queue_.finished->fork_answer->other.bytes());
  EXPECT_EQ("anderes Landesrecht", queue_.finished->fork_answer->text.bytes());
}

TEST_F(CommandWorkerTest, WishesAddUpAndAreForThoseConcerned) {
  queue_.wishes.language = Language::kGerman;
  Says({99}, "@headwater-bot quiet");
  EXPECT_FALSE(Effects().wishes);
  Says(kBob, "@headwater-bot quiet");
  EXPECT_EQ((Wishes{Language::kGerman, true}), Effects().wishes);
  EXPECT_EQ(CommandWake::kMergeRequest, queue_.finished->wake);
  queue_.wishes.quiet = true;
  Says(kBob, "@headwater-bot ruhe aus");
  EXPECT_EQ((Wishes{Language::kGerman, false}), Effects().wishes);
  Says({99}, "@headwater-bot language en");
  people_.levels[99] = AccessLevel::kDeveloper;
  EXPECT_EQ((Wishes{Language::kEnglish, true}), Effects().wishes);
}

TEST_F(CommandWorkerTest, RecheckJudgesAnew) {
  Says({99}, "@headwater-bot prüfen");
  EXPECT_EQ(CommandWake::kAnew, Effects().wake);
  EXPECT_EQ("", ReplyOf(*queue_.finished).text);
}

TEST_F(CommandWorkerTest, ARuleIsExplained) {
  Says({99}, "@headwater-bot explain license/header-missing");
  const RuleInfo& rule = FindRule(kRule)->info;
  const std::string text = ReplyOf(Effects()).text;
  for (const Text& part : {rule.title, rule.why, rule.fix}) {
    EXPECT_NE(std::string::npos, text.find(part.en.view())) << text;
  }
}

TEST_F(CommandWorkerTest, ARuleOfThePolicyIsExplainedAndWaivedAsItWasJudgedBy) {
  const PolicyRulePointer own = ToldPattern({.id = "pattern/no-x",
                                             .severity = Severity::kWarning,
                                             .subject = Subject::kChange,
                                             .title_en = "No x",
                                             .title_de = "Kein x",
                                             .why_en = "It hurts",
                                             .why_de = "Es schmerzt",
                                             .fix_en = "Take it out",
                                             .fix_de = "Entfernen",
                                             .see = "https://guide.example/x"})
                                    .value();
  Report report;
  report.head = *forge.merge_request.head;
  report.own_rules = {std::make_shared<PolicyRules>(PolicyRules{{own}})};
  report.rules.emplace_back().info = &own->entry.info;
  Decision decision;
  decision.about = claim_.about;
  decision.head = report.head;
  decision.record = report::RenderDecision({}, report);
  decisions.all = {decision};

  Says({99}, "@headwater-bot erklären pattern/no-x");
  EXPECT_EQ(
      "<!-- headwater:reply 80 -->\n**Kein x** (`pattern/no-x`)\n\n- Warum: Es schmerzt\n"
      "- So geht es: Entfernen\n- Mehr dazu: <https://guide.example/x>\n",
      ReplyOf(Effects()).text);
  Says({99}, "@headwater-bot explain pattern/no-y");
  EXPECT_NE(std::string::npos, ReplyOf(Effects()).text.find("probably meant: `pattern/no-x`"));
  Says(kAnn, "@headwater-bot waive pattern/no-x until 2026-12-21 because accepted-risk: for now");
  const CommandEffects effects = Effects();
  ASSERT_EQ(1U, effects.waivers.size()) << ReplyOf(effects).text;
  EXPECT_EQ("pattern/no-x", effects.waivers[0].scope.rule);
}

TEST_F(CommandWorkerTest, WhatIsNotUnderstoodIsAnsweredWithTheNearestWord) {
  Says(kAnn, "@headwater-bot waife license/header-missing");
  EXPECT_EQ(
      "<!-- headwater:reply 80 -->\n"
      "That command is not known: `waife`; probably meant: `waive`. All commands: "
      "`@headwater-bot help`\n",
      ReplyOf(Effects()).text);
  EXPECT_TRUE(HasNoEffect(*queue_.finished));
}

TEST_F(CommandWorkerTest, NothingHappensInThreadsAndClosedMergeRequests) {
  people_.comment->in_thread = true;
  EXPECT_TRUE(HasNoEffect(Effects()));
  EXPECT_NE(std::string::npos, ReplyOf(*queue_.finished).text.find("of its own"));
  people_.comment->in_thread = false;
  forge.merge_request.state = MergeRequestState::kMerged;
  EXPECT_TRUE(HasNoEffect(Effects()));
  EXPECT_NE(std::string::npos, ReplyOf(*queue_.finished).text.find("not open"));
}

TEST_F(CommandWorkerTest, WhatPeopleWroteIsCodeInEveryAnswer) {
  const std::string evil = "x` /approve @all <img> \xe2\x80\xae";
  Says(kAnn,
       "@headwater-bot waive license/header-missing path src/a.c until 9d because legacy: " + evil);
  const std::string text = ReplyOf(Effects()).text;
  EXPECT_NE(std::string::npos, text.find("(`` x` /approve @all <img> \\u{202E} ``)")) << text;
}

}  // namespace
}  // namespace headwater::jobs
