// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "headwater/fork_index.h"
#include "headwater/result.h"

/// \file
/// How keys and who has them stand in the database: some twenty keys that begin alike share a row
/// (a slot) when there are 50 million, so that a key costs six bytes instead of fourteen.
///
/// Form of a row: for each key, ascending, three things as varints. What it is larger than the one
/// before it; how many projects have it, 0 when there are too many to be told; what each of their
/// numbers is larger than the one before it.

namespace headwater::store {

/// Bits of a key that tell its slot. With fewer, rows of a full index would not fit a page; with
/// more, they would hold too few keys to be worth it.
inline constexpr unsigned kSlotBits = 21;
inline constexpr unsigned kRestBits = 64 - kSlotBits;

/// Twice as many projects of a key are kept as are told apart, so that it stops to be common when
/// some of them go. A key that had even more stays common: nobody knows any longer who had it.
inline constexpr size_t kKeptPostings = 2 * kMaxPostings;

/// Where a key stands. `rest` is unique within a slot.
struct KeyPlace {
  int64_t slot = 0;
  uint64_t rest = 0;
  uint32_t index = 0;  ///< Into the keys that were asked for.
};

/// The places of keys, by slot and rest. `multiplier` is an odd random number of the database: who
/// does not know it cannot make keys that stand in the same slot.
std::vector<KeyPlace> PlacesOf(KeyLayer layer, std::span<const ContentKey> keys,
                               uint64_t multiplier);

/// The projects of a key, ascending; none: too many.
using Postings = std::optional<std::vector<uint32_t>>;

/// kContent: damaged.
Result<Postings> DecodePostings(std::string_view encoded);
/// More than kKeptPostings are too many.
std::string EncodePostings(const Postings& postings);

/// Goes through a row, which must outlive it.
class SlotReader {
 public:
  explicit SlotReader(std::string_view row) : left_(row) {}

  /// To the next key; false: there is none. kContent: the row is damaged.
  Result<bool> Next();
  uint64_t rest() const { return rest_; }
  std::string_view postings() const { return postings_; }  ///< Encoded.

 private:
  std::string_view left_;
  bool begun_ = false;
  uint64_t rest_ = 0;
  std::string_view postings_;
};

/// Makes a row.
class SlotWriter {
 public:
  /// By `rest`, each once.
  void Append(uint64_t rest, std::string_view postings);
  const std::string& row() const { return row_; }

 private:
  uint64_t rest_ = 0;
  std::string row_;
};

}  // namespace headwater::store
