// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "headwater/report.h"
#include "headwater/sink.h"

/// \file
/// Messages, places and notices as text for one sink. Available for Sink::kTerminal (also what the
/// JSON formats put into fields for people) and Sink::kXml.

namespace headwater::report {

/// The sentence of a message: the template of the rule's catalogue (or the engine's), each `{name}`
/// replaced by the encoded argument of that name. A placeholder without argument stays visible, and
/// so does the key of a message that no catalogue has. Arguments are never looked into.
template <Sink kSink>
Out<kSink> RenderMessage(const RuleInfo& rule, const Message& message, Language language);

/// The same for a message whose template is at hand.
template <Sink kSink>
Out<kSink> RenderSentence(Literal text, const Message& message);

/// Where a finding is, as compilers write it: `path:line`, `path`, or `change` or `project` when
/// the path is empty. A path that begins with ':' or '#' gets `./` before it: CI runners take lines
/// that begin with `::` or `##` for commands.
template <Sink kSink>
Out<kSink> RenderPlace(const Untrusted& path, const LineRange& lines, Subject subject);

/// What a notice says of its path, without the path.
template <Sink kSink>
Out<kSink> RenderNotice(const Notice& notice, Language language);

/// Why a rule is kUnknown as a whole: its reason, or words for "no reason given".
template <Sink kSink>
Out<kSink> RenderReason(const RuleResult& result, Language language);

}  // namespace headwater::report
