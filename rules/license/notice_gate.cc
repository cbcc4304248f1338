// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/license/notice_gate.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

namespace headwater::license {
namespace {

constexpr size_t kLength = 6;
constexpr size_t kPair = 2;

// Parts of: license, licence, permission, permitted, redistribute, public domain, public license,
// dedicated, released under, same terms; non-commercial, Commons Clause, no derivatives, PolyForm.
constexpr std::array<std::string_view, 13> kNeedles = {
    "licens", "licenc", "permis", "permit", "redist", "public", "dedica",
    "ed und", "e term", "commer", "ns cla", "deriva", "polyfo"};
// In every tag, which is no prose.
constexpr std::string_view kTag = "spdx-licens";

// ASCII letters in lower case; other bytes may fall together, which only costs a comparison.
constexpr unsigned char Fold(char c) { return static_cast<unsigned char>(c) | 0x20U; }

constexpr size_t kSlots = 1024;

constexpr size_t Slot(char first, char second) {
  constexpr size_t kSpread = 37;
  return (Fold(first) * kSpread + Fold(second)) % kSlots;
}

// By the last two bytes of a window: how far the window can move without missing a needle
// (Wu and Manber's search for many words at once).
constexpr std::array<uint8_t, kSlots> MakeShifts() {
  std::array<uint8_t, kSlots> shifts{};
  for (uint8_t& shift : shifts) shift = kLength - kPair + 1;
  for (const std::string_view needle : kNeedles) {
    for (size_t i = 0; i + kPair <= kLength; ++i) {
      uint8_t& shift = shifts[Slot(needle[i], needle[i + 1])];
      shift = std::min(shift, static_cast<uint8_t>(kLength - kPair - i));
    }
  }
  return shifts;
}

constexpr auto kShifts = MakeShifts();

bool EqualFolded(std::string_view text, std::string_view folded) {
  return std::equal(text.begin(), text.end(), folded.begin(), folded.end(),
                    [](char a, char b) { return Fold(a) == static_cast<unsigned char>(b); });
}

bool IsTag(std::string_view text, size_t end) {
  return end >= kTag.size() && EqualFolded(text.substr(end - kTag.size(), kTag.size()), kTag);
}

}  // namespace

bool MayHoldNotice(std::string_view text) {
  for (size_t end = kLength; end <= text.size();) {
    const size_t shift = kShifts[Slot(text[end - 2], text[end - 1])];
    if (shift > 0) {
      end += shift;
      continue;
    }
    const std::string_view window = text.substr(end - kLength, kLength);
    const bool found = std::any_of(kNeedles.begin(), kNeedles.end(), [&](std::string_view needle) {
      return EqualFolded(window, needle);
    });
    if (found && !IsTag(text, end)) return true;
    ++end;
  }
  return false;
}

}  // namespace headwater::license
