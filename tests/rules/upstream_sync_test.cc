// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "headwater/sync.h"
#include "tests/fakes/fake_sync.h"

namespace headwater {
namespace {

using fakes::BlobOf;
using fakes::FakeCommit;
using fakes::FakeMerge;
using fakes::IdOf;
using fakes::Texts;

const std::string kBase = "the first line of the file\nthe second line of the file\n";
const std::string kOwn = "the first line of the file\nour own second line of it\n";
const std::string kTheirs = "the first line of the file\nupstream has removed that one\n";

/// A merge dd of own commits with upstream's 1a.
class SyncTest : public testing::Test {
 protected:
  SyncTest() : upstream_({.name = Untrusted("original"), .url = {}, .fetched = {}}) {
    upstream_.Add({.id = IdOf("1a"), .message = "Release\n", .first_tag = "v2"});
    merge_.merge = IdOf("dd");
    merge_.brought = {IdOf("1a")};
    AddMergeCommit();
  }

  void AddMergeCommit() {
    Commit commit;
    commit.id = merge_.merge;
    commit.parents = {IdOf("cc"), IdOf("1a")};
    change_.commits.push_back(commit);
  }

  void OwnCommit(const std::string& id, Texts before, Texts after) {
    merge_.own_commits.push_back({.id = IdOf(id),
                                  .message = "Own\n",
                                  .before = std::move(before),
                                  .after = std::move(after)});
  }

  Sync Judge() {
    for (const FakeCommit& commit : merge_.own_commits) patches_.Add(commit);
    source_.Add(merge_);
    const std::vector<Upstream*> upstreams = {&upstream_};
    const GlobSet own;
    const auto sync = JudgeSync({.change = change_,
                                 .description = {},
                                 .source = source_,
                                 .patches = patches_,
                                 .upstreams = upstreams,
                                 .own = own});
    EXPECT_TRUE(sync.ok());
    return sync.ok() ? sync.value() : Sync();
  }

  fakes::FakeUpstream upstream_;
  fakes::FakeSync source_;
  fakes::FakePatches patches_;
  FakeMerge merge_;
  Change change_;
};

TEST_F(SyncTest, LackingContentsAreNamedAndAskedAgainGiveTheSameAnswer) {
  merge_.base = {{"a.c", kBase}};
  merge_.own = {{"a.c", kOwn}};
  merge_.upstream = merge_.merged = {{"a.c", kTheirs}};
  OwnCommit("cc", merge_.base, merge_.own);
  source_.missing = {BlobOf(kOwn), BlobOf(kTheirs)};
  const Sync first = Judge();
  EXPECT_EQ(first.missing, (std::vector<BlobId>{source_.missing.begin(), source_.missing.end()}));
  ASSERT_EQ(first.merges.size(), 1U);
  ASSERT_EQ(first.merges[0].carries.size(), 1U);
  EXPECT_EQ(first.merges[0].carries[0].fate, CarryFate::kUnknown);
  EXPECT_EQ(first.merges[0].carries[0].unknown_because, Literal("missing-content"));

  source_.missing.clear();
  const Sync second = Judge();
  EXPECT_TRUE(second.missing.empty());
  ASSERT_EQ(second.merges[0].carries.size(), 1U);
  EXPECT_EQ(second.merges[0].carries[0].fate, CarryFate::kLost);
}

TEST_F(SyncTest, CommitsAreNotLookedAtWhereNothingHappened) {
  merge_.base = {{"a.c", kBase}, {"b.c", kBase}};
  merge_.own = {{"a.c", kOwn}, {"b.c", kBase}};
  merge_.upstream = {{"a.c", kBase}, {"b.c", kTheirs}};
  merge_.merged = {{"a.c", kOwn}, {"b.c", kTheirs}};
  OwnCommit("cc", merge_.base, merge_.own);
  const Sync sync = Judge();
  EXPECT_EQ(sync.merges.at(0).kept, 1U);
  EXPECT_EQ(source_.commits_looked_at, 0U);
}

TEST_F(SyncTest, OwnCommitsBeyondTheBoundAreCounted) {
  for (size_t i = 0; i < kMaxCarries + 3; ++i) OwnCommit("c" + std::to_string(1000 + i), {}, {});
  const SyncMerge merge = Judge().merges.at(0);
  EXPECT_EQ(merge.kept, kMaxCarries);
  EXPECT_EQ(merge.unjudged, 3U);
}

TEST_F(SyncTest, TheReleaseIsTheFirstThatHasTheTip) {
  const Sync sync = Judge();
  EXPECT_EQ(sync.merges.at(0).release, Untrusted("v2"));
  EXPECT_EQ(sync.merges.at(0).upstream_commits, 1U);
  EXPECT_EQ(sync.upstream_commits, 0U);
}

TEST_F(SyncTest, ALineThatTwoCommitsAddedIsNamedOnceForTheNewer) {
  merge_.base = {{"a.c", kBase}};
  merge_.own = {{"a.c", kOwn}};
  merge_.upstream = merge_.merged = {{"a.c", kTheirs}};
  OwnCommit("c3", merge_.base, merge_.own);
  OwnCommit("c2", merge_.own, merge_.base);
  OwnCommit("c1", merge_.base, merge_.own);
  const SyncMerge merge = Judge().merges.at(0);
  ASSERT_EQ(merge.carries.size(), 1U);
  EXPECT_EQ(merge.carries[0].commit, IdOf("c3"));
  EXPECT_EQ(merge.kept, 2U);
}

TEST_F(SyncTest, MoreMergesThanAreLookedAtAreCounted) {
  for (size_t i = 0; i < kMaxSyncMerges + 1; ++i) AddMergeCommit();
  const Sync sync = Judge();
  EXPECT_EQ(sync.merges.size(), kMaxSyncMerges);
  EXPECT_EQ(sync.more_merges, 2U);
}

TEST_F(SyncTest, ATargetThatTheUpstreamReachesIsAMirror) {
  change_.target = IdOf("1a");
  EXPECT_EQ(Judge().mirror_of, std::optional<size_t>(0));
  change_.target = IdOf("cc");
  EXPECT_EQ(Judge().mirror_of, std::nullopt);
}

}  // namespace
}  // namespace headwater
