// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/forge/call_gate.h"

#include "tests/service/forge/forge_fakes.h"

namespace headwater::forge {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

class CallGateTest : public testing::Test {
 protected:
  milliseconds Wait(CallKind kind) { return gate_.ClosedFor(kind).value_or(milliseconds(0)); }

  FakeClock clock_;
  CallGate gate_{clock_};
};

TEST_F(CallGateTest, IsOpenUntilGitlabRefuses) {
  EXPECT_EQ(milliseconds(0), Wait(CallKind::kNote));
  gate_.Passed(CallKind::kNote);
  EXPECT_EQ(milliseconds(0), Wait(CallKind::kNote));
}

TEST_F(CallGateTest, WaitsAsLongAsItIsTold) {
  gate_.Refused(CallKind::kNote, {{"Retry-After", "30"}, {"RateLimit-Reset", "1800000099"}});
  EXPECT_EQ(seconds(30), Wait(CallKind::kNote));
  clock_.steady += seconds(29);
  EXPECT_EQ(seconds(1), Wait(CallKind::kNote));
  clock_.steady += seconds(1);
  EXPECT_EQ(milliseconds(0), Wait(CallKind::kNote));
}

TEST_F(CallGateTest, WaitsForTheResetWhenThatIsAllItKnows) {
  gate_.Refused(CallKind::kRead, {{"RateLimit-Reset", "1800000045"}});
  EXPECT_EQ(seconds(45), Wait(CallKind::kRead));
}

TEST_F(CallGateTest, OneKindDoesNotStopTheOthers) {
  gate_.Refused(CallKind::kNote, {{"Retry-After", "30"}});
  EXPECT_EQ(milliseconds(0), Wait(CallKind::kRead));
  EXPECT_EQ(milliseconds(0), Wait(CallKind::kStatus));
}

TEST_F(CallGateTest, NoAnswerStopsUsForLongOrNotAtAll) {
  for (const char* wait : {"999999999", "9223372036854775807"}) {
    CallGate gate(clock_);
    gate.Refused(CallKind::kRead, {{"Retry-After", wait}});
    EXPECT_EQ(minutes(60), gate.ClosedFor(CallKind::kRead)) << wait;
  }
  for (const char* reset : {"0", "1", "1799999999"}) {
    CallGate gate(clock_);
    gate.Refused(CallKind::kRead, {{"RateLimit-Reset", reset}});
    EXPECT_EQ(seconds(1), gate.ClosedFor(CallKind::kRead)) << reset;
  }
}

TEST_F(CallGateTest, WithoutAUsableHeaderItGuesses) {
  for (const char* value : {"", "soon", "-5", "1.5", "Mon, 06 Oct 2025 08:19:20 GMT"}) {
    CallGate gate(clock_);
    gate.Refused(CallKind::kNote, {{"Retry-After", value}});
    const milliseconds wait = gate.ClosedFor(CallKind::kNote).value_or(milliseconds(0));
    EXPECT_GE(wait, seconds(60)) << value;
    EXPECT_LE(wait, seconds(90)) << value;
  }
}

TEST_F(CallGateTest, GuessesDoubleUpToTenMinutesAndAHalf) {
  milliseconds expected = seconds(60);
  for (int i = 0; i < 40; ++i) {
    gate_.Refused(CallKind::kNote, {});
    const milliseconds wait = Wait(CallKind::kNote);
    EXPECT_GE(wait, expected) << i;
    EXPECT_LE(wait, expected + expected / 2) << i;
    clock_.steady += wait;
    expected = std::min<milliseconds>(expected * 2, minutes(10));
  }
}

TEST_F(CallGateTest, RefusalsOfTheSameMomentCountOnce) {
  for (int i = 0; i < 20; ++i) gate_.Refused(CallKind::kNote, {});
  EXPECT_LE(Wait(CallKind::kNote), seconds(90));
}

TEST_F(CallGateTest, AnAnswerForgetsTheRefusalsBefore) {
  for (int i = 0; i < 5; ++i) {
    gate_.Refused(CallKind::kStatus, {});
    clock_.steady += Wait(CallKind::kStatus);
  }
  gate_.Passed(CallKind::kStatus);
  gate_.Refused(CallKind::kStatus, {});
  EXPECT_LE(Wait(CallKind::kStatus), seconds(3));
}

TEST_F(CallGateTest, AnAnswerThatWasUnderWayOpensNothing) {
  gate_.Refused(CallKind::kRead, {{"Retry-After", "30"}});
  gate_.Passed(CallKind::kRead);
  EXPECT_EQ(seconds(30), Wait(CallKind::kRead));
}

}  // namespace
}  // namespace headwater::forge
