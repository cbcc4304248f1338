// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/upstream/squash_message.h"

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

namespace headwater::upstream {
namespace {

const std::string kPick = "0123456789abcdef0123456789abcdef01234567";
const std::string kOther = "89abcdef0123456789abcdef0123456789abcdef";

std::string Picked(const std::string& id) { return "(cherry picked from commit " + id + ")\n"; }

std::string MessageWith(const std::string& id) { return "Mend the parser\n\n" + Picked(id); }

/// Commits of one message are one commit.
Commit CommitOf(const std::string& message, size_t parents = 1) {
  Commit commit;
  std::string hex = std::to_string(std::hash<std::string>()(message));
  commit.id = *CommitId::FromHex(hex.append(40 - hex.size(), 'f'));
  commit.parents.resize(parents);
  commit.message = Untrusted(message);
  return commit;
}

/// Whether the origin that the last of the commits claims first stays.
bool KeepsOldest(const std::string& squash_template, const std::vector<Commit>& commits,
                 const std::string& text = "Mend the parser\n\nAs upstream does.\n") {
  const Commit& oldest = commits.back();
  const Claim claim = headwater::ParseClaims(oldest.message.bytes()).at(0);
  return SquashMessage(squash_template, commits, text).Keeps(oldest.id, claim);
}

TEST(SquashMessageTest, TheTitleKeepsWhatItSaysItself) {
  const std::vector<Commit> commits = {CommitOf("UPSTREAM: 12: Mend the parser\n\nWords.\n")};
  EXPECT_FALSE(KeepsOldest("", commits));
  EXPECT_FALSE(KeepsOldest("%{title}", commits, "UPSTREAM: 123: Mend the parser\n\n"));
  for (const char* squash_template : {"", " \n", "%{title}", "%{first_multiline_commit}"}) {
    EXPECT_TRUE(KeepsOldest(squash_template, commits, "UPSTREAM: 12: Mend the parser\n\n"))
        << squash_template;
  }
  EXPECT_FALSE(KeepsOldest("%{reference}", commits, "UPSTREAM: 12: Mend the parser\n\n"));
}

TEST(SquashMessageTest, TheDescriptionKeepsWhatNamesTheSameOrigin) {
  const std::vector<Commit> commits = {CommitOf(MessageWith(kPick))};
  const std::string title = "Mend the parser\n\n";
  EXPECT_TRUE(KeepsOldest("%{description}", commits, title + Picked(kPick)));
  EXPECT_TRUE(KeepsOldest("%{description}", commits, title + Picked(kPick.substr(0, 10))));
  EXPECT_TRUE(KeepsOldest("%{description}", commits, title + "commit " + kPick + " upstream.\n"));
  EXPECT_FALSE(KeepsOldest("%{description}", commits, title + Picked(kOther)));
  EXPECT_FALSE(KeepsOldest("%{description}", commits, title + "Fixes: " + kPick + "\n"));
  EXPECT_FALSE(KeepsOldest("%{description}", commits, ""));
}

TEST(SquashMessageTest, AVariableThatDoesNotExistKeepsNothing) {
  const std::vector<Commit> commits = {CommitOf(MessageWith(kPick))};
  for (const char* squash_template : {"%{ all_commits }", "%{ALL_COMMITS}", "all_commits", "%{}"}) {
    EXPECT_FALSE(KeepsOldest(squash_template, commits)) << squash_template;
  }
}

TEST(SquashMessageTest, TheFirstCommitIsTheOldest) {
  EXPECT_TRUE(KeepsOldest("%{first_commit}", {CommitOf("Test"), CommitOf(MessageWith(kPick))}));
  const std::vector<Commit> commits = {CommitOf(MessageWith(kPick)), CommitOf("Test")};
  const Claim claim = headwater::ParseClaims(commits[0].message.bytes()).at(0);
  EXPECT_FALSE(SquashMessage("%{first_commit}", commits, "").Keeps(commits[0].id, claim));
}

TEST(SquashMessageTest, TheFirstCommitOfSeveralLinesIsTheOldestThatHasThem) {
  const std::vector<Commit> commits = {CommitOf(MessageWith(kOther)), CommitOf(MessageWith(kPick)),
                                       CommitOf("Test\n\n"), CommitOf("Merge\n\nof all", 2)};
  for (const char* squash_template :
       {"%{first_multiline_commit}", "%{first_multiline_commit_description}"}) {
    const SquashMessage message(squash_template, commits, "");
    const auto keeps = [&](const Commit& commit) {
      return message.Keeps(commit.id, headwater::ParseClaims(commit.message.bytes()).at(0));
    };
    EXPECT_FALSE(keeps(commits[0])) << squash_template;
    EXPECT_TRUE(keeps(commits[1])) << squash_template;
  }
}

TEST(SquashMessageTest, ADescriptionLacksTheFirstLine) {
  const std::vector<Commit> commits = {CommitOf("UPSTREAM: 12: Mend the parser\n\nWords.\n")};
  EXPECT_TRUE(KeepsOldest("%{first_multiline_commit}", commits));
  EXPECT_FALSE(KeepsOldest("%{first_multiline_commit_description}", commits));
}

TEST(SquashMessageTest, AllCommitsAreTheNewestHundred) {
  constexpr size_t kHundred = 100;
  std::vector<Commit> commits;
  while (commits.size() + 1 < kHundred) commits.push_back(CommitOf("Test"));
  commits.push_back(CommitOf(MessageWith(kPick)));
  EXPECT_TRUE(KeepsOldest("%{all_commits}", commits));
  commits.insert(commits.begin(), CommitOf("Test"));
  EXPECT_FALSE(KeepsOldest("%{all_commits}", commits));
}

TEST(SquashMessageTest, AllCommitsLackHugeMessagesAndThoseOfMerges) {
  constexpr size_t kMost = size_t{100} << 10U;
  std::string huge = MessageWith(kPick);
  huge.append(kMost - huge.size(), 'a');
  EXPECT_TRUE(KeepsOldest("%{all_commits}", {CommitOf(huge)}));
  EXPECT_FALSE(KeepsOldest("%{all_commits}", {CommitOf(huge + "a")}));
  EXPECT_FALSE(KeepsOldest("%{all_commits}", {CommitOf(MessageWith(kPick), 2)}));
}

}  // namespace
}  // namespace headwater::upstream
