// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/commit_patches.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

#include "service/git/bulk_history.h"
#include "service/git/git_program.h"
#include "service/git/patch_stream.h"
#include "service/git/upstream_refs.h"
#include "tests/fakes/repository_builder.h"

namespace headwater::git {
namespace {

using Files = tests::RepositoryBuilder::Files;
using Strings = std::vector<std::string>;

constexpr std::chrono::seconds kPatience{60};

std::string Lines(int first, int last) {
  std::string text;
  for (int i = first; i <= last; ++i) text += "line number " + std::to_string(i) + "\n";
  return text;
}

/// "path -removed +added" for each place, or what else is to be said of the file.
Strings Readable(const Patch& patch) {
  Strings shown;
  for (const FilePatch& file : patch.files) {
    const std::string& path = file.path.bytes();
    if (file.binary) shown.push_back(path + " binary");
    if (file.too_large) shown.push_back(path + " too large");
    if (file.hunks.empty() && !file.binary && !file.too_large) shown.push_back(path);
    for (const PatchHunk& hunk : file.hunks) {
      std::string text =
          path + " " + std::to_string(hunk.old_first) + "," + std::to_string(hunk.new_first);
      for (const Untrusted& line : hunk.removed) text += " -" + line.bytes();
      for (const Untrusted& line : hunk.added) text += " +" + line.bytes();
      shown.push_back(text);
    }
  }
  return shown;
}

class CommitPatchesTest : public testing::Test {
 protected:
  CommitId Root(const Files& files) { return builder.Commit(files, {}, 100); }
  CommitId Next(const Files& files, const CommitId& parent, std::string_view message = "next\n") {
    return builder.Commit(files, {parent}, 200, message);
  }

  Result<Patch> PatchOf(const CommitId& commit) {
    Repository repository = Repository::Open(builder.path()).value();
    return CommitPatches(repository).PatchOf(commit);
  }

  Patch Of(const Files& before, const Files& after) {
    return PatchOf(Next(after, Root(before))).value();
  }

  /// By the git command.
  Result<std::vector<Patch>> Bulk(const std::vector<CommitId>& commits) {
    Repository repository = Repository::Open(builder.path()).value();
    BulkHistory bulk(repository, GitProgram::Find().value().path);
    std::vector<Patch> patches;
    const PatchTaker take = [&patches](Patch patch) -> Status {
      patches.push_back(std::move(patch));
      return Ok{};
    };
    const Status status = bulk.ReadPatches(commits, take, kPatience);
    if (!status.ok()) return status.error();
    return patches;
  }

