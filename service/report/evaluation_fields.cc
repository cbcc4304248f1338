// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/report/evaluation_fields.h"

#include <charconv>

namespace headwater::report::fields {
namespace {

using Kind = DataNode::Kind;

}  // namespace

Error Wrong(std::string_view member, std::string_view expected) {
  return {Errc::kContent, "the evaluator's answer: `" + std::string(member) + "`: expected " +
                              std::string(expected)};
}

Result<const DataNode*> Member(const DataNode& object, std::string_view name, Kind kind) {
  const DataNode* node = object.Find(name);
  if (node == nullptr || node->kind != kind) return Wrong(name, "another kind of value");
  return node;
}

Result<std::string> TextOf(const DataNode& object, std::string_view name) {
  return TRY(Member(object, name, Kind::kString))->scalar;
}

Result<std::string> TextOrNone(const DataNode& object, std::string_view name) {
  const DataNode* node = object.Find(name);
  if (node == nullptr || node->kind == Kind::kNull) return std::string();
  return TextOf(object, name);
}

Result<bool> FlagOf(const DataNode& object, std::string_view name) {
  return TRY(Member(object, name, Kind::kBool))->scalar == "true";
}

Result<uint64_t> NumberOrZero(const DataNode& object, std::string_view name) {
  const DataNode* node = object.Find(name);
  if (node == nullptr || node->kind == Kind::kNull) return uint64_t{0};
  uint64_t value = 0;
  const char* const end = node->scalar.data() + node->scalar.size();
  const auto [at, error] = std::from_chars(node->scalar.data(), end, value);
  if (node->kind != Kind::kInteger || error != std::errc{} || at != end) {
    return Wrong(name, "a whole number");
  }
  return value;
}

Result<uint32_t> LineOrZero(const DataNode& object, std::string_view name) {
  return static_cast<uint32_t>(TRY(NumberOrZero(object, name)));
}

Result<std::vector<std::string>> TextsOf(const DataNode& object, std::string_view name) {
  std::vector<std::string> texts;
  for (const DataNode& item : TRY(Member(object, name, Kind::kList))->items) {
    if (item.kind != Kind::kString) return Wrong(name, "texts");
    texts.push_back(item.scalar);
  }
  return texts;
}

}  // namespace headwater::report::fields
