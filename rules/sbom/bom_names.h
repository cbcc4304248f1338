// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string_view>

#include "rules/sbom/bom.h"

/// \file
/// What the formats' words mean. Parts of ReadBom.

namespace headwater::sbom {

/// `operating-system`, `OPERATING_SYSTEM`, `operatingSystem`.
ComponentType ComponentTypeOf(std::string_view word);

/// Fills in what follows from the texts of a hash.
void Classify(BomHash& hash);

/// CycloneDX's types of external references, and SPDX 3's.
BomReference::Kind ReferenceKindOf(std::string_view word);

/// SPDX 2: `purl`, `cpe23Type`; SPDX 3: `packageUrl`, `cpe23`. Nothing for what names no component.
std::optional<BomId::Kind> IdKindOf(std::string_view word);

/// CycloneDX's aggregates, SPDX 3's completeness.
BomCompleteness::Value CompletenessOf(std::string_view word);

/// What a relationship says about dependencies.
struct Relation {
  std::string_view word;
  BomEdge::Kind kind = BomEdge::Kind::kDependsOn;
  BomEdge::Scope scope = BomEdge::Scope::kAny;
  bool is_reversed = false;  ///< `A DEPENDENCY_OF B`: B needs A.
};

/// SPDX 2.3 section 11.1 and SPDX 3.0.1 RelationshipType. Nullptr for those about something else.
const Relation* FindRelation(std::string_view word);

}  // namespace headwater::sbom
