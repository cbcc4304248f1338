// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>

#include "headwater/result.h"

/// \file
/// Regular expressions that somebody wrote in a policy. RE2 (https://github.com/google/re2) finds
/// in time linear in the text, whatever the expression; the library stays in rules/common/.

namespace headwater {

/// Longer expressions are a mistake or an attack, in bytes.
inline constexpr size_t kMaxRegexBytes = 1'000;

/// RE2 takes time proportional to the text times the program in the worst case: a legal program of
/// about 1,000 instructions was measured at 0.25 MiB/s, and a search cannot be called off.
inline constexpr size_t kMaxRegexProgram = 500;

/// RE2's syntax (https://github.com/google/re2/wiki/Syntax) in UTF-8. Immutable; threads may share
/// it.
class Regex {
 public:
  /// kInvalid, with a sentence without a place, for an expression that is empty, longer than
  /// kMaxRegexBytes, no RE2 syntax, or larger than kMaxRegexProgram once compiled. What other
  /// libraries know and RE2 does not (look-around, backreferences) is named as that.
  static Result<Regex> Compile(std::string_view expression);

  Regex(Regex&&) noexcept;
  Regex& operator=(Regex&&) noexcept;
  Regex(const Regex&) = delete;
  Regex& operator=(const Regex&) = delete;
  ~Regex();

  /// The leftmost match anywhere in the text; a view of the text. Bytes that are no UTF-8 match
  /// nothing: ToValidUtf8 comes first.
  std::optional<std::string_view> Find(std::string_view text) const;

  /// Instructions of the program: what one byte of text costs at most.
  size_t program_size() const;

 private:
  struct Program;
  explicit Regex(std::unique_ptr<const Program> program);

  std::unique_ptr<const Program> program_;
};

}  // namespace headwater
