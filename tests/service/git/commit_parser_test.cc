// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/commit_parser.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace headwater::git {
namespace {

const std::string kTree = "tree " + std::string(40, 'a') + "\n";
const std::string kParent = "parent " + std::string(40, 'b') + "\n";
const std::string kPeople =
    "author Ada L <ada@example.org> 1700000000 +0100\n"
    "committer Bob <bob@example.org> 1700000001 -0230\n";

Commit Parse(const std::string& raw) {
  Result<Commit> commit = ParseCommit(CommitId(), raw);
  EXPECT_TRUE(commit.ok()) << commit.error().message;
  return commit.ok() ? std::move(commit).value() : Commit();
}

std::vector<std::pair<std::string, std::string>> Trailers(const std::string& message) {
  std::vector<std::pair<std::string, std::string>> found;
  for (const Trailer& trailer : ParseTrailers(message)) {
    found.emplace_back(trailer.key.bytes(), trailer.value.bytes());
  }
  return found;
}

TEST(CommitParserTest, ReadsEveryField) {
  const std::string raw = kTree + kParent + kParent + kPeople +
                          "encoding latin1\ngpgsig -----BEGIN\n more\n -----END\n"
                          "\nSubject\nwrapped\n\nBody.\n\nSigned-off-by: Ada <ada@example.org>\n";
  const Commit commit = Parse(raw);
  EXPECT_EQ(commit.parents.size(), 2U);
  EXPECT_EQ(commit.author_name.bytes(), "Ada L");
  EXPECT_EQ(commit.author_email.bytes(), "ada@example.org");
  EXPECT_EQ(commit.subject.bytes(), "Subject wrapped");
  ASSERT_EQ(commit.trailers.size(), 1U);
  EXPECT_EQ(commit.trailers[0].value.bytes(), "Ada <ada@example.org>");
  const Result<CommitLinks> links = ParseCommitLinks(raw);
  ASSERT_TRUE(links.ok());
  EXPECT_EQ(links.value().time, 1700000001);
  EXPECT_EQ(links.value().tree.Hex(), std::string(40, 'a'));
}

TEST(CommitParserTest, ToleratesWhatOldToolsWrote) {
  const struct {
    const char* committer;
    int64_t time;
  } cases[] = {{"Bob <bob> 12 +0000", 12},
               {"Bob <b<o>b> 12 +0000", 12},
               {"Bob 12", 0},
               {"", 0},
               {"Bob <bob> -5 +0000", 0},
               {"Bob <bob> 99999999999999999999 +0000", 0},
               {"Bob <bob>", 0},
               {"Bob <bob> 12", 12},
               {"Bob <bob>   77 +99999999", 77}};
  for (const auto& old : cases) {
    const Result<CommitLinks> links =
        ParseCommitLinks(kTree + "author \ncommitter " + old.committer + "\n\nx\n");
    ASSERT_TRUE(links.ok()) << old.committer;
    EXPECT_EQ(links.value().time, old.time) << old.committer;
  }
  EXPECT_EQ(Parse(kTree + "author Ada\ncommitter Bob\n").author_name.bytes(), "Ada");
  EXPECT_EQ(Parse(kTree + "author Ada <a\ncommitter B\n\n").author_email.bytes(), "a");
}

TEST(CommitParserTest, RefusesWhatIsNoCommit) {
  const std::string many_parents = [] {
    std::string lines;
    for (size_t i = 0; i <= kMaxParents; ++i) lines += kParent;
    return lines;
  }();
  const struct {
    std::string raw;
    const char* words;
  } cases[] = {{"", "no tree"},
               {"x", "no tree"},
               {kPeople, "no tree"},
               {"tree " + std::string(39, 'a') + "\n" + kPeople, "no tree"},
               {"tree " + std::string(40, 'A') + "\n" + kPeople, "no tree"},
               {"tree " + std::string(64, 'a') + "\n" + kPeople, "no tree"},
               {kTree + "parent x\n" + kPeople, "no object id"},
               {kTree + many_parents + kPeople, "parents"},
               {kTree + "\nmessage\n", "no author"},
               {kTree + "author Ada <a> 1 +0000\n\nmessage\n", "no committer"},
               {kTree + "author Ada <a> 1 +0000\n\ncommitter Bob\n", "no committer"}};
  for (const auto& bad : cases) {
    const Result<Commit> commit = ParseCommit(CommitId(), bad.raw);
    ASSERT_FALSE(commit.ok()) << bad.words;
    EXPECT_EQ(commit.error().code, Errc::kContent);
    EXPECT_NE(commit.error().message.find(bad.words), std::string::npos) << commit.error().message;
  }
}

TEST(CommitParserTest, CountsNoParentBehindTheAuthor) {
  EXPECT_TRUE(Parse(kTree + kPeople + kParent + "\nx\n").parents.empty());
}

TEST(CommitParserTest, CutsTheSubjectBetweenCharacters) {
  const std::string umlauts = [] {
    std::string text;
    for (size_t i = 0; i < kMaxSubjectBytes; ++i) text += "\xc3\xa4";
    return "x" + text;
  }();
  const Commit commit = Parse(kTree + kPeople + "\n" + umlauts + "\n");
  EXPECT_EQ(commit.subject.bytes().size(), kMaxSubjectBytes - 1);
  EXPECT_EQ(commit.subject.bytes().back(), '\xa4');
  EXPECT_EQ(commit.message.bytes(), umlauts + "\n");
}

TEST(CommitParserTest, TakesTrailersFromTheLastParagraphOnly) {
  using Pairs = std::vector<std::pair<std::string, std::string>>;
  const struct {
    const char* message;
    Pairs trailers;
  } cases[] = {
      {"Fix: not a trailer\n", {}},
      {"Fix\n\nReviewed-by: A\n\nBody: last\n", {{"Body", "last"}}},
      {"Fix\n\nA: 1\nB : 2\nprose here\nC:3\n", {{"A", "1"}, {"B", "2"}, {"C", "3"}}},
      {"Fix\n\nA: one\n two\n\tthree\nB: x\n\n\n", {{"A", "one two three"}, {"B", "x"}}},
      {"Fix\r\n\r\nA: one\r\n", {{"A", "one"}}},
      {"Fix\n\n(cherry picked from commit abc123)\nSigned-off-by: B\n",
       {{"cherry picked from commit", "abc123"}, {"Signed-off-by", "B"}}},
      {"Fix\n\nhttps://example.org\n: x\na b: c\n", {{"https", "//example.org"}}},
      {"Fix\n\nno\n  continued: x\n", {}},
      {"\n\nFix\n\nA:\n", {{"A", ""}}},
      {"", {}},
  };
  for (const auto& one : cases) EXPECT_EQ(Trailers(one.message), one.trailers) << one.message;
}

TEST(CommitParserTest, KeepsABoundedNumberOfTrailers) {
  std::string message = "Fix\n\n";
  for (size_t i = 0; i < 2 * kMaxTrailers; ++i) message += "A: b\n";
  EXPECT_EQ(ParseTrailers(message).size(), kMaxTrailers);
}

}  // namespace
}  // namespace headwater::git
