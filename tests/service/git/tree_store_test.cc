// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/tree_store.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cstring>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "service/git/entry_name.h"
#include "service/git/libgit2.h"
#include "service/git/tree_diff.h"
#include "tests/fakes/repository_builder.h"

namespace headwater::git {
namespace {

using tests::RepositoryBuilder;
using Entry = RepositoryBuilder::Entry;
using Files = RepositoryBuilder::Files;

class TreeStoreTest : public testing::Test {
 protected:
  /// Opened late, so that objects written before are there.
  TreeStore& store() {
    if (!store_) {
      repository_.emplace(Repository::Open(builder.path()).value());
      store_.emplace(ObjectReader(*repository_));
    }
    return *store_;
  }

  std::string ProblemOf(const TreeId& root) {
    const Status status = store().Check(root);
    if (status.ok()) return "";
    EXPECT_EQ(status.error().code, Errc::kContent);
    return status.error().message;
  }

  TreeId Checked(const Files& files) {
    const TreeId tree = builder.Tree(files);
    EXPECT_EQ(ProblemOf(tree), "");
    return tree;
  }

  std::string DiffText(const TreeId& base, const TreeId& head) {
    std::string text;
    const TreeDiff diff = DiffTrees(store(), base, head).value();
    for (const DiffEntry& entry : diff.entries) {
      text += entry.old_mode ? (entry.new_mode ? "M " : "D ") : "A ";
      text += entry.path.bytes() + "\n";
    }
    return text;
  }

  RepositoryBuilder builder;

