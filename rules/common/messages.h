// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <type_traits>

#include "headwater/finding.h"

namespace headwater {

/// Never constexpr: that it would have to be called while compiling is the error that is meant.
void TwoMessagesHaveOneKey();

/// How many messages a catalogue of this type has.
template <typename Catalogue>
inline constexpr size_t kMessagesIn = std::extent_v<Catalogue>;
template <size_t kSize>
inline constexpr size_t kMessagesIn<std::array<MessageText, kSize>> = kSize;

/// Several catalogues in one, for RuleInfo::messages: a rule's own sentences, then those that it
/// shares with its family. Two of one key do not compile.
template <typename... Catalogues>
consteval auto JoinedMessages(const Catalogues&... catalogues) {
  std::array<MessageText, (kMessagesIn<Catalogues> + ...)> all;
  auto* next = all.begin();
  ((next = std::copy(std::begin(catalogues), std::end(catalogues), next)), ...);
  for (const auto* one = all.begin(); one != next; ++one) {
    const bool again = std::any_of(
        all.cbegin(), one, [one](const MessageText& other) { return other.key == one->key; });
    if (again) TwoMessagesHaveOneKey();
  }
  return all;
}

}  // namespace headwater
