// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string_view>

namespace headwater::license {

/// Whether a file grants, in the words of the GNU licences' notices, a licence of this version "or
/// (at your option) any later version". `id` is a deprecated identifier with a version, such as
/// `GPL-2.0`. Line breaks and comment delimiters between the words do not matter.
bool SaysOrLater(std::string_view file_text, std::string_view id);

}  // namespace headwater::license
