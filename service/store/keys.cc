// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/store/keys.h"

#include <algorithm>

namespace headwater::store {

std::string_view BytesOf(const CommitId& id) {
  // Bytes as characters, for binding only.
  const void* bytes = id.bytes.data();
  return {static_cast<const char*>(bytes), id.bytes.size()};
}

Result<CommitId> CommitFrom(std::string_view bytes) {
  CommitId id;
  if (bytes.size() != id.bytes.size()) {
    return Error{Errc::kInternal, "the database holds a commit id of a wrong length"};
  }
  std::copy(bytes.begin(), bytes.end(), id.bytes.begin());
  return id;
}

int64_t Stored(StatusState state) {
  switch (state) {
    case StatusState::kRunning:
      return 1;
    case StatusState::kSuccess:
      return 2;
    case StatusState::kFailed:
      return 3;
  }
  return 3;
}

Result<StatusState> StateFrom(int64_t stored) {
  for (const StatusState state :
       {StatusState::kRunning, StatusState::kSuccess, StatusState::kFailed}) {
    if (Stored(state) == stored) return state;
  }
  return Error{Errc::kInternal, "the database holds an unknown state"};
}

}  // namespace headwater::store
