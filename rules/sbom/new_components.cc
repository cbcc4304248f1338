// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/sbom/new_components.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "headwater/purl.h"
#include "rules/sbom/component_licenses.h"
#include "rules/sbom/profile_facts.h"

namespace headwater::sbom {
namespace {

/// Without version: `pkg:npm/lodash`; where there is no package URL, group and name.
std::string PackageOf(const Bom& bom, ComponentIndex component) {
  for (const BomId& id : bom.ids.Of(component)) {
    if (id.kind != BomId::Kind::kPurl) continue;
    const auto parsed = ParsePurl(id.value.text);
    const auto* purl = std::get_if<Purl>(&parsed);
    if (purl == nullptr) continue;
    return "pkg:" + purl->type + "/" + purl->name_space + "/" + purl->name;
  }
  const BomComponent& found = bom.components[component];
  return std::string(found.group.text) + "/" + std::string(found.name.text);
}

std::string KeyOf(const Bom& bom, ComponentIndex component) {
  std::vector<std::string_view> licenses;
  for (const BomLicense& license : LicensesInForce(bom, component)) {
    licenses.push_back(license.text.text);
  }
  std::sort(licenses.begin(), licenses.end());
  std::string key = PackageOf(bom, component);
  // No name and no licence has this byte.
  for (const std::string_view license : licenses) (key += '\n') += license;
  return key;
}

/// Components that come from somebody else, perhaps.
std::vector<ComponentIndex> PartsOf(const Bom& bom) {
  const std::vector<ComponentClass> classes = ComponentClasses(bom);
  std::vector<bool> is_primary(classes.size());
  for (const ComponentIndex primary : bom.primary) is_primary[primary] = true;
  std::vector<ComponentIndex> parts;
  for (ComponentIndex i = 0; i < classes.size(); ++i) {
    if (classes[i] != ComponentClass::kNone && !is_primary[i]) parts.push_back(i);
  }
  return parts;
}

}  // namespace

void KnownComponents::Add(const Bom& bom) {
  for (const ComponentIndex component : PartsOf(bom)) keys_.insert(KeyOf(bom, component));
}

std::vector<ComponentIndex> KnownComponents::NewIn(const Bom& bom) const {
  std::vector<ComponentIndex> added = PartsOf(bom);
  std::erase_if(added,
                [&](ComponentIndex component) { return keys_.contains(KeyOf(bom, component)); });
  return added;
}

}  // namespace headwater::sbom
