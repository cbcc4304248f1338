// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>

#include "headwater/clock.h"
#include "headwater/sink.h"

/// \file
/// Days and times as people write them.

namespace headwater::report {

/// 1: "January". Another number gives an empty text.
Text MonthName(unsigned month);

/// "22 November 2026", "22. November 2026". Available for Sink::kXml.
template <Sink kSink>
Out<kSink> RenderLongDay(std::chrono::sys_days day, Language language);

/// "22 November 2026, 14:05 (UTC)", "22. November 2026, 14:05 Uhr (UTC)". Available for Sink::kXml.
template <Sink kSink>
Out<kSink> RenderTime(WallTime time, Language language);

}  // namespace headwater::report
