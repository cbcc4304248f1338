// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/http/connection_table.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace headwater::http {
namespace {

using namespace std::chrono_literals;
using Phase = Connection::Phase;
using Room = ConnectionTable::Room;

constexpr RequestLimits kLimits;
constexpr SteadyTime kStart(std::chrono::hours(1));

Address At(const char* text) { return Address::Parse(text).value_or(Address()); }

class ConnectionTableTest : public testing::Test {
 protected:
  Connection& Add(const char* source, Phase phase, std::chrono::seconds age) {
    Connection& connection = table_.Add(Connection(Descriptor(), At(source), kLimits));
    connection.phase = phase;
    connection.since = kStart - age;
    return connection;
  }
  /// Reading a request of which something has come.
  Connection& AddSlow(const char* source, std::chrono::seconds age) {
    Connection& connection = Add(source, Phase::kReading, age);
    connection.reader.Feed("GET");
    return connection;
  }

  ConnectionTable table_{{.connections = 4, .per_source = 2}};
};

TEST_F(ConnectionTableTest, IdleConnectionsGoFirstThenTheSlowestOfStrangers) {
  Connection& known = Add("192.0.2.1", Phase::kReading, 9s);
  table_.MarkAuthenticated(known);
  const uint64_t slowest = AddSlow("192.0.2.2", 5s).id;
  const uint64_t slow = AddSlow("192.0.2.3", 3s).id;
  const uint64_t idle = Add("192.0.2.4", Phase::kReading, 1s).id;
  const uint64_t lingering = Add("192.0.2.5", Phase::kLingering, 0s).id;
  for (const uint64_t next : {lingering, idle, slowest, slow, known.id}) {
    ASSERT_EQ(next, table_.Victim());
    table_.Remove(next);
  }
  EXPECT_EQ(std::nullopt, table_.Victim());
}

TEST_F(ConnectionTableTest, WhoIsBeingAnsweredOrKnownAndBusyStays) {
  Add("192.0.2.1", Phase::kHandling, 100s);
  table_.MarkAuthenticated(AddSlow("192.0.2.2", 100s));
  EXPECT_EQ(std::nullopt, table_.Victim());
}

TEST_F(ConnectionTableTest, AStrangerWithTooManyMakesRoomByItsOwn) {
  Add("192.0.2.9", Phase::kReading, 100s);
  AddSlow("192.0.2.1", 1s);
  const uint64_t older = AddSlow("192.0.2.1", 2s).id;
  const auto admission = table_.Admit(At("192.0.2.1"), /*is_proxy=*/false);
  EXPECT_EQ(Room::kShed, admission.room);
  EXPECT_EQ(older, admission.victim);
  EXPECT_EQ(Room::kFree, table_.Admit(At("192.0.2.9"), /*is_proxy=*/false).room);
}

TEST_F(ConnectionTableTest, AStrangerWhoseConnectionsAreAllBeingAnsweredGetsNoMore) {
  Add("192.0.2.1", Phase::kHandling, 1s);
  Connection& second = Add("192.0.2.1", Phase::kHandling, 1s);
  EXPECT_EQ(Room::kNone, table_.Admit(At("192.0.2.1"), /*is_proxy=*/false).room);
  EXPECT_EQ(Room::kFree, table_.Admit(At("192.0.2.1"), /*is_proxy=*/true).room);
  table_.MarkAuthenticated(second);
  EXPECT_EQ(Room::kFree, table_.Admit(At("192.0.2.1"), /*is_proxy=*/false).room);
}

TEST_F(ConnectionTableTest, AFullTableShedsOrRefuses) {
  for (const char* source : {"192.0.2.1", "192.0.2.2", "192.0.2.3"}) {
    Add(source, Phase::kHandling, 1s);
  }
  const uint64_t idle = Add("192.0.2.4", Phase::kReading, 1s).id;
  EXPECT_EQ(Room::kShed, table_.Admit(At("192.0.2.9"), /*is_proxy=*/false).room);
  table_.Remove(idle);
  Add("192.0.2.4", Phase::kHandling, 1s);
  EXPECT_EQ(Room::kNone, table_.Admit(At("192.0.2.9"), /*is_proxy=*/false).room);
}

TEST_F(ConnectionTableTest, AProxysGoodSenderDoesNotMakeTheProxyKnown) {
  Connection& good = AddSlow("192.0.2.1", 9s);
  Connection& other = AddSlow("192.0.2.1", 1s);
  good.is_proxy = other.is_proxy = true;
  table_.MarkAuthenticated(good);
  EXPECT_EQ(other.id, table_.Victim());
}

TEST_F(ConnectionTableTest, FindsWhoseDeadlineHasPassedAndWhenTheNextDoes) {
  Connection& late = Add("192.0.2.1", Phase::kReading, 1s);
  Connection& soon = Add("192.0.2.1", Phase::kReading, 1s);
  Add("192.0.2.1", Phase::kHandling, 1s);
  late.deadline = kStart;
  soon.deadline = kStart + 1ms;
  const auto expiry = table_.FindExpired(kStart);
  EXPECT_EQ(std::vector<uint64_t>{late.id}, expiry.expired);
  EXPECT_EQ(kStart + 1ms, expiry.next);
}

}  // namespace
}  // namespace headwater::http
