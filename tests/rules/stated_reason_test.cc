// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/license/stated_reason.h"

#include <gtest/gtest.h>

#include <string>

namespace headwater::license {
namespace {

TEST(StatedReasonTest, ReadsTheWaysPeopleWriteIt) {
  for (const char* text : {
           "Relicense\n\nLicense-Change: all holders agreed in 2025\n",
           "License-change:all holders agreed in 2025",
           "licence change: all holders agreed in 2025",
           "Lizenzänderung: all holders agreed in 2025",
           "Lizenza\xCC\x88nderung: all holders agreed in 2025",
           "LIZENZÄNDERUNG : all holders agreed in 2025",
           "Lizenz-Aenderung: all holders agreed in 2025",
           "**Lizenzwechsel:** all holders agreed in 2025",
           "**License-Change**: all holders agreed in 2025\r\n",
           "License-Change: all holders\n  agreed in 2025\n\nMore text",
           "License-Change: all holders agreed\nin 2025\nSigned-off-by: Alex Example\n",
           "<!-- a template -->\nLicense-Change: all holders agreed in 2025",
           "```\ncode\n```\nLicense-Change: all holders agreed in 2025",
           "License-Change: short\n\nLicense-Change: all holders agreed in 2025",
       }) {
    EXPECT_EQ("all holders agreed in 2025", ReasonIn(text).value_or("none")) << text;
  }
}

TEST(StatedReasonTest, RefusesWhatTheAuthorDidNotSay) {
  for (const char* text : {
           "",
           "The license change: all holders agreed in 2025",
           "> License-Change: all holders agreed in 2025",
           "<!-- License-Change: all holders agreed in 2025 -->",
           "<!--\nLicense-Change: all holders agreed in 2025\n-->",
           "<!-- never closed\nLicense-Change: all holders agreed in 2025",
           "```\nLicense-Change: all holders agreed in 2025\n```",
           "~~~ text\n```\nLicense-Change: all holders agreed in 2025",
           "    License-Change: all holders agreed in 2025",
           "\tLicense-Change: all holders agreed in 2025",
           "`License-Change: all holders agreed in 2025`",
           "License-Change:",
           "License-Change: because",
           "License-Change: as agreed",
           "License-Change: <why the licence changes>",
           "License-Change: {der Grund dafür}",
           "License-Change: ...",
           "License-Change: none\nSigned-off-by: Alex Example of somewhere",
           "License-Change\n: all holders agreed in 2025",
       }) {
    EXPECT_FALSE(ReasonIn(text).has_value()) << text;
  }
}

TEST(StatedReasonTest, IsBounded) {
  const std::string hostile = "License-Change: " + std::string(2'000'000, 'x') + " a b c";
  const auto reason = ReasonIn(hostile);
  EXPECT_LE(reason.value_or("").size(), kMaxReasonBytes);
  std::string many;
  for (int i = 0; i < 100'000; ++i) many += "License-Change: <!-- a\n";
  EXPECT_FALSE(ReasonIn(many).has_value());
}

TEST(StatedReasonTest, OnlyTheChangesOwnCommitsCount) {
  Change change;
  Commit commit;
  commit.message = Untrusted("x\n\nLicense-Change: upstream has decided so");
  commit.origin = Origin::kUpstream;
  change.commits = {commit};
  EXPECT_FALSE(StatedReason(change, {}).has_value());
  change.commits.front().origin = Origin::kOwn;
  EXPECT_EQ("upstream has decided so", StatedReason(change, {}));
}

TEST(StatedReasonTest, TheMergeRequestsTextCounts) {
  Facts facts;
  facts.facts = {{FactKind::kArtifacts, "a", Untrusted("License-Change: a b c")},
                 {FactKind::kMergeRequestText, "b", Untrusted("T\n\nLicense-Change: d e f")}};
  EXPECT_EQ("d e f", StatedReason(Change(), facts));
}

}  // namespace
}  // namespace headwater::license
