// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/fork_content.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "service/git/fork_refs.h"
#include "service/git/tree_key.h"
#include "service/git/tree_store.h"
#include "tests/fakes/repository_builder.h"

namespace headwater::git {
namespace {

using tests::RepositoryBuilder;
using Files = RepositoryBuilder::Files;
using Entry = RepositoryBuilder::Entry;
using Keys = std::vector<ContentKey>;

/// A file that is long enough to count, unlike any other.
std::string Text(const std::string& name) { return name + std::string(kMinFileBytes, '.') + "\n"; }

class ForkContentTest : public testing::Test {
 protected:
  Repository Open() const { return Repository::Open(builder.path()).value(); }

  ContentKeys Read(const std::vector<CommitId>& tips, const std::vector<CommitId>& without = {}) {
    Repository repository = Open();
    Result<ContentKeys> keys = ReadContentKeys(repository, tips, without);
    if (!keys.ok()) ADD_FAILURE() << keys.error().message;
    return keys.ok() ? keys.value() : ContentKeys();
  }

  Errc ErrorOf(const std::vector<CommitId>& tips) {
    Repository repository = Open();
    const Result<ContentKeys> keys = ReadContentKeys(repository, tips, {});
    return keys.ok() ? Errc::kInternal : keys.error().code;
  }

  ForkRefs Refs() {
    Repository repository = Open();
    Result<ForkRefs> refs = ReadForkRefs(repository);
    if (!refs.ok()) ADD_FAILURE() << refs.error().message;
    return refs.ok() ? refs.value() : ForkRefs();
  }

  static const Keys& Of(const ContentKeys& keys, KeyLayer layer) {
    return keys[static_cast<size_t>(layer)];
  }
  template <typename Id>
  static bool Has(const ContentKeys& keys, KeyLayer layer, const Id& id) {
    return std::ranges::binary_search(Of(keys, layer), KeyOf(id));
  }
  BlobId Blob(const std::string& content) { return builder.Blob(content); }

