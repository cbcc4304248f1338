// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/license/reuse_toml.h"

#include <algorithm>
#include <variant>

#include "headwater/data.h"
#include "headwater/spdx_expression.h"

namespace headwater::license {
namespace {

constexpr std::string_view kVersion = "1";

std::string At(const DataNode& node) { return std::to_string(node.line) + ": "; }

Error Invalid(const DataNode& node, std::string_view sentence) {
  return {Errc::kInvalid, At(node) + std::string(sentence)};
}

// A string or a list of strings, as REUSE allows for every key.
Result<std::vector<const DataNode*>> Strings(const DataNode& node) {
  std::vector<const DataNode*> strings;
  if (node.kind == DataNode::Kind::kString) {
    strings.push_back(&node);
    return strings;
  }
  if (node.kind != DataNode::Kind::kList) return Invalid(node, "a string or a list is expected");
  for (const DataNode& item : node.items) {
    if (item.kind != DataNode::Kind::kString) return Invalid(item, "a string is expected");
    strings.push_back(&item);
  }
  return strings;
}

Result<Precedence> ReadPrecedence(const DataNode& table) {
  const DataNode* node = table.Find("precedence");
  if (node == nullptr || node->scalar == "closest") return Precedence::kClosest;
  if (node->scalar == "aggregate") return Precedence::kAggregate;
  if (node->scalar == "override") return Precedence::kOverride;
  return Invalid(*node, "precedence is closest, aggregate or override");
}

Status ReadLicense(const DataNode& table, Annotation& annotation) {
  const DataNode* node = table.Find("SPDX-License-Identifier");
  if (node == nullptr) return Ok{};
  const auto expressions = TRY(Strings(*node));
  annotation.names_license = !expressions.empty();
  for (const DataNode* expression : expressions) {
    const auto parsed = ParseSpdxExpression(expression->scalar);
    if (const auto* error = std::get_if<SpdxError>(&parsed)) {
      annotation.problem = At(*expression) + error->message;
    }
  }
  return Ok{};
}

Result<Annotation> ReadAnnotation(const DataNode& table) {
  if (table.kind != DataNode::Kind::kMap) return Invalid(table, "annotations is a list of tables");
  Annotation annotation;
  const DataNode* path = table.Find("path");
  if (path == nullptr) return Invalid(table, "the annotation has no path");
  const auto patterns = TRY(Strings(*path));
  for (const DataNode* pattern : patterns) annotation.paths.emplace_back(pattern->scalar);
  annotation.precedence = TRY(ReadPrecedence(table));
  TRY(ReadLicense(table, annotation));
  return annotation;
}

}  // namespace

const Annotation* ReuseToml::LastMatch(std::string_view path) const {
  const auto matches = [path](const Annotation& annotation) {
    return std::any_of(annotation.paths.begin(), annotation.paths.end(),
                       [path](const ReuseGlob& glob) { return glob.Matches(path); });
  };
  const auto found = std::find_if(annotations.rbegin(), annotations.rend(), matches);
  return found == annotations.rend() ? nullptr : &*found;
}

Result<ReuseToml> ParseReuseToml(std::string_view text) {
  const DataNode root = TRY(ParseToml(text, kTomlLimits));
  const DataNode* version = root.Find("version");
  if (version == nullptr || version->kind != DataNode::Kind::kInteger ||
      version->scalar != kVersion) {
    return Invalid(version == nullptr ? root : *version, "version = 1 is expected");
  }
  ReuseToml toml;
  const DataNode* annotations = root.Find("annotations");
  if (annotations == nullptr) return toml;
  if (annotations->kind != DataNode::Kind::kList) {
    return Invalid(*annotations, "annotations is a list of tables");
  }
  for (const DataNode& table : annotations->items) {
    toml.annotations.push_back(TRY(ReadAnnotation(table)));
  }
  return toml;
}

}  // namespace headwater::license
