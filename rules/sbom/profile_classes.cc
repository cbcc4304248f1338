// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <vector>

#include "rules/sbom/profile_facts.h"

namespace headwater::sbom {
namespace {

/// What is there only for itself, and no part of what is delivered.
bool IsNoPart(ComponentType type) {
  return type == ComponentType::kService || type == ComponentType::kCryptographicAsset;
}

/// Names for a whole of many files. Other words are used for one file.
bool MayBeLogical(ComponentType type) {
  switch (type) {
    case ComponentType::kApplication:
    case ComponentType::kContainer:
    case ComponentType::kDevice:
    case ComponentType::kFramework:
    case ComponentType::kOperatingSystem:
    case ComponentType::kPlatform:
      return true;
    default:
      return false;
  }
}

/// Components of which a fact says that they are a file.
std::vector<bool> Files(const Bom& bom) {
  std::vector<bool> is_file(bom.components.size());
  for (const BomFact& fact : bom.facts.all()) {
    if (fact.owner < is_file.size()) is_file[fact.owner] = true;
  }
  for (const BomHash& hash : bom.hashes.all()) {
    if (hash.owner < is_file.size()) is_file[hash.owner] = true;
  }
  return is_file;
}

/// Components that are expected where the software runs, by every edge that leads to them.
std::vector<bool> ProvidedElsewhere(const Bom& bom) {
  std::vector<bool> is_provided(bom.components.size());
  std::vector<bool> is_delivered(bom.components.size());
  for (const BomEdge& edge : bom.edges) {
    if (edge.to >= is_provided.size()) continue;
    auto& kind = edge.scope == BomEdge::Scope::kProvided ? is_provided : is_delivered;
    kind[edge.to] = true;
  }
  for (size_t i = 0; i < is_provided.size(); ++i) {
    is_provided[i] = is_provided[i] && !is_delivered[i];
  }
  return is_provided;
}

}  // namespace

std::vector<ComponentClass> ComponentClasses(const Bom& bom) {
  std::vector<ComponentClass> classes(bom.components.size(), ComponentClass::kFull);
  const std::vector<bool> is_file = Files(bom);
  const std::vector<bool> is_provided = ProvidedElsewhere(bom);
  for (ComponentIndex i = 0; i < classes.size(); ++i) {
    const BomComponent& component = bom.components[i];
    if (MayBeLogical(component.type) && !is_file[i]) classes[i] = ComponentClass::kLogical;
    if (component.is_external || component.scope.text == "excluded" || is_provided[i]) {
      classes[i] = ComponentClass::kIdentified;
    }
  }
  for (const BomReference& reference : bom.references.all()) {
    if (reference.kind == BomReference::Kind::kBom && reference.owner < classes.size()) {
      classes[reference.owner] = ComponentClass::kReferenced;
    }
  }
  // What the document is about is described here, wherever else this document is published.
  for (const ComponentIndex primary : bom.primary) {
    classes[primary] = MayBeLogical(bom.components[primary].type) && !is_file[primary]
                           ? ComponentClass::kLogical
                           : ComponentClass::kFull;
  }
  for (ComponentIndex i = 0; i < classes.size(); ++i) {
    if (IsNoPart(bom.components[i].type)) classes[i] = ComponentClass::kNone;
  }
  return classes;
}

}  // namespace headwater::sbom
