// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>

namespace headwater::sbom {

/// Whether a path's name or folder suggests a parts list, so that its content is worth a look. The
/// name never decides: reports of other kinds are called `bom.json` too.
bool IsSbomCandidate(std::string_view path);

/// What a document is by its content.
struct SbomSniff {
  enum class Is {
    kSbom,       ///< Names at least one component.
    kEmptySbom,  ///< An SBOM by its form that names none.
    kOtherKind,  ///< A format that is mistaken for an SBOM; see `kind`.
    kBroken,     ///< Claims to be one and cannot be read; see `problem`.
    kTooLarge,   ///< Beyond the readers' limits; see `problem`.
    kUnrelated,  ///< None of these.
  };
  Is is = Is::kUnrelated;
  std::string kind;     ///< A name that needs no translation: "CycloneDX 1.6 JSON".
  std::string problem;  ///< `line:column: sentence`.
};

/// Knows CycloneDX 1.x (JSON, XML), SPDX 2 (JSON, YAML, tag-value, RDF, XML), SPDX 3 (JSON-LD), and
/// in-toto statements around them, plain or in a DSSE envelope.
SbomSniff SniffSbom(std::string_view bytes);

}  // namespace headwater::sbom
