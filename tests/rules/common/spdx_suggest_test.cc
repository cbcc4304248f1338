// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "headwater/spdx_licenses.h"
#include "rules/common/spdx_nearest.h"
#include "rules/data/spdx_table.h"
#include "tests/rules/common/show_data.h"

namespace headwater {
namespace {

constexpr std::string_view kNothing;

struct Case {
  std::string_view text;
  std::string_view suggestion;
};

std::string Suggest(std::string_view text) { return SuggestSpdxExpression(text).value_or(""); }

TEST(SpdxSuggestTest, FindsWhatPeopleMean) {
  static constexpr Case kCases[] = {
      // Case, and what is right already.
      {"MIT", "MIT"},
      {"mit", "MIT"},
      {"apache-2.0", "Apache-2.0"},
      {"eupl-1.2", "EUPL-1.2"},
      {"mit or apache-2.0", "MIT OR Apache-2.0"},
      {"MIT Or ISC", "MIT OR ISC"},
      {"gpl-2.0-only with classpath-exception-2.0", "GPL-2.0-only WITH Classpath-exception-2.0"},
      {"(mit OR isc) AND Zlib", "(MIT OR ISC) AND Zlib"},
      {"DocumentRef-a:LicenseRef-b", "DocumentRef-a:LicenseRef-b"},
      // Deprecated identifiers that leave nothing open.
      {"GPL-2.0+", "GPL-2.0-or-later"},
      {"agpl-3.0+", "AGPL-3.0-or-later"},
      {"GPL-2.0-with-GCC-exception+", "GPL-2.0-or-later WITH GCC-exception-2.0"},
      {"eCos-2.0", "GPL-2.0-or-later WITH eCos-exception-2.0"},
      {"wxWindows", "GPL-2.0-or-later WITH WxWindows-exception-3.1"},
      {"StandardML-NJ", "SMLNJ"},
      {"Nunit", "zlib-acknowledgement"},
      {"BSD-2-Clause-NetBSD", "BSD-2-Clause"},
      {"LGPL-2.1-only WITH Nokia-Qt-exception-1.1", "LGPL-2.1-only WITH Qt-LGPL-exception-1.1"},
      // Blanks, versions, names.
      {"Apache 2.0", "Apache-2.0"},
      {"Apache2", "Apache-2.0"},
      {"Apache-2", "Apache-2.0"},
      {"Apache License 2.0", "Apache-2.0"},
      {"Apache License, Version 2.0", "Apache-2.0"},
      {"The Apache Software License, Version 2.0", "Apache-2.0"},
      {"ASL 2.0", "Apache-2.0"},
      {"MIT License", "MIT"},
      {"The MIT License", "MIT"},
      {"The MIT License (MIT)", "MIT"},
      {"Expat", "MIT"},
      {"MIT/Expat", "MIT"},
      {"ISC License (ISCL)", "ISC"},
      {"BSD 3-clause", "BSD-3-Clause"},
      {"BSD 3 Clause", "BSD-3-Clause"},
      {"BSD-3", "BSD-3-Clause"},
      {"3-Clause BSD License", "BSD-3-Clause"},
      {"three-clause BSD", "BSD-3-Clause"},
      {"New BSD License", "BSD-3-Clause"},
      {"Modified BSD License", "BSD-3-Clause"},
      {"BSD 3-Clause \"New\" or \"Revised\" License", "BSD-3-Clause"},
      {"BSD 2-Clause", "BSD-2-Clause"},
      {"Simplified BSD", "BSD-2-Clause"},
      {"BSD Zero Clause License", "0BSD"},
      {"BSD 3-Clause Clear", "BSD-3-Clause-Clear"},
      {"EUPL v1.2", "EUPL-1.2"},
      {"EUPL 1.2", "EUPL-1.2"},
      {"EUPLv1.2", "EUPL-1.2"},
      {"European Union Public License 1.2", "EUPL-1.2"},
      {"European Union Public Licence v. 1.2 (EUPL-1.2)", "EUPL-1.2"},
      {"EUPL-1.1 or later", "EUPL-1.1+"},
      {"MPL 2", "MPL-2.0"},
      {"MPLv2.0", "MPL-2.0"},
      {"Mozilla Public License 2.0 (MPL 2.0)", "MPL-2.0"},
      {"Eclipse Public License - v 2.0", "EPL-2.0"},
      {"Boost Software License 1.0", "BSL-1.0"},
      {"zlib/libpng", "Zlib"},
      {"SIL Open Font License 1.1", "OFL-1.1"},
      {"PostgreSQL License", "PostgreSQL"},
      {"WTFPL v2", kNothing},
      {"The Unlicense", "Unlicense"},
      {"Microsoft Public License", "MS-PL"},
      {"Common Development and Distribution License 1.0", "CDDL-1.0"},
      // GNU.
      {"GPLv3+", "GPL-3.0-or-later"},
      {"GPLv2 or later", "GPL-2.0-or-later"},
      {"GPL-3 or any later version", "GPL-3.0-or-later"},
      {"GPL 2 only", "GPL-2.0-only"},
      {"GNU GPL v3 or later", "GPL-3.0-or-later"},
      {"GNU General Public License v3 or later (GPLv3+)", "GPL-3.0-or-later"},
      {"GNU General Public License v2.0 only", "GPL-2.0-only"},
      {"LGPLv2.1+", "LGPL-2.1-or-later"},
      {"GNU LGPL 3.0 or newer", "LGPL-3.0-or-later"},
      {"GNU Lesser General Public License v2 or later", "LGPL-2.0-or-later"},
      {"GNU AGPLv3+", "AGPL-3.0-or-later"},
      {"GNU Affero General Public License v3.0 or later", "AGPL-3.0-or-later"},
      // Creative Commons.
      {"CC0", "CC0-1.0"},
      {"CC0 1.0 Universal", "CC0-1.0"},
      {"CC BY 4.0", "CC-BY-4.0"},
      {"CC-BY-SA 4.0", "CC-BY-SA-4.0"},
      {"Creative Commons Attribution 4.0", "CC-BY-4.0"},
      {"Creative Commons Attribution 4.0 International", "CC-BY-4.0"},
      {"Creative Commons Attribution-ShareAlike 3.0 Unported", "CC-BY-SA-3.0"},
      {"Creative Commons Attribution-NonCommercial 4.0", "CC-BY-NC-4.0"},
      {"Creative Commons Attribution-NonCommercial-NoDerivatives 4.0", "CC-BY-NC-ND-4.0"},
      // What is not open keeps its name.
      {"BSL 1.1", "BUSL-1.1"},
      {"Business Source License 1.1", "BUSL-1.1"},
      {"Server Side Public License, v 1", "SSPL-1.0"},
      {"Elastic License 2.0", "Elastic-2.0"},
      // Trove classifiers.
      {"License :: OSI Approved :: MIT License", "MIT"},
      {"License :: OSI Approved :: European Union Public Licence 1.2 (EUPL 1.2)", "EUPL-1.2"},
      {"License :: OSI Approved :: GNU Affero General Public License v3 or later (AGPLv3+)",
       "AGPL-3.0-or-later"},
      {"License :: CC0 1.0 Universal (CC0 1.0) Public Domain Dedication", kNothing},
      // Several.
      {"MIT/Apache-2.0", "MIT OR Apache-2.0"},
      {"Apache-2.0 / MIT", "Apache-2.0 OR MIT"},
      {"MIT || Apache 2.0", "MIT OR Apache-2.0"},
      {"MIT|ISC", "MIT OR ISC"},
      {"MIT & ISC", "MIT AND ISC"},
      {"MIT or GPL v3 or later", "MIT OR GPL-3.0-or-later"},
      {"(MIT or ISC) and Zlib", "(MIT OR ISC) AND Zlib"},
      {"Apache 2.0 with LLVM exception", "Apache-2.0 WITH LLVM-exception"},
      {"GPLv2+ with Classpath exception 2.0", "GPL-2.0-or-later WITH Classpath-exception-2.0"},
      // What surrounds a value.
      {"\"MIT\"", "MIT"},
      {"(MIT", "MIT"},
      {"<MIT>", "MIT"},
      {"MIT.", "MIT"},
      {"`Apache 2.0`;", "Apache-2.0"},
      {"License: MIT", "MIT"},
      {"SPDX-License-Identifier: MIT", "MIT"},
      {"licensed under the MIT license", "MIT"},
      // References.
      {"licenseref-mine", "LicenseRef-mine"},
      {"LicenseRef-my_own", "LicenseRef-my-own"},
      {"LicenseRef-my_own OR mit", "LicenseRef-my-own OR MIT"},
      // Lookalikes.
      {"\xD0\x9CIT", "MIT"},
      {"GPL\xE2\x80\x91"
       "3.0\xE2\x80\x91only",
       "GPL-3.0-only"},
      {"MIT\xC2\xA0OR ISC", "MIT OR ISC"},
      {"MIT\xE2\x80\x8B", "MIT"},
      // Slips of the keyboard.
      {"Apche-2.0", "Apache-2.0"},
      {"Apahce-2.0", "Apache-2.0"},
      {"BSD-3-Claus", "BSD-3-Clause"},
      {"BSD-3-Clasue", "BSD-3-Clause"},
      {"GPL-2.0-onyl", "GPL-2.0-only"},
      {"GPL-3.0-or-latter", "GPL-3.0-or-later"},
      {"Unlicens", "Unlicense"},
      {"GPL-2.0-only WITH Classpath-exeption-2.0", "GPL-2.0-only WITH Classpath-exception-2.0"},
  };
  for (const Case& c : kCases) EXPECT_EQ(Suggest(c.text), c.suggestion) << c.text;
}

TEST(SpdxSuggestTest, NeverGuesses) {
  static constexpr std::string_view kTexts[] = {
      "",
      " ",
      ";",
      "()",
      "unknown",
      "proprietary",
      "Proprietary License",
      "UNLICENSED",
      "NONE",
      "NOASSERTION",
      "public domain",
      "see LICENSE",
      "SEE LICENSE IN LICENSE.md",
      "custom",
      "BSD",
      "BSD License",
      "BSD-like",
      "BSD 2.0",
      "GPL",
      "GNU GPL",
      "GPLv3",
      "GPL-3.0",
      "GPL-2",
      "GNU General Public License v3 (GPLv3)",
      "LGPL",
      "LGPL-2.1",
      "AGPL",
      "AGPL-3.0",
      "GPL-2.0-with-GCC-exception",
      "Apache",
      "Apache License",
      "Apache Software License",
      "CC",
      "CC-BY",
      "CC BY-SA",
      "Creative Commons",
      "Creative Commons Attribution",
      "MPL",
      "EUPL",
      "OSI Approved",
      "License :: OSI Approved :: BSD License",
      "License :: OSI Approved :: Apache Software License",
      "MIT/X11",
      "MIT/BSD",
      "BSD/GPL",
      "Dual BSD/GPL",
      "MPL 1.1/GPL 2.0/LGPL 2.1",
      "MIT, Apache-2.0",
      "MIT; ISC",
      "MIT and/or ISC",
      "MIT ISC",
      "MIT Apache-2.0",
      "GPL-3.0 (see COPYING)",
      "GPL (MIT)",
      "Apache-2.0 (MIT)",
      "BSD-3-Clause-Clea",
      "!MIT",
      "MIT?",
      "${license}",
      "MIT WITH MIT",
      "Classpath-exception-2.0",
      "MIT AND Classpath-exception-2.0",
      "GPL-2.0-only WITH MIT",
      "NIT",
      "MTI",
      "MITT",
      "MIT-1",
      "Zlb",
      "EPL-1.2",
      "CPL-1.1",
      "EUPL-2.1",
      "EUPL-1.3",
      "GPL-4.0-only",
      "Apache-2.1",
      "Apache-3.0",
      "XGPL-3.0-only",
      "CC-BY-N-4.0",
      "CC-BY-NC",
      "BSL",
      "BSL-1.2",
      "bzip2-1.0.5",
      "Net-SNMP",
      "BSD-2-Clause-FreeBSD",
      "BSD-5-Clause",
      "Commons Clause",
      "MIT with Commons Clause",
      "MIT + Commons Clause",
      "MIT modified",
      "Modified MIT",
      "MIT-like",
      "MIT non-commercial",
      "Apache-2.0 non-commercial",
      "Apache 2.0 with restrictions",
      "EUPL-1.2 but not for war",
      "not MIT",
      "non-MIT",
      "MIT\xC3\xA4",
      "MIT\xFF",
      "LicenseRef-",
      "licenseref-a b",
      "LicenseRef-\xC3\xA4",
      "DocumentRef-a",
      "GPL-2.0-only OR",
      "OR",

      "MIT OR OR ISC",
  };
  for (const std::string_view text : kTexts) EXPECT_EQ(Suggest(text), "") << text;
  EXPECT_EQ(Suggest(std::string_view("MIT\0", 4)), "");
  EXPECT_EQ(Suggest(Repeat("MIT ", 1000)), "");
  EXPECT_EQ(Suggest(Repeat("MIT/", 100)), "");
  EXPECT_EQ(Suggest(Repeat("(", 400)), "");
}

TEST(SpdxSuggestTest, EveryIdentifierAndEveryNameOfTheListMeansItself) {
  size_t named = 0;
  for (size_t i = 0; i < data::kSpdxLicenseCount; ++i) {
    const SpdxLicense& row = data::kSpdxLicenses[i];
    if (row.is_deprecated) continue;
    EXPECT_EQ(Suggest(row.id), row.id);
    const std::string by_name = Suggest(row.name);
    EXPECT_TRUE(by_name.empty() || by_name == row.id) << row.name << " became " << by_name;
    named += by_name == row.id ? 1 : 0;
  }
  EXPECT_GT(named, data::kSpdxLicenseCount * 9 / 10);
}

TEST(SpdxSuggestTest, ASlipInAnIdentifierNeverBecomesAnotherLicence) {
  const std::span<const SpdxLicense> table{data::kSpdxLicenses, data::kSpdxLicenseCount};
  // Every slip of every identifier takes seconds under the sanitizers; a part stands for all.
  constexpr size_t kStep = 5;
  size_t mended = 0;
  for (size_t i = 0; i < table.size(); i += kStep) {
    for (size_t at = 0; at < table[i].id.size(); ++at) {
      std::string slip(table[i].id);
      slip.erase(at, 1);
      const SpdxLicense* nearest = NearestSpdxId(table, slip);
      if (nearest == nullptr || FindSpdxLicense(slip) != nullptr) continue;
      EXPECT_EQ(nearest->id, table[i].id) << slip;
      ++mended;
    }
  }
  EXPECT_GT(mended, 500U);
}

TEST(SpdxSuggestTest, EverySuggestionIsCurrentAndStaysItself) {
  for (const std::string_view text : {"GPLv3+", "MIT/Apache 2.0", "eCos-2.0", "bsd 3-clause"}) {
    const std::string once = Suggest(text);
    EXPECT_FALSE(once.empty()) << text;
    EXPECT_TRUE(CheckSpdxIds(once).empty()) << once;
    EXPECT_EQ(Suggest(once), once);
  }
}

TEST(SpdxCheckTest, SaysWhatIsWrongWithEachIdentifier) {
  using Kind = SpdxIdProblem::Kind;
  const struct {
    std::string_view text;
    std::vector<Kind> kinds;
    std::string_view id;
    size_t begin;
    std::string_view better;
  } cases[] = {
      {"MIT OR eupl-1.2", {}, "", 0, ""},
      {"LicenseRef-x AND DocumentRef-a:LicenseRef-b", {}, "", 0, ""},
      {"Apache-2.0+", {}, "", 0, ""},
      {"GPL-2.0-only WITH Classpath-exception-2.0", {}, "", 0, ""},
      {"MIT OR Foo", {Kind::kUnknown}, "Foo", 7, ""},
      {"MIT OR Apache2", {Kind::kUnknown}, "Apache2", 7, "Apache-2.0"},
      {"licenseref-x", {Kind::kUnknown}, "licenseref-x", 0, "LicenseRef-x"},
      {"GPL-2.0", {Kind::kDeprecated}, "GPL-2.0", 0, "GPL-2.0-only"},
      {"(GPL-2.0+)", {Kind::kDeprecated}, "GPL-2.0+", 1, "GPL-2.0-or-later"},
      {"AGPL-3.0+", {Kind::kDeprecated}, "AGPL-3.0+", 0, "AGPL-3.0-or-later"},
      {"GPL-2.0-with-GCC-exception",
       {Kind::kDeprecated},
       "GPL-2.0-with-GCC-exception",
       0,
       "GPL-2.0-only WITH GCC-exception-2.0"},
      {"bzip2-1.0.5", {Kind::kDeprecated}, "bzip2-1.0.5", 0, ""},
      {"Classpath-exception-2.0", {Kind::kIsException}, "Classpath-exception-2.0", 0, ""},
      {"MIT WITH Apache-2.0", {Kind::kIsLicense}, "Apache-2.0", 9, ""},
      {"MIT WITH Nokia-Qt-exception-1.1",
       {Kind::kDeprecated},
       "Nokia-Qt-exception-1.1",
       9,
       "Qt-LGPL-exception-1.1"},
      {"MIT WITH Claspath-exception-2.0",
       {Kind::kUnknown},
       "Claspath-exception-2.0",
       9,
       "Classpath-exception-2.0"},
      {"Foo AND GPL-2.0 AND Bar",
       {Kind::kUnknown, Kind::kDeprecated, Kind::kUnknown},
       "Foo",
       0,
       ""},
  };
  for (const auto& c : cases) {
    const auto problems = CheckSpdxIds(c.text);
    std::vector<Kind> kinds;
    for (const SpdxIdProblem& problem : problems) kinds.push_back(problem.kind);
    EXPECT_EQ(kinds, c.kinds) << c.text;
    if (problems.empty() || c.kinds.empty()) continue;
    EXPECT_EQ(problems[0].id, c.id) << c.text;
    EXPECT_EQ(problems[0].begin, c.begin) << c.text;
    EXPECT_EQ(problems[0].end, c.begin + c.id.size()) << c.text;
    EXPECT_EQ(problems[0].better, c.better) << c.text;
  }
}

}  // namespace
}  // namespace headwater
