// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "headwater/rule.h"

#include <gtest/gtest.h>

#include <functional>

namespace headwater {
namespace {

class NoFiles final : public GitView {
 public:
  std::span<const FileEntry> Files() const override { return {}; }
  Result<BlobAnswer> Read(const FileEntry& /*file*/) override {
    return Error{Errc::kInternal, "no files here"};
  }
  std::span<const BlobId> Missing() const override { return {}; }
};

class NoLines final : public LineChanges {
 public:
  Result<std::vector<LineRange>> AddedLines(const ChangedFile& /*file*/) override {
    return Error{Errc::kInternal, "no files here"};
  }
};

class AnswerBuilderTest : public ::testing::Test {
 protected:
  AnswerBuilder Builder(size_t max_findings) {
    return AnswerBuilder({.change = change_,
                          .view = view_,
                          .before = before_,
                          .lines = lines_,
                          .options = options_,
                          .facts = facts_,
                          .only = everything_,
                          .except = everything_,
                          .as_of = {},
                          .max_findings = max_findings});
  }

  Message Nothing() const { return {.key = "nothing-to-judge", .args = {}}; }

 private:
  Change change_;
  NoFiles view_;
  std::function<Result<GitView*>()> before_ = [this] { return &view_; };
  NoLines lines_;
  Options options_;
  Facts facts_;
  GlobSet everything_;
};

TEST_F(AnswerBuilderTest, IsNotApplicableWhenNothingWasJudged) {
  const RuleAnswer answer = Builder(5).Finish(Nothing());
  EXPECT_EQ(answer.verdict, Verdict::kNotApplicable);
  ASSERT_TRUE(answer.reason.has_value());
  EXPECT_EQ(answer.reason->key, "nothing-to-judge");
}

TEST_F(AnswerBuilderTest, PassesWhenAllJudgedIsInOrder) {
  AnswerBuilder builder = Builder(5);
  builder.CountJudged();
  const RuleAnswer answer = std::move(builder).Finish(Nothing());
  EXPECT_EQ(answer.verdict, Verdict::kPass);
  EXPECT_FALSE(answer.reason.has_value());
}

TEST_F(AnswerBuilderTest, IsUnknownWithAnUncheckedFile) {
  AnswerBuilder builder = Builder(5);
  builder.CountJudged();
  builder.AddUnchecked({.path = Untrusted("a"), .why = {.key = "too-large", .args = {}}});
  const RuleAnswer answer = std::move(builder).Finish(Nothing());
  EXPECT_EQ(answer.verdict, Verdict::kUnknown);
  ASSERT_EQ(answer.unchecked.size(), 1U);
  EXPECT_EQ(answer.unchecked[0].path.bytes(), "a");
}

TEST_F(AnswerBuilderTest, FailsWithAFindingWhateverWasUnchecked) {
  AnswerBuilder builder = Builder(5);
  builder.AddUnchecked({.path = Untrusted("a"), .why = {.key = "too-large", .args = {}}});
  builder.Add({});
  EXPECT_EQ(std::move(builder).Finish(Nothing()).verdict, Verdict::kFail);
}

TEST_F(AnswerBuilderTest, AdvisoryFindingsDoNotHideWhatWasUnchecked) {
  AnswerBuilder builder = Builder(5);
  builder.AddUnchecked({.path = Untrusted("a"), .why = {.key = "too-large", .args = {}}});
  Finding hint;
  hint.advisory = true;
  builder.Add(hint);
  const RuleAnswer answer = std::move(builder).Finish(Nothing());
  EXPECT_EQ(answer.verdict, Verdict::kUnknown);
  EXPECT_EQ(answer.findings.size(), 1U);
}

TEST_F(AnswerBuilderTest, WhatCouldOnlyHaveBeenAHintHoldsNothing) {
  AnswerBuilder builder = Builder(5);
  builder.AddUnchecked({.path = Untrusted("a"), .why = {"too-large", {}}, .advisory = true});
  const RuleAnswer answer = std::move(builder).Finish(Nothing());
  EXPECT_EQ(answer.verdict, Verdict::kPass);
  EXPECT_EQ(answer.unchecked.size(), 1U);
}

TEST(WhyNotReadTest, NamesWhatIsMissingAndWhatIsTooLarge) {
  FileEntry file;
  file.path = Untrusted("a.c");
  EXPECT_FALSE(WhyNotRead(file, {.state = BlobState::kPresent, .bytes = "", .size = 0}));
  EXPECT_EQ(WhyNotRead(file, {.state = BlobState::kMissing, .bytes = "", .size = 0})->key,
            "blob-missing");
  const auto large = WhyNotRead(file, {.state = BlobState::kTooLarge, .bytes = "", .size = 7});
  EXPECT_EQ(large->key, "too-large");
  EXPECT_EQ(large->args.at(1).second.bytes(), "7");
}

TEST_F(AnswerBuilderTest, NamesAThousandUncheckedFilesAndCountsTheOthers) {
  AnswerBuilder builder = Builder(5);
  for (int i = 0; i < 1002; ++i) {
    builder.AddUnchecked({.path = Untrusted("a"), .why = {.key = "too-large", .args = {}}});
  }
  const RuleAnswer answer = std::move(builder).Finish(Nothing());
  EXPECT_EQ(answer.unchecked.size(), 1000U);
  ASSERT_TRUE(answer.reason);
  EXPECT_EQ(answer.reason->key, "more-unchecked");
  EXPECT_EQ(answer.reason->args.at(0).second.bytes(), "2");
}

TEST_F(AnswerBuilderTest, CountsWhatItDoesNotKeep) {
  AnswerBuilder builder = Builder(2);
  EXPECT_FALSE(builder.full());
  for (int i = 0; i < 5; ++i) builder.Add({});
  EXPECT_TRUE(builder.full());
  const RuleAnswer answer = std::move(builder).Finish(Nothing());
  EXPECT_EQ(answer.findings.size(), 2U);
  EXPECT_EQ(answer.more_findings, 3U);
}

TEST_F(AnswerBuilderTest, FailsEvenWhenNoFindingMayBeKept) {
  AnswerBuilder builder = Builder(0);
  builder.Add({});
  EXPECT_EQ(std::move(builder).Finish(Nothing()).verdict, Verdict::kFail);
}

}  // namespace
}  // namespace headwater
