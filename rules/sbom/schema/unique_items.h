// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "rules/sbom/schema/hashes.h"
#include "rules/sbom/schema/report.h"
#include "rules/sbom/tree.h"

namespace headwater::sbom::schema {

/// Whether lists hold something twice. Items that differ mostly do so at a glance; only when some
/// do not, the values of the document are hashed, once for all its lists: linear whatever it holds.
class UniqueItems {
 public:
  /// `tree` outlives this.
  explicit UniqueItems(const Tree& tree) : tree_(tree) {}

  /// Reports every item that is equal to one before it.
  bool Check(NodeIndex list, Report& report);

 private:
  using Item = std::pair<uint64_t, NodeIndex>;

  /// Fills items_ with a number for each item, the same for equal ones, sorted.
  template <typename NumberOf>
  void Sort(NodeIndex list, const NumberOf& number_of);
  /// The same for equal values, and often for others.
  uint64_t GlanceAt(NodeIndex index) const;
  uint64_t GlanceAtText(NodeIndex index) const;

  const Tree& tree_;
  std::optional<Hashes> hashes_;
  std::vector<Item> items_;
};

}  // namespace headwater::sbom::schema
