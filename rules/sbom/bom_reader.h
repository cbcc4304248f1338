// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rules/sbom/bom.h"
#include "rules/sbom/text_index.h"

/// \file
/// What the mappings of the formats share. Parts of ReadBom.

namespace headwater::sbom {

void ReadCycloneDx(const SbomDocument& document, Bom& bom);
void ReadSpdx2(const SbomDocument& document, Bom& bom);
void ReadSpdx3(const SbomDocument& document, Bom& bom);

/// Which of a format's words a member is called by, without comparing texts: an array by the
/// numbers of the names. XML's attributes count by their name without `@`.
template <typename Key>
class KeyTable {
 public:
  using Row = std::pair<std::string_view, Key>;

  KeyTable(const Tree& tree, std::span<const Row> rows) : tree_(tree), keys_(tree.name_count()) {
    for (const auto& [name, key] : rows) {
      Set(name, key);
      Set("@" + std::string(name), key);
    }
  }

  /// Key{} for what is not in the table.
  Key Of(NodeIndex node) const {
    const NameId name = tree_.node(node).name;
    return name == kNoName ? Key{} : keys_[name];
  }

 private:
  void Set(std::string_view name, Key key) {
    if (const NameId id = tree_.FindName(name); id != kNoName) keys_[id] = key;
  }

  const Tree& tree_;
  std::vector<Key> keys_;
};

/// The children of a list, map or element; none for other values.
class ChildRange {
 public:
  class Iterator {
   public:
    Iterator(const Tree& tree, NodeIndex at) : tree_(&tree), at_(at) {}
    NodeIndex operator*() const { return at_; }
    Iterator& operator++() {
      at_ = tree_->Next(at_);
      return *this;
    }
    bool operator!=(const Iterator& other) const { return at_ != other.at_; }

   private:
    const Tree* tree_;
    NodeIndex at_;
  };

  ChildRange(const Tree& tree, NodeIndex parent) : tree_(tree), parent_(parent) {}
  Iterator begin() const { return {tree_, parent_ == kNoNode ? 0 : parent_ + 1}; }
  Iterator end() const { return {tree_, parent_ == kNoNode ? 0 : tree_.End(parent_)}; }

 private:
  const Tree& tree_;
  NodeIndex parent_;
};

inline ChildRange ChildrenOf(const Tree& tree, NodeIndex parent) { return {tree, parent}; }

/// The text of a scalar or of an element, without blanks around it; no node for what has none.
BomText TextAt(const Tree& tree, NodeIndex node);
/// The member's text.
BomText MemberText(const Tree& tree, NodeIndex map, std::string_view name);
/// Whether a node is a list, a map or an element.
bool IsContainer(const Tree& tree, NodeIndex node);

/// `Person: Alex Example (alex@example.org)`, `Tool: name-1.0` (SPDX 2.3 sections 6.8 and 7.5).
BomParty SpdxParty(const BomText& text);

/// The components by their references; the first of several with the same.
TextIndex IndexReferences(const std::vector<BomComponent>& components);

/// Sorts an SPDX 2 licence field or an expression into its form.
BomLicense::Form ExpressionForm(std::string_view text);

}  // namespace headwater::sbom
