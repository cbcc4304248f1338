// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

/// \file
/// One project's parts list in every serialisation, as complete as each format allows.

namespace headwater::sbom {

inline constexpr const char* kCycloneDxJson = R"j({
  "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 3,
  "serialNumber": "urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79",
  "dependencies": [
    {"ref": "app", "dependsOn": ["lib", "search"]},
    {"ref": "lib", "dependsOn": [], "provides": ["inner"]}
  ],
  "metadata": {
    "timestamp": "2026-05-01T10:00:00Z",
    "lifecycles": [{"phase": "build"}, {"name": "own"}],
    "tools": {"components": [{"type": "application", "name": "maker", "version": "2"}]},
    "authors": [{"name": "Alex Example", "email": "alex@example.org"}],
    "manufacturer": {"name": "Example Office", "url": ["https://example.org"],
      "contact": [{"name": "Desk"}, {"email": "desk@example.org"}]},
    "supplier": {"name": "Example Shop"},
    "component": {"bom-ref": "app", "type": "application", "name": "app", "version": "1.0"}
  },
  "components": [
    {
      "bom-ref": "lib", "type": "library", "group": "org.example", "name": "lib", "version": "2.0",
      "scope": "required", "purl": "pkg:maven/org.example/lib@2.0", "cpe": "cpe:2.3:a:e:lib:2.0",
      "swid": {"tagId": "swid-lib", "name": "lib"}, "omniborId": ["gitoid:blob:sha1:a"],
      "swhid": ["swh:1:cnt:a", "swh:1:cnt:b"],
      "components": [{"bom-ref": "inner", "type": "file", "name": "inner"}],
      "supplier": {"name": "Lib Makers", "contact": [{"email": "lib@example.org"}]},
      "manufacturer": {"name": "Lib Works"}, "authors": [{"name": "Kim Example"}],
      "author": "Kim", "publisher": "Press",
      "licenses": [{"license": {"id": "MIT", "acknowledgement": "declared"}},
                   {"license": {"name": "Own terms", "acknowledgement": "concluded"}}],
      "hashes": [{"alg": "SHA-256", "content": "aa"}],
      "externalReferences": [
        {"type": "website", "url": "https://lib.example.org"},
        {"type": "distribution", "url": "https://lib.example.org/lib.jar",
         "hashes": [{"alg": "SHA-512", "content": "bb"}]},
        {"type": "bom", "url": "urn:cdx:x/1"}, {"type": "rfc-9116", "url": "https://s.example.org"}
      ],
      "properties": [
        {"name": "bsi:component:filename", "value": "lib.jar"},
        {"name": "bsi:component:executable", "value": "non-executable"},
        {"name": "bsi:component:archive", "value": "archive"},
        {"name": "bsi:component:structured", "value": "structured"},
        {"name": "bsi:component:effectiveLicence", "value": "MIT"},
        {"name": "other", "value": "x"}
      ]
    }
  ],
  "services": [{"bom-ref": "search", "name": "search", "provider": {"name": "Finder"}}],
  "compositions": [
    {"aggregate": "complete", "assemblies": ["app"], "dependencies": ["app", "lib"]},
    {"aggregate": "incomplete_third_party_only"}
  ],
  "vulnerabilities": [{"id": "CVE-2026-0001"}]
})j";

