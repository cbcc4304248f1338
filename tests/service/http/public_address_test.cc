// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/http/public_address.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace headwater::http {
namespace {

bool IsPublicText(const char* text) { return IsPublic(Address::Parse(text).value()); }

TEST(PublicAddressTest, AddressesOfTheInternetArePublic) {
  for (const char* text :
       {"1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "172.15.0.1",
        "172.32.0.1", "192.167.1.1", "223.255.255.255", "2606:4700::1111", "2a00:1450:4001::1"}) {
    EXPECT_TRUE(IsPublicText(text)) << text;
  }
}

TEST(PublicAddressTest, AddressesOfOnesOwnNetworkAreNot) {
  for (const char* text : {"0.0.0.0",     "10.1.2.3",
                           "100.64.0.1",  "127.0.0.1",
                           "127.255.0.1", "169.254.169.254",
                           "172.16.0.1",  "172.31.255.255",
                           "192.168.0.1", "198.18.0.1",
                           "224.0.0.1",   "255.255.255.255",
                           "::",          "::1",
                           "fe80::1",     "fc00::1",
                           "fd12::1",     "ff02::1",
                           "2001:db8::1", "3fff::1"}) {
    EXPECT_FALSE(IsPublicText(text)) << text;
  }
}

TEST(PublicAddressTest, AnAddressWithinAnotherCountsAsWhatItLeadsTo) {
  for (const char* text : {"::ffff:10.0.0.1", "64:ff9b::127.0.0.1", "64:ff9b::a00:1",
                           "2002:7f00:1::", "2002:a9fe:a9fe::1"}) {
    EXPECT_FALSE(IsPublicText(text)) << text;
  }
  EXPECT_TRUE(IsPublicText("64:ff9b::101:101"));
}

TEST(PublicAddressTest, ANumberIsWhatTheSystemTakesItFor) {
  for (const char* host : {"127.0.0.1", "0x7f.1", "2130706433", "017700000001", "127.1", "0"}) {
    const auto addresses = AddressesToCall(host, Networks::kPublic);
    ASSERT_FALSE(addresses.ok()) << host;
    EXPECT_EQ(addresses.error().code, Errc::kDenied) << host;
    EXPECT_NE(addresses.error().message.find(host), std::string::npos);
  }
  EXPECT_EQ(AddressesToCall("1.1.1.1", Networks::kPublic).value(),
            std::vector<std::string>{"1.1.1.1"});
}

TEST(PublicAddressTest, OneAddressOfOnesOwnNetworkAmongOthersIsEnoughToRefuse) {
  const Resolver mixed = [](const std::string&) {
    return std::vector<Address>{Address::Parse("1.1.1.1").value(),
                                Address::Parse("10.0.0.7").value()};
  };
  EXPECT_EQ(AddressesToCall("mixed.example.org", Networks::kPublic, mixed).error().code,
            Errc::kDenied);
  EXPECT_EQ(AddressesToCall("mixed.example.org", Networks::kAny, mixed).value(),
            (std::vector<std::string>{"1.1.1.1", "10.0.0.7"}));
}

TEST(PublicAddressTest, WhoGivesNoAddressMayBeAskedAgain) {
  const Resolver none = [](const std::string&) { return std::vector<Address>(); };
  EXPECT_EQ(AddressesToCall("a.example.org", Networks::kAny, none).error().code, Errc::kTransient);
  EXPECT_EQ(AddressesToCall("no.such.host.invalid", Networks::kAny).error().code, Errc::kTransient);
}

}  // namespace
}  // namespace headwater::http
