// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

#include "headwater/report.h"

/// \file
/// What the JSON formats have in common.

namespace headwater::report {

/// Indented by two blanks, with a newline at the end. Pure ASCII: everything else stands as
/// `\uNNNN`, which every JSON reader turns back into the same text, so that a log or terminal that
/// shows the file can be neither steered nor misled by it. Never throws.
std::string Dump(const nlohmann::ordered_json& document);

/// A message as one line for people. Hidden characters and bytes that are no UTF-8 are shown as in
/// a terminal; paths and other values for machines go through ToValidUtf8 instead.
std::string MessageLine(const RuleInfo& rule, const Message& message, Language language);

/// RenderReason as such a line.
std::string ReasonLine(const RuleResult& result, Language language);

/// The fix, when JSON can carry it byte by byte: path and text are valid UTF-8. Otherwise applying
/// what a reader gets would write something else, so it is left out.
const Fix* ExactFix(const Finding& finding);

}  // namespace headwater::report
