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

/// A set of path patterns. Each describes a whole path from the root: `LICENSE` is the file at the
/// root only, `**/LICENSE` the one at any depth (the root included).
///
/// `*` is any run without '/', `?` one byte but '/', `**` any run at all; `**/` at the beginning of
/// a part is any number of folders, none included. One leading '/' is dropped, a trailing '/' means
/// everything below. All other bytes stand for themselves: no classes, no escapes, no negation.
/// Matching takes time proportional to pattern times path, whatever the pattern: the set of reached
/// pattern positions is carried along the path, nothing is ever tried again.
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
