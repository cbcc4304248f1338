// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

/// \file
/// Package URLs: names for packages that mean the same everywhere
/// (https://github.com/package-url/purl-spec, docs/specification/standard/specification.md, and the
/// type definitions in its folder types/). Pure functions, time linear in the text.

namespace headwater {

/// One package URL, its parts decoded and spelt as its type wants them.
struct Purl {
  std::string type;        ///< Lower case.
  std::string name_space;  ///< Segments joined by '/'; may be empty.
  std::string name;
  std::string version;                                          ///< May be empty.
  std::vector<std::pair<std::string, std::string>> qualifiers;  ///< Sorted by key, none empty.
  std::string subpath;                                          ///< May be empty.

  /// The canonical text.
  std::string ToString() const;

  bool operator==(const Purl&) const = default;
};

struct PurlError {
  enum class Kind {
    kTooLong,
    kNoScheme,
    kNoType,
    kWrongType,
    kNoName,
    kWrongEncoding,  ///< A `%` without two hexadecimal digits, or bytes that are no UTF-8.
    kWrongKey,       ///< A qualifier's key.
    kDoubleKey,
    kNamespaceNeeded,  ///< By the type's definition.
    kNamespaceForbidden,
    kQualifierNeeded,
    kWrongName,  ///< Characters that the type does not allow.
    kWrongVersion,
  };
  Kind kind = Kind::kNoScheme;
  size_t begin = 0;  ///< Bytes of the text, half-open.
  size_t end = 0;
  std::string detail;  ///< The type, key or qualifier that the kind is about; of ours or ASCII.
};

/// Longer texts are no names.
inline constexpr size_t kMaxPurlBytes = 4096;

/// Reads a package URL. Lenient where the specification asks parsers to be (slashes behind the
/// scheme, upper case in scheme, type and keys, characters that should have been encoded): whether
/// the text is canonical can be told by comparing it with ToString(). Types without a published
/// definition follow the general rules.
std::variant<Purl, PurlError> ParsePurl(std::string_view text);

/// Brings parts into the spelling of the type and checks them, as ParsePurl does.
std::variant<Purl, PurlError> MakePurl(Purl parts);

}  // namespace headwater
