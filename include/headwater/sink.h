// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <concepts>
#include <string>
#include <string_view>

#include "headwater/untrusted.h"
#include "headwater/url.h"

/// \file
/// The only way out for untrusted text: one encoder per place it is printed to.
///
/// Every encoder gives valid UTF-8 without a raw control character. "Hidden" below are the
/// characters that reorder text, take no room or have no agreed shape: Unicode's categories Cf, Zl,
/// Zp, Co and Cn, and whatever is Default_Ignorable (bidi controls, zero-width characters, soft
/// hyphen, tag characters, variation selectors). Nothing is normalised.
///
/// For people (kTerminal, kXml, kMarkdown) text is one line: newline, carriage return and tab
/// become `\n`,
/// `\r`, `\t`, other ASCII controls and bytes that are no UTF-8 become `\xNN`, C1 controls and
/// hidden characters become `\u{NNNN}`. A backslash in the text stays as it is, so a name that
/// really contains `\x1b` looks like an escape: a harmless doubt, and paths of other systems stay
/// readable. Text longer than kMaxShownBytes is cut, between characters and before it is encoded,
/// and marked with `...`.
///
/// For machines (kJson, kUri, ToValidUtf8) nothing is cut and no valid character is lost.

namespace headwater {

enum class Sink {
  kTerminal,  ///< One line of a terminal.
  kJson,      ///< The content of a JSON string, without quotes: reads back as ToValidUtf8(text).
              ///< Control and hidden characters stand as JSON's own `\uNNNN`.
  kXml,       ///< Character data or a quoted attribute value of XML 1.0.
  kMarkdown,  ///< A code span of GitLab's Markdown: no mention, reference, quick action, HTML or
              ///< emphasis in it means anything. Encoded like kTerminal and put between more
              ///< backticks than stand in it. Digits alone stay bare; empty text is `(empty)`.
  kUri,       ///< A relative path in a URI reference (RFC 3986 section 4.2): everything outside the
              ///< unreserved set and '/' is percent-encoded byte by byte, and so is a '/' that
              ///< would make the reference absolute.
};

inline constexpr size_t kMaxShownBytes = 4096;

/// The untrusted bytes in a form that is safe in the sink.
template <Sink kSink>
std::string Encode(const Untrusted& text);
template <>
std::string Encode<Sink::kTerminal>(const Untrusted& text);
template <>
std::string Encode<Sink::kJson>(const Untrusted& text);
template <>
std::string Encode<Sink::kXml>(const Untrusted& text);
template <>
std::string Encode<Sink::kMarkdown>(const Untrusted& text);
template <>
std::string Encode<Sink::kUri>(const Untrusted& text);

/// Valid UTF-8 in which invalid bytes stand as `\xNN` and every valid character, controls included,
/// stays: what a JSON library is given, which escapes controls itself.
std::string ToValidUtf8(const Untrusted& text);

/// Text under construction for one sink. Accepts our own literals, numbers, and untrusted text,
/// which it encodes. A std::string, a std::string_view or a `const char*` converts to none of
/// these, so it does not compile (sink_test.cc).
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
  Out& operator<<(const SafeUrl& url) {
    text_ += url.text();
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

  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

}  // namespace headwater
