// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <type_traits>

#include "headwater/ids.h"

/// \file
/// The rows of the tables. They begin with their keys, written so that the order of bytes is that
/// of what they mean; the rest is little-endian.

namespace headwater::index {

using IdBytes = std::array<uint8_t, kObjectIdBytes>;
using KeyBytes = std::array<uint8_t, 8>;

/// Big-endian.
constexpr KeyBytes ToKey(uint64_t number) {
  KeyBytes key{};
  for (size_t i = key.size(); i-- > 0; number >>= 8U) key[i] = static_cast<uint8_t>(number);
  return key;
}

constexpr uint64_t FromKey(const KeyBytes& key) {
  uint64_t number = 0;
  for (const uint8_t byte : key) number = number << 8U | byte;
  return number;
}

/// A commit of a segment, by its id.
struct CommitRow {
  IdBytes id{};
  uint32_t text = 0;     ///< Where subject, name and mail stand, one behind the other, in kTexts.
  KeyBytes committed{};  ///< Seconds since 1970, two's complement.
  uint8_t subject_bytes = 0;
  uint8_t name_bytes = 0;
  uint8_t mail_bytes = 0;
  uint8_t unused = 0;
  uint32_t first_parent = 0;  ///< In kParents.
  uint32_t parents = 0;
};

/// That a commit of the segment has a hunk, a line or a request's number.
struct Posting {
  KeyBytes key{};
  uint32_t commit = 0;  ///< Its row.

  auto operator<=>(const Posting&) const = default;  // NOLINT(modernize-use-nullptr)
};

/// What a commit of the segment does as a whole.
struct PatchRow {
  IdBytes key{};
  uint32_t commit = 0;

  auto operator<=>(const PatchRow&) const = default;  // NOLINT(modernize-use-nullptr)
};

/// That a commit of the segment speaks of another one.
struct FollowUpRow {
  IdBytes key{};        ///< The beginning of the other's id, filled up with zeros.
  uint32_t commit = 0;  ///< The one that speaks.
  uint8_t digits = 0;   ///< Of the beginning.
  uint8_t kind = 0;     ///< A FollowUpKind; stands in files.
  uint16_t unused = 0;

  auto operator<=>(const FollowUpRow&) const = default;  // NOLINT(modernize-use-nullptr)
};

struct IdRow {
  IdBytes key{};

  auto operator<=>(const IdRow&) const = default;  // NOLINT(modernize-use-nullptr)
};

/// A commit that a branch or tag reaches.
struct ReachedRow {
  IdBytes id{};
  uint32_t tag = 0;  ///< The first that has it, in kTags; or kNoTag.
};
inline constexpr uint32_t kNoTag = std::numeric_limits<uint32_t>::max();

/// A tag's name.
struct TagRow {
  uint32_t text = 0;  ///< In kTexts.
  uint32_t bytes = 0;
};

static_assert(std::has_unique_object_representations_v<CommitRow> &&
              std::has_unique_object_representations_v<FollowUpRow> &&
              std::has_unique_object_representations_v<Posting>);

/// More commits than these may have a hunk or a line without its being common: then it says
/// nothing, and no more are kept.
inline constexpr size_t kMaxPostings = 50;

}  // namespace headwater::index
