// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "headwater/result.h"

/// \file
/// A document in a form that costs little more than its bytes: parts lists have tens of megabytes
/// and millions of values. One array of nodes in the order of the text, texts as views, names
/// interned, the place of every value.

namespace headwater::sbom {

enum class NodeKind : uint8_t {
  kNull,
  kBool,    ///< Text `true` or `false`.
  kNumber,  ///< Text as written.
  kString,
  kList,
  kMap,      ///< A JSON object, a YAML map.
  kElement,  ///< XML: children are attributes (named `@name`), elements, and text (named `#text`).
};

using NodeIndex = uint32_t;
inline constexpr NodeIndex kNoNode = UINT32_MAX;

/// Number of a name in Tree::names; members of lists have none.
using NameId = uint32_t;
inline constexpr NameId kNoName = UINT32_MAX;

/// One value. Its descendants follow it directly; the next sibling stands at `end`.
struct TreeNode {
  NodeKind kind = NodeKind::kNull;
  NameId name = kNoName;
  NodeIndex parent = kNoNode;
  NodeIndex end = 0;    ///< Index behind the last descendant.
  uint32_t offset = 0;  ///< Of the value's first byte in the document's bytes.
  uint32_t text = 0;    ///< Where the unescaped text begins: see Tree::TextOf.
  uint32_t size = 0;    ///< Of the text in bytes; kList, kMap, kElement: number of children.
};

struct TreePlace {
  uint32_t line = 0;    ///< 1-based.
  uint32_t column = 0;  ///< 1-based, in bytes.
};

/// A read document. Immutable once built; owns its bytes. Node 0 is the root.
class Tree {
 public:
  const std::vector<TreeNode>& nodes() const { return nodes_; }
  const TreeNode& node(NodeIndex index) const { return nodes_[index]; }
  std::string_view bytes() const { return bytes_; }

  /// kString, kNumber, kBool: the text, unescaped. Valid as long as the tree stays where it is.
  std::string_view TextOf(NodeIndex index) const;
  /// The member's name; empty in lists.
  std::string_view NameOf(NodeIndex index) const;
  /// The name's number, or kNoName when no node of this tree has the name: compare numbers, not
  /// texts, in loops.
  NameId FindName(std::string_view name) const;
  /// The member of that name, or kNoNode. Linear in the number of members.
  NodeIndex Find(NodeIndex map, NameId name) const;
  NodeIndex Find(NodeIndex map, std::string_view name) const;

  NodeIndex FirstChild(NodeIndex index) const { return index + 1; }
  NodeIndex Next(NodeIndex index) const { return nodes_[index].end; }
  NodeIndex End(NodeIndex index) const { return nodes_[index].end; }

  /// Line and column of a value. Logarithmic.
  TreePlace PlaceOf(NodeIndex index) const;
  /// RFC 6901 pointer; for XML a path such as `/bom/components/component[3]/name`.
  std::string PointerOf(NodeIndex index) const;

 private:
  friend class TreeBuilder;
  std::string bytes_;
  std::string unescaped_;  ///< Texts that are not in `bytes_` as such.
  std::vector<TreeNode> nodes_;
  std::vector<std::string> names_;
  std::vector<uint32_t> line_starts_;
};

/// Bounds of one document after unpacking (security: bounded time and memory).
struct TreeLimits {
  size_t bytes = size_t{64} << 20U;
  uint32_t depth = 128;
  uint32_t nodes = 8'000'000;
};

/// The readers. kInvalid with `line:column: sentence` for what is no such document, kContent beyond
/// a limit. Duplicate keys of a JSON or YAML map are no syntax error here: the tree keeps all, in
/// order, and the validation reports them.
Result<Tree> ReadJsonTree(std::string bytes, const TreeLimits& limits = {});
Result<Tree> ReadXmlTree(std::string bytes, const TreeLimits& limits = {});
Result<Tree> ReadYamlTree(std::string bytes, const TreeLimits& limits = {});
/// SPDX 2 tag-value, as the map that the same document has in JSON (packages, files, relationships
/// ...), so that everything behind it is the same.
Result<Tree> ReadTagValueTree(std::string bytes, const TreeLimits& limits = {});

}  // namespace headwater::sbom
