// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string_view>
#include <vector>

namespace headwater::sbom {

/// Numbers by text, for the references of a document. A hash table; texts that a hostile file has
/// chosen so that they collide go into a balanced tree, so that no input takes quadratic time.
class TextIndex {
 public:
  static constexpr uint32_t kNone = UINT32_MAX;

  /// `capacity`: how many texts there will be at most. The texts outlive the index.
  explicit TextIndex(size_t capacity);

  /// False when the text is there already, with the number it was given first.
  bool Insert(std::string_view text, uint32_t number);
  /// The text's number, or kNone.
  uint32_t Find(std::string_view text) const;

 private:
  struct Slot {
    std::string_view text;
    uint32_t number = kNone;  ///< kNone: free.
  };

  /// Where the text stands or may stand; the table's size when there is no place for it.
  size_t SlotOf(std::string_view text) const;

  std::vector<Slot> slots_;  ///< The size is a power of two.
  std::map<std::string_view, uint32_t> others_;
};

}  // namespace headwater::sbom
