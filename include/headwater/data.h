// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headwater/result.h"

/// \file
/// One tree for the structured files people keep in repositories (YAML, JSON, TOML, XML), with the
/// place of every value, read within bounds. The libraries behind it stay in rules/common/.
///
/// All readers refuse, with `line:column: sentence` in Error::message and Errc::kInvalid: input
/// that is not valid UTF-8, a duplicate key, anything after the document. Input beyond a limit is
/// Errc::kContent. They never crash, and take time linear in the input.

namespace headwater {

struct DataMember;

struct DataNode {
  enum class Kind { kNull, kBool, kInteger, kFloat, kString, kList, kMap };
  Kind kind = Kind::kNull;
  uint32_t line = 0;    ///< 1-based; 0 where the format's library gives no place.
  uint32_t column = 0;  ///< 1-based, in bytes.
  std::string scalar;  ///< The text: unescaped for strings, as written for numbers, `true`/`false`.
  std::vector<DataNode> items;      ///< kList.
  std::vector<DataMember> members;  ///< kMap, in order; keys are kString.

  /// The value of a member, or nullptr. Linear: for maps with few keys.
  const DataNode* Find(std::string_view key) const;
};

/// Key and value. Named as in std::pair, which cannot itself be inside DataNode: its declaration
/// needs DataNode complete.
struct DataMember {
  DataNode first;
  DataNode second;
};

struct DataLimits {
  size_t bytes = size_t{4} << 20U;
  uint32_t depth = 64;
  uint64_t nodes = 1'000'000;
};

/// Bounds of security 1.4: policies are small.
inline constexpr DataLimits kPolicyLimits = {
    .bytes = size_t{256} << 10U, .depth = 32, .nodes = 50'000};
inline constexpr DataLimits kYamlLimits = {
    .bytes = size_t{1} << 20U, .depth = 32, .nodes = 200'000};
inline constexpr DataLimits kTomlLimits = {
    .bytes = size_t{4} << 20U, .depth = 64, .nodes = 1'000'000};
inline constexpr DataLimits kJsonLimits = {
    .bytes = size_t{64} << 20U, .depth = 64, .nodes = 5'000'000};
inline constexpr DataLimits kXmlLimits = {
    .bytes = size_t{64} << 20U, .depth = 128, .nodes = 5'000'000};

/// YAML 1.2 core schema for plain scalars (so `yes` is a string, `010` the integer ten), exactly
/// one document, no directives, tags, anchors or aliases, no control characters.
Result<DataNode> ParseYaml(std::string_view text, const DataLimits& limits);

/// RFC 8259 without a byte order mark.
Result<DataNode> ParseJson(std::string_view text, const DataLimits& limits);

/// TOML 1.0. Keys of more than 64 parts are refused before the library sees them (it would crash).
/// Dates and times are kString.
Result<DataNode> ParseToml(std::string_view text, const DataLimits& limits);

struct XmlNode {
  std::string name;  ///< Local name, without prefix.
  std::string name_space;
  std::vector<std::pair<std::string, std::string>> attributes;
  std::string text;  ///< Character data directly inside, concatenated.
  std::vector<XmlNode> children;
  uint32_t line = 0;

  const XmlNode* Child(std::string_view child_name) const;
};

/// XML 1.0 in UTF-8. DOCTYPE, entities other than the five, and processing instructions (but for
/// the declaration) are refused.
Result<XmlNode> ParseXml(std::string_view text, const DataLimits& limits);

/// The scalar members of a JSON object's top level and the kind of the others, without building a
/// tree: for telling what a large document is. Later duplicates are an error here too.
Result<std::vector<std::pair<std::string, DataNode>>> ReadJsonTopLevel(std::string_view text,
                                                                       const DataLimits& limits);

}  // namespace headwater
