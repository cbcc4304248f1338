// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "rules/sbom/tree.h"

namespace headwater::sbom::schema {

/// One number for every value of a document: the same for equal values as JSON Schema compares
/// them (members in any order, 1 and 1.0 the same), different for others but for one chance in
/// 2^64 a pair: 10^-7 for a document with a million equal candidates. One pass over the nodes.
class Hashes {
 public:
  explicit Hashes(const Tree& tree);

  uint64_t Of(NodeIndex node) const { return hashes_[node]; }

 private:
  std::vector<uint64_t> hashes_;
};

/// The number that Hashes gives to a text.
uint64_t HashOfText(std::string_view text);

}  // namespace headwater::sbom::schema
