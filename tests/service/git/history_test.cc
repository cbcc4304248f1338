// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/history.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "tests/fakes/repository_builder.h"

namespace headwater::git {
namespace {

using tests::RepositoryBuilder;

constexpr const char* kShallow = "the history is shallow";

/// A history written as names: Add("c", {"a", "b"}, date).
class HistoryTest : public testing::Test {
 protected:
  void Add(const std::string& name, const std::vector<std::string>& parents, int64_t time) {
    std::vector<CommitId> ids;
    for (const std::string& parent : parents) ids.push_back(commits.at(parent));
    commits[name] = builder.Commit(tree, ids, time, name + "\n");
  }

  History& history() {
    if (!history_) {
      repository_.emplace(Repository::Open(builder.path()).value());
      history_.emplace(*repository_);
    }
    return *history_;
  }

  std::set<std::string> NamesOf(const std::vector<CommitId>& ids) const {
    std::set<std::string> names;
    for (const auto& [name, id] : commits) {
      if (std::ranges::find(ids, id) != ids.end()) names.insert(name);
    }
    return names;
  }

  std::set<std::string> Bases(const std::string& target, const std::string& head) {
    Result<std::vector<CommitId>> bases =
        history().MergeBases(commits.at(target), commits.at(head));
    if (!bases.ok()) return {bases.error().message};
    EXPECT_EQ(NamesOf(bases.value()).size(), bases.value().size());
    return NamesOf(bases.value());
  }

  std::string Range(const std::string& target, const std::string& head) {
    const std::optional<CommitId> from =
        target.empty() ? std::nullopt : std::optional(commits.at(target));
    Result<std::vector<Commit>> range = history().CommitsBetween(from, commits.at(head));
    if (!range.ok()) return range.error().message;
    std::string text;
    for (const Commit& commit : range.value()) text += commit.subject.bytes() + " ";
    return text;
  }

  RepositoryBuilder builder;
  TreeId tree = builder.Tree(RepositoryBuilder::Files{{"a", "1"}});
  std::map<std::string, CommitId> commits;

