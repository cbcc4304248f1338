// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/common/yaml_schema.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>

namespace headwater {
namespace {

constexpr std::array<std::string_view, 5> kNulls = {"", "~", "null", "Null", "NULL"};
constexpr std::array<std::string_view, 6> kBools = {"true",  "True",  "TRUE",
                                                    "false", "False", "FALSE"};
constexpr std::array<std::string_view, 3> kInfinities = {".inf", ".Inf", ".INF"};
constexpr std::array<std::string_view, 3> kNotNumbers = {".nan", ".NaN", ".NAN"};
constexpr std::string_view kDecimal = "0123456789";
constexpr std::string_view kOctal = "01234567";
constexpr std::string_view kHexadecimal = "0123456789abcdefABCDEF";

bool IsOneOf(std::string_view text, std::span<const std::string_view> words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

bool IsAllOf(std::string_view text, std::string_view digits) {
  return !text.empty() && text.find_first_not_of(digits) == std::string_view::npos;
}

/// Takes the decimal digits at the start off `text` and says how many there were.
size_t TakeDigits(std::string_view& text) {
  const size_t count = std::min(text.find_first_not_of(kDecimal), text.size());
  text.remove_prefix(count);
  return count;
}

void TakeSign(std::string_view& text) {
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
}

bool IsInteger(std::string_view text) {
  if (text.starts_with("0o")) return IsAllOf(text.substr(2), kOctal);
  if (text.starts_with("0x")) return IsAllOf(text.substr(2), kHexadecimal);
  TakeSign(text);
  return IsAllOf(text, kDecimal);
}

bool IsFloat(std::string_view text) {
  if (IsOneOf(text, kNotNumbers)) return true;
  TakeSign(text);
  if (IsOneOf(text, kInfinities)) return true;
  size_t digits = TakeDigits(text);
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    digits += TakeDigits(text);
  }
  if (digits == 0) return false;
  if (text.empty()) return true;
  if (text.front() != 'e' && text.front() != 'E') return false;
  text.remove_prefix(1);
  TakeSign(text);
  return IsAllOf(text, kDecimal);
}

}  // namespace

DataNode::Kind ResolvePlainScalar(std::string_view text) {
  if (IsOneOf(text, kNulls)) return DataNode::Kind::kNull;
  if (IsOneOf(text, kBools)) return DataNode::Kind::kBool;
  if (IsInteger(text)) return DataNode::Kind::kInteger;
  if (IsFloat(text)) return DataNode::Kind::kFloat;
  return DataNode::Kind::kString;
}

}  // namespace headwater