inline constexpr const char* kCycloneDxXml = R"x(<?xml version="1.0" encoding="UTF-8"?>
<bom xmlns="http://cyclonedx.org/schema/bom/1.6" version="3"
     serialNumber="urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79">
  <metadata>
    <timestamp>2026-05-01T10:00:00Z</timestamp>
    <lifecycles><lifecycle><phase>build</phase></lifecycle><lifecycle><name>own</name></lifecycle></lifecycles>
    <tools><components><component type="application"><name>maker</name><version>2</version></component></components></tools>
    <authors><author><name>Alex Example</name><email>alex@example.org</email></author></authors>
    <component bom-ref="app" type="application"><name>app</name><version>1.0</version></component>
    <manufacturer><name>Example Office</name><url>https://example.org</url>
      <contact><name>Desk</name></contact><contact><email>desk@example.org</email></contact></manufacturer>
    <supplier><name>Example Shop</name></supplier>
  </metadata>
  <components>
    <component bom-ref="lib" type="library">
      <supplier><name>Lib Makers</name><contact><email>lib@example.org</email></contact></supplier>
      <manufacturer><name>Lib Works</name></manufacturer>
      <authors><author><name>Kim Example</name></author></authors>
      <author>Kim</author><publisher>Press</publisher>
      <group>org.example</group><name>lib</name><version>
        2.0
      </version><scope>required</scope>
      <hashes><hash alg="SHA-256">aa</hash></hashes>
      <licenses><license acknowledgement="declared"><id>MIT</id></license>
                <license acknowledgement="concluded"><name>Own terms</name></license></licenses>
      <cpe>cpe:2.3:a:e:lib:2.0</cpe><purl>pkg:maven/org.example/lib@2.0</purl>
      <omniborId>gitoid:blob:sha1:a</omniborId>
      <swhid>swh:1:cnt:a</swhid><swhid>swh:1:cnt:b</swhid>
      <swid tagId="swid-lib" name="lib"/>
      <externalReferences>
        <reference type="website"><url>https://lib.example.org</url></reference>
        <reference type="distribution"><url>https://lib.example.org/lib.jar</url>
          <hashes><hash alg="SHA-512">bb</hash></hashes></reference>
        <reference type="bom"><url>urn:cdx:x/1</url></reference>
        <reference type="rfc-9116"><url>https://s.example.org</url></reference>
      </externalReferences>
      <properties>
        <property name="bsi:component:filename">lib.jar</property>
        <property name="bsi:component:executable">non-executable</property>
        <property name="bsi:component:archive">archive</property>
        <property name="bsi:component:structured">structured</property>
        <property name="bsi:component:effectiveLicense">MIT</property>
        <property name="other">x</property>
      </properties>
      <components><component bom-ref="inner" type="file"><name>inner</name></component></components>
    </component>
  </components>
  <services><service bom-ref="search"><provider><name>Finder</name></provider><name>search</name></service></services>
  <dependencies>
    <dependency ref="app"><dependency ref="lib"/><dependency ref="search"/></dependency>
    <dependency ref="lib"><provides ref="inner"/></dependency>
  </dependencies>
  <compositions>
    <composition><aggregate>complete</aggregate><assemblies><assembly ref="app"/></assemblies>
      <dependencies><dependency ref="app"/><dependency ref="lib"/></dependencies></composition>
    <composition><aggregate>incomplete_third_party_only</aggregate></composition>
  </compositions>
  <vulnerabilities><vulnerability><id>CVE-2026-0001</id></vulnerability></vulnerabilities>
</bom>
)x";

inline constexpr const char* kCycloneDxDump = R"d(timestamp 2026-05-01T10:00:00Z
  party 0 Example Shop - - -
  party 1 Example Office - desk@example.org https://example.org
  party 2 Alex Example - alex@example.org -
  party 5 maker 2 - -
phase build
phase own
primary app
component - app 1.0 type 1 in (nothing) -
component org.example lib 2.0 type 12 in (nothing) required
  id 0 pkg:maven/org.example/lib@2.0
  id 1 cpe:2.3:a:e:lib:2.0
  id 2 swid-lib
  id 3 gitoid:blob:sha1:a
  id 4 swh:1:cnt:a
  id 4 swh:1:cnt:b
  party 0 Lib Makers - lib@example.org -
  party 1 Lib Works - - -
  party 2 Kim Example - - -
  party 3 Kim - - -
  party 4 Press - - -
  licence 1 0 MIT
  licence 2 1 Own terms
  licence 3 2 MIT
  hash 12 - aa
  hash 14 1 bb
  reference 1 urn:cdx:x/1
  reference 2 https://lib.example.org/lib.jar
  reference 3 https://s.example.org
  reference 6 https://lib.example.org
  fact 0 lib.jar
  fact 1 non-executable
  fact 2 archive
  fact 3 structured
