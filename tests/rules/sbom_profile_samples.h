// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

/// \file
/// Parts lists that say everything the profiles ask for, as far as each format has a place for it.

namespace headwater::sbom {

inline constexpr const char* kCompleteCycloneDx = R"j({
  "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
  "serialNumber": "urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79",
  "metadata": {
    "timestamp": "2026-05-01T10:00:00Z",
    "lifecycles": [{"phase": "build"}],
    "manufacturer": {"name": "Example Office", "contact": [{"email": "desk@example.org"}]},
    "component": {"bom-ref": "app", "type": "application", "name": "app", "version": "1.0",
      "purl": "pkg:generic/app@1.0",
      "manufacturer": {"name": "Example Office", "url": ["https://example.org"]},
      "licenses": [{"license": {"id": "EUPL-1.2", "acknowledgement": "concluded"}},
                   {"license": {"id": "EUPL-1.2", "acknowledgement": "declared"}}],
      "externalReferences": [{"type": "rfc-9116", "url": "https://example.org/security.txt"}],
      "properties": [{"name": "bsi:component:effectiveLicense", "value": "EUPL-1.2"}]}
  },
  "components": [
    {
      "bom-ref": "lib", "type": "library", "name": "lib", "version": "2.0",
      "purl": "pkg:generic/lib@2.0",
      "supplier": {"name": "Lib Makers", "contact": [{"email": "lib@example.org"}]},
      "licenses": [{"license": {"id": "MIT", "acknowledgement": "concluded"}},
                   {"license": {"id": "Apache-2.0", "acknowledgement": "declared"}}],
      "hashes": [{"alg": "SHA-256", "content": "SHA256"}],
      "externalReferences": [
        {"type": "distribution", "url": "https://lib.example.org/lib.jar",
         "hashes": [{"alg": "SHA-512", "content": "SHA512"}]},
        {"type": "source-distribution", "url": "https://lib.example.org/src.tar",
         "hashes": [{"alg": "SHA-512", "content": "SHA512"}]},
        {"type": "rfc-9116", "url": "https://lib.example.org/security.txt"}],
      "properties": [
        {"name": "bsi:component:filename", "value": "lib.jar"},
        {"name": "bsi:component:executable", "value": "non-executable"},
        {"name": "bsi:component:archive", "value": "archive"},
        {"name": "bsi:component:structured", "value": "structured"},
        {"name": "bsi:component:effectiveLicence", "value": "MIT"}]
    }
  ],
  "dependencies": [{"ref": "app", "dependsOn": ["lib"]}, {"ref": "lib", "dependsOn": []}],
  "compositions": [{"aggregate": "complete", "dependencies": ["app", "lib"]}]
})j";

/// Of late 2024: TR-03183-2 v1.1 and v2.0.0 take SPDX 2.3.
inline constexpr const char* kCompleteSpdx2 = R"j({
  "spdxVersion": "SPDX-2.3", "dataLicense": "CC0-1.0", "SPDXID": "SPDXRef-DOCUMENT",
  "name": "app", "documentNamespace": "https://example.org/sbom/1",
  "creationInfo": {"created": "2024-12-01T10:00:00Z", "comment": "SBOM Type: Build",
    "creators": ["Tool: maker-2", "Organization: Example Office (desk@example.org)"]},
  "documentDescribes": ["SPDXRef-lib"],
  "packages": [
    {"SPDXID": "SPDXRef-lib", "name": "lib", "versionInfo": "2.0", "packageFileName": "lib.jar",
     "downloadLocation": "https://lib.example.org/lib.jar",
     "originator": "Organization: Lib Makers (lib@example.org)",
     "licenseConcluded": "MIT", "licenseDeclared": "Apache-2.0",
     "checksums": [{"algorithm": "SHA256", "checksumValue": "SHA256"},
                   {"algorithm": "SHA512", "checksumValue": "SHA512"}],
     "externalRefs": [{"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl",
                       "referenceLocator": "pkg:generic/lib@2.0"}]}
  ],
  "relationships": [{"spdxElementId": "SPDXRef-lib", "relationshipType": "DEPENDS_ON",
                     "relatedSpdxElement": "NONE"}]
})j";

inline constexpr const char* kCompleteSpdx3 = R"j({
  "@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld",
  "@graph": [
    {"type": "CreationInfo", "@id": "_:c", "specVersion": "3.0.1",
     "created": "2026-05-01T10:00:00Z", "createdBy": ["https://e.org/office"]},
    {"type": "Organization", "spdxId": "https://e.org/office", "creationInfo": "_:c",
     "name": "Example Office", "externalIdentifier": [{"type": "ExternalIdentifier",
       "externalIdentifierType": "email", "identifier": "desk@example.org"}]},
    {"type": "Organization", "spdxId": "https://e.org/makers", "creationInfo": "_:c",
     "name": "Lib Makers", "externalIdentifier": [{"type": "ExternalIdentifier",
       "externalIdentifierType": "urlScheme", "identifier": "https://lib.example.org"}]},
    {"type": "SpdxDocument", "spdxId": "https://e.org/doc", "creationInfo": "_:c",
     "rootElement": ["https://e.org/lib"]},
    {"type": "software_Sbom", "spdxId": "https://e.org/sbom", "creationInfo": "_:c",
     "software_sbomType": ["build"], "rootElement": ["https://e.org/lib"]},
    {"type": "software_Package", "spdxId": "https://e.org/lib", "creationInfo": "_:c",
     "name": "lib", "software_packageVersion": "2.0",
     "software_packageUrl": "pkg:generic/lib@2.0", "originatedBy": ["https://e.org/makers"],
     "software_downloadLocation": "https://lib.example.org/lib.jar"},
    {"type": "software_File", "spdxId": "https://e.org/jar", "creationInfo": "_:c",
     "name": "lib.jar", "software_primaryPurpose": "archive",
     "software_additionalPurpose": ["container"],
     "verifiedUsing": [{"type": "Hash", "algorithm": "sha512", "hashValue": "SHA512"}]},
    {"type": "simplelicensing_LicenseExpression", "spdxId": "https://e.org/mit",
     "creationInfo": "_:c", "simplelicensing_licenseExpression": "MIT"},
    {"type": "Relationship", "spdxId": "https://e.org/r1", "creationInfo": "_:c",
     "from": "https://e.org/lib", "relationshipType": "dependsOn",
     "to": ["https://spdx.org/rdf/3.0.1/terms/Core/NoneElement"]},
    {"type": "Relationship", "spdxId": "https://e.org/r2", "creationInfo": "_:c",
     "from": "https://e.org/lib", "relationshipType": "hasConcludedLicense",
     "to": ["https://e.org/mit"]},
    {"type": "Relationship", "spdxId": "https://e.org/r3", "creationInfo": "_:c",
     "from": "https://e.org/lib", "relationshipType": "hasDeclaredLicense",
     "to": ["https://e.org/mit"]},
    {"type": "Relationship", "spdxId": "https://e.org/r4", "creationInfo": "_:c",
     "from": "https://e.org/lib", "relationshipType": "hasDistributionArtifact",
     "to": ["https://e.org/jar"]}
  ]
})j";

}  // namespace headwater::sbom
