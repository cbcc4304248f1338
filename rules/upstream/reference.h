// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace headwater::upstream {

/// How people name a commit: an id, `org/repo@ID`, `commit:ID`, or the address of its page.
struct Reference {
  std::string_view target;      ///< The digits of the id, as written.
  std::string_view repository;  ///< `org/repo`, or what stands before `/commit/` in an address.
};

/// Fewer digits are no id but a number; git abbreviates to seven at least.
inline constexpr size_t kMinIdDigits = 7;
inline constexpr size_t kMaxIdDigits = 40;

/// kMinIdDigits to kMaxIdDigits hexadecimal digits, one of them a decimal one: words are made of
/// letters only (`defaced`).
bool IsId(std::string_view text);

/// The one word, its quotes and brackets left out.
std::optional<Reference> ReadReference(std::string_view word);

/// The first word of `text` that is one.
std::optional<Reference> FindReference(std::string_view text);

/// The first word of `text` that is a repository: `org/repo`, or an address.
std::string_view FindRepository(std::string_view text);

}  // namespace headwater::upstream
