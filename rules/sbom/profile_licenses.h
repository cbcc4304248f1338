// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "rules/sbom/bom.h"
#include "rules/sbom/text_index.h"

namespace headwater::sbom {

/// Which licences are named as TR-03183-2 v2.1.0 section 6.1 asks for: by an identifier of the SPDX
/// list, else `LicenseRef-scancode-...`, else `LicenseRef-<who keeps the list>-...`, or an
/// expression of these. Free names, texts, NONE and NOASSERTION are no identifiers. Remembers what
/// it was asked: a document names few licences many times.
class LicenseNames {
 public:
  /// `capacity`: how many licences there are at most.
  explicit LicenseNames(size_t capacity) : known_(capacity) {}

  /// The license's text outlives this.
  bool IsNamed(const BomLicense& license);

 private:
  TextIndex known_;  ///< 1: an expression of identifiers, 0: not.
};

}  // namespace headwater::sbom
