// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "rules/sbom/bom.h"

namespace headwater::sbom {

/// `group/name 1.0`, cut where it would be too long for a sentence; a reference where there is no
/// name. Foreign bytes. Empty for the document itself.
std::string LabelOf(const Bom& bom, ComponentIndex component);

}  // namespace headwater::sbom
