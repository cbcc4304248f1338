// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "headwater/report.h"
#include "headwater/sink.h"

/// \file
/// What a policy has announced of a rule: from which day what is recommended is required.

namespace headwater::report {

/// "2027-03-01".
std::string DayText(std::chrono::sys_days day);

/// The first announced day from which the rule fails this change, or may; none: it is required
/// already, or nothing of that kind is announced.
std::optional<ModeStep> ComingGate(const RuleResult& result);

/// "required from 1 March 2027", and of a ratchet under which condition; empty without a
/// ComingGate. Available for Sink::kTerminal, Sink::kMarkdown and Sink::kXml.
template <Sink kSink>
Out<kSink> RenderComing(const RuleResult& result, Language language);

}  // namespace headwater::report
