// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace headwater::license {

/// The Files paragraphs of `.reuse/dep5`, deprecated by REUSE 3.2 and still found: Debian's
/// machine-readable copyright format 1.0
/// (https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/).
struct Dep5 {
  struct Paragraph {
    std::vector<std::string> patterns;  ///< `*` also matches '/', `?` is one byte, `\` escapes.
    bool names_license = false;
    std::string problem;  ///< Why the licence is no SPDX expression, with its line.
  };
  std::vector<Paragraph> paragraphs;

  /// The last matching paragraph counts. nullptr when none matches.
  const Paragraph* LastMatch(std::string_view path) const;
};

/// Every text is a dep5: what is no field is skipped, as Debian's tools do.
Dep5 ParseDep5(std::string_view text);

}  // namespace headwater::license
