// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "headwater/http.h"

namespace headwater {
namespace {

constexpr std::string_view kHexDigits = "0123456789ABCDEF";
constexpr std::string_view kUnreservedMarks =
    "-._~";  // RFC 3986 section 2.3, beside letters, digits
constexpr unsigned kNibbleBits = 4;
constexpr unsigned kNibbleMask = 0xF;

bool IsUnreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         kUnreservedMarks.find(c) != std::string_view::npos;
}

}  // namespace

std::string EncodeUrlComponent(std::string_view bytes) {
  std::string encoded;
  encoded.reserve(bytes.size());
  for (const char c : bytes) {
    if (IsUnreserved(c)) {
      encoded += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    encoded += '%';
    encoded += kHexDigits[byte >> kNibbleBits];
    encoded += kHexDigits[byte & kNibbleMask];
  }
  return encoded;
}

std::string FormEncode(const FormFields& fields) {
  std::string form;
  for (const auto& [name, value] : fields) {
    if (!form.empty()) form += '&';
    form += EncodeUrlComponent(name) + '=' + EncodeUrlComponent(value);
  }
  return form;
}

}  // namespace headwater
