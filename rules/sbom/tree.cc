// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/sbom/tree.h"

#include <algorithm>

#include "rules/sbom/tree_text.h"

namespace headwater::sbom {
namespace {

/// RFC 6901 section 3.
void AppendEscaped(std::string_view name, std::string& pointer) {
  for (const char c : name) {
    if (c == '~') {
      pointer += "~0";
    } else if (c == '/') {
      pointer += "~1";
    } else {
      pointer += c;
    }
  }
}

}  // namespace

bool Tree::has_byte_order_mark() const { return bytes().starts_with(kByteOrderMark); }

std::string_view Tree::Text(Slice slice) const {
  return slice.text < bytes_.size()
             ? std::string_view(bytes_).substr(slice.text, slice.size)
             : std::string_view(unescaped_).substr(slice.text - bytes_.size(), slice.size);
}

std::string_view Tree::TextOf(NodeIndex index) const {
  const TreeNode& node = nodes_[index];
  const bool has_text = node.kind == NodeKind::kString || node.kind == NodeKind::kNumber ||
                        node.kind == NodeKind::kBool;
  return has_text ? Text({node.text, node.size}) : std::string_view();
}

std::string_view Tree::NameOf(NodeIndex index) const {
  const NameId name = nodes_[index].name;
  return name == kNoName ? std::string_view() : Text(names_[name]);
}

size_t Tree::NameSlot(std::string_view name) const {
  const size_t mask = name_table_.size() - 1;
  size_t slot = HashOf(name) & mask;
  for (size_t looks = 0; looks < kMaxLooks; ++looks) {
    const NameId id = name_table_[slot];
    if (id == kNoName || Text(names_[id]) == name) return slot;
    slot = (slot + 1) & mask;
  }
  return name_table_.size();
}

NameId Tree::FindName(std::string_view name) const {
  const size_t slot = NameSlot(name);
  return slot < name_table_.size() ? name_table_[slot] : kNoName;
}

NodeIndex Tree::Find(NodeIndex map, NameId name) const {
  if (name == kNoName) return kNoNode;
  for (NodeIndex child = FirstChild(map); child < End(map); child = Next(child)) {
    if (nodes_[child].name == name) return child;
  }
  return kNoNode;
}

NodeIndex Tree::Find(NodeIndex map, std::string_view name) const {
  return Find(map, FindName(name));
}

TreePlace Tree::PlaceAt(uint32_t offset) const {
  const size_t block = offset / kBlockBytes;
  const BlockMark& mark = blocks_[block];
  const std::string_view seen = bytes().substr(0, offset).substr(block * kBlockBytes);
  const auto lines = static_cast<uint32_t>(std::count(seen.begin(), seen.end(), '\n'));
  const uint32_t line_start =
      lines == 0 ? mark.line_start
                 : static_cast<uint32_t>(block * kBlockBytes + seen.rfind('\n') + 1);
  return {mark.line + lines, offset - line_start + 1};
}

std::string Tree::PointerOf(NodeIndex index) const { return Pointers(*this).Of(index); }

std::string Pointers::Of(NodeIndex index) {
  std::vector<NodeIndex> steps;
  const bool has_root = tree_.node(0).kind == NodeKind::kElement;
  for (; index != kNoNode; index = tree_.node(index).parent) steps.push_back(index);
  if (!has_root) steps.pop_back();
  std::string pointer;
  for (auto step = steps.rbegin(); step != steps.rend(); ++step) AppendStep(*step, pointer);
  return pointer;
}

void Pointers::AppendStep(NodeIndex index, std::string& pointer) {
  pointer += '/';
  const std::string_view name = tree_.NameOf(index);
  const NodeIndex parent = tree_.node(index).parent;
  if (parent == kNoNode || tree_.node(parent).kind == NodeKind::kMap) {
    AppendEscaped(name, pointer);
  } else if (tree_.node(parent).kind == NodeKind::kList) {
    pointer += std::to_string(PositionOf(index));
  } else if (name == kTextName) {
    pointer += "text()";
  } else {
    pointer += name;
    const uint32_t position = PositionOf(index);
    const NodeIndex next = tree_.Next(index);
    const bool repeats =
        next < tree_.End(parent) && tree_.node(next).name == tree_.node(index).name;
    if (position > 0 || repeats) pointer += '[' + std::to_string(position + 1) + ']';
  }
}

uint32_t Pointers::PositionOf(NodeIndex index) {
  const TreeNode& node = tree_.node(index);
  constexpr unsigned kHalf = 32;
  Counted& counted = counted_[uint64_t{node.parent} << kHalf | node.name];
  if (counted.child > index) counted = {tree_.FirstChild(node.parent), 0};
  for (NodeIndex child = counted.child; child < index; child = tree_.Next(child)) {
    if (tree_.node(child).name == node.name) ++counted.position;
  }
  counted.child = index;
  return counted.position;
}

}  // namespace headwater::sbom
