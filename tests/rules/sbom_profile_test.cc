// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/sbom/profile.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rules/sbom/profile_facts.h"
#include "tests/rules/sbom_profile_samples.h"
#include "tests/rules/sbom_samples.h"

namespace headwater::sbom {
namespace {

using State = RequirementResult::State;

constexpr Profile kProfiles[] = {Profile::kNtia2021, Profile::kBsi11, Profile::kBsi20,
                                 Profile::kBsi21};

std::string Replaced(std::string text, std::string_view find, std::string_view with) {
  const size_t at = text.find(find);
  EXPECT_NE(std::string::npos, at) << find;
  if (at != std::string::npos) text.replace(at, find.size(), with);
  return text;
}

std::string ReplacedAll(std::string text, std::string_view find, std::string_view with) {
  for (size_t at = text.find(find); at != std::string::npos; at = text.find(find, at)) {
    text.replace(at, find.size(), with);
  }
  return text;
}

struct Judged {
  explicit Judged(std::string_view bytes, std::string_view choice = "auto",
                  std::optional<bool> is_valid = true)
      : document(ReadSbomDocument(Filled(bytes))) {
    EXPECT_EQ(SbomDocument::Is::kSbom, document.is) << document.kind << document.problem;
    bom = ReadBom(document);
    results = EvaluateProfiles(bom, choice, is_valid);
  }
  Judged(const Judged&) = delete;
  Judged& operator=(const Judged&) = delete;

  /// Hashes of the right length for the samples' placeholders.
  static std::string Filled(std::string_view bytes) {
    constexpr size_t kSha256Digits = 64;
    constexpr size_t kSha512Digits = 128;
    const std::string half = ReplacedAll(std::string(bytes), "\"SHA256\"}",
                                         '"' + std::string(kSha256Digits, 'a') + "\"}");
    return ReplacedAll(half, "\"SHA512\"}", '"' + std::string(kSha512Digits, 'b') + "\"}");
  }

  const RequirementResult& Of(std::string_view id) const {
    for (const ProfileResult& profile : results) {
      for (const RequirementResult& result : profile.results) {
        if (result.requirement->id.view() == id) return result;
      }
    }
    ADD_FAILURE() << "no such requirement: " << id;
    static const RequirementResult kNone;
    return kNone;
  }

