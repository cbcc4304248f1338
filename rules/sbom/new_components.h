// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <set>
#include <string>
#include <vector>

#include "rules/sbom/bom.h"

namespace headwater::sbom {

/// What was there before a change: packages by name and licence. A new version of the same package
/// under the same licence is nothing new, and neither is one that another generator lists in
/// another order or format.
class KnownComponents {
 public:
  void Add(const Bom& bom);
  /// The components that were not there before, in document order: neither what the document is
  /// about nor services. All where nothing was added.
  std::vector<ComponentIndex> NewIn(const Bom& bom) const;

 private:
  std::set<std::string> keys_;
};

}  // namespace headwater::sbom
