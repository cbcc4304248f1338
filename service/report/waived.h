// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <cstdint>
#include <vector>

#include "headwater/report.h"
#include "headwater/sink.h"

/// \file
/// How a waiver is told: what would be open, until when it is let pass, by whose right and why. No
/// person is named, only a role or a group.

namespace headwater::report {

/// A waiver of one rule in a report, with how many of the rule's findings it lets pass.
struct WaivedPart {
  const Waiver* waiver = nullptr;
  uint64_t findings = 0;
};

/// In the order of the report's waivers. Findings that were only counted belong to none.
std::vector<WaivedPart> WaivedParts(const Report& report, const RuleResult& rule);

/// How many rules have findings that are let pass, and are shown.
uint64_t CountWaived(const Report& report);

/// "30.06.2027", "30 June 2027".
template <Sink kSink>
Out<kSink> RenderDay(std::chrono::sys_days day, Language language);

/// "Waived until 30 June 2027 (no. 12)": short, beside a finding.
template <Sink kSink>
Out<kSink> RenderWaived(const Waiver& waiver, Language language);

/// "Granted by the group ... on ..., reason: ....": of a waiver, in a sentence.
template <Sink kSink>
Out<kSink> RenderGrant(const Waiver& waiver, Language language);

}  // namespace headwater::report
