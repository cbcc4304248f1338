// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "headwater/change.h"
#include "headwater/rule.h"

namespace headwater::license {

/// The reason that a text states for changing a licence: what stands behind `License-Change:` or
/// `Lizenzänderung:` at the start of a line (however it is cased, joined or emphasised), up to the
/// next empty line or the next such key. Counted only when it is the author's own: not in a quote,
/// a comment, code, and not a template's placeholder; and only when it has at least three words.
/// One line, at most kMaxReasonBytes.
std::optional<std::string> ReasonIn(std::string_view text);

/// More is no reason but a text; in bytes.
inline constexpr size_t kMaxReasonBytes = 500;

/// The first reason in the messages of the change's own commits, else in the merge request's text.
std::optional<std::string> StatedReason(const Change& change, const Facts& facts);

}  // namespace headwater::license
