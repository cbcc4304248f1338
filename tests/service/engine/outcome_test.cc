// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/engine/outcome.h"

#include <gtest/gtest.h>

namespace headwater::engine {
namespace {

struct ModeRow {
  Mode mode;
  Circumstances circumstances;
  Mode expected;
};

constexpr Subject kChange = Subject::kChange;
constexpr Subject kProject = Subject::kProject;

TEST(OutcomeTest, EveryModeAndCircumstanceHasOneModeInForce) {
  const ModeRow rows[] = {
      // mode          subject  may gate  target passes  advisory
      {Mode::kOff, {kChange, true, true, false}, Mode::kOff},
      {Mode::kObserve, {kChange, true, true, false}, Mode::kObserve},
      {Mode::kHint, {kChange, true, true, false}, Mode::kHint},
      {Mode::kGate, {kChange, false, false, false}, Mode::kGate},
      {Mode::kGate, {kChange, false, false, true}, Mode::kHint},
      {Mode::kGate, {kProject, false, false, false}, Mode::kHint},
      {Mode::kGate, {kProject, true, false, false}, Mode::kGate},
      {Mode::kGate, {kProject, true, false, true}, Mode::kHint},
      {Mode::kRatchet, {kChange, false, true, false}, Mode::kGate},
      {Mode::kRatchet, {kChange, false, false, false}, Mode::kHint},
      {Mode::kRatchet, {kChange, false, true, true}, Mode::kHint},
      {Mode::kRatchet, {kProject, false, true, false}, Mode::kHint},
      {Mode::kRatchet, {kProject, true, true, false}, Mode::kGate},
  };
  for (const ModeRow& row : rows) {
    EXPECT_EQ(row.expected, EffectiveMode(row.mode, row.circumstances)) << "row " << (&row - rows);
  }
}

struct VerdictRow {
  Verdict verdict;
  bool waived;
  Outcome gate;
};

TEST(OutcomeTest, OnlyAGateHoldsAChange) {
  const VerdictRow rows[] = {
      {Verdict::kNotApplicable, false, Outcome::kPass},
      {Verdict::kNotApplicable, true, Outcome::kPass},
      {Verdict::kPass, false, Outcome::kPass},
      {Verdict::kPass, true, Outcome::kPass},
      {Verdict::kFail, false, Outcome::kFail},
      {Verdict::kFail, true, Outcome::kPass},
      {Verdict::kUnknown, false, Outcome::kUnknown},
  };
  for (const VerdictRow& row : rows) {
    EXPECT_EQ(row.gate, OutcomeOf(Mode::kGate, row.verdict, row.waived)) << "row " << (&row - rows);
    for (Mode mode : {Mode::kOff, Mode::kObserve, Mode::kHint}) {
      EXPECT_EQ(Outcome::kPass, OutcomeOf(mode, row.verdict, row.waived));
    }
  }
}

TEST(OutcomeTest, AWaiverNeverTurnsCouldNotCheckGreen) {
  EXPECT_EQ(Outcome::kUnknown, OutcomeOf(Mode::kGate, Verdict::kUnknown, /*waived=*/true));
}

TEST(OutcomeTest, FailIsWorseThanUnknownIsWorseThanPass) {
  EXPECT_EQ(Outcome::kFail, Worse(Outcome::kUnknown, Outcome::kFail));
  EXPECT_EQ(Outcome::kFail, Worse(Outcome::kFail, Outcome::kPass));
  EXPECT_EQ(Outcome::kUnknown, Worse(Outcome::kPass, Outcome::kUnknown));
  EXPECT_EQ(Outcome::kPass, Worse(Outcome::kPass, Outcome::kPass));
}

TEST(OutcomeTest, ExitCodesAndStatesAreTheDocumentedOnes) {
  EXPECT_EQ(0, ExitCode(Outcome::kPass));
  EXPECT_EQ(1, ExitCode(Outcome::kFail));
  EXPECT_EQ(3, ExitCode(Outcome::kUnknown));
  EXPECT_EQ(StatusState::kSuccess, StatusStateOf(Outcome::kPass));
  EXPECT_EQ(StatusState::kFailed, StatusStateOf(Outcome::kFail));
  EXPECT_EQ(StatusState::kFailed, StatusStateOf(Outcome::kUnknown));
}

}  // namespace
}  // namespace headwater::engine
