// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <compare>
#include <cstddef>
#include <optional>
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

/// Text that stands in our source code. Nothing else can become one but a CheckedText, which is as
/// harmless.
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
  friend class CheckedText;
  constexpr explicit Literal(std::string_view part) : text_(part) {}

  std::string_view text_;
};

/// A sentence or a name that somebody wrote in a policy, and that holds nothing which any sink
/// would take for more than text: letters and digits of any script, spaces, and the signs
/// `. , ; : ( ) - + = % ? ' /` and typographic quotes and dashes. No `/` begins a word (a quick
/// action), no
/// `:` is followed by `//` (an address has a field of its own) or stands right before a letter (an
/// emoji), no sign is doubled.
class CheckedText {
 public:
  /// None: the text is empty, longer than this many bytes, no valid UTF-8 or holds anything else.
  static std::optional<CheckedText> Of(std::string text, size_t max_bytes);

  /// Valid as long as this object stays where it is.
  Literal literal() const { return Literal(std::string_view(text_)); }

 private:
  explicit CheckedText(std::string text) : text_(std::move(text)) {}

  std::string text_;
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