  SbomDocument document;
  Bom bom;
  std::vector<ProfileResult> results;
};

/// What is not met or not decided, by whatever duty.
std::set<std::string> Lacks(std::string_view bytes, Profile profile) {
  const Judged judged(bytes, NameOf(profile));
  std::set<std::string> ids;
  for (const RequirementResult& result : judged.results.at(0).results) {
    if (result.state == State::kMissing || result.state == State::kUndecided) {
      ids.emplace(result.requirement->id.view());
    }
  }
  return ids;
}

bool Asks(Profile profile, std::string_view id) {
  for (const Requirement& requirement : Requirements()) {
    if (requirement.profile == profile && requirement.id.view() == id) return true;
  }
  return false;
}

/// What a document no longer says when `find` becomes `with`: exactly that, in every profile that
/// asks for it.
struct Violation {
  std::string_view find;
  std::string_view with;
  std::set<std::string> ids;
};

void ExpectViolations(std::string_view complete, std::span<const Profile> profiles,
                      const std::vector<Violation>& violations) {
  for (const Profile profile : profiles) {
    const std::set<std::string> before = Lacks(complete, profile);
    for (const Violation& violation : violations) {
      std::set<std::string> expected = before;
      for (const std::string& id : violation.ids) {
        if (Asks(profile, id)) expected.insert(id);
      }
      const std::string changed = Replaced(std::string(complete), violation.find, violation.with);
      EXPECT_EQ(expected, Lacks(changed, profile)) << NameOf(profile) << ": " << violation.find;
    }
  }
}

const std::vector<Violation>& CycloneDxViolations() {
  static const std::vector<Violation> kViolations = {
      {R"("specVersion": "1.6")", R"("specVersion": "1.3")", {"format"}},
      {R"(, "contact": [{"email": "desk@example.org"}])", "", {"sbom-creator"}},
      {R"("manufacturer": {"name": "Example Office", "contact": [{"email": "desk@example.org"}]},)",
       "",
       {"sbom-creator", "sbom-author"}},
      {R"("timestamp": "2026-05-01T10:00:00Z",)", "", {"timestamp"}},
      {"2026-05-01T10:00:00Z", "2026-02-30T10:00:00Z", {"timestamp"}},
      {"2026-05-01T10:00:00Z", "2026-05-01", {"timestamp"}},
      {R"("serialNumber": "urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79",)", "", {"sbom-uri"}},
      {R"({"phase": "build"})", R"({"phase": "design"})", {"build-information"}},
      {R"("dependencies": [{"ref": "app")",
       R"("vulnerabilities": [{"id": "CVE-2026-0001"}], "dependencies": [{"ref": "app")",
       {"vulnerabilities"}},
      {R"([{"ref": "app", "dependsOn": ["lib"]}, {"ref": "lib", "dependsOn": []}])",
       R"([{"ref": "app", "dependsOn": []}, {"ref": "lib", "dependsOn": []}])",
       {"relationships"}},
      {R"(, "contact": [{"email": "lib@example.org"}])", "", {"component-creator"}},
      {R"("email": "lib@example.org")", R"("email": "nobody")", {"component-creator"}},
      {R"("supplier": {"name": "Lib Makers", "contact": [{"email": "lib@example.org"}]},)",
       R"("publisher": "Lib Makers",)",
       {"component-creator"}},
      {R"("supplier": {"name": "Lib Makers", "contact": [{"email": "lib@example.org"}]},)",
       "",
       {"component-creator", "supplier-name"}},
      {R"("name": "lib", "version": "2.0")", R"("name": "lib")", {"version"}},
      {R"("name": "lib", "version": "2.0")", R"("name": "", "version": "2.0")", {"name"}},
      {R"("purl": "pkg:generic/lib@2.0",)", "", {"unique-id"}},
      {R"("id": "MIT", "acknowledgement": "concluded")",
       R"("id": "MIT", "acknowledgement": "declared")",
       {"distribution-licence", "concluded-licence"}},
      {R"("id": "MIT", "acknowledgement": "concluded")",
       R"("name": "The MIT licence", "acknowledgement": "concluded")",
       {"distribution-licence", "concluded-licence"}},
      {R"("id": "Apache-2.0", "acknowledgement": "declared")",
       R"("id": "Apache-2.0", "acknowledgement": "concluded")",
       {"original-licence", "declared-licence"}},
      {R"("licenses": [{"license": {"id": "MIT", "acknowledgement": "concluded"}},
                   {"license": {"id": "Apache-2.0", "acknowledgement": "declared"}}],)",
       R"("licenses": [],)",
       // The effective licence is the choice of whoever made the list.
       {"licence", "distribution-licence", "concluded-licence", "original-licence",
        "declared-licence"}},
      {R"({"name": "bsi:component:effectiveLicence", "value": "MIT"})",
       R"({"name": "bsi:component:effective", "value": "MIT"})",
       {"effective-licence"}},
      {R"({"alg": "SHA-256", "content": "SHA256"})", "", {"sha-256"}},
      {R"({"alg": "SHA-256", "content": "SHA256"})",
       R"({"alg": "SHA-256", "content": "abc"})",
       {"sha-256"}},
      {R"(lib.jar",
         "hashes": [{"alg": "SHA-512", "content": "SHA512"}]})",
       R"(lib.jar"})",
       {"deployable-hash", "sha-512"}},
      {R"("value": "lib.jar"},)",
       R"("value": "lib.jar"}, {"name": "bsi:component:filename", "value": "b"},)",
       {"filename"}},
      {R"({"name": "bsi:component:filename", "value": "lib.jar"},)", "", {"filename"}},
      {R"("value": "non-executable")", R"("value": "no")", {"executable"}},
      {R"("value": "archive")", R"("value": "Archive")", {"archive"}},
      {R"({"name": "bsi:component:structured", "value": "structured"},)", "", {"structured"}},
      {R"("source-distribution", "url": "https://lib.example.org/src.tar")",
       R"("source-distribution", "url": "")",
       {"source-uri"}},
      {R"("distribution", "url": "https://lib.example.org/lib.jar")",
       R"("distribution", "url": "")",
       {"deployable-uri"}},
      {R"(src.tar",
         "hashes": [{"alg": "SHA-512", "content": "SHA512"}]})",
       R"(src.tar"})",
       {"source-hash"}},
      {R"({"type": "rfc-9116", "url": "https://lib.example.org/security.txt"})",
       R"({"type": "website", "url": "https://lib.example.org"})",
       {"security-txt"}},
      {R"(, {"ref": "lib", "dependsOn": []}])", "]", {}},
      {R"(["app", "lib"]}])", R"(["app"]}])", {"completeness"}},
      {R"("aggregate": "complete", "dependencies": ["app", "lib"])",
       R"("aggregate": "not_specified", "dependencies": ["app", "lib"])",
       {"completeness"}},
      {R"("aggregate": "complete", "dependencies": ["app", "lib"])",
       R"("aggregate": "unknown")",
       {}},
  };
  return kViolations;
}

