// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <string_view>

/// \file
/// Open CoDE's licence list as a table that rules/data/generate.py makes from a public mirror
/// (https://github.com/org-metaeffekt/metaeffekt-universe). The list itself is authoritative:
/// https://opencode.de/en/knowledge/general-conditions/standardised-open-source-licenses

namespace headwater::data {

enum class OpenCodeStatus {
  kApproved,
  kSimilar,   ///< A variant of an approved licence, approved with it.
  kRejected,  ///< On the negative list.
};

struct OpenCodeRow {
  std::string_view id;
  OpenCodeStatus status = OpenCodeStatus::kRejected;
  std::string_view like;  ///< kSimilar: the approved licence.
};

extern const std::string_view kOpenCodeListVersion;
extern const std::string_view kOpenCodeListDate;  ///< Its day, such as `2026-02-23`.

/// Sorted by identifier, byte by byte, with capital letters as small ones.
extern const OpenCodeRow kOpenCodeRows[];
extern const size_t kOpenCodeRowCount;

}  // namespace headwater::data
