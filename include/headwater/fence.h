// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "headwater/untrusted.h"

/// \file
/// The way out for untrusted text that must arrive byte by byte: a fenced code block of Markdown.

namespace headwater {

/// The text between two fences of more backticks than stand in it, the opening one with `info`
/// behind it (our own words), each line ended. None for what cannot stand there literally, or would
/// not be what a reader sees: control characters but tabs, carriage returns, hidden characters
/// (sink.h), bytes that are no UTF-8, lines of more than kMaxShownBytes; a blank line at either
/// end, which renderers drop; and a line that begins like a quick action, because readers of old
/// GitLab do not know every fence.
std::optional<std::string> LiteralFence(const Untrusted& text, std::string_view info);

}  // namespace headwater
