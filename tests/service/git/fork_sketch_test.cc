// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/fork_sketch.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "headwater/line_sketch.h"
#include "service/git/fork_head.h"
#include "service/git/object_reader.h"
#include "tests/fakes/repository_builder.h"

namespace headwater::git {
namespace {

using tests::RepositoryBuilder;
using Files = RepositoryBuilder::Files;

const std::string kSecret = "0123456789abcdef";

/// Lines that no other `name` has.
std::string Lines(const std::string& name, int count = 200, const std::string& end = "\n") {
  std::string text;
  for (int i = 0; i < count; ++i) text += name + " line " + std::to_string(i) + end;
  return text;
}

std::vector<std::tuple<ContentKey, int, int>> Rows(const ProjectSketch& sketch) {
  std::vector<std::tuple<ContentKey, int, int>> rows;
  for (const SketchRow& row : sketch.rows) rows.emplace_back(row.key, row.first, row.last);
  return rows;
}

class ForkSketchTest : public testing::Test {
 protected:
  SketchAnswer Read(const ProjectSketch* before = nullptr) {
    Repository repository = Repository::Open(builder.path()).value();
    const ForkRefs refs = ReadForkRefs(repository).value();
    Result<SketchAnswer> answer = ReadSketch(repository, refs, kSecret, before);
    if (!answer.ok()) ADD_FAILURE() << answer.error().message;
    return answer.ok() ? answer.value() : SketchAnswer();
  }

  HeadAnswer Head(const CommitId& commit) {
    Repository repository = Repository::Open(builder.path()).value();
    Result<HeadAnswer> answer = ReadProjectHead(repository, commit, kSecret);
    if (!answer.ok()) ADD_FAILURE() << answer.error().message;
    return answer.ok() ? answer.value() : HeadAnswer();
  }

  /// A commit after the last one.
  CommitId Commit(const Files& files) {
    last = builder.Commit(files, last ? std::vector{*last} : std::vector<CommitId>(), ++time);
    builder.Reference("refs/heads/main", *last);
    return *last;
  }
  void Tag(const std::string& name) { builder.Reference("refs/tags/" + name, *last); }

