// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <string>
#include <utility>

#include "rules/common/publiccode_judge.h"
#include "rules/common/publiccode_values.h"
#include "rules/common/text.h"

namespace headwater::publiccode {
namespace {

using Kind = DataNode::Kind;

bool IsNumber(const DataNode& node) {
  return node.kind == Kind::kInteger || node.kind == Kind::kFloat;
}

/// The words of YAML 1.1 that YAML 1.2 takes for texts
/// (https://yaml.org/spec/1.2.2/#103-core-schema).
std::string_view BooleanMeantBy(std::string_view word) {
  for (const std::string_view yes : {"yes", "Yes", "YES", "on", "On", "ON", "y", "Y"}) {
    if (word == yes) return "true";
  }
  for (const std::string_view no : {"no", "No", "NO", "off", "Off", "OFF", "n", "N"}) {
    if (word == no) return "false";
  }
  return {};
}

std::string Joined(std::string joined, std::string_view next) {
  if (!joined.empty()) joined += ", ";
  return joined += next;
}

/// What the sentence names as allowed.
std::string AllowedBy(const PubliccodeKey& row, Spec spec) {
  if (row.form == Form::kLogo) return ".svg, .svgz, .png";
  if (row.form == Form::kScreenshot) return ".png, .jpg";
  std::string allowed;
  for (const ListedValue& listed : row.values) {
    if (listed.since <= spec && spec < listed.until) {
      allowed = Joined(std::move(allowed), listed.value);
    }
  }
  return allowed;
}

std::string ItemOf(const std::string& key, size_t index) {
  return key + "[" + std::to_string(index) + "]";
}

}  // namespace

void PubliccodeJudge::JudgeValue(const PubliccodeKey& row, const DataMember& member,
                                 const std::string& key) {
  const DataNode& value = member.second;
  const bool is_section = row.shape == Shape::kMap || row.shape == Shape::kByLanguage;
  const bool is_list = row.shape == Shape::kList || row.shape == Shape::kMaps ||
                       (row.shape == Shape::kOneOrList && value.kind == Kind::kList);
  if (is_section && value.kind != Kind::kMap) {
    if (IsThere(&value)) remarks_.Add({.message = "no-section", .node = &value, .key = key});
    return;
  }
  if (is_list && value.kind != Kind::kList) {
    if (IsThere(&value)) remarks_.Add({.message = "no-list", .node = &value, .key = key});
    return;
  }
  switch (row.shape) {
    case Shape::kMap:
      return JudgeSection(value, &member.first, key + ".", SectionOf(row));
    case Shape::kByLanguage:
      return JudgeLanguages(row, value, key);
    case Shape::kMaps:
      return JudgeSections(row, value, key);
    case Shape::kOne:
    case Shape::kList:
    case Shape::kOneOrList:
      break;
  }
  if (is_list) {
    JudgeItems(row, value, key);
  } else {
    JudgeScalar(row, value, key);
  }
}

void PubliccodeJudge::JudgeItems(const PubliccodeKey& row, const DataNode& list,
                                 const std::string& key) {
  const bool is_needed = row.need != Need::kOptional && spec_ < row.needed_until;
  if (list.items.empty() && is_needed) {
    remarks_.Add({.weight = row.needed_until == Spec::kNever ? Weight::kError : Weight::kStrict,
                  .message = "empty",
                  .node = &list,
                  .key = key});
  }
  for (size_t i = 0; i < list.items.size(); ++i) JudgeScalar(row, list.items[i], ItemOf(key, i));
}

void PubliccodeJudge::JudgeSections(const PubliccodeKey& row, const DataNode& list,
                                    const std::string& key) {
  for (size_t i = 0; i < list.items.size(); ++i) {
    const DataNode& item = list.items[i];
    if (item.kind == Kind::kMap) {
      JudgeSection(item, &item, ItemOf(key, i) + ".", SectionOf(row));
    } else {
      remarks_.Add({.message = "no-section", .node = &item, .key = ItemOf(key, i)});
    }
  }
}

void PubliccodeJudge::JudgeLanguages(const PubliccodeKey& row, const DataNode& map,
                                     const std::string& key) {
  if (map.members.empty()) remarks_.Add({.message = "empty", .node = &map, .key = key});
  PubliccodeKey language;
  language.form = Form::kLanguage;
  for (const DataMember& member : map.members) {
    const std::string below = key + "." + ShownValue(member.first.scalar);
    JudgeScalar(language, member.first, below);
    if (member.second.kind == Kind::kMap) {
      JudgeSection(member.second, &member.first, below + ".", SectionOf(row));
    } else {
      remarks_.Add({.message = "no-section", .node = &member.first, .key = below});
    }
  }
  for (const PubliccodeKey& below : Keys()) {
    const auto name = NameBelow(below, SectionOf(row));
    if (name && below.need == Need::kInOneLanguage) JudgeInOneLanguage(map, key, *name);
  }
}

void PubliccodeJudge::JudgeInOneLanguage(const DataNode& languages, const std::string& key,
                                         std::string_view name) {
  const auto has = [&](const DataMember& member) {
    return member.second.kind == Kind::kMap && IsThere(member.second.Find(name));
  };
  const auto& members = languages.members;
  const bool is_anywhere = std::any_of(members.begin(), members.end(), has);
  for (const DataMember& member : members) {
    if (member.second.kind != Kind::kMap || has(member)) continue;
    remarks_.Add({.weight = is_anywhere ? Weight::kWarning : Weight::kError,
                  .message = "missing",
                  .node = &member.first,
                  .key = key + "." + ShownValue(member.first.scalar) + "." + std::string(name)});
    if (!is_anywhere) return;
  }
}

bool PubliccodeJudge::JudgeKind(const PubliccodeKey& row, const DataNode& node,
                                const std::string& key) {
  if (row.form == Form::kBoolean) {
    if (node.kind == Kind::kBool) return false;
    const std::string_view meant = BooleanMeantBy(node.scalar);
    remarks_.Add({.message = "no-boolean",
                  .node = &node,
                  .key = key,
                  .repair = meant.empty() ? std::nullopt : repairs_.Replace(node, meant)});
    return false;
  }
  if (node.kind == Kind::kString) return true;
  if (IsNumber(node)) {
    const bool is_version = row.form == Form::kVersion;
    remarks_.Add({.weight = is_version ? Weight::kError : Weight::kWarning,
                  .message = "unquoted",
                  .node = &node,
                  .key = key,
                  .args = {{"value", node.scalar}},
                  .repair = repairs_.Quote(node)});
    return true;
  }
  remarks_.Add({.message = "no-text", .node = &node, .key = key, .repair = repairs_.Quote(node)});
  return false;
}

void PubliccodeJudge::JudgeScalar(const PubliccodeKey& row, const DataNode& node,
                                  const std::string& key) {
  if (!JudgeKind(row, node, key)) return;
  const bool is_told_already =
      node.scalar.empty() && row.need == Need::kMandatory && spec_ < row.needed_until;
  if (is_told_already) return;
  JudgeLength(row, node, key);
  // An empty path is none: the reference validator skips it too.
  if (node.scalar.empty() && (row.form == Form::kLogo || row.form == Form::kFile)) return;
  auto fault = CheckValue(
      row, node.scalar, {.spec = spec_, .question = question_, .with_meant = remarks_.has_room()});
  if (!fault) return;
  Remark remark{.weight = fault->is_error ? Weight::kError : Weight::kWarning,
                .message = fault->message,
                .node = &node,
                .key = key,
                .args = {{"value", node.scalar}}};
  if (fault->message == "value-not-allowed" || fault->message == "ending-not-allowed") {
    remark.args.emplace_back("allowed", AllowedBy(row, spec_));
  } else if (fault->message == "value-early") {
    remark.args.emplace_back("version", NameOf(spec_));
  }
  if (!fault->better.empty()) {
    if (fault->is_sure) remark.repair = repairs_.Replace(node, fault->better);
    remark.args.emplace_back("better", std::move(fault->better));
  }
  remarks_.Add(std::move(remark));
}

void PubliccodeJudge::JudgeLength(const PubliccodeKey& row, const DataNode& node,
                                  const std::string& key) {
  const bool has_limit = row.min_characters > 0 || row.max_characters != UINT32_MAX;
  if (!has_limit || node.scalar.empty()) return;
  const size_t count = CountCharacters(node.scalar);
  const bool is_early = spec_ == Spec::k02 && row.min_before_03 > 0;
  const uint32_t least = is_early ? row.min_before_03 : row.min_characters;
  const auto add = [&](Weight weight, const char* message, uint32_t limit) {
    remarks_.Add({.weight = weight,
                  .message = message,
                  .node = &node,
                  .key = key,
                  .args = {{"count", std::to_string(count)}, {"limit", std::to_string(limit)}}});
  };
  if (count > row.max_characters) {
    add(Weight::kError, "too-long", row.max_characters);
  } else if (count < least) {
    add(count < row.min_characters ? Weight::kError : Weight::kStrict, "too-short", least);
  }
}

}  // namespace headwater::publiccode