TEST(ProfileTest, ACycloneDxDocumentCanMeetEveryRequirementOfEveryProfile) {
  for (const Profile profile : kProfiles) {
    EXPECT_EQ(std::set<std::string>(), Lacks(kCompleteCycloneDx, profile)) << NameOf(profile);
    const Judged judged(kCompleteCycloneDx, NameOf(profile));
    EXPECT_TRUE(judged.results.at(0).is_met());
    for (const RequirementResult& result : judged.results.at(0).results) {
      EXPECT_EQ(State::kMet, result.state) << result.requirement->id.view();
    }
  }
}

TEST(ProfileTest, WhatACycloneDxDocumentDoesNotSayIsMissingAndNothingElse) {
  ExpectViolations(kCompleteCycloneDx, kProfiles, CycloneDxViolations());
}

TEST(ProfileTest, EveryRowHasAViolatingCase) {
  // Those that need more than one edit have a test of their own.
  std::set<std::string> covered = {"dependencies", "serialisation", "schema"};
  for (const Violation& violation : CycloneDxViolations()) covered.merge(std::set(violation.ids));
  for (const Requirement& requirement : Requirements()) {
    EXPECT_EQ(1U, covered.count(std::string(requirement.id.view()))) << requirement.id.view();
  }
}

TEST(ProfileTest, AComponentWithoutAnEntryOfItsOwnSaysNothingAboutItsDependencies) {
  const std::string text =
      Replaced(Replaced(kCompleteCycloneDx, R"(, {"ref": "lib", "dependsOn": []}])", "]"),
               R"("dependencies": ["app", "lib"])", R"("dependencies": ["app"])");
  EXPECT_EQ((std::set<std::string>{"completeness", "dependencies"}), Lacks(text, Profile::kBsi21));
}

TEST(ProfileTest, SeveralComponentsWithoutAnyRelationshipLackThem) {
  std::string text = Replaced(kCompleteCycloneDx, R"("dependsOn": ["lib"])", R"("dependsOn": [])");
  EXPECT_EQ(std::set<std::string>{"relationships"}, Lacks(text, Profile::kNtia2021));
}

TEST(ProfileTest, OnlyJsonAndXmlAreTakenFromVersion2On) {
  const std::string_view tag_value = R"(SPDXVersion: SPDX-2.3
DocumentNamespace: https://example.org/1
Created: 2025-05-01T10:00:00Z
PackageName: lib
SPDXID: SPDXRef-lib
)";
  EXPECT_EQ(0U, Lacks(tag_value, Profile::kBsi11).count("serialisation"));
  EXPECT_EQ(1U, Lacks(tag_value, Profile::kBsi20).count("serialisation"));
  EXPECT_EQ(1U, Lacks(tag_value, Profile::kBsi21).count("serialisation"));
}

TEST(ProfileTest, AnInvalidDocumentDoesNotMeetVersion21AndAnUnvalidatedOneIsUndecided) {
  EXPECT_EQ(State::kMet, Judged(kCompleteCycloneDx, "bsi-2.1", true).Of("schema").state);
  EXPECT_EQ(State::kMissing, Judged(kCompleteCycloneDx, "bsi-2.1", false).Of("schema").state);
  const Judged unknown(kCompleteCycloneDx, "bsi-2.1", std::nullopt);
  EXPECT_EQ(State::kUndecided, unknown.Of("schema").state);
  EXPECT_FALSE(unknown.results.at(0).is_met());
}

