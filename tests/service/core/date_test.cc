// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "headwater/date.h"

#include <gtest/gtest.h>

#include <string>

#include "headwater/clock.h"

namespace headwater {
namespace {

std::string Read(std::string_view text) {
  const auto time = ParseTime(text);
  return time ? FormatTime(*time) : "none";
}

TEST(ParseTimeTest, ReadsWhatRfc3339Writes) {
  EXPECT_EQ(Read("2026-11-21T16:08:18Z"), "2026-11-21T16:08:18.000Z");
  EXPECT_EQ(Read("2026-11-21t16:08:18.1z"), "2026-11-21T16:08:18.100Z");
  EXPECT_EQ(Read("2026-11-21T16:08:18.123999Z"), "2026-11-21T16:08:18.123Z");
  EXPECT_EQ(Read("2026-11-21T00:30:00+01:00"), "2026-11-20T23:30:00.000Z");
  EXPECT_EQ(Read("2026-12-31T23:30:00-00:45"), "2027-01-01T00:15:00.000Z");
  EXPECT_EQ(Read("1969-12-31T23:59:59.999Z"), "1969-12-31T23:59:59.999Z");
}

TEST(ParseTimeTest, WhatIsNoTimeIsNone) {
  for (const char* text :
       {"", "2026-11-21", "2026-11-21T", "2026-11-21T16:08:18", "2026-11-21 16:08:18Z",
        "2026-11-21T16:08Z", "2026-02-29T16:08:18Z", "2026-11-21T24:00:00Z", "2026-11-21T16:60:18Z",
        "2026-11-21T16:08:60Z", "2026-11-21T16:08:18.Z", "2026-11-21T16:08:18+1:00",
        "2026-11-21T16:08:18+0100", "2026-11-21T16:08:18+01:00Z", "2026-11-21T16:08:18Zx",
        "2026-11-21T-6:08:18Z", "yesterday"}) {
    EXPECT_EQ(Read(text), "none") << text;
  }
}

}  // namespace
}  // namespace headwater
