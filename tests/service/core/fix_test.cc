// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "headwater/fix.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace headwater {
namespace {

std::string Made(std::string_view text, const std::vector<Edit>& edits) {
  return ApplyEdits(text, PlanEdits(text, edits).edits);
}

TEST(FixTest, LinesAreReplacedInsertedAndDeleted) {
  EXPECT_EQ("A\nb\nc\n", Made("a\nb\nc\n", {{{1, 1}, "A\n"}}));
  EXPECT_EQ("x\na\nb\n", Made("a\nb\n", {{{1, 0}, "x\n"}}));
  EXPECT_EQ("a\nc\n", Made("a\nb\nc\n", {{{2, 2}, ""}}));
  EXPECT_EQ("a\nb\nx\n", Made("a\nb\n", {{{3, 2}, "x\n"}}));
  EXPECT_EQ("x\n", Made("", {{{1, 0}, "x\n"}}));
  EXPECT_EQ("new\n", Made("a\nb\n", {{{0, 0}, "new\n"}})) << "the whole file";
}

TEST(FixTest, SeveralEditsDoNotMoveEachOther) {
  EXPECT_EQ("1\na\nB\nc\n4\n",
            Made("a\nb\nc\n", {{{4, 3}, "4\n"}, {{1, 0}, "1\n"}, {{2, 2}, "B\n"}}));
  EXPECT_EQ("1\n2\na\n", Made("a\n", {{{1, 0}, "1\n"}, {{1, 0}, "2\n"}})) << "in the order given";
  EXPECT_EQ("1\nA\n", Made("a\n", {{{1, 1}, "A\n"}, {{1, 0}, "1\n"}})) << "before and instead";
}

TEST(FixTest, OfTwoThatOverlapTheFirstCounts) {
  const std::vector<Edit> edits = {{{1, 2}, "x\n"}, {{2, 3}, "y\n"}, {{2, 1}, "z\n"}};
  const EditPlan plan = PlanEdits("a\nb\nc\n", edits);
  EXPECT_EQ((std::vector<bool>{true, false, false}), plan.applied);
  EXPECT_EQ("x\nc\n", ApplyEdits("a\nb\nc\n", plan.edits));
}

TEST(FixTest, LinesThatAreNotThereAreLeftOut) {
  for (const LineRange lines : {LineRange{2, 4}, {9, 8}, {3, 1}, {2, 0}}) {
    const std::vector<Edit> edits = {{lines, "x\n"}};
    EXPECT_EQ(std::vector<bool>{false}, PlanEdits("a\nb\n", edits).applied) << lines.first;
  }
}

TEST(FixTest, ALastLineThatIsNotEndedIsEndedBeforeAnInsertion) {
  EXPECT_EQ("a\nb\nx\n", Made("a\nb", {{{3, 2}, "x\n"}}));
  EXPECT_EQ("a\nB", Made("a\nb", {{{2, 2}, "B"}}));
}

}  // namespace
}  // namespace headwater