 private:
  std::optional<Repository> repository_;
  std::optional<History> history_;
};

using Names = std::set<std::string>;

TEST_F(HistoryTest, FindsTheForkPointOfASimpleBranch) {
  Add("root", {}, 1);
  Add("fork", {"root"}, 2);
  Add("main", {"fork"}, 3);
  Add("t1", {"fork"}, 4);
  Add("t2", {"t1"}, 5);
  EXPECT_EQ(Bases("main", "t2"), Names{"fork"});
  EXPECT_EQ(Bases("fork", "t2"), Names{"fork"});
  EXPECT_EQ(Bases("t2", "fork"), Names{"fork"});
  EXPECT_EQ(Bases("t2", "t2"), Names{"t2"});
  EXPECT_EQ(Range("main", "t2"), "t2 t1 ");
  EXPECT_EQ(Range("t2", "fork"), "");
  EXPECT_EQ(Range("", "t2"), "t2 t1 fork root ");
}

TEST_F(HistoryTest, FindsEveryBaseOfACrissCross) {
  Add("root", {}, 1);
  Add("a", {"root"}, 2);
  Add("b", {"root"}, 3);
  Add("ab", {"a", "b"}, 4);
  Add("ba", {"b", "a"}, 5);
  Add("main", {"ab"}, 6);
  Add("head", {"ba"}, 7);
  EXPECT_EQ(Bases("main", "head"), (Names{"a", "b"}));
  EXPECT_EQ(Range("main", "head"), "head ba ");
}

TEST_F(HistoryTest, LeavesOutBasesBelowOthers) {
  // old is common through two paths, but below mid, which is common too.
  Add("old", {}, 1);
  Add("mid", {"old"}, 2);
  Add("t", {"mid", "old"}, 3);
  Add("h", {"old", "mid"}, 4);
  EXPECT_EQ(Bases("t", "h"), Names{"mid"});
}

/// `mid` claims to be older than its own ancestor: by date alone `old` would look best.
TEST_F(HistoryTest, IsNotMisledByDatesAboutBases) {
  Add("old", {}, 1'000);
  Add("mid", {"old"}, 1);
  Add("t", {"mid"}, 2'000);
  Add("h", {"mid", "old"}, 2'001);
  EXPECT_EQ(Bases("t", "h"), Names{"mid"});
  EXPECT_EQ(Bases("h", "t"), Names{"mid"});
  EXPECT_EQ(Range("t", "h"), "h ");
}

/// The target has `x`, but only through a commit that claims to be ancient.
TEST_F(HistoryTest, IsNotMisledByDatesAboutTheRange) {
  Add("root", {}, 1);
  Add("x", {"root"}, 900);
  Add("ancient", {"x"}, 2);
  Add("base", {"ancient"}, 1'000);
  Add("t", {"base"}, 1'001);
  Add("h", {"base", "x"}, 1'002);
  EXPECT_EQ(Range("t", "h"), "h ");
  EXPECT_EQ(Bases("t", "h"), Names{"base"});
}

TEST_F(HistoryTest, SortsByDateButNoParentBeforeItsChild) {
  Add("root", {}, 1);
  Add("a1", {"root"}, 50);
  Add("b1", {"root"}, 10);
  Add("a2", {"a1"}, 20);
  Add("b2", {"b1"}, 40);
  Add("h", {"a2", "b2"}, 30);
  EXPECT_EQ(Range("root", "h"), "h b2 a2 a1 b1 ");
}

TEST_F(HistoryTest, FindsNoBaseOfUnrelatedHistories) {
  Add("r1", {}, 1);
  Add("t", {"r1"}, 2);
  Add("r2", {}, 3);
  Add("h", {"r2"}, 4);
  EXPECT_EQ(Bases("t", "h"), Names{});
  EXPECT_EQ(Range("t", "h"), "h r2 ");
}

/// Compares with the definition on random histories whose dates mean nothing.
TEST_F(HistoryTest, AgreesWithTheDefinitionOnRandomHistories) {
  std::mt19937 random(20240607);  // Fixed: the same histories in every run.
  constexpr size_t kCommits = 60;
  std::vector<std::set<size_t>> ancestors(kCommits);  // Each with itself.
  const auto name = [](size_t i) { return "c" + std::to_string(i); };
  for (size_t i = 0; i < kCommits; ++i) {
    std::vector<std::string> parents;
    ancestors[i].insert(i);
    for (size_t count = i == 0 ? 0 : random() % 3; count > 0; --count) {
      const size_t parent = i - 1 - random() % std::min<size_t>(i, 7);
      if (std::ranges::find(parents, name(parent)) != parents.end()) continue;
      parents.push_back(name(parent));
      ancestors[i].insert(ancestors[parent].begin(), ancestors[parent].end());
    }
    Add(name(i), parents, static_cast<int64_t>(random() % 100));
  }
  for (int round = 0; round < 400; ++round) {
    const size_t target = random() % kCommits;
    const size_t head = random() % kCommits;
    Names best;
    Names range;
    std::set<size_t> common;
    std::ranges::set_intersection(ancestors[target], ancestors[head],
                                  std::inserter(common, common.end()));
    for (const size_t one : common) {
      const bool below = std::ranges::any_of(
          common, [&](size_t other) { return other != one && ancestors[other].contains(one); });
      if (!below) best.insert(name(one));
    }
    for (const size_t one : ancestors[head]) {
      if (!ancestors[target].contains(one)) range.insert(name(one));
    }
    EXPECT_EQ(Bases(name(target), name(head)), best) << target << " " << head;
    const auto commits_between =
        history().CommitsBetween(commits.at(name(target)), commits.at(name(head)));
    std::vector<CommitId> ids;
    for (const Commit& commit : commits_between.value()) ids.push_back(commit.id);
    EXPECT_EQ(NamesOf(ids), range) << target << " " << head;
  }
}

TEST_F(HistoryTest, RefusesMoreBasesThanItJudges) {
  Add("root", {}, 1);
  std::vector<std::string> sides;
  for (size_t i = 0; i <= kMaxMergeBases; ++i) {
    sides.push_back("s" + std::to_string(i));
    Add(sides.back(), {"root"}, static_cast<int64_t>(2 + i));
  }
  Add("t", sides, 100);
  Add("h", sides, 101);
  ASSERT_EQ(Bases("t", "h").size(), 1U);
  EXPECT_NE(Bases("t", "h").begin()->find("more than 16 merge bases"), std::string::npos);
  sides.pop_back();
  Add("t2", sides, 102);
  Add("h2", sides, 103);
  EXPECT_EQ(Bases("t2", "h2").size(), kMaxMergeBases);
}

TEST_F(HistoryTest, SaysWhenAShallowCloneCannotTell) {
  Add("root", {}, 1);
  Add("fork", {"root"}, 2);
  Add("t", {"fork"}, 3);
  Add("h1", {"fork"}, 4);
  Add("h", {"h1"}, 5);
  builder.Shallow({commits["t"], commits["h1"]});
  builder.Remove(commits["fork"]);
  EXPECT_NE(Bases("t", "h").begin()->find(kShallow), std::string::npos);
  EXPECT_NE(Range("t", "h").find("GIT_DEPTH: 0"), std::string::npos);
}

TEST_F(HistoryTest, IsContentWithAShallowCloneThatIsDeepEnough) {
  Add("root", {}, 1);
  Add("fork", {"root"}, 2);
  Add("t", {"fork"}, 3);
  Add("h", {"fork"}, 4);
  builder.Shallow({commits["fork"]});
  builder.Remove(commits["root"]);
  EXPECT_EQ(Bases("t", "h"), Names{"fork"});
  EXPECT_EQ(Range("t", "h"), "h ");
  EXPECT_NE(Range("", "h").find(kShallow), std::string::npos);
}

TEST_F(HistoryTest, RefusesAHistoryWithAHole) {
  Add("root", {}, 1);
  Add("fork", {"root"}, 2);
  Add("t", {"fork"}, 3);
  Add("h1", {"fork"}, 4);
  Add("h", {"h1"}, 5);
  builder.Remove(commits["h1"]);
  const Result<std::vector<CommitId>> bases = history().MergeBases(commits["t"], commits["h"]);
  ASSERT_FALSE(bases.ok());
  EXPECT_EQ(bases.error().code, Errc::kContent);
  EXPECT_NE(bases.error().message.find(commits["h1"].Hex()), std::string::npos);
}

TEST_F(HistoryTest, RefusesARangeOfTooManyCommits) {
  Add("root", {}, 1);
  CommitId last = commits["root"];
  for (size_t i = 0; i <= kMaxRangeCommits; ++i) last = builder.Commit(tree, {last}, 2, "x");
  commits["h"] = last;
  EXPECT_NE(Range("root", "h").find("more than 20000 commits"), std::string::npos);
}

}  // namespace
}  // namespace headwater::git
