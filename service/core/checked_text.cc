// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include <utf8proc.h>

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "headwater/untrusted.h"

namespace headwater {
namespace {

// Longest UTF-8 sequence, in bytes (RFC 3629, section 3).
constexpr size_t kMaxSequence = 4;

constexpr std::u32string_view kSigns = U".,;:()-+=%?'/";
// Quotation marks, dashes and the ellipsis of typographers.
constexpr std::u32string_view kTypographicSigns =
    U"\u201E\u201C\u201D\u201A\u2018\u2019\u00BB\u00AB\u203A"
    U"\u2039\u2013\u2014\u2026";
constexpr std::u32string_view kOpening = U"\u201E\u201C\u201A\u2018\u00BB\u00AB\u203A\u2039";

/// https://github.github.com/gfm/#autolinks-extension-: a word that begins so becomes a link.
constexpr std::string_view kLinked = "www.";

enum class Kind { kLetter, kMark, kDigit, kSpace, kSign, kTypographic, kOther };

bool IsIn(char32_t c, std::u32string_view set) { return set.find(c) != set.npos; }

/// What is written from right to left turns around what stands beside it.
bool TurnsAround(const utf8proc_property_t& property) {
  switch (property.bidi_class) {
    case UTF8PROC_BIDI_CLASS_R:
    case UTF8PROC_BIDI_CLASS_AL:
    case UTF8PROC_BIDI_CLASS_AN:
      return true;
    default:
      return false;
  }
}

Kind KindOf(char32_t c) {
  if (c == U' ') return Kind::kSpace;
  if (IsIn(c, kSigns)) return Kind::kSign;
  if (IsIn(c, kTypographicSigns)) return Kind::kTypographic;
  const utf8proc_property_t& property = *utf8proc_get_property(static_cast<utf8proc_int32_t>(c));
  if (property.ignorable != 0 || TurnsAround(property)) return Kind::kOther;
  switch (property.category) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
      return Kind::kLetter;
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
      return Kind::kMark;
    case UTF8PROC_CATEGORY_ND:
      return Kind::kDigit;
    default:
      return Kind::kOther;
  }
}

/// None: bytes that are no UTF-8.
std::optional<std::vector<char32_t>> Decode(std::string_view text) {
  std::vector<char32_t> characters;
  while (!text.empty()) {
    utf8proc_int32_t value = -1;
    const utf8proc_ssize_t used = utf8proc_iterate(
        reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
        static_cast<utf8proc_ssize_t>(std::min(text.size(), kMaxSequence)), &value);
    if (used <= 0) return std::nullopt;
    characters.push_back(static_cast<char32_t>(value));
    text.remove_prefix(static_cast<size_t>(used));
  }
  return characters;
}

bool IsWord(Kind kind) {
  return kind == Kind::kLetter || kind == Kind::kDigit || kind == Kind::kMark;
}

/// One character between its neighbours; a space stands before the first and behind the last.
struct Place {
  char32_t before = U' ';
  char32_t here = U' ';
  char32_t after = U' ';
};

bool IsHarmlessSign(const Place& place) {
  // Nothing is doubled: `--`, `..`, `==`, `//`.
  if (place.here == place.after) return false;
  switch (place.here) {
    case U':':  // An emoji, the beginning of an address.
      return IsWord(KindOf(place.before)) && KindOf(place.after) == Kind::kSpace;
    case U'/':  // A quick action; a path that begins at the root.
      return IsWord(KindOf(place.before)) && IsWord(KindOf(place.after));
    case U'%':  // A milestone is `%` and its name.
      return !IsWord(KindOf(place.after)) && KindOf(place.after) != Kind::kTypographic;
    default:
      return true;
  }
}

bool IsHarmless(const Place& place) {
  switch (KindOf(place.here)) {
    case Kind::kLetter:
    case Kind::kDigit:
      return true;
    case Kind::kMark:
      // One on a letter; more of them climb out of the line.
      return KindOf(place.before) == Kind::kLetter;
    case Kind::kSpace:
      return place.after != U' ';
    case Kind::kSign:
      return IsHarmlessSign(place);
    case Kind::kTypographic:
      return place.here != place.after;
    case Kind::kOther:
      return false;
  }
  return false;
}

/// What a list, a quotation or a heading does not begin with.
bool BeginsLikeASentence(char32_t first) {
  return KindOf(first) == Kind::kLetter || IsIn(first, kOpening);
}

bool HoldsALink(std::string_view text) {
  const auto equal = [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a - 'A' + 'a' : a) == b; };
  return std::search(text.begin(), text.end(), kLinked.begin(), kLinked.end(), equal) != text.end();
}

}  // namespace

std::optional<CheckedText> CheckedText::Of(std::string text, size_t max_bytes) {
  if (text.empty() || text.size() > max_bytes || HoldsALink(text)) return std::nullopt;
  const std::optional<std::vector<char32_t>> characters = Decode(text);
  if (!characters || !BeginsLikeASentence(characters->front()) || characters->back() == U' ') {
    return std::nullopt;
  }
  for (size_t i = 0; i < characters->size(); ++i) {
    const Place place{.before = i == 0 ? U' ' : (*characters)[i - 1],
                      .here = (*characters)[i],
                      .after = i + 1 == characters->size() ? U' ' : (*characters)[i + 1]};
    if (!IsHarmless(place)) return std::nullopt;
  }
  return CheckedText(std::move(text));
}

}  // namespace headwater
