// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string_view>

namespace headwater::forge {

/// Whether GitLab might run a command when this Markdown is sent as a comment: a line outside
/// fenced code that begins, after any white space, with '/' and a letter or underscore.
/// https://docs.gitlab.com/ee/user/project/quick_actions.html
///
/// GitLab has read comments in two ways over time (by regular expression, later by its Markdown
/// parser). This errs on the side of "yes" under both: a fence that is never closed hides nothing,
/// nor does one inside an HTML comment, and a lone carriage return counts both as a line's end and
/// as nothing. Pure.
bool HoldsQuickAction(std::string_view markdown);

}  // namespace headwater::forge
