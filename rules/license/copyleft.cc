// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/license/copyleft.h"

namespace headwater::license {
namespace {

struct Family {
  std::string_view prefix;
  Copyleft copyleft;
};

// By the licences' own terms. The longest prefix counts.
constexpr Family kFamilies[] = {
    {"0BSD", Copyleft::kPermissive},
    {"AFL-", Copyleft::kPermissive},
    {"AGPL-", Copyleft::kStrong},
    {"APSL-", Copyleft::kWeak},
    {"Apache-", Copyleft::kPermissive},
    {"Artistic-2.0", Copyleft::kPermissive},
    {"BSD-", Copyleft::kPermissive},
    {"BSD-Protection", Copyleft::kStrong},
    {"BSL-", Copyleft::kPermissive},
    {"BlueOak-", Copyleft::kPermissive},
    {"CAL-", Copyleft::kStrong},
    {"CC-BY-", Copyleft::kPermissive},
    {"CC-BY-NC", Copyleft::kUnknown},
    {"CC-BY-ND", Copyleft::kUnknown},
    {"CC-BY-SA-", Copyleft::kStrong},
    {"CC0-", Copyleft::kPermissive},
    {"CDDL-", Copyleft::kWeak},
    {"CECILL-1", Copyleft::kStrong},
    {"CECILL-2", Copyleft::kStrong},
    {"CECILL-B", Copyleft::kPermissive},
    {"CECILL-C", Copyleft::kWeak},
    {"CERN-OHL-P-", Copyleft::kPermissive},
    {"CERN-OHL-S-", Copyleft::kStrong},
    {"CERN-OHL-W-", Copyleft::kWeak},
    {"CPAL-", Copyleft::kWeak},
    {"CPL-", Copyleft::kWeak},
    {"ECL-", Copyleft::kPermissive},
    {"EFL-", Copyleft::kPermissive},
    {"EPL-", Copyleft::kWeak},
    {"EUPL-", Copyleft::kStrong},
    {"GFDL-", Copyleft::kStrong},
    {"GPL-", Copyleft::kStrong},
    {"IPL-", Copyleft::kWeak},
    {"ISC", Copyleft::kPermissive},
    {"LGPL-", Copyleft::kWeak},
    {"LiLiQ-P-", Copyleft::kPermissive},
    {"LiLiQ-R-", Copyleft::kWeak},
    {"LiLiQ-Rplus-", Copyleft::kStrong},
    {"MIT", Copyleft::kPermissive},
    {"MPL-", Copyleft::kWeak},
    {"MS-PL", Copyleft::kPermissive},
    {"MS-RL", Copyleft::kWeak},
    {"MulanPSL-", Copyleft::kPermissive},
    {"NCSA", Copyleft::kPermissive},
    {"NPL-", Copyleft::kWeak},
    {"ODC-By-", Copyleft::kPermissive},
    {"ODbL-", Copyleft::kStrong},
    {"OFL-", Copyleft::kWeak},
    {"OSET-PL-", Copyleft::kWeak},
    {"OSL-", Copyleft::kStrong},
    {"PostgreSQL", Copyleft::kPermissive},
    {"QPL-", Copyleft::kStrong},
    {"RPL-", Copyleft::kStrong},
    {"RPSL-", Copyleft::kWeak},
    {"Sleepycat", Copyleft::kStrong},
    {"SPL-", Copyleft::kWeak},
    {"UPL-", Copyleft::kPermissive},
    {"Unicode-", Copyleft::kPermissive},
    {"Unlicense", Copyleft::kPermissive},
    {"Watcom-", Copyleft::kStrong},
    {"X11", Copyleft::kPermissive},
    {"Zlib", Copyleft::kPermissive},
};

}  // namespace

Copyleft CopyleftOf(std::string_view id) {
  const Family* longest = nullptr;
  for (const Family& family : kFamilies) {
    const bool longer = longest == nullptr || family.prefix.size() > longest->prefix.size();
    if (longer && id.starts_with(family.prefix)) longest = &family;
  }
  return longest == nullptr ? Copyleft::kUnknown : longest->copyleft;
}

}  // namespace headwater::license
