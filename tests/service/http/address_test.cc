// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/http/address.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace headwater::http {
namespace {

using namespace std::string_view_literals;

Address At(std::string_view text) { return Address::Parse(text).value_or(Address()); }

TEST(AddressTest, ReadsNumericNotationAndWritesItShort) {
  for (const char* text : {"192.0.2.7", "2001:db8::1", "::1", "::"}) {
    const auto address = Address::Parse(text);
    ASSERT_TRUE(address) << text;
    EXPECT_EQ(text, address->Text());
  }
  EXPECT_EQ("192.0.2.7", At("::ffff:192.0.2.7").Text());
  EXPECT_EQ(At("192.0.2.7"), At("::FFFF:c000:0207"));
}

TEST(AddressTest, RefusesEverythingElse) {
  for (const std::string_view text :
       {""sv, "localhost"sv, "192.0.2"sv, "192.0.2.256"sv, "0x7f.0.0.1"sv, "2130706433"sv,
        "192.0.2.7:80"sv, "[::1]"sv, "fe80::1%eth0"sv, "192.0.2.7\0"sv, " ::1"sv, "\"::1\""sv}) {
    EXPECT_FALSE(Address::Parse(text)) << text;
  }
}

TEST(NetworkTest, ContainsWhatBeginsWithItsBits) {
  struct Case {
    const char* network;
    const char* address;
    bool contains;
  };
  static constexpr Case kCases[] = {
      {"10.0.0.0/8", "10.255.0.1", true},      {"10.0.0.0/8", "11.0.0.1", false},
      {"192.0.2.7", "192.0.2.7", true},        {"192.0.2.7", "192.0.2.8", false},
      {"192.0.2.4/30", "192.0.2.7", true},     {"192.0.2.4/30", "192.0.2.8", false},
      {"0.0.0.0/0", "203.0.113.9", true},      {"0.0.0.0/0", "2001:db8::1", false},
      {"2001:db8::/33", "2001:db8::1", true},  {"2001:db8::/33", "2001:db8:8000::1", false},
      {"10.0.0.0/8", "::ffff:10.1.2.3", true},
  };
  for (const Case& c : kCases) {
    const auto network = Network::Parse(c.network);
    ASSERT_TRUE(network) << c.network;
    EXPECT_EQ(c.contains, network->Contains(At(c.address))) << c.network << ' ' << c.address;
  }
}

TEST(NetworkTest, RefusesBitsBeyondThePrefixAndNonsense) {
  for (const char* text : {"10.0.0.1/8", "10.0.0.0/33", "::/129", "10.0.0.0/", "10.0.0.0/x",
                           "10.0.0.0/-1", "10.0.0.0/8/8", "example.org/8", ""}) {
    EXPECT_FALSE(Network::Parse(text)) << text;
  }
}

TEST(AddressTest, ASiteIsWhatOneSenderIsLikelyToHold) {
  EXPECT_EQ(SiteOf(At("192.0.2.1")), SiteOf(At("192.0.2.254")));
  EXPECT_NE(SiteOf(At("192.0.2.1")), SiteOf(At("192.0.3.1")));
  EXPECT_EQ(SiteOf(At("2001:db8:1:2::3")), SiteOf(At("2001:db8:1:ffff::")));
  EXPECT_NE(SiteOf(At("2001:db8:1::")), SiteOf(At("2001:db8:2::")));
}

}  // namespace
}  // namespace headwater::http
