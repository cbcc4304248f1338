// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/sbom/bom.h"
#include "rules/sbom/unpack.h"
#include "tests/fuzz/sbom_invariants.h"

namespace {

using namespace headwater;        // NOLINT(google-build-using-namespace)
using namespace headwater::sbom;  // NOLINT(google-build-using-namespace)

void RequireSoundModel(const SbomDocument& document) {
  const Bom bom = ReadBom(document);
  const auto count = static_cast<ComponentIndex>(bom.components.size());
  const size_t nodes = document.tree->nodes().size();
  const auto is_end = [&](ComponentIndex end) {
    return end < count || end == kNoComponent || end == kOtherElement || end == kElsewhere;
  };
  for (ComponentIndex i = 0; i < count; ++i) {
    const BomComponent& component = bom.components[i];
    fuzz::Require(component.node < nodes);
    fuzz::Require(component.parent == kNoComponent || component.parent < i);
    for (const BomHash& hash : bom.hashes.Of(i)) {
      fuzz::Require(hash.reference == kNoReference || hash.reference < bom.references.Of(i).size());
    }
  }
  for (const ComponentIndex primary : bom.primary) fuzz::Require(primary < count);
  for (const BomEdge& edge : bom.edges) {
    fuzz::Require(is_end(edge.from) && is_end(edge.to));
    fuzz::Require(edge.from_node < nodes && edge.to_node < nodes);
  }
  for (const BomCompleteness& statement : bom.completeness) {
    fuzz::Require(is_end(statement.component) && statement.node < nodes);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using Is = SbomDocument::Is;
  for (const SbomDocument& document : ReadSbomDocuments(std::string(fuzz::TextOf(data, size)))) {
    const bool has_failed = document.is == Is::kBroken || document.is == Is::kTooLarge;
    if (has_failed) fuzz::RequireHonestError({Errc::kInvalid, document.problem});
    fuzz::Require(has_failed || document.problem.empty());
    if (document.is == Is::kSbom) RequireSoundModel(document);
  }
  return 0;
}
