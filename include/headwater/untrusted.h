// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <compare>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

/// \file
/// Text that came from outside, and text that is ours, as two types that cannot be mixed up.

namespace headwater {

/// Bytes from a repository, a forge or a command line: a path, an author, a commit message. Not
/// necessarily UTF-8, and possibly hostile. It can be printed only through an encoder of sink.h;
/// `bytes()` is for computing with it, never for output.
class Untrusted {
 public:
  Untrusted() = default;
  explicit Untrusted(std::string bytes) : bytes_(std::move(bytes)) {}

  const std::string& bytes() const { return bytes_; }
  bool empty() const { return bytes_.empty(); }
  auto operator<=>(const Untrusted&) const = default;  // NOLINT(modernize-use-nullptr)

 private:
  std::string bytes_;
};

/// Text that stands in our source code. Nothing else can become one.
class Literal {
 public:
  template <size_t kSize>
  consteval Literal(const char (&text)[kSize])  // NOLINT(google-explicit-constructor)
      : text_(text, kSize - 1) {}
  constexpr Literal() = default;

  constexpr std::string_view view() const { return text_; }
  /// A part of our text is our text. Bounds as std::string_view::substr.
  constexpr Literal Part(size_t begin, size_t length) const {
    return Literal(text_.substr(begin, length));
  }
  constexpr bool operator==(const Literal&) const = default;

 private:
  constexpr explicit Literal(std::string_view part) : text_(part) {}

  std::string_view text_;
};

/// The languages in which people are spoken to.
enum class Language { kEnglish, kGerman };

/// One text in every language. Catalogue tests refuse an empty half.
struct Text {
  Literal en;
  Literal de;

  constexpr Literal In(Language language) const { return language == Language::kGerman ? de : en; }
};

}  // namespace headwater
