// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/reads_spool.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "service/jobs/record_bytes.h"
#include "service/store/reads_file.h"
#include "tests/fakes/fake_forge.h"
#include "tests/fakes/repository_builder.h"

namespace headwater::jobs {
namespace {

class ReadsSpoolTest : public testing::Test {
 protected:
  std::unique_ptr<ReadsSpool> Open() const {
    return ReadsSpool::Open(folder.path().string(), store::OpenReads(file()).value(), clock)
        .value();
  }
  std::string file() const { return (outer.path() / "reads.db").string(); }

  static std::string Bytes(const std::string& content) {
    Record record;
    record.contents = {content};
    std::string out;
    AppendParts("", record, out);
    return std::string(SplitOutput(out).value().record);
  }
  std::optional<RecordedReads> Find(const DecisionId& decision) const {
    return store::OpenReadsToLook(file()).value()->Find(decision).value();
  }
  size_t Spooled() const {
    return static_cast<size_t>(std::distance(std::filesystem::directory_iterator(folder.path()),
                                             std::filesystem::directory_iterator()));
  }

  const DecisionId id{std::string(32, 'a')};
  tests::TemporaryFolder folder;
  tests::TemporaryFolder outer;
  fakes::FakeClock clock;
};

TEST_F(ReadsSpoolTest, WhatIsTakenIsPutAwayLater) {
  const auto spool = Open();
  ASSERT_TRUE(spool->Take(id, Bytes("content")).ok());
  EXPECT_FALSE(Find(id));
  EXPECT_TRUE(spool->PutOneAway().value());
  EXPECT_EQ("content", Find(id)->contents[0]);
  EXPECT_EQ(0U, Spooled());
  EXPECT_FALSE(spool->PutOneAway().value());
}

TEST_F(ReadsSpoolTest, WhatAProcessLeftBehindIsPutAwayByTheNext) {
  ASSERT_TRUE(Open()->Take(id, Bytes("content")).ok());
  tests::WriteFile(folder.path() / (std::string(32, 'b') + ".part"), "cut off");
  const auto next = Open();
  EXPECT_TRUE(next->PutOneAway().value());
  EXPECT_TRUE(Find(id));
  EXPECT_EQ(0U, Spooled());
}

TEST_F(ReadsSpoolTest, WhatIsNoRecordIsRemovedAndStopsNobody) {
  const auto spool = Open();
  ASSERT_TRUE(spool->Take(id, "no record").ok());
  EXPECT_TRUE(spool->PutOneAway().value());
  EXPECT_EQ(0U, Spooled());
}

TEST_F(ReadsSpoolTest, WhoBringsTooMuchPutsAwayFirst) {
  const auto spool = Open();
  for (uint64_t i = 0; i <= kMaxSpooledRecords; ++i) {
    std::string digits = std::to_string(i);
    ASSERT_TRUE(spool->Take({std::string(32 - digits.size(), '0') + digits}, Bytes(digits)).ok());
  }
  EXPECT_EQ(kMaxSpooledRecords, Spooled());
}

TEST_F(ReadsSpoolTest, ADiskThatDoesNotTakeItIsAnError) {
  const auto spool = Open();
  std::filesystem::remove_all(folder.path());
  EXPECT_EQ(Errc::kTransient, spool->Take(id, Bytes("content")).error().code);
  EXPECT_NO_FATAL_FAILURE(KeepReads(spool.get(), id, Bytes("content")));
  EXPECT_NO_FATAL_FAILURE(KeepReads(nullptr, id, Bytes("content")));
}

}  // namespace
}  // namespace headwater::jobs
