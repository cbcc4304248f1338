// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/license/line_text.h"

namespace headwater::license {
namespace {

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string_view DropDecoration(std::string_view value) {
  constexpr std::string_view kDecoration = "*#/|;%=-<>!'\\";
  value = TrimRight(value);
  const size_t last = value.find_last_of(" \t");
  if (last == std::string_view::npos) return value;
  if (value.find_first_not_of(kDecoration, last + 1) != std::string_view::npos) return value;
  return TrimRight(value.substr(0, last));
}

}  // namespace

bool EndsWithIgnoringCase(std::string_view text, std::string_view ending) {
  if (text.size() < ending.size()) return false;
  text.remove_prefix(text.size() - ending.size());
  return std::equal(text.begin(), text.end(), ending.begin(),
                    [](char a, char b) { return Lower(a) == b; });
}

std::string_view ValueOf(std::string_view rest_of_line) {
  const auto* end = std::find_if(rest_of_line.begin(), rest_of_line.end(),
                                 [](char c) { return c != '\t' && c >= '\0' && c < ' '; });
  const auto length = static_cast<size_t>(end - rest_of_line.begin());
  return DropDecoration(TrimLeft(rest_of_line.substr(0, length)));
}

}  // namespace headwater::license
