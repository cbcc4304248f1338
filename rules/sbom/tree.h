// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
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

/// XML: the name of an element's text.
inline constexpr std::string_view kTextName = "#text";

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
  /// The file as it was given, with its byte order mark if it has one.
  std::string_view bytes() const { return bytes_; }
  /// UTF-8 needs no byte order mark; readers skip it, RFC 8259 section 8.1 forbids writing it.
  bool has_byte_order_mark() const;
  /// XML: the namespace of the root element. Elements in it are named by their local name, all
  /// others `{namespace}name`, attributes `@name` or `@{namespace}name`.
  std::string_view name_space() const { return Text(name_space_); }

  /// kString, kNumber, kBool: the text, unescaped. Valid as long as the tree stays where it is.
  /// Empty for the other kinds.
  std::string_view TextOf(NodeIndex index) const;
  /// The member's name; empty in lists.
  std::string_view NameOf(NodeIndex index) const;
  /// The number of names: they are numbered from 0.
  size_t name_count() const { return names_.size(); }
  /// The name's number, or kNoName when no node of this tree has the name: compare numbers, not
  /// texts, in loops.
  NameId FindName(std::string_view name) const;
  /// The member of that name, or kNoNode. Linear in the number of members.
  NodeIndex Find(NodeIndex map, NameId name) const;
  NodeIndex Find(NodeIndex map, std::string_view name) const;

  NodeIndex FirstChild(NodeIndex index) const { return index + 1; }
  NodeIndex Next(NodeIndex index) const { return nodes_[index].end; }
  NodeIndex End(NodeIndex index) const { return nodes_[index].end; }

  /// Line and column of a value. Costs no more than a look at a few kilobytes.
  TreePlace PlaceOf(NodeIndex index) const { return PlaceAt(nodes_[index].offset); }
  /// RFC 6901 pointer; for XML a path such as `/bom/components/component[3]/name`. Linear in the
  /// number of siblings: for many, see Pointers.
  std::string PointerOf(NodeIndex index) const;

 private:
  friend class TreeBuilder;
  /// A text: in `bytes_` when it begins there, else that much further in `unescaped_`. Not a view:
  /// those of short documents do not survive a move.
  struct Slice {
    uint32_t text = 0;
    uint32_t size = 0;
  };
  /// What is known at the beginning of every block of bytes, so that places need no list of lines.
  struct BlockMark {
    uint32_t line = 0;        ///< 1-based, of the block's first byte.
    uint32_t line_start = 0;  ///< Offset of that line's first byte.
  };

  /// Small enough to be counted through for one place, large enough for few marks.
  static constexpr size_t kBlockBytes = 4096;

  std::string_view Text(Slice slice) const;
  TreePlace PlaceAt(uint32_t offset) const;
  /// Where the name stands in `name_table_`, or would stand.
  size_t NameSlot(std::string_view name) const;

  std::string bytes_;
  std::string unescaped_;  ///< Texts that are not in `bytes_` as such.
  std::vector<TreeNode> nodes_;
  std::vector<Slice> names_;
  std::vector<NameId> name_table_;  ///< By hash, open addressing; the size is a power of two.
  std::vector<BlockMark> blocks_;
  Slice name_space_;
};

/// The pointers of many nodes of one tree, asked for in document order: linear as a whole, where
/// PointerOf counts the siblings again for each.
class Pointers {
 public:
  /// `tree` outlives this.
  explicit Pointers(const Tree& tree) : tree_(tree) {}

  std::string Of(NodeIndex index);

 private:
  struct Counted {
    NodeIndex child = kNoNode;
    uint32_t position = 0;  ///< Of `child` among the siblings of its name, from 0.
  };

  uint32_t PositionOf(NodeIndex index);
  void AppendStep(NodeIndex index, std::string& pointer);

  const Tree& tree_;
  std::unordered_map<uint64_t, Counted> counted_;  ///< By parent and name.
};

/// Bounds of one document after unpacking (security: bounded time and memory).
struct TreeLimits {
  size_t bytes = size_t{64} << 20U;
  uint32_t depth = 128;
  uint32_t nodes = 8'000'000;
};

/// The readers. kInvalid with `line:column: sentence` for what is no such document, kContent beyond
/// a limit. UTF-16 is refused. Duplicate keys of a JSON map are no syntax error here: the tree
/// keeps all, in order, and the validation reports them; YAML itself forbids them.
Result<Tree> ReadJsonTree(std::string bytes, const TreeLimits& limits = {});
Result<Tree> ReadXmlTree(std::string bytes, const TreeLimits& limits = {});
Result<Tree> ReadYamlTree(std::string bytes, const TreeLimits& limits = {});
/// SPDX 2 tag-value, as the map that the same document has in JSON (packages, files, relationships
/// ...), so that everything behind it is the same.
Result<Tree> ReadTagValueTree(std::string bytes, const TreeLimits& limits = {});

}  // namespace headwater::sbom
