// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "headwater/result.h"

namespace headwater {

/// Longest pattern accepted, in bytes: longer ones are a mistake or an attack.
inline constexpr size_t kMaxGlobBytes = 512;

/// A set of path patterns. `*` is any run without '/', `?` one byte but '/', `**` any run at all
/// (and `**/` also nothing); a leading '/' is dropped, a trailing '/' means everything below. All
/// other bytes stand for themselves. Matching takes time proportional to pattern times path,
/// whatever the pattern.
class GlobSet {
 public:
  GlobSet() = default;

  /// kInvalid for an empty or overlong pattern, one with `..` as a part, or with a NUL byte.
  static Result<GlobSet> Make(const std::vector<std::string>& patterns);

  bool empty() const { return patterns_.empty(); }
  bool Matches(std::string_view path) const;

 private:
  std::vector<std::string> patterns_;
};

}  // namespace headwater
