// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/page_links.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "tests/fakes/fake_forge.h"

namespace headwater::jobs {
namespace {

using std::chrono::hours;

constexpr hours kLifetime{30 * 24};

class PageLinksTest : public testing::Test {
 protected:
  PageLinksTest() { std::filesystem::remove(file); }

  std::unique_ptr<PageLinks> Open() {
    Result<std::unique_ptr<PageLinks>> links = PageLinks::Open(file, kLifetime, clock);
    EXPECT_TRUE(links.ok()) << (links.ok() ? "" : links.error().message);
    return links.ok() ? std::move(links).value() : nullptr;
  }

  const std::string file =
      testing::TempDir() + testing::UnitTest::GetInstance()->current_test_info()->name() + ".keys";
  const DecisionId id{std::string(32, 'a')};
  const DecisionId other{std::string(32, 'b')};
  fakes::FakeClock clock;
};

TEST_F(PageLinksTest, ATicketOpensItsOwnDecisionUntilItsTimeIsOver) {
  const auto links = Open();
  const std::string ticket = links->TicketFor(id, clock.wall);
  EXPECT_EQ(TicketState::kValid, links->Check(id, ticket));
  EXPECT_EQ(TicketState::kForged, links->Check(other, ticket));
  clock.wall += kLifetime - hours(1);
  EXPECT_EQ(TicketState::kValid, links->Check(id, ticket));
  clock.wall += hours(2);
  EXPECT_EQ(TicketState::kExpired, links->Check(id, ticket));
}

TEST_F(PageLinksTest, ALaterEndIsForged) {
  const auto links = Open();
  const std::string ticket = links->TicketFor(id, clock.wall);
  std::string longer = ticket;
  ++longer[0];
  EXPECT_EQ(TicketState::kForged, links->Check(id, longer));
  std::string flipped = ticket;
  flipped.back() = flipped.back() == '0' ? '1' : '0';
  EXPECT_EQ(TicketState::kForged, links->Check(id, flipped));
}

TEST_F(PageLinksTest, WhatIsNoTicketIsForged) {
  const auto links = Open();
  const std::string ticket = links->TicketFor(id, clock.wall);
  const std::string signature = ticket.substr(ticket.find('-') + 1);
  for (const std::string& wrong :
       {std::string(), std::string("-"), signature, "-" + signature, "1-" + signature,
        "99999999999999999999-" + signature, "-1-" + signature, ticket + "0",
        ticket.substr(0, ticket.size() - 1), " " + ticket, ticket + std::string(100'000, 'a')}) {
    EXPECT_EQ(TicketState::kForged, links->Check(id, wrong)) << wrong.substr(0, 200);
  }
}

TEST_F(PageLinksTest, TheSameDecisionHasTheSameTicketWheneverItIsAskedFor) {
  const WallTime decided = clock.wall;
  const std::string ticket = Open()->TicketFor(id, decided);
  clock.wall += hours(24);
  EXPECT_EQ(ticket, Open()->TicketFor(id, decided)) << "after a restart, too";
  clock.wall += PageLinks::kKeyAge;
  const auto links = Open();
  EXPECT_NE(ticket.substr(ticket.find('-')),
            links->TicketFor(id, clock.wall).substr(ticket.find('-')));
}

TEST_F(PageLinksTest, AnOldKeyCountsUntilItsLastLinkIsOver) {
  auto links = Open();
  clock.wall += PageLinks::kKeyAge - hours(1);
  const WallTime decided = clock.wall;
  const std::string last = links->TicketFor(id, decided);
  clock.wall += hours(2);
  links->TicketFor(other, clock.wall);  // By a new key.
  clock.wall += kLifetime - hours(4);
  EXPECT_EQ(TicketState::kValid, links->Check(id, last));
  EXPECT_EQ(last, links->TicketFor(id, decided)) << "and what was linked stays as it is";
  links = Open();
  EXPECT_EQ(TicketState::kValid, links->Check(id, last));
  clock.wall += hours(24) * 3;
  EXPECT_NE(TicketState::kValid, links->Check(id, last));
}

TEST_F(PageLinksTest, AnotherServicesKeysOpenNothing) {
  const std::string ticket = Open()->TicketFor(id, clock.wall);
  std::filesystem::remove(file);
  EXPECT_EQ(TicketState::kForged, Open()->Check(id, ticket));
}

TEST_F(PageLinksTest, TheKeysAreReadByNobodyElse) {
  Open();
  struct stat about {};
  ASSERT_EQ(0, stat(file.c_str(), &about));
  EXPECT_EQ(0600U, about.st_mode & 0777U);
}

TEST_F(PageLinksTest, AFileThatIsNoneOfOursIsNotOverwritten) {
  for (const char* text : {"secret\n", "12 zz\n", "x 0123\n"}) {
    std::ofstream(file) << text;
    const auto links = PageLinks::Open(file, kLifetime, clock);
    ASSERT_FALSE(links.ok());
    EXPECT_EQ(Errc::kInvalid, links.error().code);
    EXPECT_EQ(std::string::npos, links.error().message.find("secret"));
  }
}

}  // namespace
}  // namespace headwater::jobs
