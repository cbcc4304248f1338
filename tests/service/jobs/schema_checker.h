// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <charconv>
#include <regex>
#include <string>

#include "headwater/data.h"

namespace headwater::fakes {

/// As much of JSON Schema draft-07 as our own schema uses; what it does not know fails.
class SchemaChecker {
 public:
  explicit SchemaChecker(const std::string& json) : root_(ParseJson(json, kJsonLimits).value()) {}

  bool Accepts(const DataNode& value) const { return Fits(root_, value); }

 private:
  using Kind = DataNode::Kind;

  bool Fits(const DataNode& schema, const DataNode& value) const {
    return std::all_of(schema.members.begin(), schema.members.end(), [&](const DataMember& member) {
      return FitsKeyword(schema, member.first.scalar, member.second, value);
    });
  }

  bool FitsKeyword(const DataNode& schema, const std::string& keyword, const DataNode& argument,
                   const DataNode& value) const {
    if (keyword == "$ref") return Fits(Definition(argument.scalar), value);
    if (keyword == "anyOf") {
      return std::any_of(argument.items.begin(), argument.items.end(),
                         [&](const DataNode& one) { return Fits(one, value); });
    }
    if (keyword == "oneOf") {
      return std::count_if(argument.items.begin(), argument.items.end(),
                           [&](const DataNode& one) { return Fits(one, value); }) == 1;
    }
    if (keyword == "maxLength") {
      return value.kind != Kind::kString || CharactersOf(value.scalar) <= Of(argument);
    }
    if (keyword == "maxProperties") {
      return static_cast<int64_t>(value.members.size()) <= Of(argument);
    }
    if (keyword == "type") return IsOfType(argument, value);
    if (keyword == "enum") {
      return std::any_of(argument.items.begin(), argument.items.end(),
                         [&](const DataNode& one) { return IsEqual(one, value); });
    }
    if (keyword == "const") return IsEqual(argument, value);
    if (keyword == "pattern") {
      return value.kind != Kind::kString ||
             std::regex_search(value.scalar, std::regex(argument.scalar));
    }
    if (keyword == "items") {
      return std::all_of(value.items.begin(), value.items.end(),
                         [&](const DataNode& item) { return Fits(argument, item); });
    }
    if (keyword == "minimum") return value.kind != Kind::kInteger || Of(value) >= Of(argument);
    if (keyword == "maximum") return value.kind != Kind::kInteger || Of(value) <= Of(argument);
    if (keyword == "required") {
      return value.kind != Kind::kMap ||
             std::all_of(argument.items.begin(), argument.items.end(),
                         [&](const DataNode& key) { return value.Find(key.scalar) != nullptr; });
    }
    if (keyword == "properties") return FitsProperties(schema, value);
    static const char* const kSilent[] = {
        "$schema",          "title", "description", "definitions", "additionalProperties",
        "patternProperties"};
    return std::find(std::begin(kSilent), std::end(kSilent), keyword) != std::end(kSilent);
  }

  bool FitsProperties(const DataNode& schema, const DataNode& value) const {
    const DataNode* properties = schema.Find("properties");
    const DataNode* patterns = schema.Find("patternProperties");
    return std::all_of(value.members.begin(), value.members.end(), [&](const DataMember& member) {
      const std::string& key = member.first.scalar;
      if (const DataNode* property = properties->Find(key)) return Fits(*property, member.second);
      if (patterns == nullptr) return false;
      const DataMember& pattern = patterns->members.front();
      return std::regex_search(key, std::regex(pattern.first.scalar)) &&
             Fits(pattern.second, member.second);
    });
  }

  /// In UTF-8 every byte of a character but the first is 10xxxxxx.
  static int64_t CharactersOf(const std::string& text) {
    return std::count_if(text.begin(), text.end(),
                         [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
  }

  const DataNode& Definition(const std::string& reference) const {
    return *root_.Find("definitions")->Find(reference.substr(reference.rfind('/') + 1));
  }

  static bool IsOfType(const DataNode& type, const DataNode& value) {
    if (type.kind == Kind::kList) {
      return std::any_of(type.items.begin(), type.items.end(),
                         [&](const DataNode& one) { return IsOfType(one, value); });
    }
    const std::pair<const char*, Kind> names[] = {
        {"object", Kind::kMap},      {"array", Kind::kList},   {"string", Kind::kString},
        {"integer", Kind::kInteger}, {"boolean", Kind::kBool}, {"null", Kind::kNull}};
    return std::any_of(std::begin(names), std::end(names), [&](const auto& name) {
      return type.scalar == name.first && value.kind == name.second;
    });
  }

  static bool IsEqual(const DataNode& a, const DataNode& b) {
    return a.kind == b.kind && a.scalar == b.scalar;
  }

  static int64_t Of(const DataNode& number) {
    int64_t value = 0;
    std::from_chars(number.scalar.data(), number.scalar.data() + number.scalar.size(), value);
    return value;
  }

  DataNode root_;
};

}  // namespace headwater::fakes
