// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string_view>

namespace headwater::license {

/// What a licence asks of whoever passes on something made with it.
enum class Copyleft {
  kUnknown,     ///< Not in the table: nothing is said.
  kPermissive,  ///< To keep the notices.
  kWeak,        ///< To pass on changes to the licensed files or library under the same licence.
  kStrong,      ///< To pass on the whole work that contains it under the same licence.
};

/// By the family of the identifier, so `GPL-2.0-only` as `GPL-3.0-or-later`. For wording: whether
/// licences go together is another question.
Copyleft CopyleftOf(std::string_view id);

}  // namespace headwater::license
