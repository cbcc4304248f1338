// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/sbom/tree_builder.h"

#include <algorithm>

#include "headwater/large_memory.h"
#include "rules/common/text.h"
#include "rules/sbom/tree_text.h"

namespace headwater::sbom {
namespace {

// Real documents have 28 (one line) to 41 bytes (indented) per value.
constexpr size_t kBytesPerNode = 32;

constexpr size_t kFirstNameSlots = 1024;

}  // namespace

TreeBuilder::TreeBuilder(std::string bytes, const TreeLimits& limits) : limits_(limits) {
  tree_.bytes_ = std::move(bytes);
  tree_.nodes_.reserve(
      std::min<size_t>(limits.nodes, tree_.bytes_.size() / kBytesPerNode + kBytesPerNode));
  PreferLargePages(tree_.nodes_.data(), tree_.nodes_.capacity() * sizeof(TreeNode));
  tree_.name_table_.assign(kFirstNameSlots, kNoName);
}

bool TreeBuilder::AddNode(NodeKind kind, NameId name, size_t offset, Tree::Slice text) {
  if (tree_.nodes_.size() >= limits_.nodes) return false;
  TreeNode node;
  node.kind = kind;
  node.name = name;
  if (!open_.empty()) {
    node.parent = open_.back();
    ++tree_.nodes_[open_.back()].size;
  }
  node.end = static_cast<NodeIndex>(tree_.nodes_.size() + 1);
  node.offset = static_cast<uint32_t>(offset);
  node.text = text.text;
  node.size = text.size;
  tree_.nodes_.push_back(node);
  return true;
}

bool TreeBuilder::Open(NodeKind kind, NameId name, size_t offset) {
  if (open_.size() >= limits_.depth || !AddNode(kind, name, offset, {})) return false;
  open_.push_back(static_cast<NodeIndex>(tree_.nodes_.size() - 1));
  return true;
}

void TreeBuilder::Close() {
  tree_.nodes_[open_.back()].end = static_cast<NodeIndex>(tree_.nodes_.size());
  open_.pop_back();
}

bool TreeBuilder::Add(NodeKind kind, NameId name, size_t offset, std::string_view text) {
  return AddNode(kind, name, offset,
                 {static_cast<uint32_t>(text.data() - tree_.bytes_.data()),
                  static_cast<uint32_t>(text.size())});
}

bool TreeBuilder::AddMade(NodeKind kind, NameId name, size_t offset, std::string_view text) {
  return AddNode(kind, name, offset, Made(text));
}

Tree::Slice TreeBuilder::Made(std::string_view text) {
  const size_t begin = tree_.bytes_.size() + tree_.unescaped_.size();
  tree_.unescaped_ += text;
  return {static_cast<uint32_t>(begin), static_cast<uint32_t>(text.size())};
}

NameId TreeBuilder::Name(std::string_view name) { return Intern(name, /*is_made=*/false); }

NameId TreeBuilder::MadeName(std::string_view name) { return Intern(name, /*is_made=*/true); }

std::string_view TreeBuilder::ExpectedName() const {
  const NameId expected = Expected();
  const bool is_in_document =
      expected != kNoName && tree_.names_[expected].text < tree_.bytes_.size();
  return is_in_document ? tree_.Text(tree_.names_[expected]) : std::string_view();
}

NameId TreeBuilder::Intern(std::string_view name, bool is_made) {
  NameId id = Expected();
  if (id == kNoName || tree_.Text(tree_.names_[id]) != name) {
    id = Find(name, is_made);
    if (id != kNoName && last_name_ != kNoName) after_[last_name_] = id;
  }
  last_name_ = id;
  return id;
}

NameId TreeBuilder::Find(std::string_view name, bool is_made) {
  const size_t slot = tree_.NameSlot(name);
  if (slot == tree_.name_table_.size()) return kNoName;
  if (tree_.name_table_[slot] != kNoName) return tree_.name_table_[slot];
  const auto id = static_cast<NameId>(tree_.names_.size());
  tree_.names_.push_back(is_made
                             ? Made(name)
                             : Tree::Slice{static_cast<uint32_t>(name.data() - tree_.bytes_.data()),
                                           static_cast<uint32_t>(name.size())});
  after_.push_back(kNoName);
  tree_.name_table_[slot] = id;
  if (tree_.names_.size() * kSlotsPerText > tree_.name_table_.size()) GrowNameTable();
  return id;
}

void TreeBuilder::GrowNameTable() {
  const size_t slots = tree_.name_table_.size() * 2;
  tree_.name_table_.assign(slots, kNoName);
  for (NameId id = 0; id < tree_.names_.size(); ++id) {
    // A name that finds no place here is met again as a new one: names collide on purpose only, and
    // the next one of them ends the reading.
    const size_t slot = tree_.NameSlot(tree_.Text(tree_.names_[id]));
    if (slot < slots) tree_.name_table_[slot] = id;
  }
}

Error TreeBuilder::Invalid(size_t offset, std::string_view sentence) const {
  return InvalidAt(headwater::PlaceOf(tree_.bytes_, offset), sentence);
}

Error TreeBuilder::Beyond(size_t offset) const {
  const Place place = headwater::PlaceOf(tree_.bytes_, offset);
  if (open_.size() >= limits_.depth) {
    return BeyondAt(
        place, "values are nested more than " + std::to_string(limits_.depth) + " levels deep");
  }
  if (tree_.nodes_.size() >= limits_.nodes) {
    return BeyondAt(place,
                    "the document has more than " + std::to_string(limits_.nodes) + " values");
  }
  return BeyondAt(place, "the document has too many names that are made to slow its readers down");
}

Tree TreeBuilder::Finish() && {
  // A place is found from the mark before it, so memory does not depend on the number of lines.
  const std::string& bytes = tree_.bytes_;
  Tree::BlockMark mark{1, 0};
  for (size_t begin = 0; begin <= bytes.size(); begin += Tree::kBlockBytes) {
    tree_.blocks_.push_back(mark);
    const size_t end = std::min(begin + Tree::kBlockBytes, bytes.size());
    const auto first = bytes.begin() + static_cast<std::ptrdiff_t>(begin);
    const auto last = bytes.begin() + static_cast<std::ptrdiff_t>(end);
    const auto lines = static_cast<uint32_t>(std::count(first, last, '\n'));
    if (lines > 0) mark.line_start = static_cast<uint32_t>(bytes.rfind('\n', end - 1) + 1);
    mark.line += lines;
  }
  return std::move(tree_);
}

}  // namespace headwater::sbom
