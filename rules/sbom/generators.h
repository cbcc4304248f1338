// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "headwater/finding.h"
#include "headwater/untrusted.h"
#include "rules/sbom/manifests.h"

/// \file
/// How a project makes its own SBOM. Always CycloneDX 1.6 as JSON: the only version that both
/// TR-03183-2 v2.1 (released, 1.6 or later) and GitLab's ingestion (1.4 to 1.6) take.

namespace headwater::sbom {

struct Generator {
  Literal file;     ///< ManifestKind::file.
  Literal tool;     ///< "cyclonedx-npm": a name that needs no translation.
  Literal command;  ///< To be run in the manifest's folder; writes `sbom.cdx.json` there.
};

/// Commands as the tools' own pages give them (read in 2026). A tool of the ecosystem where it
/// writes 1.6 without being told a name, else cdxgen.
std::span<const Generator> Generators();

/// What a project with these manifests can run, nearest to the root first and each tool once.
/// Empty where no tool is known (vcpkg, submodules).
std::vector<const Generator*> GeneratorsFor(std::span<const Manifest> manifests);

/// One line to run in the root of the project: the generator of its one ecosystem, or cdxgen over
/// several. Empty as above. A folder with an odd name is left out: nobody pastes it by mistake.
std::string GeneratorCommand(std::span<const Manifest> manifests);

/// The same as what mends a finding; nothing where no tool is known.
std::optional<Fix> GeneratorFix(std::span<const Manifest> manifests);

}  // namespace headwater::sbom
