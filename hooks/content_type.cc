// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "hooks/content_type.h"

#include <algorithm>
#include <string>
#include <string_view>

namespace headwater::hooks {
namespace {

constexpr std::string_view kJson = "application/json";

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

}  // namespace

Status CheckContentType(const HttpHeaders& headers) {
  const std::string_view type = FindHeader(headers, "Content-Type").value_or("");
  std::string media(type.substr(0, type.find(';')));  // RFC 9110 section 8.3.1.
  media.erase(media.find_last_not_of(" \t") + 1);
  std::transform(media.begin(), media.end(), media.begin(), Lower);
  if (media == kJson) return Ok{};
  return Error{Errc::kInvalid, "Content-Type: expected application/json"};
}

}  // namespace headwater::hooks
