// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "headwater/nearest_word.h"
#include "rules/sbom/schema/report.h"
#include "rules/sbom/schema/tables.h"
#include "rules/sbom/schema/text_check.h"
#include "rules/sbom/tree.h"

namespace headwater::sbom::schema {

/// The names of one document as numbers of the tables, so that checks compare numbers only.
class Names {
 public:
  explicit Names(const Tree& tree);

  /// The number in Tables::names, or kAnything when no schema has the name.
  uint16_t Of(const TreeNode& node) const {
    return node.name < numbers_.size() ? numbers_[node.name] : kAnything;
  }

 private:
  std::vector<uint16_t> numbers_;  ///< By NameId.
};

/// A name for people: attributes without the sign by which the tree knows them.
inline std::string ShownName(std::string_view name) {
  if (name.starts_with('@') && name != "@context" && name != "@graph" && name != "@id") {
    name.remove_prefix(1);
  }
  return Shortened(name);
}

/// Finds the row of a name in a part of a table that is sorted by name; nullptr: none.
template <typename Row>
const Row* FindRow(std::span<const Row> rows, uint16_t name) {
  const auto found = std::lower_bound(rows.begin(), rows.end(), name,
                                      [](const Row& row, uint16_t key) { return row.name < key; });
  return found != rows.end() && found->name == name ? &*found : nullptr;
}

/// Reports a name that has no place where it stands, with that of `rows` that is nearest. False.
template <typename Row>
bool FailUnknownName(Report& report, NodeIndex node, std::span<const Row> rows) {
  if (!report.WantsError()) return false;
  const std::string_view name = report.tree().NameOf(node);
  WordSearch nearest(name);
  for (const Row& row : rows) {
    if (row.name != kAnything) nearest.Try(kTables.names[row.name]);
  }
  const std::string_view near = nearest.best();
  if (near.empty()) return report.Fail(node, "unknown-name", {{"name", ShownName(name)}});
  return report.Fail(node, "unknown-name-near",
                     {{"name", ShownName(name)}, {"near", ShownName(near)}});
}

}  // namespace headwater::sbom::schema
