// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "headwater/clock.h"
#include "headwater/ids.h"
#include "headwater/result.h"

/// \file
/// What decisions rested on, kept so that they can be made again: service/docs/replay.md.

namespace headwater {

/// A record as the store keeps it.
struct RecordedReads {
  std::string manifest;               ///< Bytes whose form the store does not know.
  std::vector<std::string> contents;  ///< In the order in which the manifest counts them.
};

/// Where records are kept. Contents that several records have are kept once, compressed. Errors:
/// kTransient (disk full, locked), kInternal. One thread at a time.
class ReadsArchive {
 public:
  virtual ~ReadsArchive() = default;
  /// A second record of the same decision changes nothing.
  virtual Status Put(const DecisionId& decision, const RecordedReads& reads, WallTime at) = 0;
  /// None: there is none, or not any more. kContent: it is damaged.
  virtual Result<std::optional<RecordedReads>> Find(const DecisionId& decision) = 0;
  /// Removes records of before that time, at most `limit`, and contents that nobody has any more;
  /// how many records that were.
  virtual Result<uint64_t> RemoveBefore(WallTime time, size_t limit) = 0;
};

}  // namespace headwater
