// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/connect/connect.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "service/connect/disconnect.h"
#include "service/connect/doctor.h"
#include "tests/fakes/fake_administration.h"
#include "tests/fakes/fake_forge.h"

namespace headwater::connect {
namespace {

const SafeUrl kForge = SafeUrl::Parse("https://git.example.org").value();
const SafeUrl kService = SafeUrl::Parse("https://headwater.example.org").value();
constexpr char kHook[] = "https://headwater.example.org/hooks/gitlab";

class StoppedClock final : public Clock {
 public:
  WallTime Wall() const override { return now; }
  SteadyTime Steady() const override { return SteadyTime(std::chrono::hours(1)); }
  WallTime now{std::chrono::sys_days(std::chrono::year(2026) / 11 / 22)};
};

class DeafEar final : public Ear {
 public:
  bool Heard(std::chrono::milliseconds /*patience*/) override { return false; }
};

GateProject ProjectOf(int64_t id, const std::string& path) {
  GateProject project;
  project.project.id = ProjectId{id};
  project.project.path = Untrusted(path);
  project.project.default_branch = Untrusted("main");
  return project;
}

class ConnectTest : public testing::Test {
 protected:
  ConnectTest() {
    std::filesystem::create_directories(folder_);
    forge_.self.username = Untrusted("root");
    forge_.self.admin = true;
    forge_.own_token.active = true;
    forge_.own_token.scopes = {"api"};
    forge_.version.text = Untrusted("18.4.2");
    forge_.version.major = 18;
    forge_.version.date = clock_.now;
    forge_.outbound.local_webhooks = true;
    forge_.projects = {ProjectOf(1, "city/kit"), ProjectOf(2, "land/kit")};
  }
  ~ConnectTest() override { std::filesystem::remove_all(folder_); }

  ConnectOrder Order() const {
    ConnectOrder order{.forge = kForge, .service = kService};
    order.projects = GlobSet::Make({"city/**"}).value();
    order.paths = Paths();
    order.folder = folder_;
    order.token_file = "lent";
    return order;
  }
  KeyPaths Paths() const {
    return {folder_ + "/api", folder_ + "/read", folder_ + "/hook-admin", folder_ + "/secret"};
  }
  LookAtToken Look() {
    return [this](const std::string& file) -> Result<ForgeToken> {
      std::string value;
      std::ifstream(file) >> value;
      const auto found = forge_.tokens.find(value);
      if (found == forge_.tokens.end()) return Error{Errc::kDenied, "HTTP 401"};
      return found->second;
    };
  }
  Table Connected(const ConnectOrder& order) {
    const ConnectParts parts{forge_, forge_, forge_, forge_, Look(), listen_, clock_};
    Result<Table> table = Connect(order, parts);
    EXPECT_TRUE(table.ok());
    return std::move(table).value();
  }
  static size_t Number(const Table& table, Standing standing) {
    return static_cast<size_t>(std::ranges::count(table.rows(), standing, &Row::standing));
  }

