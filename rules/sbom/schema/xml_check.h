// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "rules/sbom/schema/names.h"
#include "rules/sbom/schema/report.h"
#include "rules/sbom/schema/tables.h"
#include "rules/sbom/tree.h"

namespace headwater::sbom::schema {

/// A document of elements against an element type. One step of an automaton for each element;
/// elements of other namespaces are not looked into (processContents="lax", and no schema of them
/// is known). Recursion is as deep as the tree.
class XmlCheck {
 public:
  /// All outlive this.
  XmlCheck(const Tree& tree, Report& report) : tree_(tree), report_(report), names_(tree) {}

  /// Reports everything in which the element differs from its type.
  void CheckElement(const Element& type, bool has_default, NodeIndex node);

 private:
  void CheckAttributes(const Element& type, NodeIndex node);
  void CheckAttribute(const Element& type, NodeIndex attribute);
  void CheckText(const Element& type, bool has_default, NodeIndex node);
  void CheckChildren(const Element& type, NodeIndex node);
  /// The next state; the same when the element has no place here.
  uint16_t CheckChild(const Element& type, uint16_t state, NodeIndex child);
  /// What must stand before `child`, which has a place later only.
  void FailLeftOut(const Element& type, uint16_t state, NodeIndex child);
  void FailEnd(const Element& type, uint16_t state, NodeIndex node);

  bool IsAttribute(NodeIndex node) const { return tree_.NameOf(node).starts_with('@'); }

  const Tree& tree_;
  Report& report_;
  Names names_;
};

}  // namespace headwater::sbom::schema
