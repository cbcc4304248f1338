// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/connect/checks.h"

#include <gtest/gtest.h>

#include "service/connect/wants.h"
#include "service/connect/written_config.h"

namespace headwater::connect {
namespace {

constexpr WallTime kNow{std::chrono::sys_days(std::chrono::year(2026) / 11 / 22)};

ForgeToken Good() {
  ForgeToken token;
  token.active = true;
  token.scopes = {"api"};
  token.expires = std::chrono::sys_days(std::chrono::year(2027) / 1 / 1);
  return token;
}

Row Checked(const Result<ForgeToken>& token) {
  Table table;
  CheckToken(token, {"the api token", "api", "renew it"}, kNow, table);
  return table.rows().front();
}

TEST(ChecksTest, ATokenIsGoodUntilAFortnightBeforeItsEnd) {
  ForgeToken token = Good();
  EXPECT_EQ(Standing::kOk, Checked(token).standing);
  EXPECT_NE(std::string::npos, Checked(token).what.find("2027-01-01"));
  token.expires = std::chrono::floor<std::chrono::days>(kNow) + std::chrono::days(14);
  EXPECT_EQ(Standing::kOk, Checked(token).standing);
  token.expires = std::chrono::floor<std::chrono::days>(kNow) + std::chrono::days(13);
  EXPECT_EQ(Standing::kMissing, Checked(token).standing);
  EXPECT_EQ("renew it", Checked(token).mend);
}

TEST(ChecksTest, ATokenWithoutItsScopeOrThatIsRefusedIsMissing) {
  ForgeToken token = Good();
  token.scopes = {"read_api"};
  EXPECT_NE(std::string::npos, Checked(token).what.find("lacks the scope api"));
  token = Good();
  token.active = false;
  EXPECT_EQ(Standing::kMissing, Checked(token).standing);
  const Row refused = Checked(Error{Errc::kDenied, "HTTP 401"});
  EXPECT_NE(std::string::npos, refused.what.find("is refused"));
  EXPECT_EQ("renew it", refused.mend);
  // What may pass is no reason to make a new one.
  EXPECT_NE("renew it", Checked(Error{Errc::kTransient, "HTTP 502"}).mend);
}

TEST(ChecksTest, ATokenThatMayDoMoreIsTold) {
  ForgeToken token = Good();
  token.scopes.insert("write_repository");
  Table table;
  CheckToken(token, {"the api token", "api", "renew it"}, kNow, table);
  ASSERT_EQ(2U, table.rows().size());
  EXPECT_EQ(Standing::kNote, table.rows()[1].standing);
}

TEST(ChecksTest, ClocksMayDifferByAMinute) {
  for (const int seconds : {0, 60, -60, 61, -61}) {
    ForgeVersion version;
    version.date = kNow + std::chrono::seconds(seconds);
    Table table;
    CheckClock(version, kNow, table);
    const bool fits = seconds >= -60 && seconds <= 60;
    EXPECT_EQ(fits ? 0U : 1U, table.missing()) << seconds;
  }
}

TEST(ChecksTest, OldVersionsAreNamed) {
  const std::pair<int, size_t> cases[] = {{16, 1}, {17, 0}, {19, 0}, {0, 0}};
  for (const auto& [major, missing] : cases) {
    ForgeVersion version;
    version.major = major;
    Table table;
    CheckVersion(version, table);
    EXPECT_EQ(missing, table.missing()) << major;
  }
}

TEST(ChecksTest, WebhooksIntoTheLocalNetworkHaveToBeAllowed) {
  OutboundRules rules;
  Table blocked;
  CheckOutbound(rules, "10.0.0.7", /*system_hook=*/false, blocked);
  EXPECT_EQ(1U, blocked.missing());
  EXPECT_NE(std::string::npos, blocked.rows().front().mend.find("10.0.0.7"));
  Table system;
  CheckOutbound(rules, "10.0.0.7", /*system_hook=*/true, system);
  EXPECT_EQ(0U, system.missing());
  rules.allowed = {"10.0.0.7"};
  Table named;
  CheckOutbound(rules, "10.0.0.7", /*system_hook=*/false, named);
  EXPECT_EQ(0U, named.missing());
  Table unknown;
  CheckOutbound(Error{Errc::kDenied, "HTTP 403"}, "10.0.0.7", /*system_hook=*/false, unknown);
  EXPECT_EQ(0U, unknown.missing());
}

TEST(ChecksTest, KnowsAddressesOfTheLocalNetwork) {
  for (const char* host : {"localhost", "127.0.0.1", "10.1.2.3", "172.16.0.1", "172.31.9.9",
                           "192.168.1.1", "169.254.0.1", "[::1]", "[fd00::1]"}) {
    EXPECT_TRUE(IsLocalHost(host)) << host;
  }
  for (const char* host : {"headwater.example.org", "172.32.0.1", "172.15.0.1", "193.168.1.1",
                           "100.64.0.1", "[2001:db8::1]"}) {
    EXPECT_FALSE(IsLocalHost(host)) << host;
  }
}

TEST(ChecksTest, AHostIsWithoutItsPort) {
  const std::pair<const char*, const char*> cases[] = {
      {"https://a.example.org/x", "a.example.org"}, {"http://a.example.org:8080", "a.example.org"}};
  for (const auto& [url, host] : cases) {
    EXPECT_EQ(host, HostOf(SafeUrl::Parse(url).value())) << url;
  }
}

TEST(ChecksTest, EachReasonNotToReachGitlabHasItsSentence) {
  const std::string url = "https://git.example.org";
  EXPECT_NE(std::string::npos,
            NotReached({Errc::kInvalid, "HTTP 404"}, url, "").find("no GitLab answers"));
  EXPECT_NE(std::string::npos,
            NotReached({Errc::kInternal, "self-signed"}, url, "").find("--ca-file"));
  EXPECT_NE(std::string::npos, NotReached({Errc::kTransient, "refused"}, url, "http://p:3128")
                                   .find("by the proxy http://p:3128"));
}

TEST(WrittenConfigTest, QuotesWhatItIsGivenAndRefusesWhatCannotBeQuoted) {
  WrittenConfig config{.forge = SafeUrl::Parse("https://git.example.org").value(),
                       .service = SafeUrl::Parse("https://headwater.example.org").value(),
                       .paths = {"/etc/it's/api", "/r", "", "/s"},
                       .listen = "127.0.0.1:8080",
                       .store = "/var/lib/headwater",
                       .ca_file = "",
                       .proxy = "",
                       .no_proxy = ""};
  const Result<std::string> text = ConfigText(config);
  ASSERT_TRUE(text.ok());
  EXPECT_NE(std::string::npos, text.value().find("api_token_file: '/etc/it''s/api'\n"));
  EXPECT_EQ(std::string::npos, text.value().find("hook_admin"));
  EXPECT_EQ(std::string::npos, text.value().find("proxy"));
  config.store = "/var\nhooks:";
  EXPECT_FALSE(ConfigText(config).ok());
}

}  // namespace
}  // namespace headwater::connect
