// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/sync_history.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "service/git/line_changes.h"
#include "tests/fakes/repository_builder.h"

namespace headwater::git {
namespace {

using Files = tests::RepositoryBuilder::Files;
using Ids = std::vector<CommitId>;

/// A fork and its upstream meet in `merge`; a later commit follows.
class SyncHistoryTest : public testing::Test {
 protected:
  MergeSides Sides(const CommitId& head) {
    Repository repository = Repository::Open(builder.path()).value();
    return SyncHistory(repository).SidesOf({merge, own, tip, head}).value();
  }

  BlobId Blob(std::string_view text) { return ObjectReader::HashBlob(text).value(); }

  tests::RepositoryBuilder builder;
  const CommitId base = builder.Commit(
      Files{{"both", "0"}, {"mine", "0"}, {"quiet", "0"}, {"still", "0"}, {"theirs", "0"}}, {}, 1);
  const CommitId own = builder.Commit(
      Files{{"both", "1"}, {"mine", "1"}, {"quiet", "0"}, {"still", "0"}, {"theirs", "0"}}, {base},
      2);
  const CommitId tip = builder.Commit(
      Files{{"both", "2"}, {"mine", "0"}, {"quiet", "0"}, {"still", "0"}, {"new/a", "2"}}, {base},
      3);
  const CommitId merge = builder.Commit(
      Files{{"both", "3"}, {"mine", "1"}, {"quiet", "evil"}, {"still", "0"}, {"new/a", "2"}},
      {own, tip}, 4);
  const CommitId later = builder.Commit(
      Files{{"both", "1"}, {"mine", "1"}, {"quiet", "evil"}, {"still", "9"}, {"new/a", "2"}},
      {merge}, 5);
};

TEST_F(SyncHistoryTest, EveryPathThatDiffersAnywhereHasAllItsSides) {
  const MergeSides sides = Sides(merge);
  ASSERT_EQ(sides.paths.size(), 5U);  // Not "still".
  const auto& both = sides.paths[0];
  EXPECT_EQ(both.path, Untrusted("both"));
  EXPECT_EQ(both.base, Blob("0"));
  EXPECT_EQ(both.own, Blob("1"));
  EXPECT_EQ(both.upstream, Blob("2"));
  EXPECT_EQ(both.merged, Blob("3"));
  const auto& mine = sides.paths[1];
  EXPECT_EQ(mine.path, Untrusted("mine"));
  EXPECT_EQ(mine.upstream, Blob("0"));
  EXPECT_EQ(mine.merged, Blob("1"));
  const auto& added = sides.paths[2];
  EXPECT_EQ(added.path, Untrusted("new/a"));
  EXPECT_TRUE(added.base.IsZero() && added.own.IsZero());
  EXPECT_EQ(added.merged, Blob("2"));
  const auto& quiet = sides.paths[3];
  EXPECT_EQ(quiet.path, Untrusted("quiet"));
  EXPECT_EQ(quiet.base, Blob("0"));
  EXPECT_EQ(quiet.upstream, Blob("0"));
  EXPECT_EQ(quiet.merged, Blob("evil"));
  const auto& removed = sides.paths[4];
  EXPECT_EQ(removed.own, Blob("0"));
  EXPECT_TRUE(removed.upstream.IsZero() && removed.merged.IsZero());
}

TEST_F(SyncHistoryTest, TheHeadIsWhatLaterCommitsMadeOfTheMerge) {
  EXPECT_EQ(Sides(merge).paths[0].head, Blob("3"));
  EXPECT_EQ(Sides(later).paths[0].head, Blob("1"));
}

TEST_F(SyncHistoryTest, CommitsOfBothSidesAreTold) {
  const MergeSides sides = Sides(merge);
  ASSERT_EQ(sides.own.size(), 1U);
  EXPECT_EQ(sides.own[0].id, own);
  EXPECT_EQ(sides.brought, Ids{tip});
  EXPECT_FALSE(sides.several_bases);
}

TEST_F(SyncHistoryTest, CrissCrossMergesHaveSeveralBases) {
  const CommitId one = builder.Commit(Files{{"a", "1"}}, {own, tip}, 6);
  const CommitId other = builder.Commit(Files{{"a", "2"}}, {tip, own}, 7);
  const CommitId cross = builder.Commit(Files{{"a", "3"}}, {one, other}, 8);
  Repository repository = Repository::Open(builder.path()).value();
  EXPECT_TRUE(SyncHistory(repository).SidesOf({cross, one, other, cross}).value().several_bases);
}

TEST_F(SyncHistoryTest, UnrelatedHistoriesAreComparedWithNothing) {
  const CommitId foreign = builder.Commit(Files{{"both", "2"}}, {}, 6);
  const CommitId join = builder.Commit(Files{{"both", "2"}}, {own, foreign}, 7);
  Repository repository = Repository::Open(builder.path()).value();
  const MergeSides sides = SyncHistory(repository).SidesOf({join, own, foreign, join}).value();
  EXPECT_FALSE(sides.several_bases);
  EXPECT_TRUE(sides.paths.at(0).base.IsZero());
}

TEST_F(SyncHistoryTest, AMissingCommitIsContent) {
  Repository repository = Repository::Open(builder.path()).value();
  const CommitId nowhere = CommitId::FromHex(std::string(40, '1')).value();
  EXPECT_EQ(SyncHistory(repository).SidesOf({merge, own, nowhere, merge}).error().code,
            Errc::kContent);
  EXPECT_EQ(SyncHistory(repository).PathsOf(nowhere).error().code, Errc::kContent);
}

TEST_F(SyncHistoryTest, ACommitsPathsComeWithBothContents) {
  Repository repository = Repository::Open(builder.path()).value();
  const auto paths = SyncHistory(repository).PathsOf(own).value();
  ASSERT_EQ(paths.size(), 2U);
  EXPECT_EQ(paths[0].path, Untrusted("both"));
  EXPECT_EQ(paths[0].before, Blob("0"));
  EXPECT_EQ(paths[0].after, Blob("1"));
}

TEST_F(SyncHistoryTest, AMissingContentIsAnAnswer) {
  builder.Remove(Blob("2"));
  Repository repository = Repository::Open(builder.path()).value();
  SyncHistory history(repository);
  EXPECT_EQ(history.Read(Blob("2")).value().state, BlobState::kMissing);
  EXPECT_EQ(history.Read(Blob("1")).value().bytes, "1");
  EXPECT_EQ(history.SidesOf({merge, own, tip, merge}).value().paths.size(), 5U);
}

TEST_F(SyncHistoryTest, TextsAreMergedWhereTheyDoNotMeet) {
  Repository repository = Repository::Open(builder.path()).value();
  SyncHistory history(repository);
  const std::string text = "a\nb\nc\nd\ne\nf\ng\n";
  const auto merged =
      history.MergeTexts(text, "A\nb\nc\nd\ne\nf\ng\n", "a\nb\nc\nd\ne\nf\nG\n").value();
  ASSERT_FALSE(merged.empty());
  for (const BlobId& id : merged) EXPECT_EQ(id, Blob("A\nb\nc\nd\ne\nf\nG\n"));
  EXPECT_TRUE(history.MergeTexts(text, "A\nb\n", "B\nb\n").value().empty());
  const std::string binary("a\0b", 3);
  EXPECT_TRUE(history.MergeTexts(binary, text, text).value().empty());
  const std::string long_line(kMaxLineBytes + 1, 'x');
  EXPECT_EQ(history.MergeTexts(text, long_line, text).error().code, Errc::kContent);
}

}  // namespace
}  // namespace headwater::git
