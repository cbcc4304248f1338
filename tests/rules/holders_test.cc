// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/license/holders.h"

#include <gtest/gtest.h>

#include <initializer_list>
#include <string>

#include "rules/license/line_overlap.h"

namespace headwater::license {
namespace {

bool StillNamed(const std::string& before, std::initializer_list<const char*> after) {
  Holders holders;
  for (const char* name : after) holders.Add(name);
  return holders.Name(before);
}

TEST(HoldersTest, AreTheSameHoweverTheyAreWritten) {
  EXPECT_TRUE(StillNamed("Alex Example", {"ALEX  EXAMPLE."}));
  EXPECT_TRUE(StillNamed("Example, Alex", {"Alex Example"}));
  EXPECT_TRUE(StillNamed("Alex Example and City of Example", {"City of Example", "Alex Example"}));
  EXPECT_TRUE(StillNamed("Alex Example", {"Kim Beispiel, Alex Example und Sam Sample"}));
  EXPECT_TRUE(StillNamed("ACME, Inc.", {"ACME"}));
  EXPECT_TRUE(StillNamed("ACME", {"ACME GmbH & Co. KG"}));
  EXPECT_TRUE(StillNamed("J\xF6rn", {"Jörn"}));
  EXPECT_TRUE(StillNamed("", {}));
  EXPECT_TRUE(StillNamed("All rights reserved", {}));
}

TEST(HoldersTest, AreGoneWhenNoOneNoticeNamesThem) {
  EXPECT_FALSE(StillNamed("Alex Example", {}));
  EXPECT_FALSE(StillNamed("Alex Example", {"Kim Example", "Alex Beispiel"}));
  EXPECT_FALSE(StillNamed("ACME GmbH Berlin", {"ACME"}));
  EXPECT_FALSE(StillNamed("Alex Example, Kim Beispiel", {"Alex Example"}));
}

TEST(HoldersTest, TellsTheAuthorsOfLicencesFromThoseOfWorks) {
  EXPECT_TRUE(IsAuthorOfLicenseText("Free Software Foundation, Inc."));
  EXPECT_TRUE(IsAuthorOfLicenseText("the European Union"));
  EXPECT_TRUE(IsAuthorOfLicenseText("[name of copyright owner]"));
  EXPECT_FALSE(IsAuthorOfLicenseText("City of Example"));
}

TEST(HoldersTest, ManyNamesTakeNoLong) {
  Holders holders;
  for (int i = 0; i < 10'000; ++i) holders.Add("name " + std::to_string(i));
  for (int i = 0; i < 2'000; ++i) EXPECT_TRUE(holders.Name(std::to_string(i) + " Name"));
  EXPECT_FALSE(holders.Name("somebody else"));
}

TEST(LineOverlapTest, FindsWhatATextWasMadeFrom) {
  LineOverlap overlap;
  overlap.Add("int first;\nint second_one;\nint third_one;\nint fourth_one;\n");
  overlap.Add("long first;\nlong second;\nlong third;\n");
  overlap.Finish();
  EXPECT_EQ(1U, overlap.Find("x\nlong first;\n\tlong third;\nlong second;\ny\n"));
  EXPECT_EQ(0U, overlap.Find("int first;\r\nint second_one;\r\nint third_one;\r\n"));
  EXPECT_FALSE(overlap.Find("long first;\nlong second;\n").has_value());
  EXPECT_FALSE(overlap.Find("").has_value());
}

TEST(LineOverlapTest, LinesOfEveryFileSayNothing) {
  LineOverlap overlap;
  const std::string header = "// the same line\n// and another one\n// and a third\n// a fourth\n";
  for (int i = 0; i < 20; ++i) overlap.Add(header);
  overlap.Finish();
  EXPECT_FALSE(overlap.Find(header).has_value());
}

}  // namespace
}  // namespace headwater::license
