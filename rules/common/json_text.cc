// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/common/json_text.h"

#include <algorithm>

namespace headwater {
namespace {

/// Takes the decimal digits at the start off `text` and says how many there were.
size_t TakeDigits(std::string_view& text) {
  const size_t count = std::min(text.find_first_not_of("0123456789"), text.size());
  text.remove_prefix(count);
  return count;
}

}  // namespace

DataNode::Kind JsonNumberKind(std::string_view text) {
  using enum DataNode::Kind;
  if (text.starts_with('-')) text.remove_prefix(1);
  const bool leading_zero = text.starts_with('0');
  const size_t digits = TakeDigits(text);
  if (digits == 0 || (leading_zero && digits > 1)) return kNull;
  DataNode::Kind kind = kInteger;
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    if (TakeDigits(text) == 0) return kNull;
    kind = kFloat;
  }
  if (text.starts_with('e') || text.starts_with('E')) {
    text.remove_prefix(1);
    if (text.starts_with('+') || text.starts_with('-')) text.remove_prefix(1);
    if (TakeDigits(text) == 0) return kNull;
    kind = kFloat;
  }
  return text.empty() ? kind : kNull;
}

size_t FindJsonStringProblem(std::string_view text) {
  size_t opened = text.size();
  bool inside = false;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') {
      inside = !inside;
      opened = i;
    } else if (inside && text[i] == '\\') {
      ++i;
    } else if (inside && static_cast<unsigned char>(text[i]) < ' ') {
      return i;
    }
  }
  return inside ? opened : text.size();
}

}  // namespace headwater
