// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/sbom/sbom_kind.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace headwater::sbom {
namespace {

using Is = SbomSniff::Is;

TEST(SbomCandidateTest, NamesAndFoldersSuggest) {
  for (const char* path :
       {"bom.json", "sbom.xml", "a/app.cdx.json", "app.cyclonedx.xml", "BOM.JSON", "reuse.spdx",
        "x.spdx.yml", "sbom/app.json", "a/.sbom/x.xml", "_manifest/spdx_2.2/manifest.spdx.json",
        "META-INF/sbom/application.json", "gl-sbom-npm-npm.cdx.json", "app.spdx3.json"}) {
    EXPECT_TRUE(IsSbomCandidate(path)) << path;
  }
}

TEST(SbomCandidateTest, OthersAreNotLookedAt) {
  for (const char* path : {"package.json", "LICENSES/MIT.spdx", "bom.txt", "src/bom.c",
                           "sbom/README.md", "notsbom/app.json", "bom.json.license", ""}) {
    EXPECT_FALSE(IsSbomCandidate(path)) << path;
  }
}

struct SniffCase {
  const char* bytes;
  Is is;
  const char* kind;
};

TEST(SniffSbomTest, ContentDecides) {
  constexpr SniffCase kCases[] = {
      {R"({"bomFormat":"CycloneDX","specVersion":"1.6","components":[{}]})", Is::kSbom,
       "CycloneDX 1.6 JSON"},
      {R"({"bomFormat":"CycloneDX","specVersion":"1.6"})", Is::kEmptySbom, "CycloneDX 1.6 JSON"},
      {R"({"bomFormat":"CycloneDX","specVersion":"2.0","components":[{}]})", Is::kOtherKind,
       "CycloneDX 2.0 (draft)"},
      {R"({"bomFormat":"SomethingElse"})", Is::kUnrelated, ""},
      {R"({"spdxVersion":"SPDX-2.2","packages":[{}]})", Is::kSbom, "SPDX-2.2"},
      {R"({"spdxVersion":"SPDX-2.1","creationInfo":{"creators":["Tool: reuse-5.0"]}})",
       Is::kOtherKind, "REUSE SPDX-2.1"},
      {R"({"@context":["https://spdx.org/rdf/3.0.1/x"],"@graph":[]})", Is::kEmptySbom,
       "SPDX 3 JSON-LD"},
      {R"({"predicateType":"https://slsa.dev/provenance/v1","predicate":{}})", Is::kUnrelated, ""},
      {R"({"payloadType":"x","payload":"%%"})", Is::kBroken, ""},
      {"<bom xmlns='http://cyclonedx.org/schema/bom/1.4'><components/></bom>", Is::kEmptySbom,
       "CycloneDX 1.4 XML"},
      {"<Document><spdxVersion>SPDX-2.3</spdxVersion><packages/></Document>", Is::kSbom,
       "SPDX 2 XML"},
      {"<bom xmlns='http://cyclonedx.org/schema/bom/1.4'><components>", Is::kBroken, ""},
      {"SPDXVersion: SPDX-2.3\r\nPackageName: a\r\n", Is::kSbom, "SPDX-2.3"},
      {"SPDXVersion: SPDX-2.3\nComment: <text>\nPackageName: a\n</text>\n", Is::kEmptySbom,
       "SPDX-2.3"},
      {"SPDXVersion: SPDX-1.2\nPackageName: a\n", Is::kUnrelated, ""},
      {"spdxVersion: SPDX-2.3\npackages: [{name: a}]\n", Is::kSbom, "SPDX-2.3"},
      {"spdxVersion: [\n", Is::kBroken, ""},
      {"[]", Is::kUnrelated, ""},
      {"{}", Is::kUnrelated, ""},
      {"", Is::kUnrelated, ""},
  };
  for (const SniffCase& c : kCases) {
    const SbomSniff sniff = SniffSbom(c.bytes);
    EXPECT_EQ(c.is, sniff.is) << c.bytes << sniff.problem;
    EXPECT_EQ(c.kind, sniff.kind) << c.bytes;
  }
}

TEST(SniffSbomTest, NoPrefixOfAnSbomIsAnSbom) {
  const std::string whole =
      R"({"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"name":"a"}]})";
  for (size_t size = 0; size < whole.size(); ++size) {
    EXPECT_NE(Is::kSbom, SniffSbom(whole.substr(0, size)).is) << size;
  }
  EXPECT_EQ(Is::kSbom, SniffSbom(whole).is);
}

std::string Base64(const std::string& bytes) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  unsigned bits = 0;
  unsigned count = 0;
  for (const char c : bytes) {
    bits = (bits << 8U) | static_cast<unsigned char>(c);
    for (count += 8; count >= 6; count -= 6) text += kDigits[bits >> (count - 6) & 63U];
    bits &= 0xFFU;
  }
  if (count > 0) text += kDigits[bits << (6 - count) & 63U];
  return text;
}

std::string InEnvelope(const std::string& payload) {
  return R"({"payloadType":"application/vnd.in-toto+json","payload":")" + Base64(payload) + R"("})";
}

TEST(SniffSbomTest, EnvelopesAreOpenedButNotWithoutEnd) {
  const std::string sbom = R"({"spdxVersion":"SPDX-2.3","packages":[{"name":"a"}]})";
  EXPECT_EQ(Is::kSbom, SniffSbom(InEnvelope(sbom)).is);
  EXPECT_EQ(Is::kSbom, SniffSbom(InEnvelope(InEnvelope(sbom))).is);
  EXPECT_EQ(Is::kUnrelated, SniffSbom(InEnvelope(InEnvelope(InEnvelope(sbom)))).is);
}

}  // namespace
}  // namespace headwater::sbom
