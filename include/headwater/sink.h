// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <concepts>
#include <string>
#include <string_view>

#include "headwater/untrusted.h"

/// \file
/// The only way out for untrusted text: one encoder per place it is printed to.
///
/// All encoders give valid UTF-8 without raw control characters: bytes that are no UTF-8 become
/// `\xNN`, control characters become an escape, and characters that reorder or hide text (bidi
/// controls, zero-width characters, line and paragraph separators) become `\u{NNNN}`. Nothing is
/// normalised: what is there is shown. Text longer than kMaxShownBytes is cut before it is encoded
/// and marked with `...`.

namespace headwater {

enum class Sink {
  kTerminal,  ///< One line of a terminal.
  kJson,      ///< The content of a JSON string, without quotes. Never cut.
  kXml,       ///< Character data or a quoted attribute value.
  kUri,       ///< A path in a URI reference: everything outside the unreserved set and '/' is
              ///< percent-encoded byte by byte. Never cut, nothing shown as `\xNN`.
};

inline constexpr size_t kMaxShownBytes = 4096;

/// The untrusted bytes in a form that is safe in the sink.
template <Sink kSink>
std::string Encode(const Untrusted& text);

/// Valid UTF-8 in which invalid bytes stand as `\xNN`: what a JSON library is given.
std::string ToValidUtf8(const Untrusted& text);

/// Text under construction for one sink. Accepts our own literals, numbers, and untrusted text,
/// which it encodes; a plain std::string does not compile.
template <Sink kSink>
class Out {
 public:
  Out& operator<<(Literal text) {
    text_ += text.view();
    return *this;
  }
  Out& operator<<(const Untrusted& text) {
    text_ += Encode<kSink>(text);
    return *this;
  }
  Out& operator<<(const Out& other) {
    text_ += other.text_;
    return *this;
  }
  template <std::integral Number>
  requires(!std::same_as<Number, char> && !std::same_as<Number, bool>) Out& operator<<(
      Number number) {
    text_ += std::to_string(number);
    return *this;
  }
  Out& operator<<(std::string_view) = delete;
  Out& operator<<(const std::string&) = delete;
  Out& operator<<(const char*) = delete;

  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

}  // namespace headwater
