// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/connect/table.h"

#include <gtest/gtest.h>

namespace headwater::connect {
namespace {

TEST(TableTest, WhatIsMissingStandsLastWithWhatMendsIt) {
  Table table;
  table.Miss("no webhook", "headwater connect");
  table.Add(Standing::kDone, "account");
  EXPECT_EQ("done     account\nmissing  no webhook\n         mend: headwater connect\n",
            table.Text());
  EXPECT_EQ(1U, table.missing());
}

TEST(TableTest, NothingFromOutsideReachesTheTerminalAsItIs) {
  Table table;
  table.Add(Standing::kNote, "a\x1b[2Jb\nc");
  EXPECT_EQ("note     a\\x1B[2Jb\\nc\n", table.Text());
}

TEST(TableTest, IsAnObjectsFieldsForPrograms) {
  Table table;
  table.Add(Standing::kOk, "a\"b");
  table.Miss("c", "d");
  EXPECT_EQ(
      "\"rows\":[{\"standing\":\"ok\",\"what\":\"a\\\"b\",\"mend\":\"\"},"
      "{\"standing\":\"missing\",\"what\":\"c\",\"mend\":\"d\"}],\"missing\":1",
      table.JsonFields());
  EXPECT_EQ("\"rows\":[],\"missing\":0", Table().JsonFields());
}

}  // namespace
}  // namespace headwater::connect