TEST(ProfileTest, Spdx2MeetsWhatItHasPlacesFor) {
  EXPECT_EQ((std::set<std::string>{"source-uri", "source-hash"}),
            Lacks(kCompleteSpdx2, Profile::kBsi11));
  EXPECT_EQ(
      (std::set<std::string>{"executable", "archive", "structured", "source-uri", "source-hash"}),
      Lacks(kCompleteSpdx2, Profile::kBsi20));
  EXPECT_EQ(1U, Lacks(kCompleteSpdx2, Profile::kBsi21).count("format"));
  EXPECT_EQ(State::kUndecided, Judged(kCompleteSpdx2, "bsi-2.0").Of("executable").state);
}

TEST(ProfileTest, WhatAnSpdx2DocumentDoesNotSayIsMissingAndNothingElse) {
  constexpr Profile kTaken[] = {Profile::kNtia2021, Profile::kBsi11, Profile::kBsi20};
  ExpectViolations(
      kCompleteSpdx2, kTaken,
      {
          {R"j(, "Organization: Example Office (desk@example.org)")j", "", {"sbom-creator"}},
          {R"("created": "2024-12-01T10:00:00Z",)", "", {"timestamp"}},
          {R"("documentNamespace": "https://example.org/sbom/1",)", "", {"sbom-uri"}},
          {R"( (lib@example.org))", "", {"component-creator"}},
          {R"j("originator": "Organization: Lib Makers (lib@example.org)")j",
           R"("originator": "NOASSERTION")",
           {"component-creator", "supplier-name"}},
          {R"("versionInfo": "2.0",)", "", {"version"}},
          {R"("packageFileName": "lib.jar",)", "", {"filename"}},
          {R"("licenseConcluded": "MIT")",
           R"("licenseConcluded": "NOASSERTION")",
           {"concluded-licence"}},
          {R"("licenseConcluded": "MIT", "licenseDeclared": "Apache-2.0")",
           R"("licenseConcluded": "NOASSERTION", "licenseDeclared": "LicenseRef-1")",
           {"licence", "concluded-licence", "declared-licence"}},
          {R"({"algorithm": "SHA256", "checksumValue": "SHA256"},)", "", {"sha-256"}},
          {R"({"algorithm": "SHA512", "checksumValue": "SHA512"})",
           R"({"algorithm": "MD5", "checksumValue": "0"})",
           {"sha-512"}},
          {R"("downloadLocation": "https://lib.example.org/lib.jar")",
           R"("downloadLocation": "NOASSERTION")",
           {"deployable-uri"}},
          {R"("referenceType": "purl")", R"("referenceType": "url")", {"unique-id"}},
          {R"("referenceType": "purl")",
           R"("referenceType": "advisory")",
           {"unique-id", "vulnerabilities"}},
          {R"("relationshipType": "DEPENDS_ON")",
           R"("relationshipType": "OTHER")",
           {"dependencies"}},
      });
}

TEST(ProfileTest, WhatAnSpdx3DocumentDoesNotSayIsMissingAndNothingElse) {
  constexpr Profile kTaken[] = {Profile::kNtia2021, Profile::kBsi21};
  EXPECT_EQ(
      (std::set<std::string>{"effective-licence", "security-txt", "source-hash", "source-uri"}),
      Lacks(kCompleteSpdx3, Profile::kBsi21));
  ExpectViolations(
      kCompleteSpdx3, kTaken,
      {
          {R"("identifier": "desk@example.org")", R"("identifier": "")", {"sbom-creator"}},
          {R"("created": "2026-05-01T10:00:00Z",)", "", {"timestamp"}},
          {R"("identifier": "https://lib.example.org")",
           R"("identifier": "lib")",
           {"component-creator"}},
          {R"(, "originatedBy": ["https://e.org/makers"])",
           "",
           {"component-creator", "supplier-name"}},
          {R"("software_packageVersion": "2.0",)", "", {"version"}},
          {R"("software_packageUrl": "pkg:generic/lib@2.0",)", R"()", {"unique-id"}},
          {R"(,
     "software_downloadLocation": "https://lib.example.org/lib.jar")",
           "",
           {"deployable-uri"}},
          {R"("name": "lib.jar",)", R"("name": "",)", {"filename"}},
          {R"("algorithm": "sha512")", R"("algorithm": "sha256")", {"deployable-hash"}},
          // `executable` alone leaves open whether it can be taken apart.
          {R"("software_primaryPurpose": "archive",
     "software_additionalPurpose": ["container"],)",
           "",
           {"executable", "archive", "structured"}},
          {R"("relationshipType": "hasConcludedLicense")",
           R"("relationshipType": "other")",
           {"distribution-licence"}},
          {R"("relationshipType": "hasDeclaredLicense")",
           R"("relationshipType": "other")",
           {"original-licence"}},
          {R"("relationshipType": "dependsOn")",
           R"("relationshipType": "other")",
           {"dependencies", "completeness"}},
          {R"({"type": "simplelicensing_LicenseExpression")",
           R"({"type": "security_Vulnerability", "spdxId": "https://e.org/v"},
              {"type": "simplelicensing_LicenseExpression")",
           {"vulnerabilities"}},
          {R"("software_sbomType": ["build"])",
           R"("software_sbomType": ["source"])",
           {"build-information"}},
      });
}

