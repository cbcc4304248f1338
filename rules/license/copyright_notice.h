// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace headwater::license {

/// A copyright notice in a line of a comment.
struct FoundNotice {
  std::string_view text;    ///< As CopyrightNotice::text, part of the line.
  bool of_snippet = false;  ///< `SPDX-SnippetCopyrightText`.
  bool tagged = false;      ///< By an SPDX tag: then it is a notice whatever it says.
};

/// The first notice of a line (REUSE 3.3, https://reuse.software/spec-3.3/#copyright-notices): an
/// SPDX tag, `Copyright` or ©, upper and lower case as there; `(c)` alone is none. The bare word
/// in a sentence is prose: it needs a sign or a year behind it, or to open the line before a name.
std::optional<FoundNotice> FindNotice(std::string_view line);

/// Whether a notice ends behind its years or sign: the name may stand in the next line.
bool EndsAtYears(std::string_view notice);

/// Whom a notice names: its text without signs, years, e-mail addresses, placeholders such as
/// `<name of author>` and "All rights reserved". Empty: nobody.
std::string HolderOf(std::string_view notice);

}  // namespace headwater::license
