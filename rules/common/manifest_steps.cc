// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/common/manifest_steps.h"

#include <algorithm>
#include <string>

#include "rules/common/text.h"

namespace headwater {
namespace {

// As kJsonLimits: the largest lock files seen are a tenth of it.
constexpr size_t kMaxLinesBytes = kJsonLimits.bytes;

constexpr std::string_view kBlanks = " \t\r\n";

std::string_view KindName(DataNode::Kind kind) {
  switch (kind) {
    case DataNode::Kind::kNull:
      return "null";
    case DataNode::Kind::kBool:
      return "true or false";
    case DataNode::Kind::kInteger:
    case DataNode::Kind::kFloat:
      return "a number";
    case DataNode::Kind::kString:
      return "a text";
    case DataNode::Kind::kList:
      return "a list";
    case DataNode::Kind::kMap:
      break;
  }
  return "a map";
}

}  // namespace

Result<const DataNode*> OptionalMember(const DataNode& map, std::string_view key,
                                       DataNode::Kind kind) {
  const DataNode* member = map.Find(key);
  if (member == nullptr || member->kind == DataNode::Kind::kNull) return nullptr;
  if (member->kind == kind) return member;
  return InvalidAt({member->line, member->column},
                   "`" + std::string(key) + "` must be " + std::string(KindName(kind)));
}

Result<const DataNode*> MapOrEmpty(const DataNode& map, std::string_view key) {
  static const DataNode kEmpty = {
      .kind = DataNode::Kind::kMap, .scalar = {}, .items = {}, .members = {}};
  const DataNode* member = TRY(OptionalMember(map, key, DataNode::Kind::kMap));
  return member == nullptr ? &kEmpty : member;
}

Status RequireMap(const DataNode& node) {
  if (node.kind == DataNode::Kind::kMap) return Ok{};
  return InvalidAt({node.line, node.column}, "a map of keys and values must stand here");
}

bool MemberIs(const DataNode& map, std::string_view key, std::string_view text) {
  const DataNode* member = map.Find(key);
  return member != nullptr && member->scalar == text;
}

bool HasAnyMember(const DataNode& map, std::initializer_list<std::string_view> keys) {
  return std::any_of(keys.begin(), keys.end(), [&](std::string_view key) {
    const DataNode* member = map.Find(key);
    return member != nullptr && member->kind != DataNode::Kind::kNull &&
           !(member->kind == DataNode::Kind::kBool && member->scalar == "false");
  });
}

bool BeginsWithAny(std::string_view text, std::initializer_list<std::string_view> prefixes) {
  return std::any_of(prefixes.begin(), prefixes.end(),
                     [&](std::string_view prefix) { return text.starts_with(prefix); });
}

bool IsLocalPath(std::string_view text) {
  return text == "." || text == ".." ||
         BeginsWithAny(text, {"./", "../", "/", "~/", "file:", ".\\", "..\\", ".["});
}

bool Lines::Next() {
  if (rest_.empty()) return false;
  const size_t end = std::min(rest_.find('\n'), rest_.size());
  line_ = rest_.substr(0, end);
  rest_.remove_prefix(std::min(end + 1, rest_.size()));
  line_ = line_.substr(0, line_.find_last_not_of(kBlanks) + 1);
  ++number_;
  return true;
}

Error Lines::Invalid(std::string_view sentence) const {
  return InvalidAt({std::max(number_, 1U), 1}, sentence);
}

Status CheckLines(std::string_view text) {
  TRY(CheckText(text, kMaxLinesBytes, Controls::kXml));
  for (Lines lines(text); lines.Next();) {
    if (BeginsWithAny(lines.line(), {"<<<<<<< ", ">>>>>>> "})) {
      return lines.Invalid("a merge conflict stands here; resolve it first");
    }
  }
  return Ok{};
}

std::string_view Trim(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(kBlanks), text.size()));
  return text.substr(0, text.find_last_not_of(kBlanks) + 1);
}

std::string_view FirstWord(std::string_view text) {
  text = Trim(text);
  return text.substr(0, text.find_first_of(kBlanks));
}

}  // namespace headwater