std::string ClassesOf(std::string_view components, std::string_view more = "") {
  const std::string bytes = R"({"bomFormat":"CycloneDX","specVersion":"1.7","metadata":{)"
                            R"("component":{"bom-ref":"root","type":"application","name":"root",)"
                            R"("externalReferences":[{"type":"bom","url":"https://e.org"}]}},)"
                            R"("components":[)" +
                            std::string(components) + "]" + std::string(more) + "}";
  const SbomDocument document = ReadSbomDocument(bytes);
  EXPECT_EQ(SbomDocument::Is::kSbom, document.is) << document.problem;
  std::string letters;
  for (const ComponentClass one : ComponentClasses(ReadBom(document))) {
    letters += "-FLIR"[static_cast<size_t>(one)];
  }
  return letters;
}

TEST(ProfileTest, WhatADocumentIsAboutIsDescribedInIt) { EXPECT_EQ("L", ClassesOf("")); }

TEST(ProfileTest, AnAbstractionIsLogicalUnlessItIsAFile) {
  EXPECT_EQ("LLLLF", ClassesOf(R"({"type":"operating-system","name":"a"},)"
                               R"({"type":"framework","name":"b"},{"type":"container","name":"c"},)"
                               R"({"type":"framework","name":"d","hashes":[{"alg":"MD5"}]})"));
  EXPECT_EQ("LF", ClassesOf(R"({"type":"library","name":"a"})"));
}

TEST(ProfileTest, WhatIsNotDeliveredIsOnlyIdentified) {
  EXPECT_EQ("LIIF", ClassesOf(R"({"type":"library","name":"a","scope":"excluded"},)"
                              R"({"type":"library","name":"b","isExternal":true},)"
                              R"({"type":"library","name":"c","scope":"optional"})"));
}

TEST(ProfileTest, WhatIsDescribedElsewhereIsReferencedBeforeAnythingElse) {
  EXPECT_EQ("LR", ClassesOf(R"({"type":"library","name":"a","scope":"excluded",)"
                            R"("externalReferences":[{"type":"bom","url":"urn:cdx:x/1"}]})"));
}

TEST(ProfileTest, ServicesAndAlgorithmsAreNoComponents) {
  EXPECT_EQ("L--", ClassesOf(R"({"type":"cryptographic-asset","name":"AES"})",
                             R"(,"services":[{"name":"search"}])"));
}

TEST(ProfileTest, WhatIsOnlyProvidedElsewhereIsIdentified) {
  const SbomDocument document = ReadSbomDocument(
      R"({"spdxVersion":"SPDX-2.3","packages":[{"SPDXID":"SPDXRef-a","name":"a"},)"
      R"({"SPDXID":"SPDXRef-b","name":"b"},{"SPDXID":"SPDXRef-c","name":"c"}],"relationships":[)"
      R"({"spdxElementId":"SPDXRef-b","relationshipType":"PROVIDED_DEPENDENCY_OF",)"
      R"("relatedSpdxElement":"SPDXRef-a"},)"
      R"({"spdxElementId":"SPDXRef-c","relationshipType":"PROVIDED_DEPENDENCY_OF",)"
      R"("relatedSpdxElement":"SPDXRef-a"},)"
      R"({"spdxElementId":"SPDXRef-a","relationshipType":"DEPENDS_ON",)"
      R"("relatedSpdxElement":"SPDXRef-c"}]})");
  using Class = ComponentClass;
  EXPECT_EQ((std::vector<Class>{Class::kFull, Class::kIdentified, Class::kFull}),
            ComponentClasses(ReadBom(document)));
}

