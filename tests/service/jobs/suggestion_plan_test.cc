// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/jobs/suggestion_plan.h"

#include <gtest/gtest.h>

#include "headwater/registry.h"
#include "service/jobs/suggestion_slot.h"
#include "tests/fakes/fake_forge.h"

namespace headwater::jobs {
namespace {

using fakes::Commit;

constexpr std::string_view kRule = "license/header-missing";

std::string Fingerprint(size_t number) {
  std::string digits = std::to_string(number);
  return std::string(32 - digits.size(), '0') + digits;
}

Finding FindingOf(size_t number) {
  Finding finding;
  finding.path = Untrusted("src/" + std::to_string(number) + ".c");
  finding.message = {"missing", {{"path", finding.path}}};
  finding.fingerprint = Fingerprint(number);
  return finding;
}

/// A gate with findings 0..count, each with a suggestion.
report::EvaluationAnswer Failed(size_t count) {
  report::EvaluationAnswer answer;
  RuleResult rule;
  rule.info = &FindRule(kRule)->info;
  rule.mode.value = rule.effective_mode = Mode::kGate;
  rule.answer.verdict = count == 0 ? Verdict::kPass : Verdict::kFail;
  for (size_t i = 0; i < count; ++i) {
    rule.answer.findings.push_back(FindingOf(i));
    LineSuggestion suggestion;
    suggestion.fingerprint = Fingerprint(i);
    suggestion.path = rule.answer.findings.back().path;
    suggestion.lines = {1, 1};
    suggestion.text = Untrusted("// header\nint a;");
    answer.suggestions.push_back(suggestion);
  }
  answer.report.rules.push_back(rule);
  return answer;
}

SuggestionRequest Asked() { return {.head = Commit('1'), .delay = std::chrono::seconds(60)}; }

/// A thread as a plan wanted it, of which the sender remembers this.
KnownSuggestion Known(size_t number, const std::string& remembered) {
  report::EvaluationAnswer answer = Failed(number + 1);
  answer.suggestions = {answer.suggestions.back()};
  const SuggestionPlan plan = PlanSuggestions(answer, {}, Asked());
  return {Fingerprint(number), plan.slots.at(0).content, remembered};
}

KnownSuggestion Open(size_t number) { return Known(number, "302 open 0f 0 6a"); }

const WantedSlot* SlotFor(const SuggestionPlan& plan, size_t number) {
  for (const WantedSlot& slot : plan.slots) {
    if (slot.fingerprint == Fingerprint(number)) return &slot;
  }
  return nullptr;
}

TEST(SuggestionPlanTest, AGatesFindingGetsAThreadAfterTheQuietTime) {
  const SuggestionPlan plan = PlanSuggestions(Failed(1), {}, Asked());
  ASSERT_EQ(1U, plan.slots.size());
  const WantedSlot& slot = plan.slots[0];
  EXPECT_EQ(SlotKind::kSuggestion, slot.kind);
  EXPECT_EQ(StatusState::kFailed, slot.content.state);
  EXPECT_EQ(std::chrono::seconds(60), slot.delay);
  EXPECT_NE(std::string::npos,
            slot.content.text.find("```suggestion:-0+0\n// header\nint a;\n```"));
  const auto place = SuggestionPlace::Read(slot.content.url);
  ASSERT_TRUE(place);
  EXPECT_EQ(kRule, place->rule);
  EXPECT_EQ(Commit('1'), place->head);
  EXPECT_EQ(1U, place->line);
  EXPECT_EQ("src/0.c", place->path.bytes());
  EXPECT_EQ(std::vector{Fingerprint(0)}, plan.offered);
}

TEST(SuggestionPlanTest, OfTwelveFindingsTenGetThreads) {
  const SuggestionPlan plan = PlanSuggestions(Failed(12), {}, Asked());
  EXPECT_EQ(kMaxOpenSuggestions, plan.slots.size());
  EXPECT_EQ(kMaxOpenSuggestions, plan.offered.size());
}

TEST(SuggestionPlanTest, WhatHasAThreadKeepsItWhenOthersComeBefore) {
  std::vector<KnownSuggestion> known;
  for (size_t i = 5; i < 12; ++i) known.push_back(Open(i));
  const SuggestionPlan plan = PlanSuggestions(Failed(12), known, Asked());
  EXPECT_EQ(kMaxOpenSuggestions, plan.slots.size());
  for (size_t i = 5; i < 12; ++i) EXPECT_NE(nullptr, SlotFor(plan, i)) << i;
  EXPECT_EQ(nullptr, SlotFor(plan, 3));
}

TEST(SuggestionPlanTest, AHintGetsNone) {
  report::EvaluationAnswer answer = Failed(2);
  answer.report.rules[0].answer.findings[0].advisory = true;
  EXPECT_EQ(std::vector{Fingerprint(1)}, PlanSuggestions(answer, {}, Asked()).offered);
  answer.report.rules[0].effective_mode = Mode::kHint;
  EXPECT_TRUE(PlanSuggestions(answer, {}, Asked()).slots.empty());
}

TEST(SuggestionPlanTest, WhatIsMendedIsResolvedAtOnce) {
  const std::vector<KnownSuggestion> known = {Open(0), Open(1)};
  report::EvaluationAnswer answer = Failed(2);
  answer.report.rules[0].answer.findings.erase(answer.report.rules[0].answer.findings.begin());
  answer.suggestions.erase(answer.suggestions.begin());
  const SuggestionPlan plan = PlanSuggestions(answer, known, Asked());
  ASSERT_NE(nullptr, SlotFor(plan, 0));
  EXPECT_EQ(StatusState::kSuccess, SlotFor(plan, 0)->content.state);
  EXPECT_EQ(0, SlotFor(plan, 0)->delay.count());
  EXPECT_EQ(StatusState::kFailed, SlotFor(plan, 1)->content.state);
}

TEST(SuggestionPlanTest, WhatCouldNotBeCheckedAgainIsNotMended) {
  const std::vector<KnownSuggestion> known = {Open(0)};
  report::EvaluationAnswer unknown = Failed(0);
  unknown.report.rules[0].answer.verdict = Verdict::kUnknown;
  EXPECT_TRUE(PlanSuggestions(unknown, known, Asked()).slots.empty());
  report::EvaluationAnswer more = Failed(0);
  more.report.rules[0].answer.more_findings = 1;
  EXPECT_TRUE(PlanSuggestions(more, known, Asked()).slots.empty());
  report::EvaluationAnswer unchecked = Failed(0);
  unchecked.report.rules[0].answer.unchecked.emplace_back();
  EXPECT_TRUE(PlanSuggestions(unchecked, known, Asked()).slots.empty());
  report::EvaluationAnswer problem = Failed(0);
  problem.report.problem = Untrusted("too deep");
  EXPECT_TRUE(PlanSuggestions(problem, known, Asked()).slots.empty());
  report::EvaluationAnswer off;
  EXPECT_EQ(1U, PlanSuggestions(off, known, Asked()).slots.size());
}

TEST(SuggestionPlanTest, WhatAPersonHasResolvedIsNeitherWantedNorCounted) {
  std::vector<KnownSuggestion> known;
  for (size_t i = 0; i < 3; ++i) known.push_back(Known(i, "302 theirs 0f 0 6a"));
  const SuggestionPlan plan = PlanSuggestions(Failed(14), known, Asked());
  EXPECT_EQ(kMaxOpenSuggestions, plan.slots.size());
  EXPECT_EQ(nullptr, SlotFor(plan, 2));
  EXPECT_EQ(Fingerprint(3), plan.offered.front());
}

TEST(SuggestionPlanTest, WhatComesBackIsWantedOnceMore) {
  KnownSuggestion known = Open(0);
  known.wanted = {StatusState::kSuccess, "", ""};
  known.remembered = "302 done 0f 0 6a";
  EXPECT_EQ(1U, PlanSuggestions(Failed(1), std::vector{known}, Asked()).slots.size());
  known.remembered = "302 done 0f 1 6a";
  EXPECT_TRUE(PlanSuggestions(Failed(1), std::vector{known}, Asked()).slots.empty());
}

TEST(SuggestionPlanTest, WhatTheForgeDoesNotShowIsNotOfferedAgain) {
  KnownSuggestion known = Open(0);
  known.remembered = "0 unplaced " + HashOfPlaced(known.wanted) + " 0 ";
  EXPECT_TRUE(PlanSuggestions(Failed(1), std::vector{known}, Asked()).offered.empty());
  SuggestionRequest pushed = Asked();
  pushed.head = Commit('2');
  EXPECT_TRUE(PlanSuggestions(Failed(1), std::vector{known}, pushed).offered.empty());
  report::EvaluationAnswer moved = Failed(1);
  moved.suggestions[0].lines = {2, 2};
  EXPECT_EQ(1U, PlanSuggestions(moved, std::vector{known}, pushed).offered.size());
}

TEST(SuggestionPlanTest, ADraftBeginsNoThreadAndKeepsThoseThatAreThere) {
  SuggestionRequest draft = Asked();
  draft.draft = true;
  EXPECT_TRUE(PlanSuggestions(Failed(3), {}, draft).slots.empty());
  EXPECT_TRUE(PlanSuggestions(Failed(3), std::vector{Open(0)}, draft).slots.empty());
  EXPECT_EQ(1U, PlanSuggestions(Failed(0), std::vector{Open(0)}, draft).slots.size());
}

TEST(SuggestionSlotTest, APlaceSurvivesWhateverItsPathSays) {
  for (const char* path : {"src/a.c", "a b", "a\nb\n", "\xff", ""}) {
    const SuggestionPlace place{"license/x", Commit('3'), 7, 5, Untrusted(path)};
    const auto read = SuggestionPlace::Read(place.Text());
    if (*path == '\0') continue;
    ASSERT_TRUE(read) << path;
    EXPECT_EQ(place.Text(), read->Text());
    EXPECT_EQ(path, read->path.bytes());
  }
  for (const char* none : {"", "x", "license/x\nzz\n1\n2\np"}) {
    EXPECT_FALSE(SuggestionPlace::Read(none)) << none;
  }
}

TEST(SuggestionSlotTest, AMemoryIsReadBack) {
  for (const char* text : {"302 open 0f 0 6a", "302 done 0f 1 6a", "0 unplaced 0f 0 "}) {
    const auto read = SuggestionMemory::Read(text);
    ASSERT_TRUE(read) << text;
    EXPECT_EQ(text, read->Text());
  }
  for (const char* none : {"", "302", "302 merry 0f 0 6a", "x open 0f 0 6a"}) {
    EXPECT_FALSE(SuggestionMemory::Read(none)) << none;
  }
}

}  // namespace
}  // namespace headwater::jobs
