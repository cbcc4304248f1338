// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/license/holders.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "rules/common/manifest_steps.h"
#include "rules/common/text.h"

namespace headwater::license {
namespace {

// What is written beside a name and is none.
constexpr std::array<std::string_view, 24> kNoNames = {
    "all", "and", "by",  "c",   "co",  "copyright", "corp",     "e",      "et",  "ev", "gmbh", "in",
    "inc", "kg",  "llc", "ltd", "mbh", "of",        "reserved", "rights", "the", "u",  "und",  "v"};

// Who wrote the texts that carry a notice of their own: GPL family, EUPL, Creative Commons, WTFPL,
// CeCILL, PSF, PHP, Artistic, OSL, LPPL, QPL, Boost has none.
constexpr std::array<std::string_view, 12> kTextAuthors = {
    "free software foundation", "european union", "european community",
    "creative commons",         "sam hocevar",    "cea cnrs inria",
    "python software",          "the php group",  "perl foundation",
    "lawrence rosen",           "latex3 project", "trolltech"};

// Placeholders of a licence text that nobody has filled in.
constexpr std::array<std::string_view, 5> kPlaceholders = {
    "name of author", "name of copyright owner", "copyright holder", "owner", "fullname"};

bool IsNameByte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         static_cast<unsigned char>(c) >= 0x80U;
}

std::string ToUtf8(std::string_view text) {
  if (CheckText(text, text.size(), Controls::kAllow).ok()) return std::string(text);
  std::string utf8;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80U) {
      utf8 += c;
    } else {
      utf8 += static_cast<char>(0xC0U | (byte >> 6U));
      utf8 += static_cast<char>(0x80U | (byte & 0x3FU));
    }
  }
  return utf8;
}

std::set<std::string> WordsOf(std::string_view simple) {
  std::set<std::string> words;
  for (std::string_view word = FirstWord(simple); !word.empty(); word = FirstWord(simple)) {
    const bool is_name = std::find(kNoNames.begin(), kNoNames.end(), word) == kNoNames.end();
    if (is_name) words.emplace(word);
    simple = Trim(simple.substr(word.size()));
  }
  return words;
}

/// `A, B and C` in its three parts.
std::vector<std::set<std::string>> Split(std::string_view holder) {
  std::vector<std::set<std::string>> parts;
  const std::string utf8 = ToUtf8(holder);
  std::string part;
  const auto close = [&] {
    auto words = WordsOf(Simplify(part));
    if (!words.empty()) parts.push_back(std::move(words));
    part.clear();
  };
  for (size_t i = 0; i < utf8.size(); ++i) {
    const std::string_view rest = std::string_view(utf8).substr(i);
    const bool joint = std::string_view(",;&/").find(utf8[i]) != std::string_view::npos ||
                       rest.starts_with(" and ") || rest.starts_with(" und ");
    if (joint) close();
    part += utf8[i];
  }
  close();
  return parts;
}

}  // namespace

std::string Simplify(std::string_view text) {
  std::string simple;
  for (const char c : ToUtf8(text)) {
    if (!IsNameByte(c)) {
      if (!simple.empty() && simple.back() != ' ') simple += ' ';
      continue;
    }
    simple += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return std::string(Trim(simple));
}

void Holders::Add(std::string_view holder) {
  auto words = WordsOf(Simplify(holder));
  if (!words.empty()) named_.insert(std::move(words));
}

bool Holders::Name(std::string_view holder) const {
  const auto parts = Split(holder);
  return std::all_of(parts.begin(), parts.end(), [&](const std::set<std::string>& part) {
    if (named_.count(part) > 0) return true;
    size_t searched = 0;
    for (const auto& named : named_) {
      if (++searched > kMaxSearched) break;
      if (std::includes(named.begin(), named.end(), part.begin(), part.end())) return true;
    }
    return false;
  });
}

bool IsAuthorOfLicenseText(std::string_view holder) {
  const std::string simple = Simplify(holder);
  const auto stands = [&](std::string_view name) { return simple.find(name) != std::string::npos; };
  return std::any_of(kTextAuthors.begin(), kTextAuthors.end(), stands) ||
         std::find(kPlaceholders.begin(), kPlaceholders.end(), simple) != kPlaceholders.end();
}

}  // namespace headwater::license
