// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/store/fork_slot.h"

#include <algorithm>
#include <limits>
#include <tuple>

#include "service/store/varint.h"

namespace headwater::store {
namespace {

constexpr uint64_t kRestMask = (uint64_t{1} << kRestBits) - 1;

Error Damaged() { return {Errc::kContent, "a row of keys is damaged"}; }

}  // namespace

std::vector<KeyPlace> PlacesOf(KeyLayer layer, std::span<const ContentKey> keys,
                               uint64_t multiplier) {
  const uint64_t first_slot = static_cast<uint64_t>(layer) << kSlotBits;
  std::vector<KeyPlace> places;
  places.reserve(keys.size());
  for (size_t i = 0; i < keys.size(); ++i) {
    const uint64_t spread = keys[i] * multiplier;
    places.push_back({.slot = static_cast<int64_t>(first_slot | spread >> kRestBits),
                      .rest = spread & kRestMask,
                      .index = static_cast<uint32_t>(i)});
  }
  std::sort(places.begin(), places.end(), [](const KeyPlace& left, const KeyPlace& right) {
    return std::tie(left.slot, left.rest, left.index) <
           std::tie(right.slot, right.rest, right.index);
  });
  return places;
}

Result<Postings> DecodePostings(std::string_view encoded) {
  const std::optional<uint64_t> count = TakeVarint(encoded);
  if (!count || *count > kKeptPostings) return Damaged();
  if (*count == 0) return encoded.empty() ? Result<Postings>(Postings()) : Damaged();
  std::vector<uint32_t> projects;
  projects.reserve(*count);
  uint64_t number = 0;
  for (uint64_t i = 0; i < *count; ++i) {
    const std::optional<uint64_t> more = TakeVarint(encoded);
    if (!more || *more == 0 || *more > std::numeric_limits<uint32_t>::max() - number) {
      return Damaged();
    }
    number += *more;
    projects.push_back(static_cast<uint32_t>(number));
  }
  if (!encoded.empty()) return Damaged();
  return Postings(std::move(projects));
}

std::string EncodePostings(const Postings& postings) {
  std::string encoded;
  const bool too_many = !postings || postings->size() > kKeptPostings;
  AppendVarint(encoded, too_many ? 0 : postings->size());
  if (too_many) return encoded;
  uint32_t last = 0;
  for (const uint32_t number : *postings) {
    AppendVarint(encoded, number - last);
    last = number;
  }
  return encoded;
}

Result<bool> SlotReader::Next() {
  if (left_.empty()) return false;
  const std::optional<uint64_t> gap = TakeVarint(left_);
  if (!gap || (begun_ && *gap == 0) || *gap > kRestMask - rest_) return Damaged();
  begun_ = true;
  rest_ += *gap;
  const std::string_view postings = left_;
  const std::optional<uint64_t> count = TakeVarint(left_);
  if (!count || *count > kKeptPostings) return Damaged();
  for (uint64_t i = 0; i < *count; ++i) {
    if (!TakeVarint(left_)) return Damaged();
  }
  postings_ = postings.substr(0, postings.size() - left_.size());
  return true;
}

void SlotWriter::Append(uint64_t rest, std::string_view postings) {
  AppendVarint(row_, rest - rest_);
  rest_ = rest;
  row_ += postings;
}

}  // namespace headwater::store