component - inner - type 8 in lib -
component - search - type 18 in (nothing) -
  party 0 Finder - - -
edge app lib 0 0
edge app search 0 0
edge lib inner 2 0
completeness app 0 1
completeness app 0 2
completeness lib 0 2
completeness (nothing) 1 0
vulnerabilities 1
)d";

inline constexpr const char* kSpdx2Json = R"j({
  "spdxVersion": "SPDX-2.3", "dataLicense": "CC0-1.0", "SPDXID": "SPDXRef-DOCUMENT",
  "name": "app", "documentNamespace": "https://example.org/sbom/1",
  "creationInfo": {"created": "2026-05-01T10:00:00Z", "comment": "SBOM Type: Build",
    "creators": ["Tool: maker-2", "Organization: Example Office (desk@example.org)",
                 "Person: Alex Example ()"]},
  "packages": [
    {"SPDXID": "SPDXRef-app", "name": "app", "versionInfo": "1.0",
     "downloadLocation": "NOASSERTION", "primaryPackagePurpose": "APPLICATION"},
    {"SPDXID": "SPDXRef-lib", "name": "lib", "versionInfo": "2.0",
     "downloadLocation": "https://lib.example.org/lib.jar", "packageFileName": "lib.jar",
     "supplier": "Organization: Lib Makers (lib@example.org)", "originator": "NOASSERTION",
     "licenseDeclared": "MIT", "licenseConcluded": "NOASSERTION",
     "homepage": "https://lib.example.org", "primaryPackagePurpose": "LIBRARY",
     "checksums": [{"algorithm": "SHA256", "checksumValue": "aa"}],
     "externalRefs": [
       {"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl",
        "referenceLocator": "pkg:maven/org.example/lib@2.0"},
       {"referenceCategory": "SECURITY", "referenceType": "cpe23Type",
        "referenceLocator": "cpe:2.3:a:e:lib:2.0"},
       {"referenceCategory": "SECURITY", "referenceType": "advisory",
        "referenceLocator": "https://a.example.org"}]},
    {"SPDXID": "SPDXRef-inner", "name": "inner", "downloadLocation": "git+https://i.example.org"}
  ],
  "relationships": [
    {"spdxElementId": "SPDXRef-DOCUMENT", "relationshipType": "DESCRIBES",
     "relatedSpdxElement": "SPDXRef-app"},
    {"spdxElementId": "SPDXRef-lib", "relationshipType": "DEPENDENCY_OF",
     "relatedSpdxElement": "SPDXRef-app"},
    {"spdxElementId": "SPDXRef-lib", "relationshipType": "CONTAINS",
     "relatedSpdxElement": "SPDXRef-inner"},
    {"spdxElementId": "SPDXRef-lib", "relationshipType": "DEPENDS_ON",
     "relatedSpdxElement": "NONE"},
    {"spdxElementId": "SPDXRef-inner", "relationshipType": "CONTAINS",
     "relatedSpdxElement": "DocumentRef-x:SPDXRef-y"}
  ]
})j";

inline constexpr const char* kSpdx2Yaml = R"y(spdxVersion: SPDX-2.3
dataLicense: CC0-1.0
SPDXID: SPDXRef-DOCUMENT
name: app
documentNamespace: https://example.org/sbom/1
creationInfo:
  created: "2026-05-01T10:00:00Z"
  comment: "SBOM Type: Build"
  creators:
    - "Tool: maker-2"
    - "Organization: Example Office (desk@example.org)"
    - "Person: Alex Example ()"
