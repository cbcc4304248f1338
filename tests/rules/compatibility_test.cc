// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/license/compatibility.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <variant>

#include "rules/data/osadl_table.h"

namespace headwater::license {
namespace {

using enum Compatible;

SpdxExpression Parse(std::string_view text) {
  auto parsed = ParseSpdxExpression(text);
  EXPECT_TRUE(std::holds_alternative<SpdxExpression>(parsed)) << text;
  return std::get<SpdxExpression>(std::move(parsed));
}

Compatibility Ask(std::string_view whole, std::string_view part) {
  return MayGoInto(Parse(part), Parse(whole));
}

struct Row {
  const char* whole;
  const char* part;
  Compatible answer;
};

void ExpectRows(std::initializer_list<Row> rows) {
  for (const Row& row : rows) {
    EXPECT_EQ(row.answer, Ask(row.whole, row.part).answer) << row.whole << " <- " << row.part;
  }
}

TEST(CompatibilityTest, HasADirection) {
  ExpectRows({{"GPL-3.0-only", "MIT", kYes},
              {"MIT", "GPL-3.0-only", kNo},
              {"GPL-3.0-or-later", "Apache-2.0", kYes},
              {"Apache-2.0", "GPL-3.0-or-later", kNo},
              {"GPL-3.0-or-later", "EUPL-1.2", kYes},
              {"EUPL-1.2", "GPL-3.0-only", kNo},
              {"GPL-2.0-only", "Apache-2.0", kNo},
              {"EUPL-1.2", "MPL-2.0", kYes},
              {"MIT", "Apache-2.0", kYes}});
}

TEST(CompatibilityTest, TheSameLicenceFitsHoweverItIsSpelt) {
  ExpectRows({{"GPL-3.0-only", "GPL-3.0", kYes},
              {"LicenseRef-City", "LicenseRef-City", kYes},
              {"mit", "MIT", kYes}});
  EXPECT_EQ(CompatibilitySource::kSame, Ask("EUPL-1.2", "eupl-1.2").source);
}

TEST(CompatibilityTest, WhatNobodyLookedAtIsNeverAYes) {
  ExpectRows({{"MIT", "LicenseRef-City", kNoData},
              {"EUPL-1.2", "OFL-1.1", kNoData},
              {"EUPL-1.2", "MS-PL", kUnknown}});
  EXPECT_EQ(CompatibilitySource::kNone, Ask("MIT", "LicenseRef-City").source);
  EXPECT_EQ(CompatibilitySource::kOsadl, Ask("EUPL-1.2", "MS-PL").source);
}

TEST(CompatibilityTest, CuratedAnswersGoBeforeTheMatrix) {
  EXPECT_EQ(kYes, Ask("EUPL-1.2", "Apache-2.0").answer);
  EXPECT_EQ(CompatibilitySource::kCurated, Ask("EUPL-1.2", "Apache-2.0").source);
  ExpectRows({{"LicenseRef-City", "CC0-1.0", kYes}, {"EUPL-1.2", "DL-DE-ZERO-2.0", kYes}});
}

TEST(CompatibilityTest, TheEuplsAppendixAnswersForWhatMayTakeItIn) {
  for (const char* whole : {"CECILL-2.1", "LiLiQ-R-1.1", "OSL-2.1", "MPL-2.0", "AGPL-3.0-only"}) {
    EXPECT_EQ(kYes, Ask(whole, "EUPL-1.2").answer) << whole;
    EXPECT_EQ(CompatibilitySource::kEuplAppendix, Ask(whole, "EUPL-1.2").source) << whole;
  }
  ExpectRows({{"CC-BY-SA-3.0", "EUPL-1.2", kDepends}, {"MIT", "EUPL-1.2", kNo}});
}

TEST(CompatibilityTest, OfThePartsAlternativesTheBestCounts) {
  ExpectRows({{"MIT", "GPL-2.0-only OR MIT", kYes},
              {"MIT", "GPL-2.0-only OR LicenseRef-City", kNoData},
              {"MIT", "GPL-2.0-only OR GPL-3.0-only", kNo}});
}

TEST(CompatibilityTest, OfWhatAppliesTogetherTheWorstCounts) {
  ExpectRows({{"MIT", "MIT AND GPL-2.0-only", kNo},
              {"MIT", "MIT AND LicenseRef-City", kNoData},
              {"GPL-3.0-only", "MIT AND Apache-2.0", kYes},
              {"MIT AND Apache-2.0", "GPL-3.0-only", kNo}});
}

TEST(CompatibilityTest, AWholeMayHoldWhatItsOwnExpressionNames) {
  ExpectRows({{"Apache-2.0 AND GPL-3.0-or-later", "GPL-3.0-or-later", kYes},
              {"Apache-2.0 AND GPL-3.0-or-later", "GPL-3.0-or-later AND Apache-2.0", kYes},
              {"Apache-2.0 AND LicenseRef-City", "LicenseRef-City OR GPL-2.0-only", kYes},
              {"Apache-2.0 AND GPL-3.0-or-later", "GPL-2.0-only", kNo},
              {"Apache-2.0 OR GPL-3.0-only", "GPL-3.0-only", kDepends}});
}

TEST(CompatibilityTest, AWholeThatLosesOneOfItsAlternativesDepends) {
  ExpectRows({{"MIT OR GPL-3.0-only", "GPL-3.0-only", kDepends},
              {"MIT OR Apache-2.0", "GPL-3.0-only", kNo},
              {"MIT OR GPL-3.0-only", "ISC", kYes},
              {"GPL-2.0-or-later", "GPL-3.0-only", kDepends},
              {"GPL-2.0-or-later", "Apache-2.0", kDepends},
              {"GPL-2.0-or-later", "CDDL-1.0", kNo}});
}

TEST(CompatibilityTest, OrLaterIsAnAlternativeForEveryLaterVersion) {
  ExpectRows({{"GPL-3.0-only", "GPL-2.0-or-later", kYes},
              {"GPL-3.0-only", "GPL-2.0-only", kNo},
              {"GPL-3.0-only", "MPL-1.1+", kYes},
              {"GPL-3.0-only", "MPL-1.1", kNo}});
}

TEST(CompatibilityTest, AnExceptionOnlyAddsPermissions) {
  ExpectRows({{"GPL-2.0-only", "GPL-2.0-only WITH Linux-syscall-note", kYes},
              {"MIT", "GPL-3.0-only WITH GCC-exception-3.1", kDepends},
              {"MIT", "GPL-3.0-only WITH Qt-GPL-exception-1.0", kDepends},
              {"MIT", "GPL-3.0-only WITH mif-exception", kUnknown},
              {"GPL-2.0-only", "GPL-2.0-only WITH Classpath-exception-2.0", kYes},
              {"GPL-3.0-only WITH GCC-exception-3.1", "MIT", kYes},
              {"GPL-3.0-only WITH GCC-exception-3.1", "GPL-3.0-only", kDepends},
              {"GPL-3.0-only WITH GCC-exception-3.1", "CDDL-1.0", kNo}});
}

TEST(CompatibilityTest, NamesThePairThatDecided) {
  const Compatibility answer = Ask("MIT OR Apache-2.0", "ISC AND GPL-2.0-only");
  EXPECT_EQ("GPL-2.0-only", answer.part);
  EXPECT_TRUE(answer.whole == "MIT" || answer.whole == "Apache-2.0") << answer.whole;
}

TEST(CompatibilityTest, KnowsWhoseCopyleftEndsAtTheFile) {
  for (const char* license : {"MPL-2.0", "EPL-1.0", "CDDL-1.1", "LGPL-2.1-or-later"}) {
    EXPECT_TRUE(KeepsToItsFile(license)) << license;
  }
  for (const char* license : {"GPL-2.0-only", "EUPL-1.2", "MPLX-1.0", "AGPL-3.0-only", ""}) {
    EXPECT_FALSE(KeepsToItsFile(license)) << license;
  }
}

TEST(CompatibilityTest, TheLargestExpressionsEnd) {
  std::string many = "MIT";
  for (int i = 0; many.size() + 24 < kMaxSpdxBytes; ++i) {
    many += (i % 2 == 0 ? " AND LicenseRef-" : " OR LicenseRef-") + std::to_string(i);
  }
  EXPECT_NE(kYes, Ask(many, many + " AND ISC").answer);
}

TEST(CompatibilityTest, TheMatrixIsWholeAndSorted) {
  ASSERT_EQ(110U, data::kOsadlCount);
  EXPECT_TRUE(std::is_sorted(data::kOsadlLicenses, data::kOsadlLicenses + data::kOsadlCount));
  size_t yes = 0;
  for (size_t row = 0; row < data::kOsadlCount; ++row) {
    ASSERT_EQ(data::kOsadlCount, data::kOsadlRows[row].size());
    EXPECT_EQ('Y', data::kOsadlRows[row][row]) << data::kOsadlLicenses[row];
    yes += static_cast<size_t>(
        std::count(data::kOsadlRows[row].begin(), data::kOsadlRows[row].end(), 'Y'));
  }
  // As counted in the data: 7,725 "Yes" and 110 "Same".
  EXPECT_EQ(7835U, yes);
}

}  // namespace
}  // namespace headwater::license
