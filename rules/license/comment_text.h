// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>

#include "rules/license/comment_styles.h"

namespace headwater::license {

/// The text with everything but its comments and line ends blanked out: lines and columns stay.
std::string KeepComments(std::string_view text, const CommentStyle& style);

}  // namespace headwater::license
