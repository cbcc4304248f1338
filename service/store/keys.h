// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "headwater/ids.h"
#include "headwater/result.h"
#include "headwater/store.h"
#include "service/store/sqlite.h"

/// \file
/// How the vocabulary's types stand in the database.

namespace headwater::store {

std::string_view BytesOf(const CommitId& id);
/// kInternal when the stored bytes are no id.
Result<CommitId> CommitFrom(std::string_view bytes);

inline int64_t Stored(uint64_t number) { return static_cast<int64_t>(number); }
inline int64_t Stored(WallTime time) { return time.time_since_epoch().count(); }
inline WallTime WallFrom(int64_t milliseconds) {
  return WallTime(std::chrono::milliseconds(milliseconds));
}

/// Stored, never renumber: 1 running, 2 success, 3 failed.
int64_t Stored(StatusState state);
Result<StatusState> StateFrom(int64_t stored);

}  // namespace headwater::store
