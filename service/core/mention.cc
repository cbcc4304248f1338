// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "headwater/mention.h"

#include <algorithm>

namespace headwater {
namespace {

/// User names are ASCII: letters, digits, `_`, `-` and `.`, and end in none of the last two.
/// https://docs.gitlab.com/ee/user/profile/ "Change your username"
char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool Same(char a, char b) { return Lower(a) == Lower(b); }

}  // namespace

std::optional<std::string_view> AfterMention(std::string_view comment, std::string_view name) {
  constexpr std::string_view kBlanks = " \t";
  constexpr std::string_view kEnds = " \t\r\n,:";
  if (!comment.starts_with('@')) return std::nullopt;
  const size_t end = std::min(comment.find_first_of(kEnds), comment.size());
  const std::string_view mentioned = comment.substr(1, end - 1);
  const bool is_meant = name.empty() || std::ranges::equal(mentioned, name, Same);
  if (mentioned.empty() || !is_meant) return std::nullopt;
  std::string_view rest = comment.substr(end);
  if (rest.starts_with(',') || rest.starts_with(':')) rest.remove_prefix(1);
  rest.remove_prefix(std::min(rest.find_first_not_of(kBlanks), rest.size()));
  return rest;
}

}  // namespace headwater
