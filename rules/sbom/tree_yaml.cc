// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headwater/data.h"
#include "rules/common/text.h"
#include "rules/sbom/tree.h"
#include "rules/sbom/tree_builder.h"
#include "rules/sbom/tree_text.h"

namespace headwater::sbom {
namespace {

// libyaml reads some tens of megabytes a second, and a value of DataNode costs five times one of
// Tree: SPDX documents in YAML are small.
constexpr size_t kYamlBytes = size_t{8} << 20U;
constexpr uint32_t kYamlNodes = 1'000'000;

NodeKind KindOf(DataNode::Kind kind) {
  switch (kind) {
    case DataNode::Kind::kNull:
      return NodeKind::kNull;
    case DataNode::Kind::kBool:
      return NodeKind::kBool;
    case DataNode::Kind::kInteger:
    case DataNode::Kind::kFloat:
      return NodeKind::kNumber;
    case DataNode::Kind::kString:
      return NodeKind::kString;
    case DataNode::Kind::kList:
      return NodeKind::kList;
    case DataNode::Kind::kMap:
      return NodeKind::kMap;
  }
  return NodeKind::kNull;
}

/// Writes the common tree into ours. Recursion is bounded by the depth that ParseYaml allows.
class YamlConverter {
 public:
  explicit YamlConverter(TreeBuilder& builder) : builder_(builder) {
    const std::string_view bytes = builder.bytes();
    line_starts_.push_back(bytes.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0);
    for (size_t end = bytes.find('\n'); end != std::string_view::npos;
         end = bytes.find('\n', end + 1)) {
      line_starts_.push_back(end + 1);
    }
  }

  bool Convert(const DataNode& node, NameId name) {
    const NodeKind kind = KindOf(node.kind);
    offset_ = OffsetOf(node);
    if (kind != NodeKind::kList && kind != NodeKind::kMap) {
      return builder_.AddMade(kind, name, offset_, node.scalar);
    }
    if (!builder_.Open(kind, name, offset_)) return false;
    for (const DataNode& item : node.items) {
      if (!Convert(item, kNoName)) return false;
    }
    for (const auto& [key, value] : node.members) {
      const NameId id = builder_.MadeName(key.scalar);
      if (id == kNoName || !Convert(value, id)) return false;
    }
    builder_.Close();
    return true;
  }

  size_t offset() const { return offset_; }

 private:
  size_t OffsetOf(const DataNode& node) const {
    const size_t line = std::clamp<size_t>(node.line, 1, line_starts_.size());
    const size_t column = std::max<size_t>(node.column, 1);
    return std::min(line_starts_[line - 1] + column - 1, builder_.bytes().size());
  }

  TreeBuilder& builder_;
  std::vector<size_t> line_starts_;
  size_t offset_ = 0;  // Of the value begun last.
};

}  // namespace

Result<Tree> ReadYamlTree(std::string bytes, const TreeLimits& limits) {
  TreeLimits yaml_limits = limits;
  yaml_limits.bytes = std::min(limits.bytes, kYamlBytes);
  yaml_limits.nodes = std::min(limits.nodes, kYamlNodes);
  TRY(CheckStart(bytes, yaml_limits));
  const DataNode root = TRY(ParseYaml(
      bytes, {.bytes = yaml_limits.bytes, .depth = yaml_limits.depth, .nodes = yaml_limits.nodes}));
  TreeBuilder builder(std::move(bytes), yaml_limits);
  YamlConverter converter(builder);
  if (!converter.Convert(root, kNoName)) return builder.Beyond(converter.offset());
  return std::move(builder).Finish();
}

}  // namespace headwater::sbom
