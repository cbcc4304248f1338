// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/license/compatibility_table.h"

#include <algorithm>
#include <array>

namespace headwater::license {
namespace {

using enum Compatible;
using enum CompatibilitySource;

constexpr KnownPair kPairs[] = {
    // The European Commission's matrix for the EUPL calls taking these into a work under the EUPL
    // OK; OSADL has no answer.
    // https://interoperable-europe.ec.europa.eu/collection/eupl/matrix-eupl-compatible-open-source-licences
    {"Apache-2.0", "EUPL-1.1", kYes, kCurated},
    {"Apache-2.0", "EUPL-1.2", kYes, kCurated},
    {"AFL-3.0", "EUPL-1.1", kYes, kCurated},
    {"AFL-3.0", "EUPL-1.2", kYes, kCurated},

    // They waive all rights or ask for nothing, whatever the whole is: CC0 1.0, section 2; MIT No
    // Attribution has no condition; Data licence Germany, Zero, allows every use without one.
    // https://creativecommons.org/publicdomain/zero/1.0/legalcode, https://spdx.org/licenses/MIT-0
    // https://www.govdata.de/dl-de/zero-2-0
    {"CC0-1.0", "*", kYes, kCurated},
    {"MIT-0", "*", kYes, kCurated},
    {"DL-DE-ZERO-2.0", "*", kYes, kCurated},

    // EUPL 1.2, article 5 and appendix: a work based on both may be passed on under these.
    // https://eur-lex.europa.eu/eli/dec_impl/2017/863/oj
    {"EUPL-1.2", "AGPL-3.0-only", kYes, kEuplAppendix},
    {"EUPL-1.2", "AGPL-3.0-or-later", kYes, kEuplAppendix},
    {"EUPL-1.2", "CECILL-2.0", kYes, kEuplAppendix},
    {"EUPL-1.2", "CECILL-2.1", kYes, kEuplAppendix},
    {"EUPL-1.2", "EPL-1.0", kYes, kEuplAppendix},
    {"EUPL-1.2", "EUPL-1.1", kYes, kEuplAppendix},
    {"EUPL-1.2", "GPL-2.0-only", kYes, kEuplAppendix},
    {"EUPL-1.2", "GPL-2.0-or-later", kYes, kEuplAppendix},
    {"EUPL-1.2", "GPL-3.0-only", kYes, kEuplAppendix},
    {"EUPL-1.2", "GPL-3.0-or-later", kYes, kEuplAppendix},
    {"EUPL-1.2", "LGPL-2.1-only", kYes, kEuplAppendix},
    {"EUPL-1.2", "LGPL-2.1-or-later", kYes, kEuplAppendix},
    {"EUPL-1.2", "LGPL-3.0-only", kYes, kEuplAppendix},
    {"EUPL-1.2", "LGPL-3.0-or-later", kYes, kEuplAppendix},
    {"EUPL-1.2", "LiLiQ-R-1.1", kYes, kEuplAppendix},
    {"EUPL-1.2", "LiLiQ-Rplus-1.1", kYes, kEuplAppendix},
    {"EUPL-1.2", "MPL-2.0", kYes, kEuplAppendix},
    {"EUPL-1.2", "OSL-2.1", kYes, kEuplAppendix},
    {"EUPL-1.2", "OSL-3.0", kYes, kEuplAppendix},
    // For works other than software only.
    {"EUPL-1.2", "CC-BY-SA-3.0", kDepends, kEuplAppendix},
};

// https://spdx.org/licenses/exceptions-index.html
constexpr std::array<std::string_view, 24> kCombining = {
    "Autoconf-exception-2.0",
    "Autoconf-exception-3.0",
    "Autoconf-exception-generic",
    "Bison-exception-1.24",
    "Bison-exception-2.2",
    "Classpath-exception-2.0",
    "FLTK-exception",
    "Font-exception-2.0",
    "GCC-exception-2.0",
    "GCC-exception-3.1",
    "GPL-3.0-linking-exception",
    "LGPL-3.0-linking-exception",
    "LLVM-exception",
    "Libtool-exception",
    "Linux-syscall-note",
    "OCaml-LGPL-linking-exception",
    "Qt-GPL-exception-1.0",
    "Qt-LGPL-exception-1.1",
    "Qwt-exception-1.0",
    "Universal-FOSS-exception-1.0",
    "WxWindows-exception-3.1",
    "cryptsetup-OpenSSL-exception",
    "openvpn-openssl-exception",
    "u-boot-exception-2.0",
};

constexpr std::array<std::string_view, 5> kKeptToTheFile = {"CDDL", "EPL", "LGPL", "MPL", "MS-RL"};

}  // namespace

std::span<const KnownPair> KnownPairs() { return kPairs; }

bool PermitsCombining(std::string_view exception) {
  return std::find(kCombining.begin(), kCombining.end(), exception) != kCombining.end();
}

bool KeepsToItsFile(std::string_view license) {
  return std::any_of(kKeptToTheFile.begin(), kKeptToTheFile.end(), [&](std::string_view stem) {
    return license == stem ||
           (license.starts_with(stem) && license.substr(stem.size()).starts_with('-'));
  });
}

}  // namespace headwater::license
