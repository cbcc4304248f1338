// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/sbom/text_index.h"

#include <bit>

#include "rules/sbom/tree_text.h"

namespace headwater::sbom {

TextIndex::TextIndex(size_t capacity) : slots_(std::bit_ceil(capacity * kSlotsPerText + 1)) {}

size_t TextIndex::SlotOf(std::string_view text) const {
  const size_t mask = slots_.size() - 1;
  size_t slot = HashOf(text) & mask;
  for (size_t looks = 0; looks < kMaxLooks; ++looks) {
    if (slots_[slot].number == kNone || slots_[slot].text == text) return slot;
    slot = (slot + 1) & mask;
  }
  return slots_.size();
}

bool TextIndex::Insert(std::string_view text, uint32_t number) {
  const size_t slot = SlotOf(text);
  if (slot == slots_.size()) return others_.emplace(text, number).second;
  if (slots_[slot].number != kNone) return false;
  slots_[slot] = {text, number};
  return true;
}

uint32_t TextIndex::Find(std::string_view text) const {
  const size_t slot = SlotOf(text);
  if (slot < slots_.size()) return slots_[slot].number;
  const auto found = others_.find(text);
  return found == others_.end() ? kNone : found->second;
}

}  // namespace headwater::sbom
