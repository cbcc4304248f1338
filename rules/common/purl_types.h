// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>

namespace headwater {

/// What a package type's definition demands
/// (https://github.com/package-url/purl-spec/tree/main/types).
struct PurlType {
  enum class Namespace { kOptional, kRequired, kForbidden };
  enum class Spelling {
    kAsWritten,
    kLower,
    kPypi,  ///< Lower case, `_` becomes `-`.
    kPub,   ///< Lower case, everything but letters and digits becomes `_`.
  };
  std::string_view type;
  Namespace name_space = Namespace::kOptional;
  bool lower_namespace = false;
  Spelling name = Spelling::kAsWritten;
  bool lower_version = false;
  std::string_view needs = {};  ///< A qualifier that must be there.
  /// Whether name or version are allowed; nullptr: any.
  bool (*name_fits)(std::string_view name) = nullptr;
  bool (*version_fits)(std::string_view version) = nullptr;
};

/// The definition; that of nothing in particular for types without one. `type` in lower case.
const PurlType& PurlTypeOf(std::string_view type);

/// The name in the type's spelling.
std::string SpellPurlName(const PurlType& type, std::string name);

/// ASCII letters in lower case; other characters stay.
std::string AsciiLower(std::string text);

}  // namespace headwater
