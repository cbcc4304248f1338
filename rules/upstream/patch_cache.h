// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <utility>

#include "headwater/patch.h"
#include "headwater/result.h"

namespace headwater::upstream {

/// Patches of one source that are asked for again and again; at most kMaxBytes of them are kept,
/// however many a change has.
class PatchCache {
 public:
  explicit PatchCache(PatchSource& source) : source_(source) {}

  using Shared = std::shared_ptr<const Patch>;
  /// Errors as PatchSource::PatchOf.
  Result<Shared> Get(const CommitId& commit);

 private:
  static constexpr uint64_t kMaxBytes = 2 * kMaxPatchBytes;

  PatchSource& source_;
  std::map<CommitId, Shared> patches_;
  std::deque<std::pair<CommitId, uint64_t>> sizes_;  ///< Oldest first.
  uint64_t bytes_ = 0;
};

}  // namespace headwater::upstream
