// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>

#include "rules/sbom/schema/names.h"
#include "rules/sbom/schema/report.h"
#include "rules/sbom/schema/tables.h"
#include "rules/sbom/schema/unique_items.h"
#include "rules/sbom/tree.h"

namespace headwater::sbom::schema {

/// A document of maps and lists against a shape. Every value is looked at once; where a schema
/// offers branches that its type does not tell apart, once per branch and once more to explain. No
/// branch leads back to its own trial (generate.py refuses such schemas), so nesting does not
/// multiply that. Recursion is as deep as the tree.
class JsonCheck {
 public:
  /// All outlive this.
  JsonCheck(const Tree& tree, Report& report)
      : tree_(tree), report_(report), names_(tree), unique_items_(tree) {}

  /// Whether the value has the shape. Reports every fault; on trial, stops at the first.
  bool Fits(uint16_t shape, NodeIndex node);

 private:
  bool Fits(const Check& check, NodeIndex node, uint64_t& seen);
  bool FitsList(const Check& check, NodeIndex node);
  bool FitsMembers(const Group& group, NodeIndex map, uint64_t& seen);
  bool FitsMember(const Group& group, NodeIndex member, uint64_t& seen);
  bool HasRequired(const Check& check, NodeIndex node, uint64_t seen);
  bool FitsBranches(const Check& check, NodeIndex node);
  bool FitsSwitch(const Check& check, NodeIndex map);

  bool HasType(const Shape& shape, NodeIndex node) const;
  /// Whether the value has the shape, as a trial that is kept when it succeeds.
  bool Tries(uint16_t shape, NodeIndex node);
  /// How well a shape fits on the surface: for naming the faults of the branch that was meant.
  int Likeness(uint16_t shape, NodeIndex node) const;
  int MemberLikeness(const Group& group, NodeIndex map) const;
  bool FailType(uint8_t types, NodeIndex node);

  const Tree& tree_;
  Report& report_;
  Names names_;
  UniqueItems unique_items_;
};

}  // namespace headwater::sbom::schema