  RepositoryBuilder builder;
};

TEST_F(ForkContentTest, TakesCommitsRootsFoldersAndFilesOfTheWholeHistory) {
  const Files folder = {{"1", Text("1")}, {"2", Text("2")}, {"3", Text("3")}};
  Files files = {{"top", Text("top")}};
  for (const auto& [name, file] : folder) files.emplace("lib/" + name, file);
  const CommitId one = builder.Commit(files, {}, 1);
  const CommitId two = builder.Commit(Files{{"top", Text("other")}}, {one}, 2);
  const ContentKeys keys = Read({two});
  Keys commits = {KeyOf(one), KeyOf(two)};
  std::ranges::sort(commits);
  EXPECT_EQ(Of(keys, KeyLayer::kCommit), commits);
  EXPECT_TRUE(Has(keys, KeyLayer::kRoot, builder.Tree(files)));
  EXPECT_EQ(Of(keys, KeyLayer::kRoot).size(), 2U);
  EXPECT_EQ(Of(keys, KeyLayer::kTree), Keys{KeyOf(builder.Tree(folder))});
  EXPECT_TRUE(Has(keys, KeyLayer::kBlob, Blob(Text("3"))));
  EXPECT_TRUE(Has(keys, KeyLayer::kBlob, Blob(Text("top"))));
  EXPECT_TRUE(Has(keys, KeyLayer::kBlob, Blob(Text("other"))));
  EXPECT_EQ(Of(keys, KeyLayer::kBlob).size(), 5U);
  EXPECT_TRUE(Of(keys, KeyLayer::kLine).empty());
}

TEST_F(ForkContentTest, LeavesOutNoiseEmptyAndTinyFilesSymlinksAndSmallFolders) {
  const CommitId commit = builder.Commit(Files{{"a/package-lock.json", Text("lock")},
                                               {"a/empty", ""},
                                               {"tiny", std::string(kMinFileBytes - 1, 't')},
                                               {"link", {"120000", Text("target")}},
                                               {"module", {"160000", std::string(20, 'm')}},
                                               {"file", Text("file")}},
                                         {}, 1);
  const ContentKeys keys = Read({commit});
  EXPECT_EQ(Of(keys, KeyLayer::kBlob), Keys{KeyOf(Blob(Text("file")))});
  EXPECT_TRUE(Of(keys, KeyLayer::kTree).empty());
}

TEST_F(ForkContentTest, TheSameContentUnderAnotherNameIsNoNoise) {
  const CommitId commit =
      builder.Commit(Files{{"a/go.sum", Text("x")}, {"b/x.go", Text("x")}}, {}, 1);
  EXPECT_TRUE(Has(Read({commit}), KeyLayer::kBlob, Blob(Text("x"))));
}

TEST_F(ForkContentTest, WhatMayBeExecutedMakesNoDifferenceAtAnyDepth) {
  const auto commit = [&](const char* mode, const char* folder_mode) {
    const TreeId deep = builder.Tree(
        std::vector<Entry>{{mode, "run", RepositoryBuilder::Bytes(Blob(Text("run")))},
                           {"100644", "x", RepositoryBuilder::Bytes(Blob(Text("x")))},
                           {"100644", "y", RepositoryBuilder::Bytes(Blob(Text("y")))}});
    const TreeId root =
        builder.Tree(std::vector<Entry>{{folder_mode, "deep", RepositoryBuilder::Bytes(deep)}});
    return builder.Commit(root, {}, 1);
  };
  const ContentKeys plain = Read({commit("100644", "40000")});
  for (const char* mode : {"100755", "100664"}) {
    const ContentKeys other = Read({commit(mode, "040000")});
    EXPECT_EQ(Of(other, KeyLayer::kRoot), Of(plain, KeyLayer::kRoot)) << mode;
    EXPECT_EQ(Of(other, KeyLayer::kTree), Of(plain, KeyLayer::kTree)) << mode;
    EXPECT_NE(Of(other, KeyLayer::kCommit), Of(plain, KeyLayer::kCommit)) << mode;
  }
  const ContentKeys link = Read({commit("120000", "40000")});
  EXPECT_NE(Of(link, KeyLayer::kTree), Of(plain, KeyLayer::kTree));
}

TEST_F(ForkContentTest, AddsWhatAPushBringsAlone) {
  const CommitId one = builder.Commit(
      Files{{"lib/1", Text("1")}, {"lib/2", Text("2")}, {"lib/3", Text("3")}, {"a", Text("a")}}, {},
      1);
  const CommitId two = builder.Commit(
      Files{{"lib/1", Text("1")}, {"lib/2", Text("2")}, {"lib/3", Text("3")}, {"a", Text("b")}},
      {one}, 2);
  const ContentKeys keys = Read({two}, {one});
  EXPECT_EQ(Of(keys, KeyLayer::kCommit), Keys{KeyOf(two)});
  EXPECT_EQ(Of(keys, KeyLayer::kRoot).size(), 1U);
  EXPECT_TRUE(Of(keys, KeyLayer::kTree).empty());
  EXPECT_EQ(Of(keys, KeyLayer::kBlob), Keys{KeyOf(Blob(Text("b")))});
  EXPECT_TRUE(Of(Read({one, two}, {two}), KeyLayer::kCommit).empty());
}

TEST_F(ForkContentTest, ARootThatBecomesAFolderIsANewFolder) {
  const Files files = {{"1", Text("1")}, {"2", Text("2")}, {"3", Text("3")}};
  const TreeId before = builder.Tree(files);
  const CommitId one = builder.Commit(before, {}, 1);
  const TreeId after =
      builder.Tree(std::vector<Entry>{{"40000", "moved", RepositoryBuilder::Bytes(before)}});
  const CommitId two = builder.Commit(after, {one}, 2);
  EXPECT_EQ(Of(Read({two}, {one}), KeyLayer::kTree), Keys{KeyOf(before)});
}

TEST_F(ForkContentTest, NothingIsLeftOutWhereDatesLie) {
  const CommitId root = builder.Commit(Files{{"a", Text("0")}}, {}, 1'000);
  const CommitId known = builder.Commit(Files{{"a", Text("1")}}, {root}, 5);
  const CommitId side = builder.Commit(Files{{"a", Text("2")}}, {root}, 1);
  const CommitId merge = builder.Commit(Files{{"a", Text("3")}}, {known, side}, 2);
  const ContentKeys keys = Read({merge}, {known});
  EXPECT_TRUE(Has(keys, KeyLayer::kCommit, merge));
  EXPECT_TRUE(Has(keys, KeyLayer::kCommit, side));
  EXPECT_TRUE(Has(keys, KeyLayer::kBlob, Blob(Text("2"))));
  EXPECT_TRUE(Has(keys, KeyLayer::kBlob, Blob(Text("3"))));
}

TEST_F(ForkContentTest, KnownTipsThatAreGoneArePassedOver) {
  CommitId gone;
  gone.bytes.fill(7);
  const CommitId one = builder.Commit(Files{{"a", Text("1")}}, {}, 1);
  EXPECT_EQ(Of(Read({one}, {gone}), KeyLayer::kCommit), Keys{KeyOf(one)});
}

TEST_F(ForkContentTest, NeedsNoContent) {
  const CommitId commit = builder.Commit(Files{{"a", Text("a")}, {"tiny", "t"}}, {}, 1);
  const ContentKeys with = Read({commit});
  builder.Remove(Blob(Text("a")));
  builder.Remove(Blob("t"));
  const ContentKeys without = Read({commit});
  EXPECT_TRUE(Has(without, KeyLayer::kBlob, Blob(Text("a"))));
  EXPECT_EQ(Of(with, KeyLayer::kBlob).size(), 1U);
  EXPECT_EQ(Of(without, KeyLayer::kBlob).size(), 2U) << "nobody knows how long it is";
}

TEST_F(ForkContentTest, WhatIsMissingCorruptCutOffOrTooDeepIsNotKnown) {
  const CommitId one = builder.Commit(Files{{"a/b/c", Text("1")}}, {}, 1);
  const CommitId two = builder.Commit(Files{{"a", Text("2")}}, {one}, 2);
  TreeId deep = builder.Tree(Files{{"a", Text("1")}});
  for (uint32_t i = 0; i < kMaxTreeDepth; ++i) {
    deep = builder.Tree(std::vector<Entry>{{"40000", "d", RepositoryBuilder::Bytes(deep)}});
  }
  EXPECT_EQ(ErrorOf({builder.Commit(deep, {}, 1)}), Errc::kContent);
  builder.Shallow({one});
  EXPECT_EQ(ErrorOf({two}), Errc::kContent);
  builder.Shallow({});
  builder.Remove(builder.Tree(Files{{"b/c", Text("1")}}));
  EXPECT_EQ(ErrorOf({two}), Errc::kContent);
  builder.Remove(one);
  EXPECT_EQ(ErrorOf({two}), Errc::kContent);
}

TEST_F(ForkContentTest, ATreeOfManyEqualFoldersIsReadOnce) {
  TreeId bomb = builder.Tree(Files{{"a", Text("1")}, {"b", Text("2")}, {"c", Text("3")}});
  for (int level = 0; level < 60; ++level) {
    std::vector<Entry> entries;
    for (const char* name : {"a", "b", "c", "d"}) {
      entries.push_back({"40000", name, RepositoryBuilder::Bytes(bomb)});
    }
    bomb = builder.Tree(entries);
  }
  const ContentKeys keys = Read({builder.Commit(bomb, {}, 1)});
  EXPECT_EQ(Of(keys, KeyLayer::kTree).size(), 60U);
}

TEST_F(ForkContentTest, BranchesAndTagsAreRead_RequestsAndOtherReferencesNever) {
  const CommitId base = builder.Commit(Files{{"a", Text("0")}}, {}, 1);
  const CommitId branch = builder.Commit(Files{{"a", Text("1")}}, {base}, 2);
  const CommitId tagged = builder.Commit(Files{{"a", Text("2")}}, {base}, 3);
  const CommitId proposed = builder.Commit(Files{{"a", Text("3")}}, {base}, 4);
  builder.Reference("refs/heads/main", base);
  builder.Reference("refs/heads/feature/x", branch);
  builder.Reference("refs/tags/v1",
                    builder.RawTag("object " + tagged.Hex() + "\ntype commit\ntag v1\n\nfirst\n"));
  for (const char* name :
       {"refs/merge-requests/1/head", "refs/pull/1/head", "refs/keep-around/1",
        "refs/headwater/branch/1", "refs/remotes/other/main", "refs/notes/commits"}) {
    builder.Reference(name, proposed);
  }
  std::vector<CommitId> tips = {base, branch, tagged};
  std::ranges::sort(tips);
  const ForkRefs refs = Refs();
  EXPECT_EQ(refs.tips, tips);
  EXPECT_EQ(refs.tip, base);
  ASSERT_EQ(refs.releases.size(), 1U);
  EXPECT_EQ(refs.releases[0].commit, tagged);
  EXPECT_EQ(refs.releases[0].date.time_since_epoch().count(), 3);
  builder.Reference("refs/heads/feature/x", tagged);
  EXPECT_NE(Refs().fingerprint, refs.fingerprint);
}

TEST_F(ForkContentTest, OfAMirrorOnlyTheUpstreamsReferencesCount) {
  const CommitId own = builder.Commit(Files{{"a", Text("0")}}, {}, 1);
  const CommitId theirs = builder.Commit(Files{{"a", Text("1")}}, {}, 2);
  builder.Reference("refs/heads/main", own);
  builder.Reference("refs/up/heads/trunk", theirs);
  builder.Reference("refs/up/HEAD", theirs);
  EXPECT_EQ(Refs().tips, std::vector{theirs});
  EXPECT_EQ(Refs().tip, theirs);
}

TEST_F(ForkContentTest, PreReleasesAndTagsWithoutANumberAreNoReleasesWhereThereAreSome) {
  const CommitId one = builder.Commit(Files{{"a", Text("0")}}, {}, 1);
  const CommitId two = builder.Commit(Files{{"a", Text("1")}}, {one}, 2);
  builder.Reference("refs/tags/v2.0-rc1", two);
  EXPECT_EQ(Refs().releases.size(), 1U);
  builder.Reference("refs/tags/experiment", two);
  builder.Reference("refs/tags/v1.0", one);
  ASSERT_EQ(Refs().releases.size(), 1U);
  EXPECT_EQ(Refs().releases[0].name.bytes(), "v1.0");
}

TEST_F(ForkContentTest, ATagOfAFileLeadsToNoCommit_AndABrokenOneIsNotKnown) {
  const CommitId one = builder.Commit(Files{{"a", Text("0")}}, {}, 1);
  const BlobId blob = Blob(Text("key"));
  CommitId file;
  file.bytes = blob.bytes;
  builder.Reference("refs/heads/main", one);
  builder.Reference("refs/tags/key", file);
  EXPECT_EQ(Refs().tips, std::vector{one});
  file.bytes.fill(9);
  builder.Reference("refs/tags/gone", file);
  Repository repository = Open();
  const Result<ForkRefs> refs = ReadForkRefs(repository);
  ASSERT_FALSE(refs.ok());
  EXPECT_EQ(refs.error().code, Errc::kContent);
}

}  // namespace
}  // namespace headwater::git
