// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>

#include "headwater/sink.h"
#include "headwater/untrusted.h"

/// \file
/// What comments of ours say of commands: the lines that are ready to copy, and how an answer to a
/// command is found again. What the words mean: service/docs/commands.md.

namespace headwater::report {

/// The first line of the answer to a comment, by which it and its author it is found again. The
/// number is decimal digits.
std::string ReplyMarker(std::string_view note);

/// The commands about a rule, for everybody and for those who may let it pass, as list lines with
/// the bot's real user name; each is a whole comment once its last words are replaced.
Out<Sink::kMarkdown> RenderCommandLines(const Untrusted& bot, Literal rule, Language language);

/// The line by which somebody entitled lets a rule pass, from the mention on.
Untrusted GrantingLine(const Untrusted& bot, std::string_view rule, Language language);

}  // namespace headwater::report
