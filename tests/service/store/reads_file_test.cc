// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/store/reads_file.h"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <string>

#include "headwater/handle.h"
#include "tests/service/store/store_fixture.h"

namespace headwater::store {
namespace {

using Database = Handle<sqlite3, sqlite3_close>;

DecisionId Id(char digit) { return {std::string(32, digit)}; }
WallTime At(int64_t milliseconds) { return WallTime(std::chrono::milliseconds(milliseconds)); }

class ReadsFileTest : public testing::Test {
 protected:
  void Put(char digit, const RecordedReads& reads, int64_t at) {
    ASSERT_TRUE(archive->Put(Id(digit), reads, At(at)).ok());
  }
  /// As an administrator would.
  int64_t Number(const std::string& question) {
    sqlite3* raw = nullptr;
    EXPECT_EQ(SQLITE_OK, sqlite3_open(file().c_str(), &raw));
    const Database database(raw);
    sqlite3_stmt* statement = nullptr;
    EXPECT_EQ(SQLITE_OK, sqlite3_prepare_v2(raw, question.c_str(), -1, &statement, nullptr));
    const Handle<sqlite3_stmt, sqlite3_finalize> ended(statement);
    return sqlite3_step(statement) == SQLITE_ROW ? sqlite3_column_int64(statement, 0) : -1;
  }
  std::filesystem::path file() const { return folder.path() / kReadsFileName; }

  ScratchFolder folder{Place::kMemory};
  std::unique_ptr<ReadsArchive> archive = OpenReads(file()).value();
};

TEST_F(ReadsFileTest, GivesBackWhatWasPutIn) {
  const RecordedReads reads{.manifest = "manifest", .contents = {"a", "", std::string(9, '\0')}};
  Put('1', reads, 5);
  const auto found = archive->Find(Id('1')).value();
  ASSERT_TRUE(found);
  EXPECT_EQ(reads.manifest, found->manifest);
  EXPECT_EQ(reads.contents, found->contents);
  EXPECT_FALSE(archive->Find(Id('2')).value());
  EXPECT_TRUE(OpenReadsToLook(file()).value()->Find(Id('1')).value()) << "beside the service";
}

TEST_F(ReadsFileTest, AContentThatSeveralHaveIsKeptOnceAndCompressed) {
  const std::string large(100'000, 'x');
  Put('1', {.manifest = "1", .contents = {large, "a"}}, 5);
  Put('2', {.manifest = "2", .contents = {"b", large, large}}, 6);
  EXPECT_EQ(3, Number("SELECT count(*) FROM content"));
  EXPECT_LT(Number("SELECT sum(length(stream)) FROM content"), 1'000);
  EXPECT_EQ(large, archive->Find(Id('2')).value()->contents[2]);
}

TEST_F(ReadsFileTest, TheFirstRecordOfADecisionStays) {
  Put('1', {.manifest = "first", .contents = {"a"}}, 5);
  Put('1', {.manifest = "second", .contents = {"b"}}, 6);
  EXPECT_EQ("first", archive->Find(Id('1')).value()->manifest);
  EXPECT_EQ(1, Number("SELECT count(*) FROM content"));
}

TEST_F(ReadsFileTest, WhatIsOldGoesAndWhatOthersHaveStays) {
  Put('1', {.manifest = "1", .contents = {"shared", "mine"}}, 5);
  Put('2', {.manifest = "2", .contents = {"shared"}}, 6);
  EXPECT_EQ(1U, archive->RemoveBefore(At(6), 10).value());
  EXPECT_FALSE(archive->Find(Id('1')).value());
  EXPECT_EQ("shared", archive->Find(Id('2')).value()->contents[0]);
  EXPECT_EQ(1, Number("SELECT count(*) FROM content"));
  EXPECT_EQ(0U, archive->RemoveBefore(At(6), 10).value());
}

TEST_F(ReadsFileTest, NoMoreIsRemovedAtOnceThanWasSaid) {
  for (const char digit : {'1', '2', '3'}) Put(digit, {.manifest = "m", .contents = {}}, 5);
  EXPECT_EQ(2U, archive->RemoveBefore(At(6), 2).value());
  EXPECT_EQ(1U, archive->RemoveBefore(At(6), 2).value());
}

TEST_F(ReadsFileTest, AContentThatWasChangedIsNoContent) {
  Put('1', {.manifest = "1", .contents = {"true", "false"}}, 5);
  (void)Number(
      "UPDATE content SET stream = (SELECT stream FROM content WHERE number = 2), "
      "size = 5 WHERE number = 1");
  EXPECT_EQ(Errc::kContent, archive->Find(Id('1')).error().code);
}

TEST_F(ReadsFileTest, AnotherProgramsFileIsLeftAlone) {
  (void)Number("PRAGMA application_id = 1");
  archive.reset();
  EXPECT_EQ(Errc::kInvalid, OpenReads(file()).error().code);
  EXPECT_EQ(Errc::kInvalid, OpenReadsToLook(folder.path() / "none.db").error().code);
}

}  // namespace
}  // namespace headwater::store