documentDescribes: [SPDXRef-app]
packages:
  - SPDXID: SPDXRef-app
    name: app
    versionInfo: "1.0"
    downloadLocation: NOASSERTION
    primaryPackagePurpose: APPLICATION
  - SPDXID: SPDXRef-lib
    name: lib
    versionInfo: 2.0
    downloadLocation: https://lib.example.org/lib.jar
    packageFileName: lib.jar
    supplier: "Organization: Lib Makers (lib@example.org)"
    originator: NOASSERTION
    licenseDeclared: MIT
    licenseConcluded: NOASSERTION
    homepage: https://lib.example.org
    primaryPackagePurpose: LIBRARY
    checksums:
      - {algorithm: SHA256, checksumValue: aa}
    externalRefs:
      - referenceCategory: PACKAGE-MANAGER
        referenceType: purl
        referenceLocator: pkg:maven/org.example/lib@2.0
      - {referenceCategory: SECURITY, referenceType: cpe23Type, referenceLocator: "cpe:2.3:a:e:lib:2.0"}
      - {referenceCategory: SECURITY, referenceType: advisory, referenceLocator: "https://a.example.org"}
  - SPDXID: SPDXRef-inner
    name: inner
    downloadLocation: git+https://i.example.org
relationships:
  - {spdxElementId: SPDXRef-app, relationshipType: DEPENDS_ON, relatedSpdxElement: SPDXRef-lib}
  - {spdxElementId: SPDXRef-inner, relationshipType: CONTAINED_BY, relatedSpdxElement: SPDXRef-lib}
  - {spdxElementId: SPDXRef-lib, relationshipType: DEPENDS_ON, relatedSpdxElement: NONE}
  - {spdxElementId: SPDXRef-inner, relationshipType: CONTAINS, relatedSpdxElement: "DocumentRef-x:SPDXRef-y"}
)y";

inline constexpr const char* kSpdx2TagValue = R"t(SPDXVersion: SPDX-2.3
DataLicense: CC0-1.0
SPDXID: SPDXRef-DOCUMENT
DocumentName: app
DocumentNamespace: https://example.org/sbom/1
Creator: Tool: maker-2
Creator: Organization: Example Office (desk@example.org)
Creator: Person: Alex Example ()
Created: 2026-05-01T10:00:00Z
CreatorComment: <text>SBOM Type: Build</text>
Relationship: SPDXRef-DOCUMENT DESCRIBES SPDXRef-app

PackageName: app
SPDXID: SPDXRef-app
PackageVersion: 1.0
PackageDownloadLocation: NOASSERTION
PrimaryPackagePurpose: APPLICATION
Relationship: SPDXRef-app DEPENDS_ON SPDXRef-lib

PackageName: lib
SPDXID: SPDXRef-lib
PackageVersion: 2.0
PackageFileName: lib.jar
PackageSupplier: Organization: Lib Makers (lib@example.org)
PackageOriginator: NOASSERTION
PackageDownloadLocation: https://lib.example.org/lib.jar
PackageHomePage: https://lib.example.org
PrimaryPackagePurpose: LIBRARY
PackageChecksum: SHA256: aa
PackageLicenseConcluded: NOASSERTION
PackageLicenseDeclared: MIT
ExternalRef: PACKAGE-MANAGER purl pkg:maven/org.example/lib@2.0
ExternalRef: SECURITY cpe23Type cpe:2.3:a:e:lib:2.0
ExternalRef: SECURITY advisory https://a.example.org
Relationship: SPDXRef-lib CONTAINS SPDXRef-inner
Relationship: SPDXRef-lib DEPENDS_ON NONE

PackageName: inner
SPDXID: SPDXRef-inner
PackageDownloadLocation: git+https://i.example.org
Relationship: SPDXRef-inner CONTAINS DocumentRef-x:SPDXRef-y
)t";

inline constexpr const char* kSpdx2Dump = R"d(timestamp 2026-05-01T10:00:00Z
  party 2 Alex Example - - -
  party 2 Example Office - desk@example.org -
  party 5 maker-2 - - -
