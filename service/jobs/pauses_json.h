// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <vector>

#include "headwater/data.h"
#include "headwater/promotion.h"
#include "headwater/result.h"
#include "headwater/sink.h"

/// \file
/// What holds back the steps of modes, as JSON: for the evaluator child, and for whoever asks how a
/// service's policy stands.

namespace headwater::jobs {

/// `[{"rule": ID, "measure": WORD, "above": NUMBER, "since": DAY, "until": DAY}, ...]`; without
/// `until` it lasts.
Out<Sink::kJson> RenderPauses(const std::vector<Pause>& pauses);
/// kInvalid with the member's name.
Result<std::vector<Pause>> ReadPauses(const DataNode& list);

}  // namespace headwater::jobs
