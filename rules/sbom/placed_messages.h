// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>
#include <utility>

#include "headwater/finding.h"

/// \file
/// Sentences about a value, with the place behind them: in a document of one line, as generators
/// write it, the line alone says nothing.

namespace headwater::sbom {

/// One text with another one behind it.
template <const auto& kMessages, size_t kIndex, Language kLanguage>
struct PlacedText {
  static constexpr std::string_view kSentence = kMessages[kIndex].text.In(kLanguage).view();
  static constexpr std::string_view kPlace =
      kLanguage == Language::kGerman ? " Stelle: {pointer}" : " Place: {pointer}";
  struct Joined {
    char text[kSentence.size() + kPlace.size() + 1] = {};
  };
  static constexpr Joined kJoined = [] {
    Joined joined;
    std::copy(kSentence.begin(), kSentence.end(), joined.text);
    std::copy(kPlace.begin(), kPlace.end(), joined.text + kSentence.size());
    return joined;
  }();
};

template <const auto& kMessages, size_t... kIndices>
consteval auto PlacedBy(std::index_sequence<kIndices...> /*indices*/) {
  return std::array{
      MessageText{kMessages[kIndices].key,
                  {.en = PlacedText<kMessages, kIndices, Language::kEnglish>::kJoined.text,
                   .de = PlacedText<kMessages, kIndices, Language::kGerman>::kJoined.text}}...};
}

/// The catalogue with ` Place: {pointer}` behind every sentence.
template <const auto& kMessages>
consteval auto Placed() {
  return PlacedBy<kMessages>(std::make_index_sequence<std::size(kMessages)>());
}

}  // namespace headwater::sbom
