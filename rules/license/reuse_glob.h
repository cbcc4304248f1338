// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace headwater::license {

/// A path pattern of REUSE.toml or of `.reuse/dep5`. Matching takes time proportional to pattern
/// times path.
class ReuseGlob {
 public:
  /// REUSE.toml (https://reuse.software/spec-3.3/#reusetoml): `*` is any run without '/', `**` and
  /// `**/` any run at all, `\*` a star and `\\` a backslash; everything else, `?` and `[` included,
  /// stands for itself.
  explicit ReuseGlob(std::string_view pattern);

  /// Debian's copyright format 1.0: `*` is any run at all, `?` one byte, `\` takes the meaning of
  /// the byte behind it.
  static ReuseGlob Dep5(std::string_view pattern);

  /// Adds to `work` how many steps it took beyond looking at both ends.
  bool Matches(std::string_view path, uint64_t& work) const;
  bool Matches(std::string_view path) const {
    uint64_t work = 0;
    return Matches(path, work);
  }

  /// What every path that matches begins and ends with. The same text twice when it is_literal().
  const std::string& prefix() const { return prefix_; }
  const std::string& tail() const { return tokens_.empty() ? prefix_ : tail_; }
  bool is_literal() const { return tokens_.empty(); }

 private:
  enum class Kind : uint8_t { kByte, kAnyByte, kStar, kGlobStar };
  struct Token {
    Kind kind = Kind::kByte;
    char byte = '\0';
  };

  ReuseGlob() = default;
  void Add(Token token);
  /// Adds the pattern's first token; returns how many bytes it took.
  size_t AddReuseToken(std::string_view pattern);
  size_t AddDep5Token(std::string_view pattern);
  bool MatchesTokens(std::string_view path) const;

  std::string prefix_;         ///< The literal beginning: decides most paths at once.
  std::vector<Token> tokens_;  ///< What follows it.
  std::string tail_;           ///< The literal end of the tokens.
};

}  // namespace headwater::license