  const std::string folder_ = testing::TempDir() + "connect_" +
                              testing::UnitTest::GetInstance()->current_test_info()->name();
  fakes::FakeAdministration forge_;
  StoppedClock clock_;
  OpenEar listen_ = [](const Secret& /*secret*/) { return std::unique_ptr<Ear>(); };
};

TEST_F(ConnectTest, MakesEverythingOnceAndNothingTwice) {
  const Table first = Connected(Order());
  EXPECT_EQ(0U, first.missing()) << first.Text();
  EXPECT_EQ(2U, forge_.users.size());
  EXPECT_EQ(3U, forge_.tokens.size());
  ASSERT_EQ(1U, forge_.hooks[1].size());
  EXPECT_EQ(kHook, forge_.hooks[1].front().url);
  EXPECT_TRUE(forge_.hooks[2].empty());
  EXPECT_EQ(2U, forge_.members.size());
  const int changes = forge_.changes;
  const Table second = Connected(Order());
  EXPECT_EQ(changes, forge_.changes) << second.Text();
  EXPECT_EQ(0U, Number(second, Standing::kDone)) << second.Text();
}

TEST_F(ConnectTest, ADryRunChangesNothing) {
  ConnectOrder order = Order();
  order.dry_run = true;
  const Table table = Connected(order);
  EXPECT_EQ(0, forge_.changes);
  EXPECT_TRUE(std::filesystem::is_empty(folder_));
  EXPECT_GE(Number(table, Standing::kWould), 4U) << table.Text();
}

TEST_F(ConnectTest, ATokenWhoseValueWasLostIsRevokedAndMadeAnew) {
  Connected(Order());
  std::filesystem::remove(folder_ + "/read");
  Connected(Order());
  EXPECT_EQ(3U, forge_.tokens.size());
}

TEST_F(ConnectTest, ATokenIsRenewedInItsLastFortnight) {
  Connected(Order());
  clock_.now += std::chrono::days(352);
  forge_.version.date = clock_.now;
  const Table table = Connected(Order());
  EXPECT_EQ(3U, forge_.tokens.size());
  for (const auto& [value, token] : forge_.tokens) {
    EXPECT_GT(WallTime(*token.expires), clock_.now + std::chrono::days(300)) << value;
  }
}

TEST_F(ConnectTest, AnotherAccountsTokenIsLeftWhereItIs) {
  ForgeToken other;
  other.user = UserId{99};
  other.active = true;
  other.scopes = {"api"};
  forge_.tokens["somebodys"] = other;
  std::ofstream(folder_ + "/api") << "somebodys\n";
  const Table table = Connected(Order());
  EXPECT_EQ(1U, table.missing()) << table.Text();
  EXPECT_TRUE(forge_.tokens.contains("somebodys"));
}

TEST_F(ConnectTest, WhatIsRefusedIsToldAndTheRestIsDone) {
  forge_.refusal = Error{Errc::kDenied, "HTTP 403"};
  const Table table = Connected(Order());
  EXPECT_GE(table.missing(), 3U) << table.Text();
  for (const Row& row : table.rows()) {
    if (row.standing == Standing::kMissing) EXPECT_FALSE(row.mend.empty()) << row.what;
  }
  // It is gone on with once that is mended.
  forge_.refusal.reset();
  EXPECT_EQ(0U, Connected(Order()).missing());
}

TEST_F(ConnectTest, AHookThatGitlabRefusesNamesTheSetting) {
  Connected(Order());
  forge_.hooks.clear();
  forge_.refusal = Error{Errc::kInvalid, "Invalid url given"};
  const Table table = Connected(Order());
  EXPECT_NE(std::string::npos, table.Text().find("Outbound requests")) << table.Text();
}

TEST_F(ConnectTest, ANewSecretReachesTheHooksThatAreThere) {
  Connected(Order());
  const int changes = forge_.changes;
  std::filesystem::remove(folder_ + "/secret");
  Connected(Order());
  EXPECT_EQ(changes + 1, forge_.changes);
  EXPECT_EQ(1U, forge_.hooks[1].size());
}

TEST_F(ConnectTest, ATestThatNobodyHeardIsNoProof) {
  listen_ = [](const Secret& /*secret*/) { return std::make_unique<DeafEar>(); };
  const Table table = Connected(Order());
  EXPECT_EQ(1U, table.missing());
  EXPECT_NE(std::string::npos, table.Text().find("did not arrive")) << table.Text();
}

TEST_F(ConnectTest, ALentTokenWithoutItsScopeEndsIt) {
  forge_.own_token.scopes = {"read_api"};
  const Table table = Connected(Order());
  EXPECT_EQ(1U, table.rows().size());
  EXPECT_EQ(0, forge_.changes);
}

TEST_F(ConnectTest, DoctorFindsWhatConnectHasLeftWhole) {
  Connected(Order());
  forge_.self = forge_.users.front();
  forge_.projects.pop_back();
  const DoctorOrder order{kForge, kService, Paths(), "hw.yml", ""};
  const DoctorParts parts{forge_, forge_, forge_, &forge_, &forge_, Look(), clock_};
  Table whole;
  ASSERT_TRUE(Examine(order, parts, whole).ok());
  EXPECT_EQ(0U, whole.missing()) << whole.Text();
  const int changes = forge_.changes;
  forge_.hooks[1].front().alert_status = "disabled";
  forge_.hooks[1].front().events.erase("note_events");
  forge_.members.clear();
  Table broken;
  ASSERT_TRUE(Examine(order, parts, broken).ok());
  EXPECT_EQ(3U, broken.missing()) << broken.Text();
  EXPECT_NE(std::string::npos, broken.Text().find("gate advisory;")) << broken.Text();
  EXPECT_EQ(changes, forge_.changes);
}

TEST_F(ConnectTest, DisconnectRemovesOursAndNoOthers) {
  Connected(Order());
  ForgeHook other;
  other.id = 900;
  other.url = "https://other.example/hooks/gitlab";
  forge_.hooks[1].push_back(other);
  fakes::FakeForge bot;
  std::vector<std::string> revoked;
  const DisconnectParts parts{forge_,
                              forge_,
                              bot,
                              {},
                              [](int64_t /*slot*/) { return Status(Ok{}); },
                              Look(),
                              [&](const std::string& file) {
                                revoked.push_back(file);
                                return Status(Ok{});
                              }};
  const DisconnectOrder order{kForge, kService, Paths()};
  const Result<Table> table = Disconnect(order, parts);
  ASSERT_TRUE(table.ok());
  EXPECT_EQ(0U, table.value().missing()) << table.value().Text();
  ASSERT_EQ(1U, forge_.hooks[1].size());
  EXPECT_EQ(900, forge_.hooks[1].front().id);
  // The one that can end statuses goes last.
  ASSERT_EQ(3U, revoked.size());
  EXPECT_EQ(folder_ + "/api", revoked.back());
}

TEST_F(ConnectTest, DisconnectKeepsTheTokensWhileSomethingIsLeft) {
  Connected(Order());
  forge_.hidden = Error{Errc::kDenied, "HTTP 403"};
  fakes::FakeForge bot;
  size_t revoked = 0;
  const DisconnectParts parts{forge_,
                              forge_,
                              bot,
                              {},
                              [](int64_t /*slot*/) { return Status(Ok{}); },
                              Look(),
                              [&](const std::string& /*file*/) {
                                ++revoked;
                                return Status(Ok{});
                              }};
  const Result<Table> table = Disconnect({kForge, kService, Paths()}, parts);
  ASSERT_TRUE(table.ok());
  EXPECT_GE(table.value().missing(), 1U);
  EXPECT_EQ(0U, revoked);
}

}  // namespace
}  // namespace headwater::connect
