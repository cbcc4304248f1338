// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <span>
#include <string>

#include "rules/license/text_words.h"

namespace headwater::license {

/// A licence that prose names: `version 2 of the GNU General Public License, or any later version`.
struct LicenseMention {
  /// On the SPDX list, or `LicenseRef-public-domain`, or a choice of two: `X OR Y`.
  std::string id;
  size_t begin = 0;  ///< Words of the name and of all that belongs to it, half-open.
  size_t end = 0;
  bool grants = false;  ///< The words themselves grant it: nothing has to stand before them.
};

/// The mention whose name begins at word `at`. Nothing where none begins, or where the name alone
/// leaves open which licence it is (`the BSD license`, the GPL without a version).
std::optional<LicenseMention> ReadLicenseMention(std::span<const TextWord> words, size_t at);

}  // namespace headwater::license
