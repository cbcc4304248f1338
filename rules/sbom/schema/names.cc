// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/sbom/schema/names.h"

namespace headwater::sbom::schema {

Names::Names(const Tree& tree) : numbers_(tree.name_count(), kAnything) {
  for (size_t number = 0; number < kTables.names.size(); ++number) {
    const NameId id = tree.FindName(kTables.names[number]);
    if (id != kNoName) numbers_[id] = static_cast<uint16_t>(number);
  }
}

}  // namespace headwater::sbom::schema
