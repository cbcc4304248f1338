// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/license/reuse_toml.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "headwater/data.h"

namespace headwater::license {
namespace {

constexpr std::string_view kVersion = "1";

// Longer than any path that git's file systems hold.
constexpr size_t kMaxPatternBytes = 4096;

Error Invalid(const DataNode& node, std::string_view sentence) {
  return {Errc::kInvalid, std::to_string(node.line) + ": " + std::string(sentence)};
}

// A string or a list of strings, as REUSE allows for every key. Empty when the key is absent.
Result<std::vector<const DataNode*>> Strings(const DataNode* node) {
  std::vector<const DataNode*> strings;
  if (node == nullptr) return strings;
  if (node->kind == DataNode::Kind::kString) {
    strings.push_back(node);
    return strings;
  }
  if (node->kind != DataNode::Kind::kList) return Invalid(*node, "a string or a list is expected");
  for (const DataNode& item : node->items) {
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

bool LeavesFolder(std::string_view pattern) {
  if (pattern.starts_with('/')) return true;
  while (!pattern.empty()) {
    const size_t end = std::min(pattern.find('/'), pattern.size());
    if (pattern.substr(0, end) == "..") return true;
    pattern.remove_prefix(std::min(end + 1, pattern.size()));
  }
  return false;
}

Result<std::vector<ReuseGlob>> ReadPaths(const DataNode& table, Annotation& annotation) {
  const DataNode* path = table.Find("path");
  if (path == nullptr) return Invalid(table, "the annotation has no path");
  const auto patterns = TRY(Strings(path));
  std::vector<ReuseGlob> globs;
  for (const DataNode* pattern : patterns) {
    if (pattern->scalar.size() > kMaxPatternBytes) return Invalid(*pattern, "the path is too long");
    if (LeavesFolder(pattern->scalar)) {
      return Invalid(*pattern, "the path leaves the folder of the REUSE.toml");
    }
    annotation.patterns.push_back(pattern->scalar);
    globs.emplace_back(pattern->scalar);
  }
  return globs;
}

InfoPlace PlaceOf(const DataNode& node, const std::string& path) {
  return {InfoSource::kReuseToml, path, node.line};
}

Status ReadAnnotation(const DataNode& table, const std::string& path, Annotations& annotations) {
  if (table.kind != DataNode::Kind::kMap) return Invalid(table, "annotations is a list of tables");
  Annotation annotation;
  annotation.line = table.line;
  std::vector<ReuseGlob> globs = TRY(ReadPaths(table, annotation));
  annotation.precedence = TRY(ReadPrecedence(table));
  const auto notices = TRY(Strings(table.Find("SPDX-FileCopyrightText")));
  for (const DataNode* notice : notices) {
    annotation.copyrights.push_back(MakeNotice(notice->scalar, PlaceOf(*notice, path)));
  }
  const auto licenses = TRY(Strings(table.Find("SPDX-License-Identifier")));
  for (const DataNode* license : licenses) {
    annotation.licenses.push_back(MakeLicense(license->scalar, PlaceOf(*license, path)));
  }
  annotations.Add(std::move(annotation), std::move(globs));
  return Ok{};
}

}  // namespace

Result<Annotations> ParseReuseToml(std::string_view text, const std::string& path) {
  const DataNode root = TRY(ParseToml(text, kTomlLimits));
  const DataNode* version = root.Find("version");
  if (version == nullptr || version->kind != DataNode::Kind::kInteger ||
      version->scalar != kVersion) {
    return Invalid(version == nullptr ? root : *version, "version = 1 is expected");
  }
  Annotations annotations;
  const DataNode* tables = root.Find("annotations");
  if (tables == nullptr) return annotations;
  if (tables->kind != DataNode::Kind::kList) {
    return Invalid(*tables, "annotations is a list of tables");
  }
  for (const DataNode& table : tables->items) TRY(ReadAnnotation(table, path, annotations));
  return annotations;
}

}  // namespace headwater::license
