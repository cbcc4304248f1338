// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "headwater/ids.h"
#include "headwater/result.h"
#include "headwater/untrusted.h"
#include "service/index/segment.h"

/// \file
/// Which commits the branches and tags of an upstream reach, and since which tag. Worked out anew
/// at each update from what the segments know, so that a rewritten branch or a moved tag is nothing
/// special; a million commits take a second.

namespace headwater::index {

/// A branch or tag.
struct Tip {
  bool is_tag = false;
  Untrusted name;
  CommitId commit;
  /// What it reaches is the upstream's content. Of other branches the commits alone are known.
  bool is_released = true;
};

/// Writes what `tips` reach. A commit's first tag is the oldest release that reaches it, else the
/// oldest of the others; by the date of the tagged commit, then by name. kContent when a commit is
/// in none of the segments.
Status WriteReach(const std::vector<Segment>& segments, std::span<const Tip> tips,
                  const std::string& path);

/// A file of WriteReach.
struct Reach {
  static Result<Reach> Open(const std::string& path);

  std::optional<size_t> Find(const CommitId& id) const;
  /// Empty when no tag has it.
  Untrusted FirstTag(size_t row) const;
  /// The released ones.
  std::vector<CommitId> Tips() const;

  TableFile file;
  Table<ReachedRow> commits;
  Table<TagRow> tags;
  std::span<const uint8_t> texts;
  Table<IdRow> tips;
};

}  // namespace headwater::index
