// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "headwater/release_tag.h"

#include <algorithm>
#include <iterator>
#include <string>

namespace headwater {
namespace {

bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

}  // namespace

bool IsPreRelease(std::string_view tag) {
  // Of https://semver.org (9) and https://peps.python.org/pep-0440, as whole words.
  constexpr std::string_view kWords[] = {"rc", "alpha", "beta", "pre", "dev", "a", "b", "preview"};
  bool seen_digit = false;
  for (size_t at = 0; at < tag.size();) {
    if (!IsLetter(tag[at])) {
      seen_digit |= tag[at] >= '0' && tag[at] <= '9';
      ++at;
      continue;
    }
    std::string word;
    while (at < tag.size() && IsLetter(tag[at])) word += static_cast<char>(tag[at++] | 0x20);
    // Before the number stands the project's name.
    if (seen_digit && std::ranges::find(kWords, word) != std::end(kWords)) return true;
  }
  return false;
}

}  // namespace headwater