TEST(ProfileTest, TheSameDocumentHasTheSameGapsInEverySerialisation) {
  for (const Profile profile : kProfiles) {
    EXPECT_EQ(Lacks(kCycloneDxJson, profile), Lacks(kCycloneDxXml, profile)) << NameOf(profile);
    std::set<std::string> expected = Lacks(kSpdx2Json, profile);
    if (Asks(profile, "serialisation")) expected.insert("serialisation");
    EXPECT_EQ(expected, Lacks(kSpdx2Yaml, profile)) << NameOf(profile);
    EXPECT_EQ(expected, Lacks(kSpdx2TagValue, profile)) << NameOf(profile);
  }
}

TEST(ProfileTest, ALogicalComponentIsAskedForNoFile) {
  const Judged judged(kCompleteCycloneDx, "bsi-2.1");
  EXPECT_EQ(1U, judged.Of("deployable-hash").asked);
  EXPECT_EQ(1U, judged.Of("executable").asked);
  EXPECT_EQ(2U, judged.Of("completeness").asked);
}

TEST(ProfileTest, OnlyTheFirstComponentsThatLackSomethingAreNamed) {
  std::string components;
  constexpr size_t kComponents = 20;
  for (size_t i = 0; i < kComponents; ++i) {
    components += R"({"type":"library","name":"n"},)";
  }
  components.pop_back();
  const Judged judged(
      R"({"bomFormat":"CycloneDX","specVersion":"1.6","components":[)" + components + "]}",
      "bsi-2.1");
  const RequirementResult& version = judged.Of("version");
  EXPECT_EQ(kComponents, version.asked);
  EXPECT_EQ(kComponents, version.missing);
  EXPECT_EQ((std::vector<ComponentIndex>{0, 1, 2, 3, 4}), version.places);
}

TEST(ProfileTest, TheVersionOfTheGuidelineFollowsFromTheDate) {
  using Versions = std::vector<Profile>;
  const std::vector<std::pair<std::string_view, Versions>> cases = {
      {"2024-09-19T23:59:59Z", {Profile::kBsi11}},
      {"2024-09-20T00:00:00Z", {Profile::kBsi11, Profile::kBsi20}},
      {"2025-03-19T23:59:59Z", {Profile::kBsi11, Profile::kBsi20}},
      {"2025-03-20T00:00:00Z", {Profile::kBsi20}},
      {"2025-08-19T00:00:00Z", {Profile::kBsi20}},
      {"2025-08-20T00:00:00Z", {Profile::kBsi20, Profile::kBsi21}},
      {"2026-02-19T00:00:00Z", {Profile::kBsi20, Profile::kBsi21}},
      {"2026-02-20T00:00:00Z", {Profile::kBsi21}},
      {"2099-01-01T00:00:00Z", {Profile::kBsi21}},
      {"1970-01-01T00:00:00Z", {Profile::kBsi11}},
      {"", {Profile::kBsi21}},
      {"yesterday", {Profile::kBsi21}},
  };
  for (const auto& [timestamp, versions] : cases) {
    EXPECT_EQ(versions, BsiVersionsAt(timestamp)) << timestamp;
  }
}

TEST(ProfileTest, WhereTwoVersionsMayBeFollowedTheBetterOneCounts) {
  // CycloneDX 1.5 is enough for v2.0.0 only; all else is the same.
  const std::string older =
      Replaced(Replaced(kCompleteCycloneDx, R"("specVersion": "1.6")", R"("specVersion": "1.5")"),
               "2026-05-01", "2025-09-01");
  EXPECT_EQ(Profile::kBsi20, Judged(older, "bsi").results.at(0).profile);
  const std::string both = Replaced(kCompleteCycloneDx, "2026-05-01", "2025-09-01");
  EXPECT_EQ(Profile::kBsi21, Judged(both, "bsi").results.at(0).profile);
}

TEST(ProfileTest, ChoicesAreKnownByName) {
  for (const char* choice : {"auto", "bsi", "ntia", "ntia-2021", "bsi-1.1", "bsi-2.0", "bsi-2.1"}) {
    EXPECT_TRUE(IsProfileChoice(choice)) << choice;
    EXPECT_FALSE(Judged(kCompleteCycloneDx, choice).results.empty()) << choice;
  }
  EXPECT_EQ(2U, Judged(kCompleteCycloneDx, "auto").results.size());
  EXPECT_EQ(std::size(kProfiles), Judged(kCompleteCycloneDx, "all").results.size());
  EXPECT_FALSE(IsProfileChoice("bsi-3"));
  EXPECT_TRUE(Judged(kCompleteCycloneDx, "bsi-3").results.empty());
}

