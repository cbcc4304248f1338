// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace headwater::license {

/// A path pattern of REUSE.toml (https://reuse.software/spec-3.3/#reusetoml): `*` is any run
/// without '/', `**` and `**/` any run at all, `\*` a star and `\\` a backslash; everything else,
/// `?` and `[` included, stands for itself. Matching takes time proportional to pattern times path.
class ReuseGlob {
 public:
  explicit ReuseGlob(std::string_view pattern);

  bool Matches(std::string_view path) const;

 private:
  enum class Kind { kByte, kStar, kGlobStar };
  struct Token {
    Kind kind = Kind::kByte;
    char byte = '\0';
  };

  /// Adds the pattern's first token; returns how many bytes it took.
  size_t AddToken(std::string_view pattern);

  std::string prefix_;         ///< The literal beginning: decides most paths at once.
  std::vector<Token> tokens_;  ///< What follows it.
};

}  // namespace headwater::license
