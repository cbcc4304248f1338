// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

/// \file
/// States as the store has them: words that are never renamed.

namespace headwater::jobs {

template <typename State, size_t kCount>
using StateWords = std::array<std::pair<State, std::string_view>, kCount>;

template <typename State, size_t kCount>
std::string_view WordFor(const StateWords<State, kCount>& words, State state) {
  for (const auto& [known, word] : words) {
    if (known == state) return word;
  }
  return {};
}

/// Without a value: a newer version wrote another.
template <typename State, size_t kCount>
std::optional<State> StateNamed(const StateWords<State, kCount>& words, std::string_view name) {
  for (const auto& [state, word] : words) {
    if (word == name) return state;
  }
  return std::nullopt;
}

}  // namespace headwater::jobs