 private:
  std::optional<Repository> repository_;
  std::optional<TreeStore> store_;
};

TEST_F(TreeStoreTest, ListsFilesSortedByPathBytes) {
  const TreeId tree = Checked(Files{{"b", "1"},
                                    {"a/x", "2"},
                                    {"a-b", "3"},
                                    {"a.c", "4"},
                                    {"a/b/c", "5"},
                                    {"link", {"120000", "b"}},
                                    {"run", {"100755", "6"}}});
  const std::vector<FileEntry> files = store().List(tree).value();
  std::vector<std::string> paths;
  for (const FileEntry& file : files) paths.push_back(file.path.bytes());
  EXPECT_EQ(paths, (std::vector<std::string>{"a-b", "a.c", "a/b/c", "a/x", "b", "link", "run"}));
  EXPECT_EQ(FindFile(files, "run")->mode, FileMode::kExecutable);
  EXPECT_EQ(FindFile(files, "link")->mode, FileMode::kSymlink);
  EXPECT_EQ(FindFile(files, "a/x")->blob, builder.Blob("2"));
}

TEST_F(TreeStoreTest, RefusesToListWhatWasNotChecked) {
  const TreeId tree = builder.Tree(Files{{"a", "1"}});
  const auto files = store().List(tree);
  ASSERT_FALSE(files.ok());
  EXPECT_EQ(files.error().code, Errc::kInternal);
}

TEST_F(TreeStoreTest, TakesTheZeroIdForTheEmptyTree) {
  EXPECT_EQ(ProblemOf(TreeId()), "");
  EXPECT_TRUE(store().List(TreeId()).value().empty());
}

TEST_F(TreeStoreTest, NamesThePathOfWhatItRefuses) {
  const std::string blob = RepositoryBuilder::Bytes(builder.Blob("x"));
  const TreeId bad = builder.Tree(std::vector<Entry>{{"100644", ".git", blob}});
  const TreeId root =
      builder.Tree(std::vector<Entry>{{"40000", "src",
                                       RepositoryBuilder::Bytes(builder.Tree(std::vector<Entry>{
                                           {"40000", "deep", RepositoryBuilder::Bytes(bad)}}))}});
  EXPECT_NE(ProblemOf(root).find("\"src/deep\""), std::string::npos) << ProblemOf(root);
  EXPECT_NE(ProblemOf(root).find("\".git\""), std::string::npos) << ProblemOf(root);
}

TEST_F(TreeStoreTest, RefusesATreeThatIsMissingOrCorrupt) {
  const TreeId missing = builder.Tree(Files{{"a", "1"}});
  const TreeId corrupt = builder.Tree(Files{{"b", std::string(1000, 'x')}});
  const TreeId wrong_kind = builder.Tree(
      std::vector<Entry>{{"40000", "a", RepositoryBuilder::Bytes(builder.Blob("no tree"))}});
  builder.Remove(missing);
  builder.Truncate(corrupt, 12);
  EXPECT_NE(ProblemOf(missing).find("is missing"), std::string::npos) << ProblemOf(missing);
  EXPECT_NE(ProblemOf(corrupt), "");
  EXPECT_NE(ProblemOf(wrong_kind).find("is a blob"), std::string::npos) << ProblemOf(wrong_kind);
}

/// Levels of ten times the same folder: 10^20 files in twenty objects.
TEST_F(TreeStoreTest, RefusesATreeBombAtOnce) {
  std::string below = RepositoryBuilder::Bytes(builder.Blob("x"));
  std::string mode = "100644";
  TreeId tree;
  for (int level = 0; level < 20; ++level) {
    std::vector<Entry> entries;
    for (char name = '0'; name <= '9'; ++name) entries.push_back({mode, {name}, below});
    tree = builder.Tree(entries);
    below = RepositoryBuilder::Bytes(tree);
    mode = "40000";
  }
  const auto start = std::chrono::steady_clock::now();
  EXPECT_NE(ProblemOf(tree).find("more files"), std::string::npos) << ProblemOf(tree);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(1));
}

/// Few entries, but each path is long: written out they would fill gigabytes.
TEST_F(TreeStoreTest, RefusesPathsThatAreLongInAll) {
  std::vector<Entry> entries;
  const std::string blob = RepositoryBuilder::Bytes(builder.Blob("x"));
  for (int i = 100'000; i < 200'000; ++i) entries.push_back({"100644", std::to_string(i), blob});
  TreeId tree = builder.Tree(entries);
  for (int level = 0; level < 8; ++level) {
    tree = builder.Tree(
        std::vector<Entry>{{"40000", std::string(200, 'a'), RepositoryBuilder::Bytes(tree)}});
  }
  EXPECT_NE(ProblemOf(tree).find("longer paths"), std::string::npos) << ProblemOf(tree);
}

/// Only the top is written: reading on would meet a missing tree, not the bound.
TEST_F(TreeStoreTest, RefusesAChainOf200000FoldersWithoutReadingItsEnd) {
  constexpr int kLevels = 200'000;
  constexpr int kWritten = 140;
  std::string below = RepositoryBuilder::Bytes(builder.Blob("x"));
  TreeId tree;
  for (int level = 0; level < kLevels; ++level) {
    const std::vector<Entry> entries = {{"40000", "d", below}};
    tree =
        level < kLevels - kWritten ? RepositoryBuilder::HashTree(entries) : builder.Tree(entries);
    below = RepositoryBuilder::Bytes(tree);
  }
  EXPECT_NE(ProblemOf(tree).find("nested more than 128 deep"), std::string::npos)
      << ProblemOf(tree);
}

TEST_F(TreeStoreTest, CountsDepthThroughFoldersItKnows) {
  const auto chain = [&](int levels, std::string below) {
    for (int level = 0; level < levels; ++level) {
      below = RepositoryBuilder::Bytes(builder.Tree(std::vector<Entry>{{"40000", "d", below}}));
    }
    return below;
  };
  const std::string file = RepositoryBuilder::Bytes(builder.Tree(Files{{"f", "x"}}));
  const std::string half = chain(80, file);
  const std::string whole = chain(80, half);
  // `a` teaches the store the lower half, `b` then reaches it from further up.
  const TreeId root = builder.Tree(std::vector<Entry>{{"40000", "a", half}, {"40000", "b", whole}});
  EXPECT_NE(ProblemOf(root).find("deep"), std::string::npos) << ProblemOf(root);
  TreeId fits;
  const std::string just = chain(126, file);
  std::memcpy(fits.bytes.data(), just.data(), just.size());
  EXPECT_EQ(ProblemOf(fits), "");
  EXPECT_EQ(store().List(fits).value().size(), 1U);
}

TEST_F(TreeStoreTest, RefusesAPathBeyondTheBound) {
  const auto nest = [&](size_t levels, size_t last) {
    TreeId tree = builder.Tree(Files{{std::string(last, 'f'), "x"}});
    for (size_t level = 0; level < levels; ++level) {
      tree = builder.Tree(
          std::vector<Entry>{{"40000", std::string(99, 'd'), RepositoryBuilder::Bytes(tree)}});
    }
    return tree;
  };
  EXPECT_EQ(ProblemOf(nest(40, 96)), "");
  EXPECT_NE(ProblemOf(nest(40, 97)).find("too long"), std::string::npos);
}

TEST_F(TreeStoreTest, FindsBlobsButNoSubmodules) {
  const std::string module(kObjectIdBytes, 'm');
  const TreeId tree = Checked(Files{{"a/b", "1"}, {"c", "2"}, {"m", {"160000", module}}});
  BlobId module_id;
  std::memcpy(module_id.bytes.data(), module.data(), module.size());
  const auto found =
      store().FindBlobs(tree, {builder.Blob("1"), builder.Blob("other"), module_id}).value();
  EXPECT_EQ(found.size(), 1U);
  EXPECT_TRUE(found.contains(builder.Blob("1")));
}

TEST_F(TreeStoreTest, DiffsByPathModeAndContent) {
  const TreeId base = Checked(Files{
      {"a", "1"}, {"dir/b", "2"}, {"gone/c", "3"}, {"same/d", "4"}, {"swap", "5"}, {"t/x", "6"}});
  const TreeId head = Checked(Files{{"a", {"100755", "1"}},
                                    {"dir/b", "2b"},
                                    {"dir/new", "7"},
                                    {"same/d", "4"},
                                    {"swap/in", "8"},
                                    {"t", "9"}});
  EXPECT_EQ(DiffText(base, head),
            "M a\nM dir/b\nA dir/new\nD gone/c\nD swap\nA swap/in\nA t\nD t/x\n");
  EXPECT_EQ(DiffText(head, head), "");
  EXPECT_EQ(DiffText(TreeId(), base), "A a\nA dir/b\nA gone/c\nA same/d\nA swap\nA t/x\n");
  const auto lists = DiffLists(store().List(base).value(), store().List(head).value());
  const auto trees = DiffTrees(store(), base, head).value().entries;
  ASSERT_EQ(lists.size(), trees.size());
  for (size_t i = 0; i < lists.size(); ++i) {
    EXPECT_EQ(lists[i].path, trees[i].path);
    EXPECT_EQ(lists[i].old_mode, trees[i].old_mode);
    EXPECT_EQ(lists[i].new_blob, trees[i].new_blob);
  }
}

TEST_F(TreeStoreTest, ReportsOddModesOnlyWhereSomethingDiffers) {
  const std::string blob = RepositoryBuilder::Bytes(builder.Blob("x"));
  const std::string other = RepositoryBuilder::Bytes(builder.Blob("y"));
  const TreeId base =
      builder.Tree(std::vector<Entry>{{"100664", "a", blob}, {"100664", "b", blob}});
  const TreeId head =
      builder.Tree(std::vector<Entry>{{"100644", "a", blob}, {"100664", "b", other}});
  ASSERT_EQ(ProblemOf(base) + ProblemOf(head), "");
  const TreeDiff diff = DiffTrees(store(), base, head).value();
  ASSERT_EQ(diff.entries.size(), 1U);
  ASSERT_EQ(diff.odd_modes.size(), 1U);
  EXPECT_EQ(diff.odd_modes[0].path.bytes(), "b");
  EXPECT_EQ(diff.odd_modes[0].detail.bytes(), "100664");
}

/// What libgit2's merge adds or changes against ours, conflicts with their side.
std::vector<Untrusted> PathsOfLibgit2Merge(const RepositoryBuilder& builder, const TreeId& base,
                                           const TreeId& ours, const TreeId& theirs) {
  using TreeHandle = Handle<git_tree, git_tree_free>;
  const auto tree = [&](const TreeId& id) {
    const git_oid oid = ToOid(id);
    git_tree* found = nullptr;
    EXPECT_EQ(git_tree_lookup(&found, builder.repository(), &oid), 0);
    return TreeHandle(found);
  };
  git_merge_options options{};
  EXPECT_EQ(git_merge_options_init(&options, GIT_MERGE_OPTIONS_VERSION), 0);
  options.flags = 0;
  options.default_driver = "binary";
  git_index* merged = nullptr;
  EXPECT_EQ(git_merge_trees(&merged, builder.repository(), tree(base).get(), tree(ours).get(),
                            tree(theirs).get(), &options),
            0);
  const IndexHandle index(merged);
  std::set<Untrusted> paths;
  const TreeHandle our_tree = tree(ours);
  for (size_t i = 0; i < git_index_entrycount(index.get()); ++i) {
    const git_index_entry* entry = git_index_get_byindex(index.get(), i);
    const int stage = git_index_entry_stage(entry);
    git_tree_entry* mine = nullptr;
    git_tree_entry_bypath(&mine, our_tree.get(), entry->path);
    const Handle<git_tree_entry, git_tree_entry_free> our_entry(mine);
    const bool same = mine != nullptr && git_oid_equal(git_tree_entry_id(mine), &entry->id) != 0 &&
                      static_cast<uint32_t>(git_tree_entry_filemode(mine)) == entry->mode;
    if ((stage == 0 || stage == 3) && !same) paths.emplace(entry->path);
  }
  return {paths.begin(), paths.end()};
}

TEST_F(TreeStoreTest, FindsThePathsOfAMergeAsLibgit2Does) {
  const TreeId base = Checked(Files{{"both", "0"},
                                    {"del-mod", "0"},
                                    {"mod-del", "0"},
                                    {"mine", "0"},
                                    {"theirs/x", "0"},
                                    {"same", "0"},
                                    {"mode", "0"},
                                    {"d/e/f", "0"}});
  const TreeId ours = Checked(Files{{"both", "1"},
                                    {"mod-del", "1"},
                                    {"mine", "1"},
                                    {"theirs/x", "0"},
                                    {"same", "9"},
                                    {"mode", "1"},
                                    {"added", "1"},
                                    {"d/e/f", "0"}});
  const TreeId theirs = Checked(Files{{"both", "2"},
                                      {"del-mod", "2"},
                                      {"mine", "0"},
                                      {"theirs/x", "2"},
                                      {"theirs/new/y", "2"},
                                      {"same", "9"},
                                      {"mode", {"100755", "0"}},
                                      {"added", "2"},
                                      {"d/e", "2"}});
  const std::vector<Untrusted> paths = PathsOfMerge(store(), base, ours, theirs).value();
  std::string text;
  for (const Untrusted& path : paths) text += path.bytes() + " ";
  EXPECT_EQ(text, "added both d/e del-mod mode theirs/new/y theirs/x ");
  EXPECT_EQ(paths, PathsOfLibgit2Merge(builder, base, ours, theirs));
}

}  // namespace
}  // namespace headwater::git
