// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "headwater/provenance.h"
#include "rules/upstream/claims.h"

namespace headwater {
namespace {

const std::string kId = "0123456789abcdef0123456789abcdef01234567";
const std::string kOther = "fedcba9876543210fedcba9876543210fedcba98";

/// `kind:target@repository` of each claim.
std::string Shown(const std::string& message) {
  std::string shown;
  for (const Claim& claim : ParseClaims(message)) {
    if (!shown.empty()) shown += ' ';
    shown.append(NameOf(claim.kind).view()).append(":").append(claim.target.bytes());
    if (!claim.repository.empty()) shown += "@" + claim.repository.bytes();
  }
  return shown;
}

std::string Body(const std::string& line) { return "Mend the parser\n\n" + line + "\n"; }

struct Form {
  std::string line;
  std::string shown;
};

TEST(ClaimsTest, EveryConventionOfABodyIsUnderstood) {
  const std::string pick = "cherry-pick:" + kId;
  const Form forms[] = {
      // git
      {"(cherry picked from commit " + kId + ")", pick},
      {"(cherry-picked from " + kId + ")", pick},
      {"(Cherry Picked From Commit " + kId + ").", pick},
      {"cherry picked from commit " + kId, pick},
      {"* (cherry picked from commit `" + kId + "`)", pick},
      {"Cherry-picked-from: " + kId, pick},
      {"(partially cherry picked from commit " + kId + ")", pick},
      {"(cherry picked from commit 0123abc)", "cherry-pick:0123abc"},
      {"(cherry picked from commit " + kId + ", second part)", pick},
      {"(cherry picked from commit " + kId + " (cherry picked from commit " + kOther + "))",
       pick + " cherry-pick:" + kOther},
      {"(cherry picked from commit " + kId + ")\n(cherry picked from commit " + kOther + ")",
       pick + " cherry-pick:" + kOther},
      {"(cherry picked from commit\n" + kId + ")", pick},
      {"(cherry picked from commit org/repo@" + kId + ")", pick + "@org/repo"},
      {"(cherry picked from commit https://forge.example/org/repo/-/commit/" + kId + ")",
       pick + "@https://forge.example/org/repo"},
      // Android: the tree and the branch follow, often on the next line.
      {"(cherry picked from commit " + kId + "\n https://git.example/gregkh/usb.git usb-next)",
       pick + "@https://git.example/gregkh/usb.git"},
      // Debian, Ubuntu
      {"(backported from commit " + kId + ")", "backport:" + kId},
      {"(back-ported from commit " + kId + " linux-next)", "backport:" + kId},
      // Linux stable
      {"commit " + kId + " upstream.", "upstream:" + kId},
      {"Commit " + kId + " upstream", "upstream:" + kId},
      {"[ Upstream commit " + kId + " ]", "upstream:" + kId},
      {"[Upstream commit " + kId + "]", "upstream:" + kId},
      {"upstream commit " + kId, "upstream:" + kId},
      {"Upstream-commit: " + kId, "upstream:" + kId},
      // RHEL, CentOS Stream
      {"commit " + kId, pick},
      {"commit " + kId + "\nAuthor: Alex Example <alex@example.org>\nDate: today\n\n    Text",
       pick},
      {"Upstream Status: https://git.example/linux.git\n\ncommit " + kId,
       pick + "@https://git.example/linux.git"},
      {"Upstream Status: RHEL-only", "carry:"},
      {"Upstream-status: RHEL only", "carry:"},
      {"RHEL-only", "carry:"},
      {"RHEL Only: the build differs", "carry:"},
      // Rocky Linux
      {"jira LE-1\ncve CVE-2024-1\ncommit-author Alex Example <a@example.org>\ncommit " + kId,
       pick},
      // SUSE
      {"Git-commit: " + kId, pick},
      {"Patch-mainline: v6.1-rc2\nGit-commit: " + kId, pick},
      {"Git-repo: https://git.example/a.git\nGit-commit: " + kId,
       pick + "@https://git.example/a.git"},
      {"Patch-mainline: Submitted, 2024-01-01 - list", "submitted:"},
      {"Patch-mainline: Queued in subsystem maintainer repository", "submitted:"},
      {"Patch-mainline: Not yet, needs a test", "pending:"},
      {"Patch-mainline: Never, our own brand", "inappropriate:"},
      // Yocto
      {"Upstream-Status: Pending", "pending:"},
      {"Upstream-Status: Submitted [https://forge.example/pull/1]", "submitted:"},
      {"Upstream-Status: Backport [" + kId + "]", "backport:" + kId},
      {"Upstream-Status: Backport [https://forge.example/org/repo/commit/" + kId + "]",
       "backport:" + kId + "@https://forge.example/org/repo"},
      {"Upstream-Status: Backport [fixed in 2.34]", "backport:"},
      {"Upstream-status: Denied [too special]", "denied:"},
      {"Upstream-Status: Inappropriate [oe specific]", "inappropriate:"},
      {"Upstream-Status: Inactive-Upstream [lastcommit: 2019-01-01]", "inactive:"},
      // DEP-3
      {"Origin: upstream, https://forge.example/org/repo/commit/" + kId,
       "upstream:" + kId + "@https://forge.example/org/repo"},
      {"Origin: backport, commit:" + kId, "backport:" + kId},
      {"Origin: vendor", "carry:"},
      {"Origin: commit:" + kId, "upstream:" + kId},
      {"Applied-Upstream: 1.2, commit:" + kId, "backport:" + kId},
      {"Forwarded: no", "pending:"},
      {"Forwarded: not-needed", "inappropriate:"},
      {"Forwarded: https://bugs.example/1", "submitted:"},
      // What a commit says of others
      {"Fixes: 0123abcdef01 (\"Add the parser\")", "fixes:0123abcdef01"},
      {"Fixes: 1234567 (\"Add the parser\")", "fixes:1234567"},
      {"This reverts commit " + kId + ".", "revert:" + kId},
      {"This reverts commit " + kId + ", reversing\nchanges made to " + kOther + ".",
       "revert:" + kId},
      {"This reverts commits " + kId + " and " + kOther + ".",
       "revert:" + kId + " revert:" + kOther},
      {"Omitted-fix: " + kId + " not built here", "omitted-fix:" + kId},
      {"Omitted fix: 0123abcdef01", "omitted-fix:0123abcdef01"},
  };
  for (const Form& form : forms) EXPECT_EQ(form.shown, Shown(Body(form.line))) << form.line;
}

TEST(ClaimsTest, WhatOnlyLooksLikeAClaimClaimsNothing) {
  const std::string lines[] = {
      // Prose
      "This was cherry picked from commit " + kId + " last week.",
      "cherry picked from commit " + kId + " because it is needed",
      "As commit " + kId + " upstream says, this is slow.",
      "commit " + kId + " upstream broke this.",
      "It was introduced with\ncommit " + kId + "\nand nobody saw it.",
      "commit 0123abc",
      "We should revert commit " + kId,
      "That this reverts commit " + kId + " is a pity",
      "It fixes: " + kId,
      "Origin: upstream is slow",
      "Origin: unknown",
      "The upstream-status: pending",
      "Upstream-Status: unclear",
      "Forwarded: no idea",
      // No ids
      "(cherry picked from commit defaced)",
      "(cherry picked from commit 012345)",
      "(cherry picked from commit " + kId + "0)",
      "(cherry picked from commit 0123456g)",
      "(cherry picked from the main branch)",
      "Fixes: 1234567",
      "Fixes: #12",
      "Fixes: https://forge.example/issues/1234567",
      "Git-commit: none",
      // Quotes
      "> (cherry picked from commit " + kId + ")",
      "> > (cherry picked from commit " + kId + ")",
      "    (cherry picked from commit " + kId + ")",
      "\t(cherry picked from commit " + kId + ")",
      "  commit " + kId + " upstream.",
      "| [ Upstream commit " + kId + " ]",
      "    Fixes: 0123abcdef01 (\"Add\")",
      // A bracket that nobody closes
      "(cherry picked from commit " + kId,
      "(cherry picked from commit " + kId + "\n\nand so on)",
  };
  for (const std::string& line : lines) EXPECT_EQ("", Shown(Body(line))) << line;
}

TEST(ClaimsTest, EveryConventionOfASubjectIsUnderstood) {
  const Form forms[] = {
      // OpenShift
      {"UPSTREAM: 123: Mend it", "request:123"},
      {"UPSTREAM: <carry>: Mend it", "carry:"},
      {"UPSTREAM: <drop>: Generate", "drop:"},
      {"UPSTREAM: kubernetes/kubernetes: 123: Mend it", "request:123@kubernetes/kubernetes"},
      {"UPSTREAM: revert: 123: Mend it", "revert:123"},
      {"UPSTREAM: revert: <carry>: Mend it", "revert:"},
      {"UPSTREAM: org/repo: <carry>: Mend it", "carry:@org/repo"},
      // as people write it
      {"UPSTREAM <carry>: Mend it", "carry:"},
      {"UPSTREAM:<carry>:Mend it", "carry:"},
      {"UPSTREAM: <carry> Mend it", "carry:"},
      {"UPSTREAM: carry: Mend it", "carry:"},
      {"UPSTREAM: <Carry>: Mend it", "carry:"},
      {"upstream: <drop>: Generate", "drop:"},
      {"UPSTREAM: #123: Mend it", "request:123"},
      {"UPSTREAM: <123>: Mend it", "request:123"},
      {"UPSTREAM: PR 123: Mend it", "request:123"},
      {"UPSTREAM: org/repo#123: Mend it", "request:123@org/repo"},
      {"UPSTREAM: 123 : Mend it", "request:123"},
      // Android, ChromiumOS
      {"UPSTREAM: usb: Mend it", "upstream:"},
      {"BACKPORT: usb: Mend it", "backport:"},
      {"FROMGIT: usb: Mend it", "cherry-pick:"},
      {"FROMLIST: usb: Mend it", "submitted:"},
      {"BACKPORT: FROMLIST: usb: Mend it", "backport:"},
      {"ANDROID: usb: Mend it", "carry:"},
      {"CHROMIUM: usb: Mend it", "carry:"},
      // none
      {"upstream: usb: Mend it", ""},
      {"UPSTREAM is broken", ""},
      {"UPSTREAM 123 bugs: mended", ""},
      {"UPSTREAM carry over the state", ""},
      {"Revert \"UPSTREAM: 123: Mend it\"", ""},
      {"backport: usb", ""},
      {"Mend UPSTREAM: 123: it", ""},
      {"UPSTREAM: 12345678901: too many digits", "upstream:"},
  };
  for (const Form& form : forms)
    EXPECT_EQ(form.shown, Shown(form.line + "\n\nText\n")) << form.line;
}

TEST(ClaimsTest, ATagInFrontSaysHowTheNamedCommitWasTaken) {
  const std::string pick = "\n\n(cherry picked from commit " + kId + ")\n";
  EXPECT_EQ("upstream:" + kId, Shown("UPSTREAM: usb: Mend it" + pick));
  EXPECT_EQ("backport:" + kId, Shown("BACKPORT: FROMGIT: usb: Mend it" + pick));
  EXPECT_EQ("cherry-pick:" + kId, Shown("FROMGIT: usb: Mend it" + pick));
  EXPECT_EQ("carry: cherry-pick:" + kId, Shown("ANDROID: usb: Mend it" + pick));
  EXPECT_EQ("request:12 cherry-pick:" + kId, Shown("UPSTREAM: 12: Mend it" + pick));
}

TEST(ClaimsTest, AClaimKnowsItsLine) {
  const auto claims = ParseClaims("Mend\n\n(cherry picked from commit " + kId + ")\n");
  ASSERT_EQ(1U, claims.size());
  EXPECT_EQ(3U, claims[0].line);
  EXPECT_EQ("(cherry picked from commit " + kId + ")", claims[0].text.bytes());
}

TEST(ClaimsTest, WhatADescriptionDoesNotShowClaimsNothing) {
  const std::string pick = "(cherry picked from commit " + kId + ")";
  const auto count = [](const std::string& text) {
    return upstream::ParseClaims(text, upstream::Markup::kMarkdown).size();
  };
  EXPECT_EQ(1U, count("Title\n\n" + pick));
  EXPECT_EQ(0U, count("Title\n\n```\n" + pick + "\n```\n"));
  EXPECT_EQ(0U, count("Title\n\n<!-- " + pick + " -->"));
  EXPECT_EQ(0U, count("Title\n\n<!--\n" + pick + "\n-->"));
  EXPECT_EQ(1U, count("Title\n\n<!--\nx\n-->\n" + pick));
}

TEST(ClaimsTest, HostileMessagesEndSoon) {
  const size_t kMebibyte = size_t{1} << 20U;
  EXPECT_EQ("", Shown(std::string(kMebibyte, '(')));
  EXPECT_EQ("", Shown(std::string(kMebibyte, '\n')));
  EXPECT_EQ("", Shown("UPSTREAM: " + std::string(kMebibyte, ':')));
  std::string brackets;
  while (brackets.size() < kMebibyte) brackets += "(cherry picked from commit\n";
  EXPECT_EQ("", Shown(brackets));
  std::string claims;
  while (claims.size() < kMebibyte) claims += "Fixes: 0123abcdef01 (\"x\")\n";
  EXPECT_EQ(1000U, ParseClaims(claims).size());
}

}  // namespace
}  // namespace headwater
