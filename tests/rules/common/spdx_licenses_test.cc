// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "headwater/spdx_licenses.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "rules/common/spdx_license.h"
#include "rules/data/spdx_table.h"

namespace headwater {
namespace {

SpdxExpression Parsed(std::string_view text) {
  const auto parsed = ParseSpdxExpression(text);
  EXPECT_TRUE(std::holds_alternative<SpdxExpression>(parsed)) << text;
  const auto* expression = std::get_if<SpdxExpression>(&parsed);
  return expression == nullptr ? SpdxExpression{} : *expression;
}

TEST(SpdxLicensesTest, TheTablesAreSortedSoThatASearchFindsEveryRow) {
  ASSERT_GT(data::kSpdxLicenseCount, 700U);
  ASSERT_GT(data::kSpdxExceptionCount, 80U);
  for (size_t i = 0; i < data::kSpdxLicenseCount; ++i) {
    const SpdxLicense& row = data::kSpdxLicenses[i];
    EXPECT_EQ(FindSpdxLicense(row.id), &row) << row.id;
    EXPECT_EQ(FindSpdxLicense(FoldSpdxCase(row.id)), &row) << row.id;
    EXPECT_FALSE(row.is_exception) << row.id;
  }
  for (size_t i = 0; i < data::kSpdxExceptionCount; ++i) {
    const SpdxLicense& row = data::kSpdxExceptions[i];
    EXPECT_EQ(FindSpdxException(row.id), &row) << row.id;
    EXPECT_TRUE(row.is_exception) << row.id;
  }
}

TEST(SpdxLicensesTest, KnowsWhatTheListKnows) {
  EXPECT_EQ(SpdxListVersion(), "3.28.0");
  ASSERT_NE(FindSpdxLicense("eupl-1.2"), nullptr);
  EXPECT_EQ(FindSpdxLicense("eupl-1.2")->id, "EUPL-1.2");
  EXPECT_TRUE(FindSpdxLicense("EUPL-1.2")->is_osi_approved);
  EXPECT_FALSE(FindSpdxLicense("BUSL-1.1")->is_osi_approved);
  EXPECT_EQ(FindSpdxLicense("Classpath-exception-2.0"), nullptr);
  EXPECT_NE(FindSpdxException("CLASSPATH-exception-2.0"), nullptr);
  EXPECT_EQ(FindSpdxException("MIT"), nullptr);
  for (const char* unknown : {"", "MITT", "MI", "zzzz", "0", "GPL-2.0-onl", "LicenseRef-MIT"}) {
    EXPECT_EQ(FindSpdxLicense(unknown), nullptr) << unknown;
  }
}

TEST(SpdxLicensesTest, EveryReplacementIsAnExpressionOfCurrentIdentifiers) {
  size_t replaced = 0;
  for (size_t i = 0; i < data::kSpdxLicenseCount; ++i) {
    const SpdxLicense& row = data::kSpdxLicenses[i];
    for (const std::string_view better : {row.replaced_by, row.or_later_replaced_by}) {
      if (better.empty()) continue;
      ++replaced;
      EXPECT_TRUE(row.is_deprecated) << row.id;
      for (const std::string& name : NamedLicenses(Parsed(better))) {
        const SpdxLicense* named = FindSpdxLicense(name);
        if (named == nullptr) named = FindSpdxException(name);
        ASSERT_NE(named, nullptr) << name;
        EXPECT_FALSE(named->is_deprecated) << name;
      }
    }
  }
  EXPECT_GT(replaced, 29U);
}

TEST(SpdxLicensesTest, NamesEachLicenceOnceInTheOrderOfTheText) {
  const auto names = NamedLicenses(
      Parsed("mit OR (gpl-2.0-ONLY WITH classpath-EXCEPTION-2.0 AND LicenseRef-Own) OR MIT"));
  EXPECT_EQ(names, (std::vector<std::string>{"MIT", "GPL-2.0-only", "Classpath-exception-2.0",
                                             "LicenseRef-Own"}));
}

TEST(SpdxLicensesTest, ExpressionsThatMeanTheSameHaveOneCanonicalForm) {
  const struct {
    std::string_view text;
    std::string_view canonical;
  } cases[] = {
      {"mit", "MIT"},
      {"GPL-2.0+", "GPL-2.0-or-later"},
      {"gpl-2.0-or-later", "GPL-2.0-or-later"},
      {"GPL-2.0-or-later+", "GPL-2.0-or-later"},
      {"GPL-2.0", "GPL-2.0-only"},
      {"AGPL-3.0+", "AGPL-3.0-or-later"},
      {"Apache-2.0+", "Apache-2.0+"},
      {"GPL-2.0-with-GCC-exception", "GPL-2.0-only WITH GCC-exception-2.0"},
      {"GPL-2.0-with-GCC-exception+", "GPL-2.0-or-later WITH GCC-exception-2.0"},
      {"GPL-2.0-with-font-exception+", "GPL-2.0-or-later WITH Font-exception-2.0"},
      {"GPL-2.0+ WITH gcc-exception-2.0", "GPL-2.0-or-later WITH GCC-exception-2.0"},
      {"wxWindows", "GPL-2.0-or-later WITH WxWindows-exception-3.1"},
      {"GPL-2.0-with-GCC-exception WITH Classpath-exception-2.0",
       "GPL-2.0-with-GCC-exception WITH Classpath-exception-2.0"},
      {"LGPL-2.1-only WITH Nokia-Qt-exception-1.1", "LGPL-2.1-only WITH Qt-LGPL-exception-1.1"},
      {"bzip2-1.0.5", "bzip2-1.0.5"},
      {"MIT OR Apache-2.0", "Apache-2.0 OR MIT"},
      {"MIT AND MIT", "MIT"},
      {"MIT OR (mit OR ISC)", "ISC OR MIT"},
      {"(MIT AND mit) OR ISC", "ISC OR MIT"},
      {"((MIT OR ISC) AND (ISC OR MIT)) OR Zlib", "ISC OR MIT OR Zlib"},
      {"Zlib AND (MIT OR ISC)", "(ISC OR MIT) AND Zlib"},
      {"LicenseRef-My-Own", "LicenseRef-my-own"},
      {"DocumentRef-Doc:LicenseRef-Own", "DocumentRef-doc:LicenseRef-own"},
      {"Unheard-Of", "Unheard-Of"},
  };
  for (const auto& c : cases) {
    const SpdxExpression canonical = Canonical(Parsed(c.text));
    EXPECT_EQ(canonical.ToString(), c.canonical) << c.text;
    EXPECT_EQ(Canonical(canonical).ToString(), c.canonical) << c.text;
  }
}

TEST(SpdxLicensesTest, RanksAChoiceByItsBestAndAConjunctionByItsWorst) {
  const auto rank_of = [](const SpdxExpression& license) {
    if (license.license == "Good") return 2;
    return license.license == "Fair" ? 1 : 0;
  };
  const struct {
    std::string_view text;
    int rank;
    std::string_view decided_by;
  } cases[] = {
      {"Good", 2, "Good"},
      {"Bad+", 0, "Bad+"},
      {"Bad OR Good", 2, "Good"},
      {"Good AND Bad", 0, "Bad"},
      {"Good AND (Bad OR Fair)", 1, "Fair"},
      {"Bad AND Good OR Fair", 1, "Fair"},
      {"(Bad OR Good) AND (Fair OR Good WITH x)", 2, "Good"},
      {"Other OR Bad", 0, "Other"},
  };
  for (const auto& c : cases) {
    const SpdxExpression expression = Parsed(c.text);
    const SpdxRank ranked = RankExpression(expression, rank_of);
    EXPECT_EQ(ranked.rank, c.rank) << c.text;
    ASSERT_NE(ranked.decided_by, nullptr) << c.text;
    EXPECT_EQ(ranked.decided_by->ToString(), c.decided_by) << c.text;
  }
}

}  // namespace
}  // namespace headwater
