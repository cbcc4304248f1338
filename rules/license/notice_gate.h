// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string_view>

namespace headwater::license {

/// Whether a source file may grant a licence in prose: it has a part of a word without which no
/// grant was seen, other than in an SPDX tag. Looks at about every fifth byte, so that files
/// without prose cost next to nothing.
bool MayHoldNotice(std::string_view text);

}  // namespace headwater::license
