// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/common/open_code_list.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "headwater/registry.h"
#include "headwater/rule.h"
#include "headwater/spdx_licenses.h"
#include "rules/common/allowance.h"
#include "rules/data/open_code_table.h"
#include "rules/data/spdx_table.h"
#include "rules/license/copyleft.h"

namespace headwater::license {
namespace {

SpdxExpression Parsed(std::string_view text) {
  const auto parsed = ParseSpdxExpression(text, SpdxDialect::kSpdx30);
  const auto* expression = std::get_if<SpdxExpression>(&parsed);
  EXPECT_NE(expression, nullptr) << text;
  return expression == nullptr ? SpdxExpression{} : *expression;
}

Allowance MakeAllowance(std::vector<std::string> also, std::vector<std::string> not_allowed) {
  const Options options({{"also_allowed", also}, {"not_allowed", not_allowed}});
  auto allowance = Allowance::Make(options);
  EXPECT_TRUE(allowance.ok());
  return std::move(allowance).value();
}

TEST(OpenCodeListTest, EveryRowIsFoundAndCurrent) {
  ASSERT_GT(data::kOpenCodeRowCount, 340U);
  for (size_t i = 0; i < data::kOpenCodeRowCount; ++i) {
    const data::OpenCodeRow& row = data::kOpenCodeRows[i];
    const SpdxLicense* listed = FindSpdxLicense(row.id);
    ASSERT_NE(listed, nullptr) << row.id;
    EXPECT_FALSE(listed->is_deprecated) << row.id;
    const bool approved = row.status == data::OpenCodeStatus::kApproved;
    EXPECT_EQ(OpenCodeStanding(Parsed(row.id)).standing == ListClass::kApproved, approved)
        << row.id;
  }
}

TEST(OpenCodeListTest, TheRuleOffersTheListThatTheTableIs) {
  const RuleEntry* rule = FindRule("license/not-allowed");
  ASSERT_NE(rule, nullptr);
  ASSERT_EQ(rule->info.options[0].name.view(), "list");
  EXPECT_EQ(rule->info.options[0].default_value.view(),
            "opencode-" + std::string(OpenCodeListVersion()));
  EXPECT_EQ(OpenCodeListDate(), "2026-02-23");
}

TEST(OpenCodeListTest, KnowsWhereALicenceStands) {
  const struct {
    std::string_view text;
    ListClass standing;
  } cases[] = {
      {"EUPL-1.2", ListClass::kApproved},
      {"mit", ListClass::kApproved},
      {"GPL-2.0", ListClass::kApproved},
      {"GPL-2.0+", ListClass::kApproved},
      {"Apache-2.0+", ListClass::kApproved},
      {"eCos-2.0", ListClass::kApproved},
      {"GPL-2.0-only WITH Classpath-exception-2.0", ListClass::kApproved},
      {"GPL-2.0-only WITH Unheard-Of", ListClass::kUnknown},
      {"MIT WITH AdditionRef-Commons-Clause", ListClass::kReview},
      {"GFDL-1.3-no-invariants-or-later", ListClass::kSimilar},
      {"CNRI-Python-GPL-Compatible", ListClass::kSimilar},
      {"CERN-OHL-P-2.0", ListClass::kAskPlatform},
      {"LicenseRef-MIT", ListClass::kReview},
      {"DocumentRef-a:LicenseRef-b", ListClass::kReview},
      {"DL-DE-BY-2.0", ListClass::kUnlisted},
      {"Unheard-Of", ListClass::kUnknown},
      {"Fair", ListClass::kRejected},
      {"SSPL-1.0 WITH AdditionRef-x", ListClass::kRejected},
      {"CC-BY-NC-4.0+", ListClass::kRejected},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(OpenCodeStanding(Parsed(c.text)).standing, c.standing) << c.text;
  }
  EXPECT_EQ(OpenCodeStanding(Parsed("GFDL-1.3-no-invariants-or-later")).like,
            "GFDL-1.3-no-invariants-only");
}

TEST(OpenCodeListTest, NoLicenceThatIsNotOpenComesOutAsAllowed) {
  size_t seen = 0;
  for (size_t i = 0; i < data::kSpdxLicenseCount; ++i) {
    const std::string_view id = data::kSpdxLicenses[i].id;
    bool closed = id == "BSD-3-Clause-Clear" || id.starts_with("FSL-");
    for (const std::string_view part : {"BUSL", "SSPL", "Elastic", "-NC-", "-ND-", "PolyForm",
                                        "Hippocratic", "No-Military", "No-Nuclear"}) {
      closed = closed || id.find(part) != std::string_view::npos;
    }
    if (!closed) continue;
    ++seen;
    for (const std::string& text : {std::string(id), std::string(id) + "+",
                                    std::string(id) + " WITH Classpath-exception-2.0"}) {
      EXPECT_LE(OpenCodeStanding(Parsed(text)).standing, ListClass::kUnlisted) << text;
    }
  }
  EXPECT_GT(seen, 40U);
}

TEST(AllowanceTest, JudgesWholeExpressions) {
  const Allowance allowance = MakeAllowance({"LicenseRef-Ours-*"}, {"agpl-*", "WTFPL"});
  const struct {
    std::string_view text;
    ListClass standing;
    std::string_view license;
  } cases[] = {
      {"MIT AND EUPL-1.2", ListClass::kApproved, "MIT"},
      {"SSPL-1.0 OR MIT", ListClass::kApproved, "MIT"},
      {"MIT AND (SSPL-1.0 OR BUSL-1.1)", ListClass::kUnlisted, "BUSL-1.1"},
      {"MIT AND SSPL-1.0", ListClass::kRejected, "SSPL-1.0"},
      {"MIT AND Unheard-Of", ListClass::kUnknown, "Unheard-Of"},
      {"LicenseRef-ours-1", ListClass::kApproved, "LicenseRef-ours-1"},
      {"LicenseRef-theirs", ListClass::kReview, "LicenseRef-theirs"},
      {"AGPL-3.0+", ListClass::kRejected, "AGPL-3.0+"},
      {"AGPL-3.0-only WITH x OR MIT", ListClass::kApproved, "MIT"},
      {"WTFPL", ListClass::kRejected, "WTFPL"},
  };
  for (const auto& c : cases) {
    const Judgement judgement = allowance.Of(Parsed(c.text));
    EXPECT_EQ(judgement.standing, c.standing) << c.text;
    EXPECT_EQ(judgement.license, c.license) << c.text;
  }
  EXPECT_TRUE(allowance.Of(Parsed("WTFPL")).by_policy);
  EXPECT_FALSE(allowance.Of(Parsed("SSPL-1.0")).by_policy);
}

TEST(CopyleftTest, TheLongestFamilyCounts) {
  EXPECT_EQ(CopyleftOf("GPL-3.0-or-later"), Copyleft::kStrong);
  EXPECT_EQ(CopyleftOf("LGPL-2.1-only"), Copyleft::kWeak);
  EXPECT_EQ(CopyleftOf("CECILL-C"), Copyleft::kWeak);
  EXPECT_EQ(CopyleftOf("CECILL-2.1"), Copyleft::kStrong);
  EXPECT_EQ(CopyleftOf("CC-BY-4.0"), Copyleft::kPermissive);
  EXPECT_EQ(CopyleftOf("CC-BY-SA-4.0"), Copyleft::kStrong);
  EXPECT_EQ(CopyleftOf("CC-BY-NC-4.0"), Copyleft::kUnknown);
  EXPECT_EQ(CopyleftOf("BSD-3-Clause"), Copyleft::kPermissive);
  EXPECT_EQ(CopyleftOf("BSD-Protection"), Copyleft::kStrong);
  EXPECT_EQ(CopyleftOf("LicenseRef-GPL"), Copyleft::kUnknown);
  EXPECT_EQ(CopyleftOf(""), Copyleft::kUnknown);
}

}  // namespace
}  // namespace headwater::license
