// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "rules/sbom/schema/report.h"
#include "rules/sbom/schema/schema.h"
#include "rules/sbom/tree.h"

namespace headwater::sbom::schema {

/// Members that a map, of those from `root` on, has twice. Which of them counts differs from reader
/// to reader, so two tools see two documents. Linear.
void CheckDuplicateKeys(const Tree& tree, NodeIndex root, Report& report);

/// Identifiers that are given twice, and references (those that `report` collected) to nothing.
/// JSON Schema cannot say either. Sorted by hash: n log n whatever the identifiers are.
void CheckReferences(const Tree& tree, NodeIndex root, SchemaId schema, Report& report);

}  // namespace headwater::sbom::schema
