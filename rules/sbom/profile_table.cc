// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/sbom/profile_facts.h"

namespace headwater::sbom {
namespace {

using Fact = ProfileFact;

constexpr uint8_t Classes(std::initializer_list<ComponentClass> classes) {
  unsigned bits = 0;
  for (const ComponentClass one : classes) bits |= 1U << static_cast<unsigned>(one);
  return static_cast<uint8_t>(bits);
}

constexpr uint8_t kDocument = 0;
constexpr uint8_t kFiles = Classes({ComponentClass::kFull});
constexpr uint8_t kDescribed = Classes({ComponentClass::kFull, ComponentClass::kLogical});
constexpr uint8_t kNamed =
    Classes({ComponentClass::kFull, ComponentClass::kLogical, ComponentClass::kIdentified});
constexpr uint8_t kEvery = Classes({ComponentClass::kFull, ComponentClass::kLogical,
                                    ComponentClass::kIdentified, ComponentClass::kReferenced});

constexpr Duty kMust = Duty::kRequired;
constexpr Duty kIf = Duty::kIfItExists;
constexpr Duty kMay = Duty::kOptional;
constexpr Duty kNot = Duty::kForbidden;

// NTIA, The Minimum Elements For a Software Bill of Materials (2021), data fields.
constexpr Profile kNtia = Profile::kNtia2021;
constexpr Literal kFields = "Data Fields";

// BSI TR-03183-2: what is required, what if it exists, what is optional. The document first, then
// each component.
constexpr Profile kBsi1 = Profile::kBsi11;
constexpr Profile kBsi2 = Profile::kBsi20;
constexpr Profile kBsi3 = Profile::kBsi21;

constexpr Requirement kRequirements[] = {
    {"sbom-author", kNtia, kFields, kMust, kDocument, Facts({Fact::kSbomAuthor})},
    {"timestamp", kNtia, kFields, kMust, kDocument, Facts({Fact::kTimestamp})},
    {"relationships", kNtia, kFields, kMust, kDocument, Facts({Fact::kRelationships})},
    {"supplier-name", kNtia, kFields, kMust, kEvery, Facts({Fact::kSupplierName})},
    {"name", kNtia, kFields, kMust, kEvery, Facts({Fact::kName})},
    {"version", kNtia, kFields, kMust, kEvery, Facts({Fact::kVersion})},
    {"unique-id", kNtia, kFields, kIf, kEvery, Facts({Fact::kUniqueId})},

    {"format", kBsi1, "4", kMust, kDocument, Facts({Fact::kFormatBsi11})},
    {"sbom-creator", kBsi1, "5.2.1", kMust, kDocument, Facts({Fact::kSbomCreator})},
    {"timestamp", kBsi1, "5.2.1", kMust, kDocument, Facts({Fact::kTimestamp})},
    {"component-creator", kBsi1, "5.2.2", kMust, kEvery, Facts({Fact::kReachableCreator})},
    {"name", kBsi1, "5.2.2", kMust, kEvery, Facts({Fact::kName})},
    {"version", kBsi1, "5.2.2", kMust, kEvery, Facts({Fact::kVersion})},
    {"dependencies", kBsi1, "5.2.2", kMust, kDescribed, Facts({Fact::kDependencies})},
    {"licence", kBsi1, "5.2.2", kMust, kDescribed, Facts({Fact::kLicense})},
    {"sha-256", kBsi1, "5.2.2", kMust, kFiles, Facts({Fact::kSha256})},
    {"sbom-uri", kBsi1, "5.3.1", kIf, kDocument, Facts({Fact::kSbomUri})},
    {"source-uri", kBsi1, "5.3.2", kIf, kFiles, Facts({Fact::kSourceUri})},
    {"deployable-uri", kBsi1, "5.3.2", kIf, kFiles, Facts({Fact::kDeployableUri})},
    {"source-hash", kBsi1, "5.3.2", kIf, kFiles, Facts({Fact::kSourceHash})},
    {"unique-id", kBsi1, "5.3.2", kIf, kNamed, Facts({Fact::kUniqueId})},

    {"vulnerabilities", kBsi2, "3.1", kNot, kDocument, Facts({Fact::kVulnerabilities})},
    {"format", kBsi2, "4", kMust, kDocument, Facts({Fact::kFormatBsi20})},
    {"serialisation", kBsi2, "4", kMust, kDocument, Facts({Fact::kJsonOrXml})},
    {"sbom-creator", kBsi2, "5.2.1", kMust, kDocument, Facts({Fact::kSbomCreator})},
    {"timestamp", kBsi2, "5.2.1", kMust, kDocument, Facts({Fact::kTimestamp})},
    {"component-creator", kBsi2, "5.2.2", kMust, kEvery, Facts({Fact::kReachableCreator})},
    {"name", kBsi2, "5.2.2", kMust, kEvery, Facts({Fact::kName})},
    {"version", kBsi2, "5.2.2", kMust, kEvery, Facts({Fact::kVersion})},
    {"filename", kBsi2, "5.2.2", kMust, kFiles, Facts({Fact::kFilename})},
    {"dependencies", kBsi2, "5.2.2", kMust, kDescribed, Facts({Fact::kDependencies})},
    {"licence", kBsi2, "5.2.2", kMust, kDescribed, Facts({Fact::kLicense})},
    {"sha-512", kBsi2, "5.2.2", kMust, kFiles, Facts({Fact::kSha512})},
    {"executable", kBsi2, "5.2.2", kMust, kFiles, Facts({Fact::kExecutable})},
    {"archive", kBsi2, "5.2.2", kMust, kFiles, Facts({Fact::kArchive})},
    {"structured", kBsi2, "5.2.2", kMust, kFiles, Facts({Fact::kStructured})},
    {"sbom-uri", kBsi2, "5.3.1", kIf, kDocument, Facts({Fact::kSbomUri})},
    {"source-uri", kBsi2, "5.3.2", kIf, kFiles, Facts({Fact::kSourceUri})},
    {"deployable-uri", kBsi2, "5.3.2", kIf, kFiles, Facts({Fact::kDeployableUri})},
    {"unique-id", kBsi2, "5.3.2", kIf, kNamed, Facts({Fact::kUniqueId})},
    {"concluded-licence", kBsi2, "5.3.2", kIf, kDescribed, Facts({Fact::kDistributionLicense})},
    {"declared-licence", kBsi2, "5.4", kMay, kDescribed, Facts({Fact::kOriginalLicense})},
    {"source-hash", kBsi2, "5.4", kMay, kFiles, Facts({Fact::kSourceHash})},

    {"vulnerabilities", kBsi3, "3.1", kNot, kDocument, Facts({Fact::kVulnerabilities})},
    {"format", kBsi3, "4", kMust, kDocument, Facts({Fact::kFormatBsi21})},
    {"serialisation", kBsi3, "4", kMust, kDocument, Facts({Fact::kJsonOrXml})},
    {"schema", kBsi3, "4", kMust, kDocument, Facts({Fact::kSchemaValid})},
    {"sbom-creator", kBsi3, "5.2.1", kMust, kDocument, Facts({Fact::kSbomCreator})},
    {"timestamp", kBsi3, "5.2.1", kMust, kDocument, Facts({Fact::kTimestamp})},
    {"component-creator", kBsi3, "5.2.2", kMust, kEvery, Facts({Fact::kReachableCreator})},
    {"name", kBsi3, "5.2.2", kMust, kEvery, Facts({Fact::kName})},
    {"version", kBsi3, "5.2.2", kMust, kEvery, Facts({Fact::kVersion})},
    {"filename", kBsi3, "5.2.2", kMust, kFiles, Facts({Fact::kFilename})},
    {"dependencies", kBsi3, "5.2.2", kMust, kDescribed, Facts({Fact::kDependencies})},
    {"completeness", kBsi3, "5.2.2", kMust, kDescribed, Facts({Fact::kCompleteness})},
    {"distribution-licence", kBsi3, "5.2.2", kMust, kDescribed,
     Facts({Fact::kDistributionLicense})},
    {"deployable-hash", kBsi3, "5.2.2", kMust, kFiles, Facts({Fact::kSha512Deployable})},
    {"executable", kBsi3, "5.2.2", kMust, kFiles, Facts({Fact::kExecutable})},
    {"archive", kBsi3, "5.2.2", kMust, kFiles, Facts({Fact::kArchive})},
    {"structured", kBsi3, "5.2.2", kMust, kFiles, Facts({Fact::kStructured})},
    {"sbom-uri", kBsi3, "5.2.3", kIf, kDocument, Facts({Fact::kSbomUri})},
    {"source-uri", kBsi3, "5.2.4", kIf, kFiles, Facts({Fact::kSourceUri})},
    {"deployable-uri", kBsi3, "5.2.4", kIf, kFiles, Facts({Fact::kDeployableUri})},
    {"unique-id", kBsi3, "5.2.4", kIf, kNamed, Facts({Fact::kUniqueId})},
    {"original-licence", kBsi3, "5.2.4", kIf, kDescribed, Facts({Fact::kOriginalLicense})},
    {"effective-licence", kBsi3, "5.2.5", kMay, kDescribed, Facts({Fact::kEffectiveLicense})},
    {"source-hash", kBsi3, "5.2.5", kMay, kFiles, Facts({Fact::kSourceHash})},
    {"security-txt", kBsi3, "5.2.5", kMay, kDescribed, Facts({Fact::kSecurityTxt})},
    {"build-information", kBsi3, "8.4.3", kIf, kDocument, Facts({Fact::kBuildInformation})},
};

}  // namespace

std::span<const Requirement> Requirements() { return kRequirements; }

}  // namespace headwater::sbom
