// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rules/sbom/tree.h"
#include "tests/fuzz/invariants.h"

/// \file
/// What must hold of every SBOM tree, whatever the input.

namespace headwater::fuzz {

inline constexpr sbom::TreeLimits kFuzzTreeLimits = {.bytes = 4096, .depth = 8, .nodes = 200};

/// Every node is inside its parent, the children of a node are as many as it says, names and texts
/// can be looked at, and places and pointers can be told.
inline void RequireSound(const sbom::Tree& tree, const sbom::TreeLimits& limits) {
  using sbom::NodeIndex;
  using sbom::NodeKind;
  const auto count = static_cast<NodeIndex>(tree.nodes().size());
  Require(count > 0 && count <= limits.nodes && tree.bytes().size() <= limits.bytes);
  Require(tree.End(0) == count);
  std::vector<uint32_t> children(count);
  std::vector<uint32_t> depth(count);
  sbom::Pointers pointers(tree);
  for (NodeIndex i = 0; i < count; ++i) {
    const sbom::TreeNode& node = tree.node(i);
    Require(node.end > i && node.end <= count && node.offset <= tree.bytes().size());
    Require((node.parent == sbom::kNoNode) == (i == 0));
    if (i > 0) {
      Require(node.parent < i && node.end <= tree.End(node.parent));
      ++children[node.parent];
      depth[i] = depth[node.parent] + 1;
    }
    Require(depth[i] <= limits.depth);
    const bool is_list = i > 0 && tree.node(node.parent).kind == NodeKind::kList;
    Require((node.name == sbom::kNoName) ==
            (is_list || (i == 0 && node.kind != NodeKind::kElement)));
    if (node.name != sbom::kNoName) Require(tree.FindName(tree.NameOf(i)) == node.name);
    const sbom::TreePlace place = tree.PlaceOf(i);
    Require(place.line > 0 && place.column > 0);
    Require(pointers.Of(i) == tree.PointerOf(i));
    std::string(tree.TextOf(i));
  }
  for (NodeIndex i = 0; i < count; ++i) {
    const NodeKind kind = tree.node(i).kind;
    const bool is_container =
        kind == NodeKind::kList || kind == NodeKind::kMap || kind == NodeKind::kElement;
    Require(children[i] == (is_container ? tree.node(i).size : 0));
  }
}

template <typename Read>
void RequireSoundTrees(std::string_view text, const Read& read) {
  for (const sbom::TreeLimits& limits : {kFuzzTreeLimits, sbom::TreeLimits{}}) {
    const Result<sbom::Tree> tree = read(std::string(text), limits);
    if (tree.ok()) {
      RequireSound(tree.value(), limits);
    } else {
      RequireHonestError(tree.error());
    }
  }
}

}  // namespace headwater::fuzz