phase SBOM Type: Build
primary app
component - app 1.0 type 1 in (nothing) -
component - lib 2.0 type 12 in (nothing) -
  id 0 pkg:maven/org.example/lib@2.0
  id 1 cpe:2.3:a:e:lib:2.0
  party 0 Lib Makers - lib@example.org -
  party 1 NOASSERTION - - -
  licence 1 2 MIT
  licence 2 3 NOASSERTION
  hash 12 - aa
  reference 0 https://a.example.org
  reference 2 https://lib.example.org/lib.jar
  reference 6 https://lib.example.org
  fact 0 lib.jar
component - inner - type 0 in (nothing) -
  reference 5 git+https://i.example.org
edge app lib 0 0
edge lib inner 1 0
edge inner (elsewhere) 1 0
completeness lib 0 2
vulnerabilities 0
)d";

inline constexpr const char* kSpdx3Json = R"j({
  "@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld",
  "@graph": [
    {"type": "CreationInfo", "@id": "_:c", "specVersion": "3.0.1",
     "created": "2026-05-01T10:00:00Z", "createdBy": ["https://e.org/office"],
     "createdUsing": ["https://e.org/maker"]},
    {"type": "Organization", "spdxId": "https://e.org/office", "creationInfo": "_:c",
     "name": "Example Office", "externalIdentifier": [
       {"type": "ExternalIdentifier", "externalIdentifierType": "email",
        "identifier": "desk@example.org"},
       {"type": "ExternalIdentifier", "externalIdentifierType": "urlScheme",
        "identifier": "https://example.org"}]},
    {"type": "Tool", "spdxId": "https://e.org/maker", "creationInfo": "_:c", "name": "maker-2"},
    {"type": "Organization", "spdxId": "https://e.org/libs", "creationInfo": "_:c",
     "name": "Lib Makers", "externalIdentifier": {"type": "ExternalIdentifier",
       "externalIdentifierType": "email", "identifier": "lib@example.org"}},
    {"type": "SpdxDocument", "spdxId": "https://e.org/doc", "creationInfo": "_:c", "name": "app",
     "rootElement": ["https://e.org/sbom"],
     "import": [{"type": "ExternalMap", "externalSpdxId": "https://other.org/y"}]},
    {"type": "software_Sbom", "spdxId": "https://e.org/sbom", "creationInfo": "_:c",
     "software_sbomType": ["build"], "rootElement": ["https://e.org/app"]},
    {"type": "software_Package", "spdxId": "https://e.org/app", "creationInfo": "_:c",
     "name": "app", "software_packageVersion": "1.0", "software_primaryPurpose": "application"},
    {"type": "software_Package", "spdxId": "https://e.org/lib", "creationInfo": "_:c",
     "name": "lib", "software_packageVersion": "2.0", "software_primaryPurpose": "library",
     "suppliedBy": "https://e.org/libs", "originatedBy": ["https://gone.org/x"],
     "software_packageUrl": "pkg:maven/org.example/lib@2.0",
     "software_homePage": "https://lib.example.org",
     "externalIdentifier": [{"type": "ExternalIdentifier", "externalIdentifierType": "cpe23",
       "identifier": "cpe:2.3:a:e:lib:2.0"}],
     "externalRef": [{"type": "ExternalRef", "externalRefType": "vcs",
       "locator": ["https://git.example.org/lib"]}],
     "verifiedUsing": [{"type": "Hash", "algorithm": "sha256", "hashValue": "aa"}]},
    {"type": "software_Package", "spdxId": "https://e.org/inner", "creationInfo": "_:c",
     "name": "inner"},
    {"type": "software_File", "spdxId": "https://e.org/jar", "creationInfo": "_:c",
     "name": "lib.jar", "software_primaryPurpose": "archive",
     "software_additionalPurpose": ["container"],
     "verifiedUsing": [{"type": "Hash", "algorithm": "sha512", "hashValue": "bb"}]},
    {"type": "software_File", "spdxId": "https://e.org/src", "creationInfo": "_:c",
     "name": "lib-src.tar", "externalRef": [{"type": "ExternalRef",
       "externalRefType": "sourceArtifact", "locator": ["https://lib.example.org/src"]}],
     "verifiedUsing": [{"type": "Hash", "algorithm": "sha512",
       "hashValue": "cc"}]},
    {"type": "simplelicensing_LicenseExpression", "spdxId": "https://e.org/mit",
     "creationInfo": "_:c", "simplelicensing_licenseExpression": "MIT"},
    {"type": "Relationship", "spdxId": "https://e.org/r1", "creationInfo": "_:c",
     "from": "https://e.org/app", "relationshipType": "dependsOn", "to": ["https://e.org/lib"],
     "completeness": "complete"},
    {"type": "Relationship", "spdxId": "https://e.org/r2", "creationInfo": "_:c",
     "from": "https://e.org/lib", "relationshipType": "contains",
     "to": ["https://e.org/inner", "https://other.org/y", "https://e.org/office"]},
    {"type": "Relationship", "spdxId": "https://e.org/r3", "creationInfo": "_:c",
     "from": "https://e.org/lib", "relationshipType": "hasDeclaredLicense",
     "to": ["https://e.org/mit"]},
    {"type": "Relationship", "spdxId": "https://e.org/r4", "creationInfo": "_:c",
     "from": "https://e.org/lib", "relationshipType": "hasConcludedLicense",
     "to": ["https://spdx.org/rdf/3.0.1/terms/Licensing/NoAssertionLicense"]},
    {"type": "Relationship", "spdxId": "https://e.org/r5", "creationInfo": "_:c",
     "from": "https://e.org/lib", "relationshipType": "hasDistributionArtifact",
     "to": ["https://e.org/jar"]},
    {"type": "Relationship", "spdxId": "https://e.org/r6", "creationInfo": "_:c",
     "from": "https://e.org/src", "relationshipType": "generates", "to": ["https://e.org/lib"]},
    {"type": "LifecycleScopedRelationship", "spdxId": "https://e.org/r7", "creationInfo": "_:c",
     "from": "https://e.org/inner", "relationshipType": "dependsOn", "scope": "test",
     "to": ["https://spdx.org/rdf/3.0.1/terms/Core/NoneElement"]},
    {"type": "security_Vulnerability", "spdxId": "https://e.org/v", "creationInfo": "_:c",
     "name": "CVE-2026-0001"}
  ]
})j";

inline constexpr const char* kSpdx3Dump = R"d(timestamp 2026-05-01T10:00:00Z
  party 2 Example Office - desk@example.org https://example.org
  party 5 maker-2 - - -
phase build
primary app
component - app 1.0 type 1 in (nothing) -
component - lib 2.0 type 12 in (nothing) -
  id 0 pkg:maven/org.example/lib@2.0
  id 1 cpe:2.3:a:e:lib:2.0
  party 0 Lib Makers - lib@example.org -
  party 1 https://gone.org/x - - -
  licence 1 2 MIT
  licence 2 3 https://spdx.org/rdf/3.0.1/terms/Licensing/NoAssertionLicense
  hash 12 - aa
  hash 14 2 bb
  hash 14 3 cc
  reference 2 -
  reference 4 https://lib.example.org/src
  reference 5 https://git.example.org/lib
  reference 6 https://lib.example.org
  fact 0 lib.jar
  fact 1 non-executable
  fact 2 archive
  fact 3 structured
component - inner - type 0 in (nothing) -
edge app lib 0 0
edge lib inner 1 0
edge lib (elsewhere) 1 0
edge lib (other) 1 0
completeness app 0 2
completeness inner 0 2
vulnerabilities 1
)d";

}  // namespace headwater::sbom
