// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headwater/result.h"
#include "rules/sbom/tree.h"

namespace headwater::sbom {

/// Builds a Tree in document order. A reader asks for nothing twice: what returns false has gone
/// beyond a limit, and Fail gives the error.
class TreeBuilder {
 public:
  TreeBuilder(std::string bytes, const TreeLimits& limits);

  std::string_view bytes() const { return tree_.bytes_; }

  /// A list, map or element, whose members follow until Close.
  bool Open(NodeKind kind, NameId name, size_t offset);
  void Close();

  /// A value whose text stands in the document at `text`.
  bool Add(NodeKind kind, NameId name, size_t offset, std::string_view text);
  /// A value whose text was made anew.
  bool AddMade(NodeKind kind, NameId name, size_t offset, std::string_view text);

  /// The number of a name that stands in the document; kNoName when a hostile file has chosen its
  /// names so that they collide.
  NameId Name(std::string_view name);
  /// The same for a name that was made anew.
  NameId MadeName(std::string_view name);
  /// As it stands in the document, the name that came after the last one when that was asked for
  /// before; empty: there is none. Documents repeat themselves.
  std::string_view ExpectedName() const;

  void SetNameSpace(std::string_view name_space) { tree_.name_space_ = Made(name_space); }

  size_t depth() const { return open_.size(); }
  NodeIndex top() const { return open_.back(); }
  NodeKind top_kind() const { return tree_.nodes_[open_.back()].kind; }
  bool is_empty() const { return tree_.nodes_.empty(); }

  /// `line:column: sentence` for an offset.
  Error Invalid(size_t offset, std::string_view sentence) const;
  /// What the last `false` or kNoName means.
  Error Beyond(size_t offset) const;

  Tree Finish() &&;

 private:
  bool AddNode(NodeKind kind, NameId name, size_t offset, Tree::Slice text);
  Tree::Slice Made(std::string_view text);
  NameId Intern(std::string_view name, bool is_made);
  NameId Find(std::string_view name, bool is_made);
  NameId Expected() const { return last_name_ == kNoName ? kNoName : after_[last_name_]; }
  void GrowNameTable();

  Tree tree_;
  TreeLimits limits_;
  std::vector<NodeIndex> open_;
  NameId last_name_ = kNoName;  ///< That was asked for.
  std::vector<NameId> after_;   ///< What came after each name.
};

}  // namespace headwater::sbom
