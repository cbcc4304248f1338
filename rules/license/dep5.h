// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string_view>

#include "rules/license/annotation.h"

namespace headwater::license {

inline constexpr std::string_view kDep5Path = ".reuse/dep5";

/// The Files paragraphs of `.reuse/dep5`, deprecated by REUSE 3.2 and still found: Debian's
/// machine-readable copyright format 1.0
/// (https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/). The last matching
/// paragraph counts. Every text is a dep5: what is no field is skipped, as Debian's tools do.
Annotations ParseDep5(std::string_view text);

}  // namespace headwater::license
