// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/fork_witness.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "tests/fakes/repository_builder.h"

namespace headwater::git {
namespace {

using tests::RepositoryBuilder;
using Files = RepositoryBuilder::Files;
using Names = std::vector<std::string>;

/// Two repositories whose commits are written as names.
class ForkWitnessTest : public testing::Test {
 protected:
  /// A commit of ours, of theirs, or of both.
  void Add(std::vector<RepositoryBuilder*> sides, const std::string& name, const Names& parents,
           const Files& files, std::optional<int64_t> time = {}) {
    std::vector<CommitId> ids;
    for (const std::string& parent : parents) ids.push_back(commits.at(parent));
    const int64_t at = time ? *time : ++clock;
    for (RepositoryBuilder* side : sides) {
      commits[name] = side->Commit(files, ids, at, name + "\n");
    }
  }
  void Both(const std::string& name, const Names& parents, const Files& files = {{"a", "1"}}) {
    Add({&ours, &theirs}, name, parents, files);
  }
  void Ours(const std::string& name, const Names& parents, const Files& files = {{"a", "1"}}) {
    Add({&ours}, name, parents, files);
  }
  void Theirs(const std::string& name, const Names& parents, const Files& files = {{"a", "1"}}) {
    Add({&theirs}, name, parents, files);
  }
  void Release(const std::string& name, const std::string& commit) {
    theirs.Reference("refs/tags/" + name, commits.at(commit));
  }

  Result<std::unique_ptr<ForkWitness>> Open(const std::string& our_tip,
                                            const std::string& their_tip) {
    theirs.Reference("refs/heads/main", commits.at(their_tip));
    return OpenForkWitness(ours.path().string(), commits.at(our_tip), theirs.path().string());
  }

  SharedHistory Meet(const std::string& our_tip, const std::string& their_tip) {
    auto witness = Open(our_tip, their_tip);
    if (!witness.ok()) ADD_FAILURE() << witness.error().message;
    Result<SharedHistory> history = witness.value()->Meet();
    if (!history.ok()) ADD_FAILURE() << history.error().message;
    return history.ok() ? history.value() : SharedHistory();
  }

  /// Ours with these files; theirs as it is.
  std::optional<LocatedCopy> Locate(const Files& files, const std::string& their_tip,
                                    const std::string& folder) {
    Ours("copy", {}, files);
    auto witness = Open("copy", their_tip);
    if (!witness.ok()) ADD_FAILURE() << witness.error().message;
    auto copy = witness.value()->Locate(Untrusted(folder));
    if (!copy.ok()) ADD_FAILURE() << copy.error().message;
    return copy.ok() ? copy.value() : std::nullopt;
  }

  static Files Below(const std::string& folder, const Files& files) {
    Files below;
    for (const auto& [path, file] : files) below.emplace(folder + "/" + path, file);
    return below;
  }

