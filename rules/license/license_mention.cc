// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/license/license_mention.h"

#include <algorithm>
#include <iterator>
#include <string_view>

#include "headwater/spdx_licenses.h"
#include "rules/data/license_texts.h"
#include "rules/license/word_pattern.h"

namespace headwater::license {
namespace {

using Words = std::span<const TextWord>;

// Where a version may stand: `version 2 of the GNU ...`, `..., either version 3 of the License`.
constexpr size_t kVersionBefore = 4;
constexpr size_t kVersionBehind = 16;
// Where `or any later version` may stand behind the version.
constexpr size_t kLaterBehind = 14;

enum class Versions {
  kNone,   // The name is the licence.
  kAsIs,   // `Apache-` + version.
  kGrant,  // Likewise, and the words grant it.
  kLater,  // And `-only` or `-or-later` behind it.
};

struct Name {
  std::string_view words;
  std::string_view id;  // Or its part before the version.
  Versions versions = Versions::kNone;
};

// The list has no identifier for it.
constexpr std::string_view kPublicDomain = "LicenseRef-public-domain";

// Longer names before those with which they begin.
constexpr Name kNames[] = {
    {"gnu lesser general public license", "LGPL-", Versions::kLater},
    {"gnu library general public license", "LGPL-", Versions::kLater},
    {"gnu affero general public license", "AGPL-", Versions::kLater},
    {"affero general public license", "AGPL-", Versions::kLater},
    {"lesser general public license", "LGPL-", Versions::kLater},
    {"library general public license", "LGPL-", Versions::kLater},
    {"gnu general public license", "GPL-", Versions::kLater},
    {"gnu public license", "GPL-", Versions::kLater},
    {"general public license", "GPL-", Versions::kLater},
    {"gnu free documentation license", "GFDL-", Versions::kLater},
    {"gnu lgpl", "LGPL-", Versions::kLater},
    {"gnu agpl", "AGPL-", Versions::kLater},
    {"gnu gpl", "GPL-", Versions::kLater},
    {"lgpl", "LGPL-", Versions::kLater},
    {"agpl", "AGPL-", Versions::kLater},
    {"gpl", "GPL-", Versions::kLater},
    {"gplv2", "GPL-2.0", Versions::kLater},
    {"gplv3", "GPL-3.0", Versions::kLater},
    {"lgplv2", "LGPL-2.0", Versions::kLater},
    {"lgplv2.1", "LGPL-2.1", Versions::kLater},
    {"lgplv3", "LGPL-3.0", Versions::kLater},
    {"agplv3", "AGPL-3.0", Versions::kLater},
    {"apache software license", "Apache-", Versions::kAsIs},
    {"apache license", "Apache-", Versions::kAsIs},
    {"mozilla public license", "MPL-", Versions::kAsIs},
    {"eclipse public license", "EPL-", Versions::kAsIs},
    {"common public license", "CPL-", Versions::kAsIs},
    {"common development and distribution license", "CDDL-", Versions::kAsIs},
    {"cddl", "CDDL-", Versions::kAsIs},
    {"european union public license", "EUPL-", Versions::kAsIs},
    {"eupl", "EUPL-", Versions::kAsIs},
    {"academic free license", "AFL-", Versions::kAsIs},
    {"open software license", "OSL-", Versions::kAsIs},
    {"artistic license which comes with perl", "Artistic-1.0-Perl"},
    {"artistic license", "Artistic-", Versions::kAsIs},
    {"same terms as * perl", "Artistic-1.0-Perl OR GPL-1.0-or-later", Versions::kGrant},
    {"boost software license", "BSL-1.0"},
    {"eclipse distribution license", "BSD-3-Clause"},
    {"mit license", "MIT"},
    {"mit x11 license", "MIT"},
    {"x11 mit license", "MIT"},
    {"expat license", "MIT"},
    {"isc license", "ISC"},
    {"zlib license", "Zlib"},
    {"zlib libpng license", "Zlib"},
    {"unlicense", "Unlicense"},
    {"bsd 2 clause", "BSD-2-Clause"},
    {"2 clause bsd", "BSD-2-Clause"},
    {"two clause bsd", "BSD-2-Clause"},
    {"simplified bsd", "BSD-2-Clause"},
    {"freebsd license", "BSD-2-Clause"},
    {"bsd 3 clause clear", "BSD-3-Clause-Clear"},
    {"bsd 3 clause", "BSD-3-Clause"},
    {"3 clause bsd clear", "BSD-3-Clause-Clear"},
    {"3 clause clear bsd", "BSD-3-Clause-Clear"},
    {"clear bsd", "BSD-3-Clause-Clear"},
    {"3 clause bsd", "BSD-3-Clause"},
    {"three clause bsd", "BSD-3-Clause"},
    {"modified bsd", "BSD-3-Clause"},
    {"revised bsd", "BSD-3-Clause"},
    {"new bsd", "BSD-3-Clause"},
    {"cc0", "CC0-1.0"},
    {"creative commons zero", "CC0-1.0"},
    {"dedicated all copyright and related and neighboring rights to", "CC0-1.0", Versions::kGrant},
    // Those that take a freedom away: a tag of an open licence beside them does not tell the truth.
    {"business source license", "BUSL-1.1"},
    {"busl 1.1", "BUSL-1.1"},
    {"elastic license", "Elastic-", Versions::kAsIs},
    {"server side public license", "SSPL-1.0"},
    {"functional source license version 1.1 mit", "FSL-1.1-MIT"},
    {"functional source license version 1.1 alv2", "FSL-1.1-ALv2"},
    {"functional source license version 1.1 apache", "FSL-1.1-ALv2"},
    {"polyform noncommercial license", "PolyForm-Noncommercial-1.0.0"},
    {"polyform small business license", "PolyForm-Small-Business-1.0.0"},
    {"attribution noncommercial sharealike", "CC-BY-NC-SA-", Versions::kAsIs},
    {"attribution noncommercial share alike", "CC-BY-NC-SA-", Versions::kAsIs},
    {"attribution noncommercial noderivatives", "CC-BY-NC-ND-", Versions::kAsIs},
    {"attribution noncommercial noderivs", "CC-BY-NC-ND-", Versions::kAsIs},
    {"attribution noncommercial no derivatives", "CC-BY-NC-ND-", Versions::kAsIs},
    {"attribution noncommercial", "CC-BY-NC-", Versions::kAsIs},
    {"attribution noderivatives", "CC-BY-ND-", Versions::kAsIs},
    {"attribution noderivs", "CC-BY-ND-", Versions::kAsIs},
    {"attribution no derivatives", "CC-BY-ND-", Versions::kAsIs},
    {"cc by nc sa", "CC-BY-NC-SA-", Versions::kAsIs},
    {"cc by nc nd", "CC-BY-NC-ND-", Versions::kAsIs},
    {"cc by nc", "CC-BY-NC-", Versions::kAsIs},
    {"cc by nd", "CC-BY-ND-", Versions::kAsIs},
    {"is in the public domain", kPublicDomain},
    {"placed * in the public domain", kPublicDomain},
    {"put * in the public domain", kPublicDomain},
    {"placed * into the public domain", kPublicDomain},
    {"released * into the public domain", kPublicDomain},
    {"released * to the public domain", kPublicDomain},
    {"dedicated * to the public domain", kPublicDomain},
};

struct Version {
  std::string_view word;  // In normal spelling.
  std::string_view id;
};

constexpr Version kVersions[] = {{"1", "1.0"}, {"1.1", "1.1"}, {"1.2", "1.2"}, {"1.3", "1.3"},
                                 {"2", "2.0"}, {"2.1", "2.1"}, {"2.2", "2.2"}, {"2.5", "2.5"},
                                 {"3", "3.0"}, {"4", "4.0"},   {"two", "2.0"}, {"three", "3.0"}};

bool Is(const TextWord& word, std::string_view wanted) {
  return word.hash == data::HashWord(wanted);
}

bool IsVersionWord(const TextWord& word) {
  return Is(word, "version") || Is(word, "versions") || Is(word, "v") || Is(word, "ver") ||
         Is(word, "vers");
}

std::string_view VersionId(const TextWord& word) {
  const auto* const found = std::find_if(std::begin(kVersions), std::end(kVersions),
                                         [&](const Version& one) { return Is(word, one.word); });
  return found == std::end(kVersions) ? std::string_view() : found->id;
}

struct FoundVersion {
  std::string_view id;
  size_t place = 0;
};

// The version behind a name: right behind it, or behind `version`.
std::optional<FoundVersion> VersionBehind(Words words, size_t end) {
  const size_t last = std::min(words.size(), end + kVersionBehind);
  for (size_t i = end; i < last; ++i) {
    const std::string_view id = VersionId(words[i]);
    const bool named = i == end || IsVersionWord(words[i - 1]);
    if (!id.empty() && named) return FoundVersion{id, i};
  }
  return std::nullopt;
}

// The version before a name: `version 2 of the`.
std::optional<FoundVersion> VersionBefore(Words words, size_t begin) {
  const size_t first = begin - std::min(begin, kVersionBefore);
  for (size_t i = begin; i-- > first;) {
    const std::string_view id = VersionId(words[i]);
    if (!id.empty() && i > 0 && IsVersionWord(words[i - 1])) return FoundVersion{id, i - 1};
  }
  return std::nullopt;
}

// Where `or (at your option) any later version` ends behind a version; 0: it is not there.
size_t LaterBehind(Words words, size_t begin) {
  const size_t last = std::min(words.size(), begin + kLaterBehind);
  for (size_t i = begin; i < last; ++i) {
    const bool later = Is(words[i], "later") || Is(words[i], "newer") || Is(words[i], "higher") ||
                       Is(words[i], "above");
    if (later && i > 0 && (Is(words[i - 1], "or") || Is(words[i - 1], "any"))) {
      const bool version = i + 1 < words.size() && IsVersionWord(words[i + 1]);
      return version ? i + 2 : i + 1;
    }
  }
  return 0;
}

}  // namespace

std::optional<LicenseMention> ReadLicenseMention(Words words, size_t at) {
  static const auto kPatterns = [] {
    WordPatterns patterns;
    for (const Name& name : kNames) patterns.Add(name.words);
    return patterns;
  }();
  if (!kPatterns.MayStartAt(words[at])) return std::nullopt;
  const Name* name = nullptr;
  size_t covered = 0;
  for (size_t i = 0; i < std::size(kNames) && name == nullptr; ++i) {
    covered = kPatterns.patterns()[i].Covers(words.subspan(at));
    if (covered > 0) name = &kNames[i];
  }
  if (name == nullptr) return std::nullopt;
  if (name->id == kPublicDomain) return LicenseMention{std::string(name->id), at, at + covered};
  LicenseMention mention{std::string(name->id), at, at + covered};
  mention.grants = name->versions == Versions::kGrant;
  if (name->id.ends_with('-')) {
    auto version = VersionBefore(words, mention.begin);
    if (!version) version = VersionBehind(words, mention.end);
    if (!version) return std::nullopt;
    mention.id += version->id;
    mention.begin = std::min(mention.begin, version->place);
    mention.end = std::max(mention.end, version->place + 1);
  }
  if (name->versions == Versions::kLater) {
    const size_t later = LaterBehind(words, mention.end);
    mention.id += later > 0 ? "-or-later" : "-only";
    mention.end = std::max(mention.end, later);
  }
  if (!mention.grants && FindSpdxLicense(mention.id) == nullptr) return std::nullopt;
  return mention;
}

}  // namespace headwater::license