TEST(ProfileTest, OnlyIdentifiersNameALicence) {
  const std::vector<std::pair<std::string_view, bool>> cases = {
      {R"({"license":{"id":"MIT"}})", true},
      {R"({"license":{"id":"Classpath-exception-2.0"}})", false},
      {R"({"license":{"id":"GPLv3"}})", false},
      {R"({"license":{"name":"MIT"}})", false},
      {R"({"license":{"name":"Apache 2"}})", false},
      {R"({"license":{"name":"LicenseRef-scancode-public-domain"}})", true},
      {R"({"license":{"name":"Own","text":{"content":"All of it"}}})", false},
      {R"j({"expression":"MIT OR (Apache-2.0 AND BSD-3-Clause)"})j", true},
      {R"({"expression":"GPL-2.0-only WITH Classpath-exception-2.0"})", true},
      {R"({"expression":"GPL-2.0-only WITH MIT"})", false},
      {R"({"expression":"MIT OR Apache 2"})", false},
      {R"({"expression":"MIT OR LicenseRef-scancode-proprietary-license"})", true},
      {R"({"expression":"LicenseRef-example-own-terms"})", true},
      {R"({"expression":"LicenseRef-1"})", false},
      {R"({"expression":"NOASSERTION"})", false},
      {R"({"expression":"NONE"})", false},
      {R"({"expression":"DocumentRef-x:LicenseRef-example-terms"})", true},
  };
  for (const auto& [license, is_named] : cases) {
    const Judged judged(
        R"({"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"type":"library",)"
        R"("name":"a","licenses":[)" +
            std::string(license) + "]}]}",
        "bsi-2.0");
    EXPECT_EQ(is_named ? State::kMet : State::kMissing, judged.Of("licence").state) << license;
  }
}

TEST(ProfileTest, ALicenceWithoutARoleIsNoDistributionLicence) {
  const std::string text = Replaced(
      kCompleteCycloneDx, R"({"id": "MIT", "acknowledgement": "concluded"})", R"({"id": "MIT"})");
  EXPECT_EQ(1U, Lacks(text, Profile::kBsi21).count("distribution-licence"));
  EXPECT_EQ(0U, Lacks(text, Profile::kBsi20).count("licence"));
}

TEST(ProfileTest, OneConcludedExpressionIsEnoughInCycloneDx16) {
  const std::string text =
      Replaced(kCompleteCycloneDx,
               R"([{"license": {"id": "MIT", "acknowledgement": "concluded"}},
                   {"license": {"id": "Apache-2.0", "acknowledgement": "declared"}}])",
               R"([{"expression": "MIT OR Apache-2.0", "acknowledgement": "concluded"}])");
  EXPECT_EQ(std::set<std::string>{"original-licence"}, Lacks(text, Profile::kBsi21));
  EXPECT_TRUE(Judged(text, "bsi-2.1").results.at(0).is_met());
}

TEST(ProfileTest, TheHashBelongsToTheDeployableFromVersion21On) {
  const std::string text = Replaced(Replaced(kCompleteCycloneDx, R"(lib.jar",
         "hashes": [{"alg": "SHA-512", "content": "SHA512"}]})",
                                             R"(lib.jar"})"),
                                    R"("alg": "SHA-256", "content": "SHA256")",
                                    R"("alg": "SHA-512", "content": "SHA512")");
  EXPECT_EQ(0U, Lacks(text, Profile::kBsi20).count("sha-512"));
  EXPECT_EQ(1U, Lacks(text, Profile::kBsi21).count("deployable-hash"));
}

TEST(ProfileTest, AnEmptyDocumentIsAskedForNoComponent) {
  const Judged judged(R"({"bomFormat":"CycloneDX","specVersion":"1.6","components":[]})",
                      "bsi-2.1");
  EXPECT_EQ(State::kNotDue, judged.Of("name").state);
  EXPECT_EQ(State::kMissing, judged.Of("sbom-creator").state);
}

}  // namespace
}  // namespace headwater::sbom