  RepositoryBuilder ours;
  RepositoryBuilder theirs;
  std::map<std::string, CommitId> commits;
  int64_t clock = 0;
};

TEST_F(ForkWitnessTest, StrangersShareNothing) {
  Ours("o", {});
  Theirs("t1", {}, {{"b", "1"}});
  Theirs("t2", {"t1"}, {{"b", "2"}});
  const SharedHistory history = Meet("o", "t2");
  EXPECT_EQ(history.shared, 0U);
  EXPECT_EQ(history.ahead, 1U);
  EXPECT_EQ(history.behind, 2U);
  EXPECT_FALSE(history.base);
  EXPECT_EQ(history.kept_by_us, 0);
}

TEST_F(ForkWitnessTest, AForkIsAheadAndBehindOfWhereTheyParted) {
  Both("root", {}, {{"a", "1"}, {"b", "1"}});
  Both("base", {"root"}, {{"a", "1"}, {"b", "1"}, {"c", "1"}, {"d", "1"}});
  Ours("o1", {"base"}, {{"a", "2"}, {"b", "1"}, {"new", "1"}});
  Theirs("t1", {"base"}, {{"a", "1"}});
  Theirs("t2", {"t1"}, {{"a", "1"}, {"b", "2"}, {"c", "2"}, {"d", "2"}});
  const SharedHistory history = Meet("o1", "t2");
  EXPECT_EQ(history.shared, 2U);
  EXPECT_EQ(history.ahead, 1U);
  EXPECT_EQ(history.behind, 2U);
  EXPECT_EQ(history.base, commits.at("base"));
  EXPECT_EQ(history.base_date.time_since_epoch().count(), 2);
  EXPECT_TRUE(history.base_on_our_mainline);
  EXPECT_TRUE(history.base_on_their_mainline);
  EXPECT_EQ(history.kept_by_us, 0.5) << "a and b, whatever is in them";
  EXPECT_EQ(history.kept_by_them, 1);
}

TEST_F(ForkWitnessTest, MergesThatTakeOverAreSyncs) {
  Both("root", {});
  Both("up", {"root"});
  Ours("o1", {"root"});
  Ours("sync", {"o1", "up"});
  Ours("feature", {"o1"});
  Ours("merge", {"sync", "feature"});
  Theirs("topic", {"up"});
  Theirs("theirs", {"up", "topic"});  // Its first parent is shared, as after any parting.
  const SharedHistory history = Meet("merge", "theirs");
  EXPECT_EQ(history.our_syncs, 1U);
  EXPECT_EQ(history.their_syncs, 0U);
  EXPECT_EQ(history.base, commits.at("up"));
  EXPECT_FALSE(history.base_on_our_mainline);
  EXPECT_TRUE(history.base_on_their_mainline);
}

TEST_F(ForkWitnessTest, OfSeveralBasesTheNewestCounts) {
  Both("root", {});
  Both("a", {"root"});
  Both("b", {"root"});
  Ours("o", {"a", "b"});
  Theirs("t", {"b", "a"});
  EXPECT_EQ(Meet("o", "t").base, commits.at("b"));
}

TEST_F(ForkWitnessTest, DatesThatLieChangeNoCount) {
  Add({&ours, &theirs}, "root", {}, {{"a", "1"}}, 900);
  Add({&ours, &theirs}, "base", {"root"}, {{"a", "2"}}, 5);
  Add({&ours}, "o", {"base"}, {{"a", "3"}}, 1);
  Add({&theirs}, "t", {"base"}, {{"a", "4"}}, 700);
  const SharedHistory history = Meet("o", "t");
  EXPECT_EQ(history.shared, 2U);
  EXPECT_EQ(history.ahead, 1U);
  EXPECT_EQ(history.behind, 1U);
  EXPECT_EQ(history.base, commits.at("base")) << "root is older in truth";
}

TEST_F(ForkWitnessTest, AHistoryMergedIntoAFolderKeepsNothingAtItsPaths) {
  Both("lib1", {}, {{"lib.c", "1"}});
  Both("lib2", {"lib1"}, {{"lib.c", "2"}, {"lib.h", "1"}});
  Ours("own", {}, {{"main.c", "1"}});
  Ours("subtree", {"own", "lib2"}, {{"main.c", "1"}, {"deps/lib.c", "2"}, {"deps/lib.h", "1"}});
  const SharedHistory history = Meet("subtree", "lib2");
  EXPECT_EQ(history.shared, 2U);
  EXPECT_FALSE(history.base_on_our_mainline);
  EXPECT_TRUE(history.base_on_their_mainline);
  EXPECT_EQ(history.kept_by_us, 0);
  EXPECT_EQ(history.kept_by_them, 1);
}

TEST_F(ForkWitnessTest, WhatIsCutOffOrMissingIsNotKnown) {
  Both("root", {});
  Both("base", {"root"});
  Ours("o", {"base"});
  theirs.Shallow({commits.at("base")});
  const auto cut_off = Open("o", "base").value()->Meet();
  ASSERT_FALSE(cut_off.ok());
  EXPECT_EQ(cut_off.error().code, Errc::kContent);
  EXPECT_FALSE(Open("o", "base").value()->Locate(Untrusted()).ok());
  theirs.Shallow({});
  theirs.Remove(commits.at("root"));
  const auto missing = Open("o", "base").value()->Meet();
  ASSERT_FALSE(missing.ok());
  EXPECT_EQ(missing.error().code, Errc::kContent);
  theirs.SymbolicReference("refs/heads/main", "refs/heads/none");
  const auto none = OpenForkWitness(ours.path().string(), commits.at("o"), theirs.path().string());
  ASSERT_FALSE(none.ok());
  EXPECT_EQ(none.error().code, Errc::kContent);
}

const Files kVersion1 = {{"a.c", "a1"}, {"b.c", "b1"}, {"sub/c.c", "c1"}, {"README", "r1"}};
const Files kVersion2 = {
    {"a.c", "a2"}, {"b.c", "b1"}, {"sub/c.c", "c2"}, {"README", "r1"}, {"d.c", "d"}};
const Files kVersion3 = {
    {"a.c", "a3"}, {"b.c", "b3"}, {"sub/c.c", "c2"}, {"README", "r3"}, {"d.c", "d"}};

/// Theirs: three versions with a commit after each.
class LocateTest : public ForkWitnessTest {
 protected:
  LocateTest() {
    Theirs("1", {}, kVersion1);
    Theirs("1+", {"1"}, Files{{"a.c", "a1+"}, {"b.c", "b1"}, {"sub/c.c", "c1"}, {"README", "r1"}});
    Theirs("2", {"1+"}, kVersion2);
    Theirs("2+", {"2"},
           Files{{"a.c", "a2+"}, {"b.c", "b1"}, {"sub/c.c", "c2"}, {"README", "r1"}, {"d.c", "d"}});
    Theirs("3", {"2+"}, kVersion3);
    Release("v1", "1");
    Release("v2", "2");
    Release("v3", "3");
  }
};

TEST_F(LocateTest, AnExactCopyIsItsRelease) {
  const auto copy = Locate(Below("deps/lib", kVersion2), "3", "deps/lib");
  ASSERT_TRUE(copy);
  EXPECT_EQ(copy->folder.bytes(), "deps/lib");
  EXPECT_EQ(copy->their_folder.bytes(), "");
  EXPECT_EQ(copy->nearest, commits.at("2"));
  EXPECT_EQ(copy->date.time_since_epoch().count(), 3);
  EXPECT_EQ(copy->version.bytes(), "v2");
  EXPECT_EQ(copy->after_version, 0U);
  EXPECT_EQ(copy->same, 5U);
  EXPECT_EQ(copy->edited + copy->added + copy->left_out, 0U);
  EXPECT_EQ(copy->behind, 2U);
  EXPECT_TRUE(copy->edited_paths.empty());
}

TEST_F(LocateTest, WhatIsEditedAddedAndLeftOutIsCounted) {
  const auto copy = Locate({{"x/a.c", "a2"},
                            {"x/b.c", "mine"},
                            {"x/README", "r1"},
                            {"x/own.c", "own"},
                            {"x/d.c", "d"},
                            {"x/empty", ""},
                            {"x/go.sum", "noise"}},
                           "3", "x");
  ASSERT_TRUE(copy);
  EXPECT_EQ(copy->version.bytes(), "v2");
  EXPECT_EQ(copy->same, 3U);
  EXPECT_EQ(copy->edited, 1U);
  EXPECT_EQ(copy->added, 1U);
  EXPECT_EQ(copy->left_out, 1U);
  EXPECT_EQ(copy->edited_paths, std::vector{Untrusted("x/b.c")});
}

TEST_F(LocateTest, AStateBetweenReleasesIsSoManyCommitsAfterOne) {
  const auto copy = Locate(
      {{"a.c", "a2+"}, {"b.c", "b1"}, {"sub/c.c", "c2"}, {"README", "r1"}, {"d.c", "d"}}, "3", "");
  ASSERT_TRUE(copy);
  EXPECT_EQ(copy->nearest, commits.at("2+"));
  EXPECT_EQ(copy->version.bytes(), "v2");
  EXPECT_EQ(copy->after_version, 1U);
  EXPECT_EQ(copy->behind, 1U);
}

TEST_F(LocateTest, OtherLineEndsAreEdits) {
  Files files = kVersion1;
  files.at("a.c").content = "/* header */\na1";
  files.at("README").content = "r1\r\n";
  const auto copy = Locate(Below("lib", files), "3", "lib");
  ASSERT_TRUE(copy);
  EXPECT_EQ(copy->same, 2U);
  EXPECT_EQ(copy->edited, 2U);
}

TEST_F(LocateTest, OneFileIsChance) {
  EXPECT_FALSE(Locate({{"lib/a.c", "a2"}, {"lib/b.c", "other"}}, "3", "lib"));
  EXPECT_FALSE(Locate({{"lib/q.c", "q"}, {"lib/r.c", "r"}}, "3", "lib"));
  EXPECT_FALSE(Locate(Below("lib", kVersion1), "3", "elsewhere"));
}

TEST_F(LocateTest, TheFolderThatIsTheirsIsFoundBelowTheOneAskedAbout) {
  Files files = Below("deps/lib/src", kVersion1);
  files.emplace("deps/lib/Makefile", "own");
  files.emplace("deps/other/x", "y");
  const auto copy = Locate(files, "3", "deps");
  ASSERT_TRUE(copy);
  EXPECT_EQ(copy->folder.bytes(), "deps/lib/src");
  EXPECT_EQ(copy->version.bytes(), "v1");
  EXPECT_EQ(copy->added, 0U);
}

TEST_F(LocateTest, AFlattenedCopyIsRecognisedByItsContent) {
  // Version 3 has the same c.c: what tells is the rest.
  const auto copy =
      Locate({{"x/b.c", "b1"}, {"x/README", "r1"}, {"x/c.c", "c2"}, {"x/own.c", "own"}}, "3", "x");
  ASSERT_TRUE(copy);
  EXPECT_EQ(copy->version.bytes(), "v2");
  EXPECT_EQ(copy->same, 3U);
  EXPECT_EQ(copy->added, 1U);
  EXPECT_EQ(copy->left_out, 2U);
}

TEST_F(LocateTest, TheirFolderMayLieAnywhereAndHaveMoved) {
  Theirs("moved", {"3"}, Below("src/core", kVersion3));
  Theirs("later", {"moved"}, Below("src/core", kVersion1));
  EXPECT_EQ(Locate(kVersion3, "later", "")->nearest, commits.at("3")) << "it is a release";
  Files edited = kVersion1;
  edited.emplace("d.c", "d");
  Theirs("last", {"later"}, Below("src/core", edited));
  const auto copy = Locate(Below("x", edited), "last", "x");
  ASSERT_TRUE(copy);
  EXPECT_EQ(copy->their_folder.bytes(), "src/core");
  EXPECT_EQ(copy->nearest, commits.at("last"));
  EXPECT_EQ(copy->version.bytes(), "v3");
  EXPECT_EQ(copy->after_version, 3U);
}

TEST_F(LocateTest, AReleaseOfABranchIsOneToo) {
  const Files patched = {{"a.c", "a2"}, {"b.c", "b1 fixed"}, {"sub/c.c", "c2"}, {"README", "r1"}};
  Theirs("2.1", {"2"}, patched);
  Release("v2.1", "2.1");
  const auto copy = Locate(patched, "3", "");
  ASSERT_TRUE(copy);
  EXPECT_EQ(copy->nearest, commits.at("2.1"));
  EXPECT_EQ(copy->version.bytes(), "v2.1");
  EXPECT_EQ(copy->after_version, 0U);
  EXPECT_EQ(copy->behind, 2U) << "all of the mainline since 2";
}

TEST_F(LocateTest, OfEqualsAReleaseThenTheNewestCommitCounts) {
  // What differs between 1 and 2 is not in this copy.
  EXPECT_EQ(Locate({{"b.c", "b1"}, {"README", "r1"}}, "3", "")->version.bytes(), "v1")
      << "of version 2 a file more is missing";
  Theirs("4", {"3"}, Files{{"a.c", "a4"}, {"b.c", "b4"}, {"README", "r4"}});
  Theirs("5", {"4"}, Files{{"a.c", "a5"}, {"b.c", "b4"}, {"README", "r4"}});
  Theirs("6", {"5"}, Files{{"a.c", "a6"}, {"b.c", "b6"}, {"README", "r4"}});
  const auto copy = Locate({{"b.c", "b4"}, {"README", "r4"}}, "6", "");
  ASSERT_TRUE(copy);
  EXPECT_EQ(copy->nearest, commits.at("5"));
}

TEST_F(LocateTest, NeedsNoContentOfTheirs) {
  for (const auto& [path, file] : kVersion2) theirs.Remove(theirs.Blob(file.content));
  EXPECT_EQ(Locate(kVersion2, "3", "")->version.bytes(), "v2");
}

TEST_F(LocateTest, AFolderThatIsMissingIsNotKnown) {
  Ours("copy", {}, kVersion2);
  theirs.Remove(theirs.Tree(kVersion3));
  const auto copy = Open("copy", "3").value()->Locate(Untrusted());
  ASSERT_FALSE(copy.ok());
  EXPECT_EQ(copy.error().code, Errc::kContent);
}

TEST_F(LocateTest, AHostileTreeIsGivenUpInTime) {
  TreeId bomb = theirs.Tree(kVersion2);
  for (int level = 0; level < 100; ++level) {
    std::vector<RepositoryBuilder::Entry> entries;
    for (const char* name : {"a", "b", "c", "d"}) {
      entries.push_back({"40000", name, RepositoryBuilder::Bytes(bomb)});
    }
    bomb = theirs.Tree(entries);
  }
  commits["bomb"] = theirs.Commit(bomb, {commits.at("3")}, ++clock);
  Ours("copy", {}, kVersion2);
  const auto copy = Open("copy", "bomb").value()->Locate(Untrusted());
  EXPECT_TRUE(copy.ok() || copy.error().code == Errc::kContent);
}

TEST_F(ForkWitnessTest, TheNearestIsWhatLookingAtEveryCommitGives) {
  std::mt19937 random(11);
  for (int round = 0; round < 4; ++round) {
    RepositoryBuilder upstream;
    std::vector<Files> states;
    std::optional<CommitId> tip;
    Files files;
    for (int i = 0; i < 24; ++i) {
      files.emplace("f" + std::to_string(i % 3) + "/" + std::to_string(i), std::to_string(round));
    }
    for (int i = 0; i < 100; ++i) {
      // Some file gets a content that it never had.
      auto changed = std::next(files.begin(), static_cast<int>(random() % files.size()));
      changed->second.content = "at " + std::to_string(i);
      states.push_back(files);
      tip = upstream.Commit(files, tip ? std::vector{*tip} : std::vector<CommitId>(), i + 1);
    }
    upstream.Reference("refs/heads/main", *tip);
    // A third of the files is edited.
    Files copy = states[random() % states.size()];
    for (auto& [path, file] : copy) {
      if (random() % 3 == 0) file.content += " edited";
    }
    uint64_t most = 0;
    for (const Files& state : states) {
      uint64_t same = 0;
      for (const auto& [path, file] : copy) same += state.at(path).content == file.content ? 1 : 0;
      most = std::max(most, same);
    }
    const CommitId our_tip = ours.Commit(copy, {}, 1);
    const auto located = OpenForkWitness(ours.path().string(), our_tip, upstream.path().string())
                             .value()
                             ->Locate(Untrusted());
    ASSERT_TRUE(located.ok() && located.value());
    EXPECT_EQ(located.value()->same, most);
    EXPECT_EQ(located.value()->same + located.value()->edited, copy.size());
  }
}

TEST_F(ForkWitnessTest, TheOldestCommitsSayWhoHadWhatFirst) {
  Add({&theirs}, "t1", {}, {{"x", "first theirs"}}, 10);
  Add({&theirs}, "t2", {"t1"}, {{"y", "first ours"}, {"d/z", "together"}}, 30);
  Add({&ours}, "o1", {}, {{"src/y", "first ours"}, {"never", "ours alone"}}, 20);
  Add({&ours}, "o2", {"o1"}, {{"src/x", "first theirs"}, {"z", "together"}}, 30);
  auto witness = Open("o2", "t2").value();
  std::vector<BlobId> contents;
  for (const char* content : {"first theirs", "first ours", "together", "ours alone", "nobody's"}) {
    contents.push_back(ours.Blob(content));
  }
  const Result<FirstSeen> seen = witness->CompareDates(contents);
  ASSERT_TRUE(seen.ok());
  EXPECT_EQ(seen.value().ours, 1U);
  EXPECT_EQ(seen.value().theirs, 1U);
  EXPECT_EQ(seen.value().together, 1U);
}

}  // namespace
}  // namespace headwater::git
