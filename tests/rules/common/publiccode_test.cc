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

TEST(PubliccodeTest, ReadsWhatTellsWhatItIsFor) {
  const auto read = ReadPubliccode(R"(categories: [cemetery-management, gis]
description:
  de:
    localisedName: Friedhof
    genericName: Fachverfahren
    shortDescription: Verwaltet Gräber.
  en:
    shortDescription: Manages graves.
de:
  countryExtensionVersion: "1.0"
  leika:
    - themenfeld: Bauen & Wohnen
      ozg-id: "10110"
      leika-id: 77000000000316
    - leika-id: "77000000000317"
    - themenfeld: ohne Nummer
)");
  ASSERT_TRUE(read.ok()) << read.error().message;
  const Publiccode& publiccode = read.value();
  EXPECT_EQ(publiccode.categories,
            (std::vector{Untrusted("cemetery-management"), Untrusted("gis")}));
  ASSERT_EQ(publiccode.descriptions.size(), 2U);
  const PubliccodeDescription& german = publiccode.descriptions[0];
  EXPECT_EQ(german.language.bytes(), "de");
  EXPECT_EQ(german.localised_name.bytes(), "Friedhof");
  EXPECT_EQ(german.generic_name.bytes(), "Fachverfahren");
  EXPECT_EQ(german.short_description.bytes(), "Verwaltet Gräber.");
  EXPECT_EQ(publiccode.descriptions[1].short_description.bytes(), "Manages graves.");
  ASSERT_EQ(publiccode.services.size(), 2U);
  EXPECT_EQ(publiccode.services[0].leika_id.bytes(), "77000000000316");
  EXPECT_EQ(publiccode.services[0].ozg_id.bytes(), "10110");
  EXPECT_EQ(publiccode.services[1].leika_id.bytes(), "77000000000317");
  EXPECT_TRUE(publiccode.services[1].ozg_id.empty());
}

TEST(PubliccodeTest, ABrokenDescriptionHidesNothingElse) {
  const auto read = ReadPubliccode(
      "isBasedOn: https://example.com/a\ncategories: all\ndescription: {de: [a], en: {features: "
      "b}}\n"
      "de: {leika: [a, {leika-id: [b]}]}\nDE: {leika: [{ozg-id: 1}]}\n");
  ASSERT_TRUE(read.ok()) << read.error().message;
  EXPECT_EQ(read.value().is_based_on.size(), 1U);
  EXPECT_TRUE(read.value().categories.empty());
  ASSERT_EQ(read.value().descriptions.size(), 1U);
  EXPECT_TRUE(read.value().descriptions[0].short_description.empty());
  ASSERT_EQ(read.value().services.size(), 1U);
  EXPECT_EQ(read.value().services[0].ozg_id.bytes(), "1");
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
