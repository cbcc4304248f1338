// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/license/later_version.h"

#include <algorithm>
#include <string>

#include "rules/license/line_text.h"

namespace headwater::license {
namespace {

// Notices stand in the head of a file; licence texts in data do not speak for it.
constexpr size_t kMaxHeadBytes = 8192;

/// The words with one blank between them, in small letters; everything but letters, digits and dots
/// within numbers is a blank.
std::string WordsOf(std::string_view text) {
  std::string words = " ";
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool dot = c == '.' && i + 1 < text.size() && IsDigit(text[i + 1]);
    if (IsAlnum(c) || dot) {
      words += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    } else if (words.back() != ' ') {
      words += ' ';
    }
  }
  if (words.back() != ' ') words += ' ';
  return words;
}

/// `GPL-2.0` -> `2`, `LGPL-2.1` -> `2.1`.
std::string VersionOf(std::string_view id) {
  const auto* digit = std::find_if(id.begin(), id.end(), IsDigit);
  std::string_view version = id.substr(static_cast<size_t>(digit - id.begin()));
  version = version.substr(0, version.find_first_not_of("0123456789."));
  if (version.ends_with(".0")) version.remove_suffix(2);
  return std::string(version);
}

}  // namespace

bool SaysOrLater(std::string_view file_text, std::string_view id) {
  const std::string version = VersionOf(id);
  if (version.empty()) return false;
  const std::string words = WordsOf(file_text.substr(0, kMaxHeadBytes));
  for (const std::string_view zero : {"", ".0"}) {
    for (const std::string_view of : {"", " of the license", " of the licence"}) {
      for (const std::string_view or_later :
           {" or at your option any later version ", " or any later version ", " or later "}) {
        std::string grant = " version " + version;
        grant.append(zero).append(of).append(or_later);
        if (words.find(grant) != std::string::npos) return true;
      }
    }
  }
  return false;
}

}  // namespace headwater::license
