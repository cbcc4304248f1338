// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "headwater/publiccode.h"

#include <gtest/gtest.h>

#include <string>

namespace headwater {
namespace {

TEST(PubliccodeTest, ReadsTheFieldsThatRulesAskFor) {
  const auto read = ReadPubliccode(R"(publiccodeYmlVersion: "0.4"
name: Medusa
url: "https://example.com/italia/medusa.git"
softwareVersion: 1.10
isBasedOn:
  - https://example.com/a
  - "https://example.com/b"
legal:
  license: AGPL-3.0-or-later
  mainCopyrightOwner: City of Chicago
)");
  ASSERT_TRUE(read.ok()) << read.error().message;
  const Publiccode& publiccode = read.value();
  EXPECT_EQ(publiccode.name->bytes(), "Medusa");
  EXPECT_EQ(publiccode.url->bytes(), "https://example.com/italia/medusa.git");
  EXPECT_EQ(publiccode.software_version->bytes(), "1.10");
  EXPECT_EQ(publiccode.license->bytes(), "AGPL-3.0-or-later");
  EXPECT_EQ(publiccode.main_copyright_owner->bytes(), "City of Chicago");
  ASSERT_EQ(publiccode.is_based_on.size(), 2U);
  EXPECT_EQ(publiccode.is_based_on[1].bytes(), "https://example.com/b");
}

TEST(PubliccodeTest, TakesOneBaseAsText) {
  const auto read = ReadPubliccode("isBasedOn: https://example.com/a\n");
  ASSERT_TRUE(read.ok()) << read.error().message;
  ASSERT_EQ(read.value().is_based_on.size(), 1U);
  EXPECT_EQ(read.value().is_based_on[0].bytes(), "https://example.com/a");
}

TEST(PubliccodeTest, LeavesAbsentAndEmptyFieldsOut) {
  const auto read = ReadPubliccode("name:\nlegal:\nisBasedOn:\nother: [1]\n");
  ASSERT_TRUE(read.ok()) << read.error().message;
  EXPECT_FALSE(read.value().name.has_value());
  EXPECT_FALSE(read.value().license.has_value());
  EXPECT_TRUE(read.value().is_based_on.empty());
}

TEST(PubliccodeTest, RefusesWrongTypesWithTheirPlace) {
  const struct {
    std::string_view text;
    std::string_view message;
  } cases[] = {
      {"", "1:1: the file must be a map of keys and values"},
      {"- a\n", "1:1: the file must be a map of keys and values"},
      {"name: [a]\n", "1:7: `name` must be a text"},
      {"name: true\n", "1:7: `name` must be a text"},
      {"url:\n  a: b\n", "2:3: `url` must be a text"},
      {"legal: AGPL\n", "1:8: `legal` must be a map"},
      {"legal:\n  license: []\n", "2:12: `license` must be a text"},
      {"isBasedOn: {a: b}\n", "1:12: `isBasedOn` must be a text or a list of texts"},
      {"isBasedOn: [a, [b]]\n", "1:16: `isBasedOn` must be a text or a list of texts"},
      {"name: a\nname: b\n", "2:1: the key stands twice in this map; keep one of the two"},
  };
  for (const auto& c : cases) {
    const auto read = ReadPubliccode(c.text);
    ASSERT_FALSE(read.ok()) << c.text;
    EXPECT_EQ(read.error().code, Errc::kInvalid) << c.text;
    EXPECT_EQ(read.error().message, c.message) << c.text;
  }
}

}  // namespace
}  // namespace headwater
