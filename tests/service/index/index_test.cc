// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "service/index/index_writer.h"
#include "service/index/message_facts.h"
#include "service/index/upstream_index.h"
#include "tests/fakes/repository_builder.h"

namespace headwater::index {
namespace {

namespace fs = std::filesystem;
using Ids = std::vector<CommitId>;

std::string Slurp(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

/// Ids that are spread as real ones are, or that begin alike.
CommitId IdOf(int number) {
  CommitId id;
  const uint64_t spread = static_cast<uint64_t>(number) * 0x9e3779b97f4a7c15U;
  std::memcpy(id.bytes.data(), &spread, sizeof spread);
  id.bytes[19] = static_cast<uint8_t>(number);
  return id;
}

PatchId PatchIdOf(int number) {
  PatchId id;
  id.bytes = IdOf(number).bytes;
  return id;
}

Patch PatchOf(const std::vector<std::string>& added, const std::string& path = "file.c") {
  Patch patch;
  patch.files.emplace_back();
  patch.files[0].path = Untrusted(path);
  for (const std::string& line : added) {
    patch.files[0].hunks.emplace_back();
    patch.files[0].hunks.back().added.emplace_back(line);
  }
  return patch;
}

IndexedCommit CommitOf(int number, const Ids& parents, const std::string& message = "change\n") {
  IndexedCommit commit;
  commit.id = IdOf(number);
  commit.parents = parents;
  commit.committed = number;
  commit.subject = Untrusted(message.substr(0, message.find('\n')));
  commit.author_name = Untrusted("Alex Example");
  commit.author_email = Untrusted("alex@example.org");
  commit.message = Untrusted(message);
  return commit;
}

class IndexTest : public testing::Test {
 protected:
  IndexTest() : folder((temporary.path() / "index").string()) {}

  IndexWriter Writer() {
    auto writer = IndexWriter::Open(folder);
    if (!writer.ok()) throw std::runtime_error(writer.error().message);
    return std::move(writer).value();
  }

  /// Each commit in a segment of its own, so that segments are merged.
  static void Add(IndexWriter& writer, const IndexedCommit& commit, Patch patch = {}) {
    patch.commit = commit.id;
    SegmentBuilder builder;
    builder.Add(commit, patch);
    const Status added = writer.AddCommits(std::move(builder));
    ASSERT_TRUE(added.ok()) << added.error().message;
  }

  static void Finish(IndexWriter& writer, const std::vector<Tip>& tips,
                     std::vector<BlobId> objects = {}, ObjectsKept kept = ObjectsKept::kAll) {
    const Status done = writer.Finish(tips, std::move(objects), kept, "print");
    ASSERT_TRUE(done.ok()) << done.error().message;
  }

  UpstreamIndex Index() {
    auto index = UpstreamIndex::Open(folder);
    if (!index.ok()) throw std::runtime_error(index.error().message);
    return std::move(index).value();
  }

  static Tip Branch(int number) { return {false, Untrusted("main"), IdOf(number)}; }
  static Tip Tag(const std::string& name, int number) {
    return {true, Untrusted(name), IdOf(number)};
  }

  tests::TemporaryFolder temporary;
  std::string folder;
};

TEST_F(IndexTest, DescribesCommitsWithTheirFirstRelease) {
  {
    IndexWriter writer = Writer();
    for (int i = 1; i <= 40; ++i) {
      Add(writer, CommitOf(i, i == 1 ? Ids{} : Ids{IdOf(i - 1)}, "change " + std::to_string(i)));
    }
    Finish(writer, {Branch(40), Tag("v2.0", 30), Tag("v1.0", 20), Tag("v1.0-rc1", 10)});
  }
  const UpstreamIndex index = Index();
  EXPECT_EQ(index.commits(), 40U);
  const struct {
    int number;
    const char* tag;
  } cases[] = {{1, "v1.0"}, {10, "v1.0"}, {20, "v1.0"}, {21, "v2.0"}, {30, "v2.0"}, {31, ""}};
  for (const auto& one : cases) {
    const auto described = index.Describe(IdOf(one.number));
    ASSERT_TRUE(described) << one.number;
    EXPECT_EQ(described->first_tag.bytes(), one.tag) << one.number;
    EXPECT_EQ(described->subject.bytes(), "change " + std::to_string(one.number));
    EXPECT_EQ(described->author_name.bytes(), "Alex Example");
    EXPECT_EQ(described->author_email.bytes(), "alex@example.org");
    EXPECT_EQ(described->committed.time_since_epoch().count(), one.number);
  }
  EXPECT_FALSE(index.Describe(IdOf(41)));
}

TEST_F(IndexTest, APreReleaseIsTheFirstTagOnlyWhereThereIsNoRelease) {
  {
    IndexWriter writer = Writer();
    Add(writer, CommitOf(1, {}));
    Add(writer, CommitOf(2, {IdOf(1)}));
    Finish(writer, {Branch(2), Tag("v1.0-beta", 2), Tag("a1", 1)});
  }
  EXPECT_EQ(Index().Describe(IdOf(1))->first_tag.bytes(), "a1");
  EXPECT_EQ(Index().Describe(IdOf(2))->first_tag.bytes(), "v1.0-beta");
}

TEST_F(IndexTest, FindsCommitsByTheBeginningOfTheirIds) {
  CommitId twin = IdOf(7);
  twin.bytes[19] = 99;
  {
    IndexWriter writer = Writer();
    IndexedCommit commit = CommitOf(7, {});
    Add(writer, commit);
    commit.id = twin;
    commit.parents = {IdOf(7)};
    Add(writer, commit);
    Add(writer, CommitOf(8, {twin}));
    Finish(writer, {Branch(8)});
  }
  const UpstreamIndex index = Index();
  const std::string hex = IdOf(8).Hex();
  std::string upper = hex;
  for (char& c : upper) c = static_cast<char>(std::toupper(c));
  EXPECT_EQ(index.FindCommits(hex), Ids{IdOf(8)});
  EXPECT_EQ(index.FindCommits(upper.substr(0, 9)), Ids{IdOf(8)});
  EXPECT_EQ(index.FindCommits(IdOf(7).Hex().substr(0, 7)).size(), 2U);
  EXPECT_EQ(index.FindCommits(twin.Hex()), Ids{twin});
  for (const std::string& none : {hex.substr(0, 6), hex + "0", std::string("xyzxyzx"),
                                  std::string("fffffff"), std::string()}) {
    EXPECT_TRUE(index.FindCommits(none).empty()) << none;
  }
}

TEST_F(IndexTest, OnlyWhatBranchesAndTagsReachIsThere) {
  {
    IndexWriter writer = Writer();
    const Patch patch = PatchOf({"a telling line of text"});
    Add(writer, CommitOf(1, {}));
    Add(writer, CommitOf(2, {IdOf(1)}, "two (#5)\n"), patch);
    Add(writer, CommitOf(3, {IdOf(1)}, "three (#5)\n\nFixes: " + IdOf(1).Hex() + "\n"), patch);
    Finish(writer, {Branch(2)});
  }
  EXPECT_FALSE(Index().Reaches(IdOf(3)));
  EXPECT_TRUE(Index().FindCommits(IdOf(3).Hex()).empty());
  EXPECT_EQ(Index().FindRequest(5), Ids{IdOf(2)});
  EXPECT_TRUE(Index().FollowUpsOf(IdOf(1)).empty());
  ASSERT_EQ(Index().FindSimilar(PatchOf({"a telling line of text"})).size(), 1U);
  {
    // The branch is rewritten.
    IndexWriter writer = Writer();
    Finish(writer, {Branch(3)});
  }
  EXPECT_FALSE(Index().Describe(IdOf(2)));
  EXPECT_EQ(Index().FindRequest(5), Ids{IdOf(3)});
  ASSERT_EQ(Index().FollowUpsOf(IdOf(1)).size(), 1U);
}

TEST_F(IndexTest, RanksWhatIsSimilar) {
  {
    IndexWriter writer = Writer();
    Patch whole = PatchOf({"first telling line", "second telling line", "third telling line"});
    whole.id = PatchIdOf(77);
    Add(writer, CommitOf(1, {}), PatchOf({"second  telling line"}, "moved/elsewhere.c"));
    Add(writer, CommitOf(2, {IdOf(1)}), whole);
    whole.id = PatchIdOf(78);
    Add(writer, CommitOf(3, {IdOf(2)}), whole);
    Add(writer, CommitOf(4, {IdOf(3)}), PatchOf({"second telling line"}, "package-lock.json"));
    Add(writer, CommitOf(5, {IdOf(4)}), PatchOf({"x", "unrelated telling line"}));
    Finish(writer, {Branch(5)});
  }
  Patch asked = PatchOf({"first telling line", "second telling line", "third telling line", "x"});
  asked.id = PatchIdOf(78);
  const auto similar = Index().FindSimilar(asked);
  ASSERT_EQ(similar.size(), 4U);
  EXPECT_EQ(similar[0].id, IdOf(3));
  EXPECT_TRUE(similar[0].same_patch);
  EXPECT_EQ(similar[1].id, IdOf(2));
  EXPECT_FALSE(similar[1].same_patch);
  EXPECT_EQ(similar[1].hunks, 3U);
  EXPECT_EQ(similar[1].lines, 3U);
  EXPECT_EQ(similar[2].id, IdOf(1));
  EXPECT_EQ(similar[2].hunks, 1U);
  EXPECT_EQ(similar[3].id, IdOf(5));
  EXPECT_EQ(similar[3].lines, 0U);
  EXPECT_TRUE(Index().FindSimilar(PatchOf({"first telling line"}, "NEWS")).empty());
}

TEST_F(IndexTest, KnowsWhichCommitMakesAPatch) {
  {
    IndexWriter writer = Writer();
    Patch whole = PatchOf({"first telling line"});
    whole.id = PatchIdOf(77);
    Add(writer, CommitOf(1, {}), whole);
    Add(writer, CommitOf(2, {IdOf(1)}), whole);
    whole.id = PatchIdOf(78);
    Add(writer, CommitOf(3, {IdOf(1)}), whole);
    Finish(writer, {Branch(2)});
  }
  EXPECT_TRUE(Index().HasPatch(IdOf(1), PatchIdOf(77)));
  EXPECT_TRUE(Index().HasPatch(IdOf(2), PatchIdOf(77)));
  EXPECT_FALSE(Index().HasPatch(IdOf(2), PatchIdOf(78)));
  EXPECT_FALSE(Index().HasPatch(IdOf(3), PatchIdOf(78)));  // No branch reaches it.
}

TEST_F(IndexTest, WhatManyCommitsHaveFindsNobody) {
  IndexWriter writer = Writer();
  const int most = static_cast<int>(kMaxPostings);
  const auto add = [&](int number) {
    Add(writer, CommitOf(number, number == 1 ? Ids{} : Ids{IdOf(number - 1)}),
        PatchOf({"everybody's line of text"}));
  };
  for (int i = 1; i <= most; ++i) add(i);
  Finish(writer, {Branch(most)});
  // Small segments have been joined by now; at most 16 are told.
  EXPECT_FALSE(Index().FindSimilar(PatchOf({"everybody's line of text"})).empty());
  for (int i = most + 1; i <= 4 * most; ++i) add(i);
  Finish(writer, {Branch(4 * most)});
  const auto similar = Index().FindSimilar(PatchOf({"everybody's line of text"}));
  for (const SimilarCommit& one : similar) EXPECT_NE(one.id, IdOf(1));
}

TEST_F(IndexTest, TellsOfFollowUpsInTheirOrder) {
  {
    IndexWriter writer = Writer();
    const std::string hex = IdOf(1).Hex();
    Add(writer, CommitOf(1, {}));
    Add(writer, CommitOf(4, {IdOf(1)}, "late\n\nThis reverts commit " + hex + ".\n"));
    Add(writer, CommitOf(3, {IdOf(4)}, "early\n\nFixes: " + hex.substr(0, 12) + " (\"change\")\n"));
    Add(writer, CommitOf(5, {IdOf(3)}, "other\n\nFixes: " + IdOf(3).Hex() + "\nFixes: #1234567\n"));
    Add(writer, CommitOf(6, {IdOf(5)}, "self\n\nFixes: " + IdOf(6).Hex() + "\n"));
    Finish(writer, {Branch(6)});
  }
  const auto follow_ups = Index().FollowUpsOf(IdOf(1));
  ASSERT_EQ(follow_ups.size(), 2U);
  EXPECT_EQ(follow_ups[0].commit, IdOf(3));
  EXPECT_EQ(follow_ups[0].kind, FollowUpKind::kFixes);
  EXPECT_EQ(follow_ups[1].commit, IdOf(4));
  EXPECT_EQ(follow_ups[1].kind, FollowUpKind::kReverts);
  EXPECT_TRUE(Index().FollowUpsOf(IdOf(6)).empty());
}

TEST_F(IndexTest, KnowsObjectsUntilTheyAreReplaced) {
  const auto blob = [](int number) {
    BlobId id;
    id.bytes = IdOf(number).bytes;
    return id;
  };
  {
    IndexWriter writer = Writer();
    Add(writer, CommitOf(1, {}));
    Finish(writer, {Branch(1)}, {blob(3), blob(1)});
    for (int i = 4; i < 20; ++i) Finish(writer, {Branch(1)}, {blob(i), blob(1)});
  }
  for (const int number : {1, 3, 4, 19}) EXPECT_TRUE(Index().HasObject(IdOf(number).bytes));
  for (const int number : {2, 20}) EXPECT_FALSE(Index().HasObject(IdOf(number).bytes));
  {
    IndexWriter writer = Writer();
    Finish(writer, {Branch(1)}, {blob(2)}, ObjectsKept::kNone);
  }
  EXPECT_FALSE(Index().HasObject(IdOf(1).bytes));
  EXPECT_TRUE(Index().HasObject(IdOf(2).bytes));
}

TEST_F(IndexTest, ThereAreNeverMoreThanAFewFiles) {
  {
    IndexWriter writer = Writer();
    for (int i = 1; i <= 60; ++i) Add(writer, CommitOf(i, i == 1 ? Ids{} : Ids{IdOf(i - 1)}));
    Finish(writer, {Branch(60)});
  }
  const auto files = std::distance(fs::directory_iterator(folder), fs::directory_iterator());
  EXPECT_LE(files, 10);
  EXPECT_EQ(Index().commits(), 60U);
}

TEST_F(IndexTest, WhatWasAddedBeforeAKillIsKeptAndNotSeen) {
  {
    IndexWriter writer = Writer();
    Add(writer, CommitOf(1, {}));
  }
  tests::WriteFile(fs::path(folder) / "9.table.tmp", "half");
  tests::WriteFile(fs::path(folder) / "10.table", "whole, but not named");
  EXPECT_EQ(UpstreamIndex::Open(folder).error().code, Errc::kNotFound);
  IndexWriter writer = Writer();
  EXPECT_TRUE(writer.ParentsOf(IdOf(1)));
  EXPECT_FALSE(fs::exists(fs::path(folder) / "9.table.tmp"));
  EXPECT_FALSE(fs::exists(fs::path(folder) / "10.table"));
  Finish(writer, {Branch(1)});
  EXPECT_TRUE(Index().Reaches(IdOf(1)));
}

TEST_F(IndexTest, OneWriterAtATime) {
  const IndexWriter writer = Writer();
  EXPECT_EQ(IndexWriter::Open(folder).error().code, Errc::kConflict);
}

TEST_F(IndexTest, ReachingACommitThatWasNotAddedIsRefused) {
  IndexWriter writer = Writer();
  Add(writer, CommitOf(2, {IdOf(1)}));
  EXPECT_EQ(writer.Finish(std::vector<Tip>{Branch(2)}, {}, ObjectsKept::kAll, "x").error().code,
            Errc::kContent);
}

TEST_F(IndexTest, EveryDamageIsFoundAndMendedByTheNextWriter) {
  {
    IndexWriter writer = Writer();
    Add(writer, CommitOf(1, {}, "one (#1)\n"), PatchOf({"a telling line of text"}));
    Finish(writer, {Branch(1), Tag("v1", 1)}, {BlobId{{1}}});
  }
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().filename() != "lock") files.push_back(entry.path());
  }
  ASSERT_EQ(files.size(), 4U);
  for (const fs::path& file : files) {
    const std::string whole = Slurp(file);
    for (size_t at = 0; at < whole.size(); at += 3) {
      std::string damaged = whole;
      damaged[at] = static_cast<char>(damaged[at] ^ 0x10);
      tests::WriteFile(file, damaged);
      ASSERT_EQ(UpstreamIndex::Open(folder).error().code, Errc::kContent) << file << at;
    }
    for (const size_t bytes : {size_t{0}, size_t{1}, whole.size() / 2, whole.size() - 1}) {
      tests::WriteFile(file, whole.substr(0, bytes));
      ASSERT_EQ(UpstreamIndex::Open(folder).error().code, Errc::kContent) << file << bytes;
    }
    tests::WriteFile(file, whole);
    ASSERT_TRUE(UpstreamIndex::Open(folder).ok());
  }
  fs::remove(files[0].filename() == "index" ? files[1] : files[0]);
  EXPECT_EQ(UpstreamIndex::Open(folder).error().code, Errc::kContent);
  EXPECT_EQ(Writer().fingerprint(), "");
}

/// Writes whatever rows, with a right checksum.
template <typename Row>
void WriteTable(TableFileWriter& writer, TableKind kind, const std::vector<Row>& rows) {
  ASSERT_TRUE(writer.AppendTable<Row>(kind, rows).ok());
}

TEST_F(IndexTest, RowsThatPointNowhereAreNobodys) {
  CommitRow commit;
  commit.id = IdOf(1).bytes;
  commit.text = 4'000'000'000U;
  commit.subject_bytes = 200;
  commit.first_parent = 4'000'000'000U;
  commit.parents = 4'000'000'000U;
  const Posting posting{ToKey(1), 4'000'000'000U};
  const std::string path = (temporary.path() / "hostile").string();
  TableFileWriter writer = TableFileWriter::Create(path).value();
  WriteTable<CommitRow>(writer, TableKind::kCommits, {commit});
  WriteTable<Posting>(writer, TableKind::kLines, {posting});
  WriteTable<PatchRow>(writer, TableKind::kPatches, {{IdOf(1).bytes, 7}});
  ASSERT_TRUE(writer.Finish().ok());
  const auto segment = Segment::Open(path);
  ASSERT_TRUE(segment.ok());
  EXPECT_TRUE(segment.value().ParentsOf(commit).empty());
  EXPECT_TRUE(segment.value().TextsOf(commit)[0].empty());
  EXPECT_TRUE(segment.value().IdOf(posting.commit).IsZero());
  const std::string merged = (temporary.path() / "merged").string();
  ASSERT_TRUE(MergeSegments(segment.value(), segment.value(), merged).ok());
  EXPECT_EQ(Segment::Open(merged).value().lines.size(), 0U);
}

TEST_F(IndexTest, RowsOfAnotherSizeAreRefused) {
  const std::string path = (temporary.path() / "odd").string();
  TableFileWriter writer = TableFileWriter::Create(path).value();
  WriteTable<Posting>(writer, TableKind::kCommits, {Posting{}});
  ASSERT_TRUE(writer.Finish().ok());
  EXPECT_EQ(Segment::Open(path).error().code, Errc::kContent);
}

TEST(TableTest, FindsTheFirstRowWhateverTheKeys) {
  std::vector<std::vector<uint64_t>> lists = {{}, {0}, {5, 5, 5}, {1, 2, 3, ~uint64_t{0}}};
  std::vector<uint64_t> many;
  for (uint64_t i = 0; i < 1'000; ++i) many.push_back(i * i);
  lists.push_back(many);
  for (uint64_t& key : many) key *= 0x9e3779b97f4a7c15U;
  std::ranges::sort(many);
  lists.push_back(many);
  for (const auto& keys : lists) {
    std::vector<Posting> rows;
    for (const uint64_t key : keys) rows.push_back({ToKey(key), 0});
    const Table<Posting> table(
        {reinterpret_cast<const uint8_t*>(rows.data()), rows.size() * sizeof(Posting)});
    std::vector<uint64_t> asked = {0, 1, 4, 5, 6, ~uint64_t{0}};
    for (const uint64_t key : keys) asked.insert(asked.end(), {key - 1, key, key + 1});
    for (const uint64_t key : asked) {
      const auto expected = std::ranges::lower_bound(keys, key) - keys.begin();
      ASSERT_EQ(table.LowerBound(ToKey(key)), static_cast<size_t>(expected)) << key;
    }
  }
}

TEST(MessageFactsTest, ReadsRequestsAsForgesWriteThem) {
  const struct {
    const char* message;
    std::vector<uint64_t> requests;
  } cases[] = {
      {"Add a thing (#12)", {12}},
      {"Add a thing (!12)\n\nbody (#13)\n", {12}},
      {"Merge pull request #34 from somebody/branch\n\nAdd (#35)", {34}},
      {"Merge branch 'x' into 'main'\n\nSee merge request group/sub/project!56\n", {56}},
      {"See merge request !7", {7}},
      {"Add (#12) a thing", {}},
      {"Add a thing (#12a)", {}},
      {"Add a thing #12", {}},
      {"Add a thing (#0)", {}},
      {"Add a thing (#99999999999999999999)", {}},
      {"", {}},
  };
  for (const auto& one : cases) EXPECT_EQ(ReadMessage(one.message).requests, one.requests);
}

TEST(MessageFactsTest, ReadsMentionsAtTheBeginningOfLinesOnly) {
  const struct {
    const char* message;
    const char* hex;
  } cases[] = {
      {"x\n\nFixes: 1234567890ab (\"y\")", "1234567890ab"},
      {"x\n\nfixes: commit ABCDEF1\r\n", "abcdef1"},
      {"Revert \"y\"\n\nThis reverts commit 1234567890abcdef1234567890abcdef12345678.",
       "1234567890abcdef1234567890abcdef12345678"},
      {"x\n\nFixes: 123456", nullptr},
      {"x\n\nFixes: #1234567", nullptr},
      {"x\n\nFixes: 1234567th thing", nullptr},
      {"x\n\nFixes: 1234567890abcdef1234567890abcdef123456789", nullptr},
      {"x\n\nIt says Fixes: 1234567890ab", nullptr},
  };
  for (const auto& one : cases) {
    const auto mentions = ReadMessage(one.message).mentions;
    ASSERT_EQ(mentions.size(), one.hex == nullptr ? 0U : 1U) << one.message;
    if (one.hex != nullptr) {
      EXPECT_EQ(mentions[0].hex, one.hex);
    }
  }
}

}  // namespace
}  // namespace headwater::index
