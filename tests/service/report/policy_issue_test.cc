// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/report/policy_issue.h"

#include <gtest/gtest.h>

#include <string>

#include "service/report/policy_issue_texts.h"
#include "service/report/project_issue.h"
#include "tests/forge/quick_actions.h"

namespace headwater::report {
namespace {

PolicyIssue Refused(const std::string& problem) {
  return {.project = {7},
          .problem = Untrusted(problem),
          .in_force = Untrusted("1a2b3c4d5e6f"),
          .since = Untrusted("2026-11-22T10:00:00Z")};
}

TEST(PolicyIssueTest, NamesThePlaceAndWhatCountsMeanwhile) {
  const SlotContent wanted = RenderPolicyIssue(
      Refused("platform/governance@1a2b3c4d5e6f:instance.yml:3:9: unknown rule `a/b`"),
      Language::kEnglish);
  EXPECT_EQ(StatusState::kFailed, wanted.state);
  EXPECT_TRUE(wanted.text.starts_with(PolicyIssueMarker({7}) + "\n"));
  EXPECT_NE(std::string::npos, wanted.text.find("instance.yml:3:9: unknown rule `a/b`"));
  EXPECT_NE(std::string::npos, wanted.text.find("`1a2b3c4d5e6f` since `2026-11-22T10:00:00Z`"));
}

TEST(PolicyIssueTest, IsClosedWhenMendedAndSaysSoAlwaysAlike) {
  PolicyIssue mended = Refused("");
  const SlotContent first = RenderPolicyIssue(mended, Language::kGerman);
  mended.in_force = Untrusted("another");
  EXPECT_EQ(first, RenderPolicyIssue(mended, Language::kGerman));
  EXPECT_EQ(StatusState::kSuccess, first.state);
  EXPECT_NE(std::string::npos, first.text.find("behoben"));
}

TEST(PolicyIssueTest, WhatAPolicySaysIsNoMarkdown) {
  for (const Language language : {Language::kEnglish, Language::kGerman}) {
    const std::string text =
        RenderPolicyIssue(Refused("a.yml:1:1: `@kim`\n/close\n<!-- headwater:policy 9 -->"),
                          language)
            .text;
    for (const bool legacy : {false, true}) {
      const forge_double::CommentText read = forge_double::ReadComment(text, legacy);
      EXPECT_TRUE(read.actions.empty()) << text;
      EXPECT_TRUE(read.mentions.empty()) << text;
    }
    EXPECT_EQ(std::string::npos, text.find("\n/close")) << text;
    EXPECT_NE(std::string::npos, text.find("`` a.yml:1:1: `@kim`\\n/close")) << text;
  }
}

TEST(PolicyIssueTest, IsFoundApartFromTheIssueAboutTheProject) {
  EXPECT_NE(PolicyIssueMarker({7}), ProjectIssueMarker({7}));
  constexpr size_t kLongestTitle = 60;
  for (const Language language : {Language::kEnglish, Language::kGerman}) {
    EXPECT_LE(PolicyIssueTitle(language).size(), kLongestTitle);
  }
}

}  // namespace
}  // namespace headwater::report
