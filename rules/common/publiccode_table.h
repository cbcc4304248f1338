// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

/// \file
/// The publiccode.yml standard as data: its keys and the values that it lists, each with the
/// versions for which that is so.

namespace headwater::publiccode {

/// A version of the standard, in order. What is equal for judging has one name: 0.2.1 and 0.2.2
/// only say what has always been judged so, and 0.6 changed nothing (CHANGELOG.rst).
enum class Spec : uint8_t { k02, k03, k04, k05, k07, kNever };

inline constexpr Spec kNewest = Spec::k07;

/// The version that a file names: "0" is the newest 0.x, "0.4.0" is "0.4". None: there is no such
/// version, or none that is read.
std::optional<Spec> SpecOf(std::string_view version);

/// `0.5`.
std::string_view NameOf(Spec spec);

/// How a key holds its values.
enum class Shape : uint8_t {
  kOne,
  kList,
  kOneOrList,
  kMap,         ///< A section: its keys have rows of their own, `section.key`.
  kMaps,        ///< A list of sections: `list[].key`.
  kByLanguage,  ///< Sections by language: `description.*.key`.
};

/// What a single value is.
enum class Form : uint8_t {
  kText,
  kVersion,     ///< Of the standard.
  kBoolean,     ///< `true` or `false`; `yes` and `on` are texts in YAML 1.2.
  kUrl,         ///< Of any scheme with a host.
  kWebAddress,  ///< http or https.
  kUri,         ///< URL or URN.
  kSupport,     ///< `alias:` and a name on the list of aliases, or a kUri.
  kDate,        ///< 2026-01-31.
  kLanguage,    ///< BCP 47.
  kCountry,     ///< ISO 3166-1 alpha-2.
  kLicense,     ///< An SPDX expression.
  kEmail,
  kMediaType,   ///< RFC 6838.
  kLogo,        ///< Path or address of an SVG, SVGZ or PNG.
  kScreenshot,  ///< Path or address of a PNG or JPG.
  kFile,        ///< Path or address.
  kChoice,      ///< One of few values.
  kListed,      ///< One of many.
};

/// Whether a key has to be there.
enum class Need : uint8_t {
  kOptional,
  kMandatory,
  kInOneLanguage,  ///< Mandatory in one language, and asked for in the others by validators.
  kByLetter,       ///< Mandatory by the standard, and not for its readers.
  kByHabit,        ///< Not mandatory, and asked for by validators.
};

/// A value on one of the standard's lists.
struct ListedValue {
  std::string_view value;
  Spec since = Spec::k02;
  Spec until = Spec::kNever;      ///< The first version that does not have it any more.
  std::string_view instead = {};  ///< What took its place.
};

struct PubliccodeKey {
  std::string_view path;
  Shape shape = Shape::kOne;
  Form form = Form::kText;
  Need need = Need::kOptional;
  Spec needed_until = Spec::kNever;  ///< The first version that does not need it any more.
  Spec since = Spec::k02;
  Spec deprecated = Spec::kNever;
  std::string_view instead = {};  ///< What takes the place of a deprecated key.
  uint32_t min_characters = 0;
  uint32_t min_before_03 = 0;  ///< Instead of min_characters, in 0.2.
  uint32_t max_characters = UINT32_MAX;
  std::span<const ListedValue> values = {};  ///< kChoice, kListed.
  /// The section whose rows hold for this one too; empty: its own.
  std::string_view same_as = {};
};

/// All keys, in the standard's order.
std::span<const PubliccodeKey> Keys();

/// The row of a key below `prefix` (`""`, `legal.`, `description.*.`); nullptr: there is none.
const PubliccodeKey* FindKey(std::string_view prefix, std::string_view key);

/// Whether the row is of a key directly below `prefix`, and what the key is called.
std::optional<std::string_view> NameBelow(const PubliccodeKey& row, std::string_view prefix);

/// What the paths of the keys below begin with.
std::string SectionOf(const PubliccodeKey& row);

}  // namespace headwater::publiccode
