// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/common/spdx_names.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <span>
#include <utility>
#include <vector>

#include "headwater/spdx_licenses.h"
#include "rules/common/spdx_license.h"
#include "rules/common/spdx_nearest.h"
#include "rules/data/spdx_table.h"

namespace headwater {
namespace {

// Names of licences have some twenty words; nobody writes more by mistake.
constexpr size_t kMaxNameBytes = 256;

using Words = std::vector<std::string>;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsSmallLetter(char c) { return c >= 'a' && c <= 'z'; }

/// Letters, numbers with their dots, and `+`, each a word of its own: `GPLv2.1+` has three.
Words SplitName(std::string_view name) {
  const std::string text = FoldSpdxCase(name);
  Words words;
  for (size_t at = 0; at < text.size();) {
    size_t end = at;
    if (IsDigit(text[at])) {
      while (end < text.size() &&
             (IsDigit(text[end]) ||
              (text[end] == '.' && end + 1 < text.size() && IsDigit(text[end + 1])))) {
        ++end;
      }
    } else if (text[at] == '+') {
      ++end;
    } else {
      while (end < text.size() && IsSmallLetter(text[end])) ++end;
    }
    if (end == at) {
      ++at;
      continue;
    }
    // The v of `GPLv2` belongs to the number.
    const bool has_v =
        end - at > 1 && text[end - 1] == 'v' && end < text.size() && IsDigit(text[end]);
    words.push_back(text.substr(at, end - at - (has_v ? 1 : 0)));
    at = end;
  }
  return words;
}

/// Words that make no difference between licences.
bool IsNoise(const Words& words, size_t at) {
  static constexpr std::string_view kNoise[] = {
      "the",      "a",         "license",       "licence", "licenses", "licences",
      "version",  "ver",       "software",      "gnu",     "under",    "licensed",
      "unported", "universal", "international", "osi",     "approved",
  };
  const std::string& word = words[at];
  if (std::find(std::begin(kNoise), std::end(kNoise), word) != std::end(kNoise)) return true;
  // `v 2`, `GPLv2`, not the v of a name.
  return word == "v" && at + 1 < words.size() && IsDigit(words[at + 1].front());
}

/// "or later", "or any later version", "and newer" ... from `at` on: how many words.
size_t OrLaterLength(const Words& words, size_t at) {
  static constexpr std::string_view kLater[] = {"later", "newer", "higher", "above"};
  if (words[at] != "or" && words[at] != "and") return 0;
  size_t end = at + 1;
  if (end < words.size() && words[end] == "any") ++end;
  if (end == words.size() ||
      std::find(std::begin(kLater), std::end(kLater), words[end]) == std::end(kLater)) {
    return 0;
  }
  ++end;
  if (end < words.size() && (words[end] == "version" || words[end] == "versions")) ++end;
  return end - at;
}

/// One spelling of words that are written in one or in two, in singular or plural.
std::string_view Uniform(std::string_view word) {
  static constexpr std::pair<std::string_view, std::string_view> kSame[] = {
      {"sharealike", "share alike"},
      {"noncommercial", "non commercial"},
      {"noderivatives", "no derivatives"},
      {"noderivs", "no derivatives"},
      {"clauses", "clause"},
      {"zero", "0"},
      {"one", "1"},
      {"two", "2"},
      {"three", "3"},
      {"four", "4"},
  };
  for (const auto& [written, uniform] : kSame) {
    if (word == written) return uniform;
  }
  return word;
}

std::string_view WithoutZeros(std::string_view word) {
  while (word.ends_with(".0")) word.remove_suffix(2);
  return word;
}

/// What people say and the list does not.
struct Alias {
  std::string_view key;  ///< As SpdxNameKey makes it.
  std::string_view id;
};

constexpr Alias kAliases[] = {
    {"expat", "MIT"},
    {"mit expat", "MIT"},
    {"expat mit", "MIT"},
    {"asl 2", "Apache-2.0"},
    {"apache foundation 2", "Apache-2.0"},
    {"2 clause bsd", "BSD-2-Clause"},
    {"simplified bsd", "BSD-2-Clause"},
    {"bsd simplified", "BSD-2-Clause"},
    {"bsd 3", "BSD-3-Clause"},
    {"3 clause bsd", "BSD-3-Clause"},
    {"new bsd", "BSD-3-Clause"},
    {"bsd new", "BSD-3-Clause"},
    {"modified bsd", "BSD-3-Clause"},
    {"revised bsd", "BSD-3-Clause"},
    {"4 clause bsd", "BSD-4-Clause"},
    {"original bsd", "BSD-4-Clause"},
    {"0 clause bsd", "0BSD"},
    {"boost", "BSL-1.0"},
    {"bsl 1.1", "BUSL-1.1"},
    {"iscl", "ISC"},
    {"zlib libpng", "Zlib"},
    {"cc 0", "CC0-1.0"},
    {"creative commons 0", "CC0-1.0"},
    {"cc 0 1 public domain dedication", "CC0-1.0"},
    {"lesser general public 2 +", "LGPL-2.0-or-later"},
    {"lesser general public 2 only", "LGPL-2.0-only"},
    {"mozilla 2", "MPL-2.0"},
    {"eclipse 2", "EPL-2.0"},
    {"sil ofl 1.1", "OFL-1.1"},
    {"open font 1.1", "OFL-1.1"},
};

using Index = std::map<std::string, std::string_view, std::less<>>;

/// A key that two entries claim belongs to neither.
void Claim(Index& index, std::string key, std::string_view id) {
  const auto [place, is_new] = index.emplace(std::move(key), id);
  if (!is_new && place->second != id) place->second = {};
}

/// Identifiers and names of what is current, and identifiers that have one current replacement.
Index IndexOf(std::span<const SpdxLicense> table, std::span<const Alias> aliases) {
  Index index;
  for (const SpdxLicense& row : table) {
    if (row.is_deprecated) continue;
    Claim(index, SpdxNameKey(row.id), row.id);
    Claim(index, SpdxNameKey(row.name), row.id);
  }
  for (const Alias& alias : aliases) Claim(index, std::string(alias.key), alias.id);
  return index;
}

std::string_view Lookup(const Index& index, std::string_view key) {
  const auto found = index.find(key);
  return found == index.end() ? std::string_view() : found->second;
}

std::span<const SpdxLicense> Licenses() { return {data::kSpdxLicenses, data::kSpdxLicenseCount}; }

std::span<const SpdxLicense> Exceptions() {
  return {data::kSpdxExceptions, data::kSpdxExceptionCount};
}

/// The current form of an entry of the list; empty when it leaves open which.
std::string_view CurrentForm(const SpdxLicense& row) {
  if (!row.is_deprecated) return row.id;
  return row.or_later_replaced_by.empty() ? row.replaced_by : std::string_view();
}

/// The licence with the `+` that stood behind its name; nothing where both contradict each other.
std::optional<std::string> WithPlus(std::string_view id) {
  if (id.ends_with("-only")) return std::nullopt;
  return std::string(id) + (id.ends_with("-or-later") ? "" : "+");
}

std::optional<std::string> NonEmpty(std::string_view text) {
  if (text.empty()) return std::nullopt;
  return std::string(text);
}

}  // namespace

std::string SpdxNameKey(std::string_view name) {
  const Words words = SplitName(name.substr(0, kMaxNameBytes + 1));
  std::string key;
  for (size_t at = 0; at < words.size();) {
    const size_t later = OrLaterLength(words, at);
    std::string_view word = later > 0 ? "+" : Uniform(WithoutZeros(words[at]));
    const bool noise = later == 0 && IsNoise(words, at);
    at += std::max<size_t>(later, 1);
    if (noise) continue;
    if (!key.empty()) key += ' ';
    key += word;
  }
  return key;
}

std::optional<std::string> LicenseByName(std::string_view name) {
  if (name.empty() || name.size() > kMaxNameBytes) return std::nullopt;
  const bool plus = name.ends_with('+');
  if (const SpdxLicense* listed = FindSpdxLicense(name)) return NonEmpty(CurrentForm(*listed));
  const SpdxLicense* base = plus ? FindSpdxLicense(name.substr(0, name.size() - 1)) : nullptr;
  if (base != nullptr) {
    if (!base->is_deprecated) return WithPlus(base->id);
    if (!base->or_later_replaced_by.empty()) return std::string(base->or_later_replaced_by);
  }
  static const Index kIndex = IndexOf(Licenses(), kAliases);
  std::string key = SpdxNameKey(name);
  if (const std::string_view id = Lookup(kIndex, key); !id.empty()) return std::string(id);
  constexpr std::string_view kPlus = " +";
  if (key.ends_with(kPlus)) {
    key.erase(key.size() - kPlus.size());
    if (const std::string_view id = Lookup(kIndex, key); !id.empty()) return WithPlus(id);
  }
  const SpdxLicense* near = NearestSpdxId(Licenses(), name);
  return near == nullptr ? std::nullopt : NonEmpty(CurrentForm(*near));
}

std::optional<std::string> ExceptionByName(std::string_view name) {
  if (name.empty() || name.size() > kMaxNameBytes) return std::nullopt;
  if (const SpdxLicense* listed = FindSpdxException(name)) return NonEmpty(CurrentForm(*listed));
  static const Index kIndex = IndexOf(Exceptions(), {});
  const std::string_view id = Lookup(kIndex, SpdxNameKey(name));
  if (!id.empty()) return std::string(id);
  const SpdxLicense* near = NearestSpdxId(Exceptions(), name);
  return near == nullptr ? std::nullopt : NonEmpty(CurrentForm(*near));
}

}  // namespace headwater
