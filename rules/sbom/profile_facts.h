// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string_view>
#include <vector>

#include "rules/sbom/bom.h"
#include "rules/sbom/profile.h"

/// \file
/// What the profiles ask about, answered once for a document: a bit for every question, so that a
/// requirement is a comparison of bits and a further profile costs a few rows.

namespace headwater::sbom {

enum class ProfileFact : uint8_t {
  // Of a component.
  kName,
  kVersion,
  kReachableCreator,     ///< An e-mail address or URL of who made or supplied it.
  kSupplierName,         ///< A name is enough.
  kDependencies,         ///< It says what it needs, be it nothing.
  kCompleteness,         ///< It says whether that is all.
  kLicense,              ///< By an identifier (section 6.1), in whatever role.
  kDistributionLicense,  ///< Concluded.
  kOriginalLicense,      ///< Declared.
  kEffectiveLicense,
  kSha256,            ///< In any place.
  kSha512,            ///< In any place.
  kSha512Deployable,  ///< Of what is delivered: at the distribution.
  kFilename,          ///< Exactly one.
  kExecutable,        ///< Exactly one statement, of the two that there are.
  kArchive,           ///< Likewise.
  kStructured,        ///< Likewise.
  kSourceUri,
  kDeployableUri,
  kSourceHash,
  kUniqueId,
  kSecurityTxt,
  // Of the document.
  kFormatBsi11,  ///< A version of CycloneDX or SPDX that the profile takes.
  kFormatBsi20,
  kFormatBsi21,
  kJsonOrXml,
  kSchemaValid,
  kSbomCreator,  ///< Reachable, and no tool.
  kSbomAuthor,   ///< A name; a tool is enough.
  kTimestamp,
  kSbomUri,
  kBuildInformation,
  kRelationships,
  kVulnerabilities,
};

using FactSet = uint64_t;

constexpr FactSet Facts(std::initializer_list<ProfileFact> facts) {
  FactSet set = 0;
  for (const ProfileFact fact : facts) set |= FactSet{1} << static_cast<unsigned>(fact);
  return set;
}

/// What is known of a component or the document. What is in neither set is not given.
struct KnownFacts {
  FactSet given = 0;
  FactSet unclear = 0;  ///< The format has no place for it, or its answer has two meanings.

  void Give(ProfileFact fact) { given |= Facts({fact}); }
  void Doubt(ProfileFact fact) { unclear |= Facts({fact}); }
};

/// An e-mail address or a URL.
bool IsAddress(std::string_view text);
/// Whom one can ask about what was made: neither a tool nor a bare name.
bool IsReachable(const BomParty& party);

/// Per component, in the order of Bom::components.
std::vector<ComponentClass> ComponentClasses(const Bom& bom);
/// The same.
std::vector<KnownFacts> ComponentFacts(const Bom& bom);
KnownFacts DocumentFacts(const Bom& bom, std::optional<bool> is_schema_valid);

}  // namespace headwater::sbom
