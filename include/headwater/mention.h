// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string_view>

namespace headwater {

/// What follows `@name` at the very beginning of a comment, without the blanks, the comma or the
/// colon between them; none: the comment begins with something else. User names are compared
/// without regard to case, as GitLab does; an empty name stands for everybody's.
///
/// Nothing may stand before it, not even a blank: so a quote, a list, code, HTML and a second
/// paragraph are never taken for it.
std::optional<std::string_view> AfterMention(std::string_view comment, std::string_view name);

}  // namespace headwater
