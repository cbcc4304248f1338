// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "headwater/license_files.h"

#include <algorithm>
#include <string>

namespace headwater {
namespace {

constexpr std::string_view kLicensesFolder = "LICENSES/";

/// Beginnings of names, in upper case. "LICENCE" and "LICENSE" are both written.
constexpr std::string_view kNames[] = {"LICENSE", "LICENCE",   "COPYING",      "COPYRIGHT",
                                       "NOTICE",  "UNLICENSE", "CONTRIBUTORS", "AUTHORS"};

/// What stands behind the name in `LICENSE-MIT`, `COPYING.LESSER`, `AUTHORS.md`.
bool IsEnding(std::string_view rest) {
  constexpr std::string_view kProse[] = {"", ".MD", ".TXT", ".RST", ".ADOC", ".HTML", ".LESSER"};
  if (rest.starts_with('-') || rest.starts_with('_')) return rest.find('.') == rest.npos;
  return std::ranges::find(kProse, rest) != std::end(kProse);
}

std::string UpperName(std::string_view path) {
  std::string name(path.substr(path.rfind('/') + 1));
  for (char& c : name) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return name;
}

}  // namespace

bool IsLicenseFile(std::string_view path) {
  if (path.starts_with(kLicensesFolder)) return true;
  const std::string name = UpperName(path);
  return std::ranges::any_of(kNames, [&name](std::string_view known) {
    return name.starts_with(known) && IsEnding(std::string_view(name).substr(known.size()));
  });
}

}  // namespace headwater