  RepositoryBuilder builder;
  std::optional<CommitId> last;
  int64_t time = 0;
};

TEST_F(ForkSketchTest, SaysFromWhichVersionToWhichALineStands) {
  Commit({{"a", Lines("a")}, {"old", Lines("old")}});
  Tag("v1");
  Commit({{"a", Lines("a")}});
  Tag("v2");
  Commit({{"a", Lines("a")}, {"new", Lines("new")}});
  const ProjectSketch sketch = Read().sketch;
  ASSERT_EQ(sketch.versions.size(), 3U);
  EXPECT_EQ(sketch.versions[0].name.bytes(), "v1");
  EXPECT_TRUE(sketch.versions[2].name.empty());
  const auto rows_of = [&](const std::string& text, int first, int expected_last) {
    for (const ContentKey key : LineSketch(text, kSecret)) {
      const auto row = std::ranges::lower_bound(sketch.rows, key, {}, &SketchRow::key);
      ASSERT_TRUE(row != sketch.rows.end() && row->key == key);
      EXPECT_EQ(row->first, first);
      EXPECT_EQ(row->last, expected_last);
    }
  };
  rows_of(Lines("a"), 0, 2);
  rows_of(Lines("old"), 0, 0);
  rows_of(Lines("new"), 2, 2);
}

TEST_F(ForkSketchTest, WhatIsAddedToAnEarlierSketchIsWhatTheWholeGives) {
  std::mt19937 random(7);
  const auto some = [&] {
    Files files;
    for (int i = 0; i < 6; ++i) {
      if (random() % 2 == 0) files.emplace(std::to_string(i), Lines(std::to_string(random() % 9)));
    }
    files.emplace("always", Lines("always"));
    return files;
  };
  Commit(some());
  ProjectSketch before = Read().sketch;
  for (int i = 0; i < 40; ++i) {
    Commit(some());
    if (random() % 3 == 0) Tag("v" + std::to_string(i));
    // A release of an older line, dated between others.
    if (i == 20) {
      const CommitId patch = builder.Commit(some(), {}, time - 5);
      builder.Reference("refs/tags/v0.1", patch);
    }
    const ProjectSketch added = Read(&before).sketch;
    const ProjectSketch whole = Read().sketch;
    ASSERT_EQ(added.versions.size(), whole.versions.size());
    ASSERT_EQ(Rows(added), Rows(whole)) << i;
    before = added;
  }
}

TEST_F(ForkSketchTest, AnEarlierSketchOfSomethingElseIsNoHarm) {
  Commit({{"a", Lines("a")}});
  Tag("v1");
  Commit({{"a", Lines("b")}});
  const ProjectSketch whole = Read().sketch;
  ProjectSketch wrong = whole;
  wrong.versions.back().commit = wrong.versions.front().commit;
  wrong.rows = {{.key = 1, .first = 0, .last = 1}};
  EXPECT_EQ(Rows(Read(&wrong).sketch), Rows(whole));
}

TEST_F(ForkSketchTest, ManyReleasesAreThinnedOutAndANewOneChangesLittle) {
  for (int i = 0; i < 200; ++i) {
    Commit({{"a", Lines(std::to_string(i / 20), 50)}});
    Tag("v" + std::to_string(1'000 + i));
  }
  const auto names = [&] {
    std::vector<std::string> all;
    for (const SketchedVersion& version : Read().sketch.versions) {
      all.push_back(version.name.bytes());
    }
    return all;
  };
  const auto before = names();
  EXPECT_LE(before.size(), kMaxSketchedVersions);
  EXPECT_GT(before.size(), kMaxSketchedVersions / 2 - 2);
  EXPECT_EQ(before.front(), "v1000");
  EXPECT_EQ(before[before.size() - 2], "v1199");
  EXPECT_EQ(before.back(), "");
  Commit({{"a", Lines("new")}});
  Tag("v1200");
  const auto after = names();
  EXPECT_EQ(std::ranges::mismatch(before, after).in1 - before.begin(),
            static_cast<ptrdiff_t>(before.size()) - 2);
}

TEST_F(ForkSketchTest, WhatIsLackingIsNamedAndTheRestIsThere) {
  Commit({{"a", Lines("a")}, {"b", Lines("b")}, {"go.sum", Lines("noise")}});
  const BlobId lacking = builder.Blob(Lines("a"));
  builder.Remove(lacking);
  builder.Remove(builder.Blob(Lines("noise")));
  const SketchAnswer answer = Read();
  EXPECT_EQ(answer.lacking, std::vector{lacking});
  EXPECT_EQ(answer.sketch.rows.size(), LineSketch(Lines("b"), kSecret).size());
  EXPECT_FALSE(answer.sketch.rows.empty());
}

TEST_F(ForkSketchTest, SecondKeysAreThoseOfTheEvenedOutText) {
  Commit({{"a", Lines("a", 20, "\r\n")},
          {"b", Lines("b")},
          {"binary", Lines("c", 20, "\r\n") + std::string(1, '\0')}});
  EXPECT_EQ(Read().texts, std::vector{KeyOf(builder.Blob(Lines("a", 20)))});
}

TEST_F(ForkSketchTest, ACorruptFileIsNotKnown) {
  Commit({{"a", Lines("a")}});
  builder.Truncate(builder.Blob(Lines("a")), 20);
  Repository repository = Repository::Open(builder.path()).value();
  const ForkRefs refs = ReadForkRefs(repository).value();
  const Result<SketchAnswer> answer = ReadSketch(repository, refs, kSecret, nullptr);
  ASSERT_FALSE(answer.ok());
  EXPECT_EQ(answer.error().code, Errc::kContent);
}

TEST_F(ForkSketchTest, AHeadHasItsFilesFoldersAndHistory) {
  const CommitId first = Commit({{"x", Lines("x")}});
  const CommitId second = Commit({{"lib/a.c", Lines("a", 30, "\r\n")},
                                  {"lib/b.c", {"100755", Lines("b")}},
                                  {"lib/c.c", "tiny"},
                                  {"link", {"120000", Lines("target")}},
                                  {"package-lock.json", Lines("lock")}});
  const HeadAnswer answer = Head(second);
  EXPECT_TRUE(answer.lacking.empty());
  const ProjectHead& head = answer.head;
  EXPECT_EQ(head.commit, second);
  std::vector<ContentKey> commits = {KeyOf(first), KeyOf(second)};
  std::ranges::sort(commits);
  EXPECT_EQ(head.commits, commits);
  ASSERT_EQ(head.files.size(), 4U);
  EXPECT_EQ(head.files[0].path.bytes(), "lib/a.c");
  EXPECT_EQ(head.files[0].bytes, Lines("a", 30, "\r\n").size());
  EXPECT_EQ(head.files[0].text, KeyOf(builder.Blob(Lines("a", 30))));
  EXPECT_EQ(head.files[1].lines, LineSketch(Lines("b"), kSecret));
  EXPECT_FALSE(head.files[1].text);
  EXPECT_TRUE(head.files[2].noise);
  EXPECT_TRUE(head.files[3].noise);
  EXPECT_TRUE(head.files[3].lines.empty());
  ASSERT_EQ(head.trees.size(), 2U);
  EXPECT_TRUE(head.trees[0].path.empty());
  EXPECT_EQ(head.trees[1].path.bytes(), "lib");
  const TreeId plain =
      builder.Tree(Files{{"a.c", Lines("a", 30, "\r\n")}, {"b.c", Lines("b")}, {"c.c", "tiny"}});
  EXPECT_EQ(head.trees[1].key, KeyOf(plain));
}

TEST_F(ForkSketchTest, AHeadNamesWhatItLacks) {
  const CommitId commit = Commit({{"a", Lines("a")}, {"b", Lines("b")}});
  const BlobId lacking = builder.Blob(Lines("a"));
  builder.Remove(lacking);
  const HeadAnswer answer = Head(commit);
  EXPECT_EQ(answer.lacking, std::vector{lacking});
  ASSERT_EQ(answer.head.files.size(), 2U);
  EXPECT_EQ(answer.head.files[0].bytes, 0U);
  EXPECT_FALSE(answer.head.files[1].lines.empty());
}

}  // namespace
}  // namespace headwater::git
