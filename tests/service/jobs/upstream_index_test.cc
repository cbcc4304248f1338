// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/upstream_index.h"

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "tests/fakes/repository_builder.h"

namespace headwater::jobs {
namespace {

using Files = tests::RepositoryBuilder::Files;

class UpstreamIndexTest : public testing::Test {
 protected:
  Result<IndexReport> Update() { return UpdateUpstreamIndex(Place()); }

  IndexReport Updated() {
    const auto report = Update();
    EXPECT_TRUE(report.ok()) << report.error().message;
    return report.ok() ? report.value() : IndexReport();
  }

  std::unique_ptr<Upstream> Opened() {
    auto upstream = OpenUpstream(Place());
    EXPECT_TRUE(upstream.ok()) << upstream.error().message;
    return std::move(upstream).value();
  }

  UpstreamPlace Place() const {
    UpstreamInfo info;
    info.name = Untrusted("upstream");
    return {.repository = builder.path().string(),
            .index = (builder.parent() / "index").string(),
            .info = info};
  }

  tests::RepositoryBuilder builder;
  const CommitId one = builder.Commit(Files{{"f", "one line of text\n"}}, {}, 100, "one (#1)\n");
  const CommitId two = builder.Commit(Files{{"f", "one line of text\n"}, {"d/g", "another line\n"}},
                                      {one}, 200, "two\n");
};

TEST_F(UpstreamIndexTest, AnswersWhatBranchesAndTagsReach) {
  builder.Reference("refs/heads/main", two);
  builder.Reference("refs/tags/v1", one);
  const CommitId fork = builder.Commit(Files{{"f", "foreign line\n"}}, {two}, 300);
  builder.Reference("refs/merge-requests/1/head", fork);
  EXPECT_EQ(OpenUpstream(Place()).error().code, Errc::kNotFound);
  EXPECT_EQ(Updated().new_commits, 2U);
  const auto upstream = Opened();
  EXPECT_EQ(upstream->info().name.bytes(), "upstream");
  EXPECT_EQ(upstream->Describe(one)->first_tag.bytes(), "v1");
  EXPECT_EQ(upstream->FindRequest(1), std::vector<CommitId>{one});
  EXPECT_EQ(upstream->FindCommits(two.Hex().substr(0, 10)), std::vector<CommitId>{two});
  EXPECT_TRUE(upstream->HasBlob(builder.Blob("another line\n")));
  EXPECT_TRUE(upstream->HasTree(builder.Tree(Files{{"g", "another line\n"}})));
  EXPECT_FALSE(upstream->HasBlob(builder.Blob("foreign line\n")));
  EXPECT_EQ(upstream->PatchOf(fork).error().code, Errc::kNotFound);
  Patch patch = upstream->PatchOf(two).value();
  patch.commit = fork;
  const auto similar = upstream->FindSimilar(patch);
  ASSERT_EQ(similar.size(), 1U);
  EXPECT_EQ(similar[0].id, two);
  EXPECT_TRUE(similar[0].same_patch);
}

TEST_F(UpstreamIndexTest, ReadsOnlyWhatIsNew) {
  builder.Reference("refs/heads/main", two);
  EXPECT_TRUE(Updated().changed);
  const IndexReport again = Updated();
  EXPECT_FALSE(again.changed);
  EXPECT_EQ(again.commits, 2U);
  const CommitId merge = builder.Commit(Files{{"f", "merged line\n"}}, {two, one}, 300);
  builder.Reference("refs/heads/main", merge);
  const IndexReport grown = Updated();
  EXPECT_EQ(grown.new_commits, 1U);
  EXPECT_EQ(grown.commits, 3U);
  EXPECT_TRUE(Opened()->HasBlob(builder.Blob("merged line\n")));
  EXPECT_TRUE(Opened()->HasBlob(builder.Blob("another line\n")));
}

TEST_F(UpstreamIndexTest, ForgetsWhatARewrittenBranchHadAndAMovedTag) {
  builder.Reference("refs/heads/main", two);
  builder.Reference("refs/tags/v1", two);
  Updated();
  const CommitId other = builder.Commit(Files{{"f", "other line\n"}}, {one}, 300);
  builder.Reference("refs/heads/main", other);
  builder.Reference("refs/tags/v1", one);
  Updated();
  const auto upstream = Opened();
  EXPECT_FALSE(upstream->Describe(two));
  EXPECT_FALSE(upstream->HasBlob(builder.Blob("another line\n")));
  EXPECT_TRUE(upstream->HasBlob(builder.Blob("other line\n")));
  EXPECT_TRUE(upstream->Describe(other)->first_tag.empty());
  EXPECT_EQ(upstream->Describe(one)->first_tag.bytes(), "v1");
}

TEST_F(UpstreamIndexTest, WhatLiesOnAFeatureBranchOnlyIsNotItsContent) {
  builder.Reference("refs/heads/main", one);
  builder.Reference("refs/heads/proposal", two);
  Updated();
  EXPECT_TRUE(Opened()->Describe(two)) << "its commits can be asked for";
  EXPECT_TRUE(Opened()->HasBlob(builder.Blob("one line of text\n")));
  EXPECT_FALSE(Opened()->HasBlob(builder.Blob("another line\n")));
  EXPECT_FALSE(Opened()->HasTree(builder.Tree(Files{{"g", "another line\n"}})));
  builder.Reference("refs/heads/main", two);
  Updated();
  EXPECT_TRUE(Opened()->HasBlob(builder.Blob("another line\n"))) << "it was merged";
}

TEST_F(UpstreamIndexTest, ContentIsForgottenWhenItsBranchIsNoMoreReleased) {
  builder.Reference("refs/heads/main", one);
  builder.Reference("refs/heads/release/2", two);
  Updated();
  EXPECT_TRUE(Opened()->HasBlob(builder.Blob("another line\n")));
  // Still reached, by a branch that anybody may have pushed.
  std::filesystem::remove(builder.git_folder() / "refs/heads/release/2");
  builder.Reference("refs/heads/proposal", two);
  Updated();
  EXPECT_TRUE(Opened()->Describe(two));
  EXPECT_FALSE(Opened()->HasBlob(builder.Blob("another line\n")));
  EXPECT_TRUE(Opened()->HasBlob(builder.Blob("one line of text\n")));
}

TEST_F(UpstreamIndexTest, APartialRepositoryIsRefusedAndTheIndexStays) {
  builder.Reference("refs/heads/main", two);
  Updated();
  const CommitId three = builder.Commit(Files{{"f", "third line\n"}}, {two}, 300);
  builder.Reference("refs/heads/main", three);
  builder.Remove(builder.Blob("third line\n"));
  EXPECT_EQ(Update().error().code, Errc::kContent);
  EXPECT_TRUE(Opened()->Describe(two));
  EXPECT_FALSE(Opened()->Describe(three));
  (void)builder.Blob("third line\n");
  EXPECT_EQ(Updated().new_commits, 1U);
  EXPECT_TRUE(Opened()->Describe(three));
}

TEST_F(UpstreamIndexTest, AShallowRepositoryIsRefused) {
  builder.Reference("refs/heads/main", two);
  builder.Shallow({two});
  EXPECT_EQ(Update().error().code, Errc::kContent);
}

TEST_F(UpstreamIndexTest, AnEmptyRepositoryHasAnEmptyIndex) {
  EXPECT_EQ(Updated().commits, 0U);
  EXPECT_FALSE(Opened()->Describe(one));
  EXPECT_FALSE(Updated().changed);
}

TEST_F(UpstreamIndexTest, TagsOfOtherThingsThanCommitsSayNothing) {
  CommitId blob;
  blob.bytes = builder.Blob("key\n").bytes;
  builder.Reference("refs/tags/key", blob);
  builder.Reference("refs/tags/v1",
                    builder.RawTag("object " + two.Hex() + "\ntype commit\ntag v1\n" +
                                   "tagger Ada <ada@example.org> 1 +0000\n\nv1\n"));
  EXPECT_EQ(Updated().commits, 2U);
  EXPECT_EQ(Opened()->Describe(two)->first_tag.bytes(), "v1");
}

}  // namespace
}  // namespace headwater::jobs
