// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "rules/license/comment_styles.h"

namespace headwater::license {

/// Lines that only one of the languages has which share an ending.
struct Evidence {
  Literal extension;
  Literal style;            ///< The language's.
  Literal starts;           ///< How such lines begin, separated by `|`.
  bool first_only = false;  ///< Only what stands first in the file counts.
  bool source = true;       ///< False: the language is one of data.
};

std::span<const Evidence> AllEvidence();

/// What the lines of a file show of its language; nothing when no line is evidence, or when lines
/// speak for two languages. `extension` in lower case. Looks at the first kilobytes.
std::optional<FileKind> KindShownBy(std::string_view text, std::string_view extension);

}  // namespace headwater::license