  tests::RepositoryBuilder builder;
};

TEST_F(CommitPatchesTest, ShowsEachPlaceThatChangesWithoutContext) {
  std::string text = Lines(1, 20);
  text.replace(text.find("line number 2\n"), 14, "changed\n");
  text.replace(text.find("line number 4\n"), 14, "line number 4\ninserted\n");
  text.erase(text.find("line number 17\n"), 15);
  EXPECT_EQ(
      Readable(Of({{"f", Lines(1, 20)}}, {{"f", text}})),
      (Strings{"f 2,2 -line number 2 +changed", "f 0,5 +inserted", "f 17,0 -line number 17"}));
}

TEST_F(CommitPatchesTest, ARootIsComparedWithNothingAndAMergeWithItsFirstParent) {
  const CommitId root = Root({{"d/f", "a\nb\n"}, {"empty", ""}});
  EXPECT_EQ(Readable(PatchOf(root).value()), (Strings{"d/f 0,1 +a +b", "empty"}));
  const CommitId other = builder.Commit(Files{{"d/f", "a\nb\nc\n"}, {"empty", ""}}, {root}, 300);
  const CommitId merge =
      builder.Commit(Files{{"d/f", "a\nb\nc\n"}, {"empty", ""}}, {root, other}, 400);
  EXPECT_EQ(Readable(PatchOf(merge).value()), (Strings{"d/f 0,3 +c"}));
}

TEST_F(CommitPatchesTest, RenamesAreTwoFilesAndModesAreNoLines) {
  EXPECT_EQ(Readable(Of({{"old", "a\n"}}, {{"new", "a\n"}})),
            (Strings{"new 0,1 +a", "old 1,0 -a"}));
  EXPECT_EQ(Readable(Of({{"f", "a\n"}}, {{"f", {"100755", "a\n"}}})), (Strings{"f"}));
  EXPECT_EQ(Readable(Of({{"f", "a\n"}}, {{"f", {"120000", "b"}}})),
            (Strings{"f 1,0 -a", "f 0,1 +b"}));
}

TEST_F(CommitPatchesTest, BinaryIsWhatGitTakesForIt) {
  const std::string late = std::string(8'000, 'a') + std::string(1, '\0') + "\n";
  const Patch patch =
      Of({{"b", "a\n"}, {"late", late}}, {{"b", std::string("a\0\n", 3)}, {"late", late + "b\n"}});
  EXPECT_EQ(Readable(patch), (Strings{"b binary", "late 0,2 +b"}));
}

TEST_F(CommitPatchesTest, SubmodulesChangeByTheirCommits) {
  const std::string one(20, '\1');
  const std::string two(20, '\2');
  const Patch patch = Of({{"s", {"160000", one}}}, {{"s", {"160000", two}}});
  ASSERT_EQ(patch.files.size(), 1U);
  ASSERT_EQ(patch.files[0].hunks.size(), 1U);
  EXPECT_TRUE(patch.files[0].hunks[0].added[0].bytes().starts_with("Subproject commit 0202"));
}

TEST_F(CommitPatchesTest, WhatIsTooLargeHasNoIdAndNoLines) {
  for (const std::string& text :
       {std::string(kMaxPatchFileBytes + 1, 'a'), std::string((size_t{1} << 20U) + 1, 'a') + "\n",
        std::string(size_t{800'002}, '\n')}) {
    const Patch patch = Of({{"f", "a\n"}, {"g", "a\n"}}, {{"f", text}, {"g", "b\n"}});
    EXPECT_EQ(Readable(patch), (Strings{"f too large", "g 1,1 -a +b"}));
    EXPECT_FALSE(patch.id);
  }
}

TEST_F(CommitPatchesTest, NamesTheContentsThatAPartialCloneLacks) {
  const CommitId root = Root({{"f", "a\n"}, {"g", "1\n"}});
  const CommitId next = Next({{"f", "b\n"}, {"g", "2\n"}}, root);
  builder.Remove(builder.Blob("a\n"));
  builder.Remove(builder.Blob("b\n"));
  const Patch patch = PatchOf(next).value();
  std::vector<BlobId> expected = {builder.Blob("a\n"), builder.Blob("b\n")};
  std::ranges::sort(expected);
  EXPECT_EQ(patch.missing, expected);
  EXPECT_FALSE(patch.id);
  EXPECT_EQ(Readable(patch), (Strings{"f", "g 1,1 -1 +2"}));
}

TEST_F(CommitPatchesTest, SaysWhetherTheCommitOrSomethingOfItIsMissing) {
  const CommitId root = Root({{"f", "a\n"}});
  const CommitId next = Next({{"f", "b\n"}}, root);
  EXPECT_EQ(PatchOf(CommitId{{1}}).error().code, Errc::kNotFound);
  builder.Remove(root);
  EXPECT_EQ(PatchOf(next).error().code, Errc::kContent);
  builder.Remove(builder.Tree(Files{{"f", "b\n"}}));
  EXPECT_EQ(PatchOf(next).error().code, Errc::kContent);
}

TEST_F(CommitPatchesTest, ATreeThatUnfoldsWithoutEndIsRefused) {
  using Entry = tests::RepositoryBuilder::Entry;
  TreeId tree = builder.Tree(std::vector<Entry>{});
  for (int level = 0; level < 20; ++level) {
    std::vector<Entry> entries;
    for (char name = 'a'; name <= 'j'; ++name) {
      entries.push_back({"40000", std::string(1, name), tests::RepositoryBuilder::Bytes(tree)});
    }
    tree = builder.Tree(entries);
  }
  EXPECT_EQ(PatchOf(builder.Commit(tree, {}, 100)).error().code, Errc::kContent);
  for (int level = 0; level < 1'000; ++level) {
    tree = builder.Tree({Entry{"40000", "d", tests::RepositoryBuilder::Bytes(tree)}});
  }
  EXPECT_EQ(PatchOf(builder.Commit(tree, {}, 100)).error().code, Errc::kContent);
}

TEST_F(CommitPatchesTest, MoreFilesThanAnybodyReadsAreRefused) {
  using Entry = tests::RepositoryBuilder::Entry;
  const std::string blob = tests::RepositoryBuilder::Bytes(builder.Blob("a\n"));
  std::vector<Entry> entries;
  for (size_t i = 0; i < kMaxPatchFiles + 1; ++i) {
    entries.push_back({"100644", std::to_string(100'000 + i), blob});
  }
  EXPECT_EQ(PatchOf(builder.Commit(builder.Tree(entries), {}, 100)).error().code, Errc::kContent);
}

TEST_F(CommitPatchesTest, TheIdIgnoresBlanksAndLineNumbersAndKeepsContextAndModes) {
  const PatchId id = *Of({{"f", Lines(5, 10)}}, {{"f", Lines(5, 7) + "new\n" + Lines(8, 10)}}).id;
  EXPECT_EQ(id, *Of({{"f", Lines(1, 20)}}, {{"f", Lines(1, 7) + " new\t\r\n" + Lines(8, 20)}}).id)
      << "moved, and written with other blanks";
  EXPECT_NE(id, *Of({{"f", Lines(6, 10)}}, {{"f", Lines(6, 7) + "new\n" + Lines(8, 10)}}).id);
  EXPECT_NE(id, *Of({{"g", Lines(5, 10)}}, {{"g", Lines(5, 7) + "new\n" + Lines(8, 10)}}).id);
  EXPECT_NE(
      id, *Of({{"f", Lines(5, 10)}}, {{"f", {"100755", Lines(5, 7) + "new\n" + Lines(8, 10)}}}).id);
  EXPECT_NE(*Of({}, {{"f", "a\n"}}).id, *Of({{"f", "a\n"}}, {}).id);
  EXPECT_NE(*Of({{"f", std::string("\0a", 2)}}, {{"f", std::string("\0b", 2)}}).id,
            *Of({{"f", std::string("\0a", 2)}}, {{"f", std::string("\0c", 2)}}).id);
}

TEST_F(CommitPatchesTest, BothEnginesMakeTheSamePatches) {
  const std::string message = "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-evil\n+evil\n";
  std::vector<Files> states = {
      {{"f", Lines(1, 30)}, {"empty", ""}, {"x y", "a\n"}},
      {{"f", Lines(1, 10) + "new\n" + Lines(11, 30)}, {"empty", ""}, {"x y", "a"}},
      {{"f", Lines(2, 30)}, {"n\n\"q\\\t", "odd\n"}, {"\xc3\xbc", "@@ -1 +1 @@\n"}},
      {{"f", {"100755", Lines(2, 30)}}, {"\xc3\xbc", "@@ -1 +1 @@\n-- a/x\n++ b/x\n"}},
      {{"f", {"120000", "target"}}, {"b", std::string("\0\1", 2)}, {"crlf", "a\r\nb\r\n"}},
      {{"s", {"160000", std::string(20, '\1')}}, {"b", std::string("\0\2", 2)}, {"crlf", "a\nb\n"}},
      {{"s", {"160000", std::string(20, '\2')}}, {"d/e/f", std::string(9'000, 'a') + '\0' + "\nb"}},
      {{"s", {"160000", std::string(20, '\2')}}, {"d/e/f", std::string(9'000, 'a') + '\0' + "\nc"}},
      {{"long", std::string((size_t{1} << 20U) + 9, 'a') + "\n"}},
      {},
      {},
  };
  std::vector<CommitId> commits = {Root(states[0])};
  for (size_t i = 1; i < states.size(); ++i) {
    commits.push_back(Next(states[i], commits.back(), message));
  }
  const auto bulk = Bulk(commits);
  ASSERT_TRUE(bulk.ok()) << bulk.error().message;
  ASSERT_EQ(bulk.value().size(), commits.size());
  for (size_t i = 0; i < commits.size(); ++i) {
    const Patch single = PatchOf(commits[i]).value();
    EXPECT_EQ(bulk.value()[i].commit, commits[i]);
    EXPECT_EQ(Readable(bulk.value()[i]), Readable(single)) << i;
    EXPECT_EQ(bulk.value()[i].id, single.id) << i;
  }
}

TEST_F(CommitPatchesTest, BulkFailsWhereAContentIsMissingAndGivesWhatCameBefore) {
  const CommitId one = Root({{"f", "a\n"}});
  const CommitId two = Next({{"f", "b\n"}}, one);
  const CommitId three = Next({{"f", "c\n"}}, two);
  builder.Remove(builder.Blob("c\n"));
  const auto bulk = Bulk({one, two, three});
  ASSERT_FALSE(bulk.ok());
  EXPECT_EQ(bulk.error().code, Errc::kContent);
  EXPECT_EQ(Bulk({one, two}).value().size(), 2U);
}

TEST_F(CommitPatchesTest, BulkIsNotChangedByTheRepositorysConfiguration) {
  const CommitId one = Root({{"f", "a\n\nb\n"}});
  const CommitId two = Next({{"f", "a\n\nc\n"}}, one);
  const auto before = Bulk({one, two});
  builder.AppendConfig(
      "[diff]\n\tsuppressBlankEmpty = true\n\tnoprefix = true\n\texternal = /bin/false\n"
      "\tcontext = 0\n\talgorithm = patience\n\trenames = copies\n\torderFile = /nowhere\n"
      "[color]\n\tdiff = always\n[core]\n\tquotePath = false\n");
  const auto after = Bulk({one, two});
  ASSERT_TRUE(before.ok() && after.ok());
  for (size_t i = 0; i < 2; ++i) EXPECT_EQ(before.value()[i].id, after.value()[i].id);
}

TEST_F(CommitPatchesTest, ListsTheObjectsThatTipsBring) {
  const CommitId one = Root({{"f", "a\n"}});
  const CommitId two = Next({{"f", "b\n"}}, one);
  Repository repository = Repository::Open(builder.path()).value();
  BulkHistory bulk(repository, GitProgram::Find().value().path);
  std::vector<BlobId> objects;
  const auto take = [&objects](const BlobId& id) { objects.push_back(id); };
  const std::vector<CommitId> tips = {two};
  const std::vector<CommitId> without = {one};
  ASSERT_TRUE(bulk.ListObjects(tips, without, take, kPatience).ok());
  EXPECT_EQ(std::ranges::count(objects, builder.Blob("b\n")), 1);
  EXPECT_EQ(std::ranges::count(objects, builder.Blob("a\n")), 0);
  ASSERT_TRUE(bulk.ListObjects(tips, {}, take, kPatience).ok());
  EXPECT_EQ(std::ranges::count(objects, builder.Blob("a\n")), 1);
  EXPECT_EQ(
      bulk.ListObjects(std::vector<CommitId>{CommitId{{1}}}, {}, take, kPatience).error().code,
      Errc::kContent);
}

TEST(UpstreamRefsTest, AMirrorsOwnNamesAreAllThatCounts) {
  tests::RepositoryBuilder builder;
  const CommitId commit = builder.Commit(Files{}, {}, 100);
  const auto names = [&builder] {
    Repository repository = Repository::Open(builder.path()).value();
    Strings shown;
    const auto refs = ListUpstreamRefs(repository);
    for (const UpstreamRef& ref : refs.value()) {
      shown.push_back((ref.is_tag ? "tag " : "branch ") + ref.name.bytes());
    }
    return shown;
  };
  EXPECT_EQ(names(), Strings());
  for (const char* name : {"refs/heads/main", "refs/heads/a/b", "refs/tags/v1", "refs/pull/1/head",
                           "refs/merge-requests/1/head", "refs/remotes/origin/x",
                           "refs/remotes/fork/z", "refs/notes/y"}) {
    builder.Reference(name, commit);
  }
  EXPECT_EQ(names(), (Strings{"branch HEAD", "branch a/b", "branch main", "branch x", "tag v1"}));
  builder.Reference("refs/up/heads/dev", commit);
  builder.Reference("refs/up/tags/v2", commit);
  EXPECT_EQ(names(), (Strings{"branch dev", "tag v2"}));
  builder.Reference("refs/up/HEAD", commit);
  EXPECT_EQ(names(), (Strings{"branch HEAD", "branch dev", "tag v2"}));
}

TEST(UpstreamRefsTest, ContentIsThatOfTagsReleasesAndTheDefaultBranch) {
  tests::RepositoryBuilder builder;
  const CommitId commit = builder.Commit(Files{}, {}, 100);
  const CommitId trunk = builder.Commit(Files{}, {commit}, 200);
  builder.Reference("refs/heads/develop", trunk);
  builder.Reference("refs/heads/feature/x", commit);
  builder.Reference("refs/heads/release/1.2", commit);
  builder.Reference("refs/tags/anything", commit);
  builder.SymbolicReference("HEAD", "refs/heads/develop");
  Repository repository = Repository::Open(builder.path()).value();
  Strings released;
  const auto refs = ListUpstreamRefs(repository);
  for (const UpstreamRef& ref : refs.value()) {
    if (ref.is_released) released.push_back(ref.name.bytes() + " " + ref.target.Hex());
  }
  EXPECT_EQ(released, (Strings{"HEAD " + trunk.Hex(), "release/1.2 " + commit.Hex(),
                               "anything " + commit.Hex()}));
}

TEST(UpstreamRefsTest, ACloneHasTheDefaultBranchOfItsOrigin) {
  tests::RepositoryBuilder builder;
  const CommitId theirs = builder.Commit(Files{}, {}, 100);
  const CommitId mine = builder.Commit(Files{}, {theirs}, 200);
  builder.Reference("refs/heads/main", mine);
  builder.Reference("refs/remotes/origin/trunk-of-old", theirs);
  builder.SymbolicReference("refs/remotes/origin/HEAD", "refs/remotes/origin/trunk-of-old");
  Repository repository = Repository::Open(builder.path()).value();
  const std::vector<UpstreamRef> refs = ListUpstreamRefs(repository).value();
  const auto head =
      std::ranges::find(refs, "HEAD", [](const UpstreamRef& ref) { return ref.name.bytes(); });
  ASSERT_NE(head, refs.end());
  EXPECT_EQ(head->target, theirs);
}

TEST(UpstreamRefsTest, ReleaseBranchesAreKnownByTheirNames) {
  for (const char* name : {"main",
                           "master",
                           "trunk",
                           "release",
                           "release/2.1",
                           "releases/v3",
                           "release-1.x",
                           "stable",
                           "stable-2.0",
                           "stable/yoga",
                           "maint",
                           "maint-2.39",
                           "maintenance/6",
                           "support/1",
                           "branch-3.5",
                           "branch_9x",
                           "rel-1",
                           "REL_16_STABLE",
                           "OpenSSL_1_1_1-stable",
                           "7-0-stable",
                           "20.10-lts",
                           "v2",
                           "v1.14.x",
                           "3.12",
                           "3-2",
                           "6.x",
                           "2024-01"}) {
    EXPECT_TRUE(IsReleaseBranch(name)) << name;
  }
  for (const char* name : {"",
                           "v",
                           "x",
                           "12-fix-the-login",
                           "3.12-backport-fix",
                           "v2-redesign",
                           "1..2",
                           "1.2.",
                           "feature/release",
                           "feature/main",
                           "mainline-fix",
                           "release2",
                           "stables",
                           "unstable",
                           "branches",
                           "branch-for-alice",
                           "rel",
                           "patch-1",
                           "alice/1.2",
                           "HEAD",
                           "dev",
                           "develop",
                           "relation",
                           "1x",
                           "x.1"}) {
    EXPECT_FALSE(IsReleaseBranch(name)) << name;
  }
}

class PatchStreamTest : public testing::Test {
 protected:
  static constexpr const char* kOne = "1111111111111111111111111111111111111111";
  static constexpr const char* kTwo = "2222222222222222222222222222222222222222";

  /// Fed byte by byte when `piece` is 1.
  Status Read(const std::string& text, size_t piece = 1'000) {
    taken.clear();
    PatchStream stream(asked, [this](Patch patch) -> Status {
      taken.push_back(std::move(patch));
      return Ok{};
    });
    for (size_t at = 0; at < text.size(); at += piece) {
      const Status fed = stream.Feed(std::string_view(text).substr(at, piece));
      if (!fed.ok()) return fed;
    }
    return stream.End();
  }

  std::string IndexLine() const { return "index " + std::string(kOne) + ".." + kTwo + " 100644\n"; }

  std::vector<CommitId> asked = {*CommitId::FromHex(kOne), *CommitId::FromHex(kTwo)};
  std::vector<Patch> taken;
};

TEST_F(PatchStreamTest, ReadsPiecesOfAnyLength) {
  const std::string text = std::string(kOne) + "\ndiff --git a/f b/f\n" + IndexLine() +
                           "--- a/f\n+++ b/f\n@@ -1,2 +1 @@ x\n a\n--- b\n\\ No newline\n" + kTwo +
                           "\n";
  for (const size_t piece : {size_t{1}, size_t{7}, text.size()}) {
    const Status status = Read(text, piece);
    ASSERT_TRUE(status.ok()) << status.error().message;
    ASSERT_EQ(taken.size(), 2U);
    EXPECT_EQ(Readable(taken[0]), (Strings{"f 2,0 --- b"}));
    EXPECT_TRUE(taken[1].files.empty() && taken[1].id);
  }
}

TEST_F(PatchStreamTest, AnIdAmongTheLinesOfAFileIsALine) {
  const std::string text = std::string(kOne) + "\ndiff --git a/f b/f\n" + IndexLine() +
                           "--- a/f\n+++ b/f\n@@ -0,0 +1 @@\n+" + kTwo + "\n" + kTwo + "\n";
  ASSERT_TRUE(Read(text).ok());
  EXPECT_EQ(Readable(taken[0]), (Strings{std::string("f 0,1 +") + kTwo}));
}

TEST_F(PatchStreamTest, WhatEndsEarlyIsAnErrorThatCounts) {
  const std::string whole = std::string(kOne) + "\ndiff --git a/f b/f\n" + IndexLine() +
                            "--- a/f\n+++ b/f\n@@ -1 +1,2 @@\n-a\n+b\n+c\n" + kTwo + "\n";
  ASSERT_TRUE(Read(whole).ok());
  for (size_t bytes = 0; bytes < whole.size(); ++bytes) {
    const Status status = Read(whole.substr(0, bytes));
    ASSERT_FALSE(status.ok()) << bytes;
    EXPECT_EQ(status.error().code, Errc::kContent);
  }
  const Status one = Read(std::string(kOne) + "\n");
  EXPECT_NE(one.error().message.find("1 of 2"), std::string::npos) << one.error().message;
}

TEST_F(PatchStreamTest, WhatIsNotUnderstoodIsRefused) {
  const std::string head = std::string(kOne) + "\ndiff --git a/f b/f\n" + IndexLine();
  for (const std::string& text :
       {std::string("x\n"), std::string(kTwo) + "\n", head + "similarity index 90%\n",
        head + "@@ -1 +1 @\n", head + "@@ -x +1 @@\n", head + "@@ -1 +1 @@\n?\n",
        head + "@@ -1 +1 @@\n+a\n+b\n", head + "@@ -99999999999 +1 @@\n",
        std::string(kOne) + "\ndiff --git a/f b/g\n", std::string(kOne) + "\ndiff --git \"a/f\n",
        std::string(kOne) + "\ndiff --git \"a/\\8\" \"b/x\"\n", std::string(kOne) + "\n-a\n",
        std::string(kOne) + "\ndiff --git a/f b/f\nindex 12..34\n"}) {
    const Status status = Read(text + kTwo + "\n");
    ASSERT_FALSE(status.ok()) << text;
    EXPECT_EQ(status.error().code, Errc::kContent) << text;
  }
}

TEST_F(PatchStreamTest, WhatIsBeyondTheBoundsIsGivenUpAndTheNextIsRead) {
  std::string text = std::string(kOne) + "\ndiff --git a/f b/f\n" + IndexLine() +
                     "--- a/f\n+++ b/f\n@@ -0,0 +1,2200000 @@\n";
  for (int i = 0; i < 2'200'000; ++i) text += "+\n";
  text += std::string(kTwo) + "\ndiff --git a/f b/f\n" + IndexLine() +
          "--- a/f\n+++ b/f\n@@ -0,0 +1 @@\n+a\n";
  ASSERT_TRUE(Read(text, 65'536).ok());
  EXPECT_TRUE(taken[0].files.empty() && !taken[0].id);
  EXPECT_EQ(Readable(taken[1]), (Strings{"f 0,1 +a"}));
}

TEST_F(PatchStreamTest, ALineWithoutEndIsRefused) {
  std::string text = std::string(kOne) + "\ndiff --git a/f b/f\n" + std::string(10'000'000, 'a');
  EXPECT_EQ(Read(text, 65'536).error().code, Errc::kContent);
}

}  // namespace
}  // namespace headwater::git
