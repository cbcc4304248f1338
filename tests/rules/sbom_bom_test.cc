// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/sbom/bom.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rules/sbom/text_index.h"
#include "tests/rules/sbom_samples.h"

namespace headwater::sbom {
namespace {

/// A document and its model, kept where they are.
struct ReadSample {
  explicit ReadSample(std::string bytes) : document(ReadSbomDocument(std::move(bytes))) {
    EXPECT_EQ(SbomDocument::Is::kSbom, document.is) << document.kind << document.problem;
    bom = ReadBom(document);
  }
  ReadSample(const ReadSample&) = delete;
  ReadSample& operator=(const ReadSample&) = delete;

  SbomDocument document;
  Bom bom;
};

std::string RefOf(const Bom& bom, ComponentIndex index) {
  if (index == kNoComponent) return "(nothing)";
  if (index == kOtherElement) return "(other)";
  if (index == kElsewhere) return "(elsewhere)";
  return std::string(bom.components[index].name.text);
}

std::string Text(const BomText& text) { return text.has() ? std::string(text.text) : "-"; }

std::string PartyLine(const BomParty& party) {
  return "  party " + std::to_string(static_cast<int>(party.role)) + " " + Text(party.name) + " " +
         Text(party.version) + " " + Text(party.email) + " " + Text(party.url) + "\n";
}

template <typename T, typename Line>
std::string Lines(const Grouped<T>& items, ComponentIndex owner, const Line& line) {
  std::vector<std::string> lines;
  for (const T& item : items.Of(owner)) lines.push_back(line(item));
  std::sort(lines.begin(), lines.end());
  std::string all;
  for (const std::string& one : lines) all += one;
  return all;
}

std::string Belongings(const Bom& bom, ComponentIndex owner) {
  std::string text = Lines(bom.ids, owner, [](const BomId& id) {
    return "  id " + std::to_string(static_cast<int>(id.kind)) + " " + Text(id.value) + "\n";
  });
  text += Lines(bom.parties, owner, PartyLine);
  text += Lines(bom.licenses, owner, [](const BomLicense& license) {
    return "  licence " + std::to_string(static_cast<int>(license.acknowledgement)) + " " +
           std::to_string(static_cast<int>(license.form)) + " " + Text(license.text) + "\n";
  });
  text += Lines(bom.hashes, owner, [](const BomHash& hash) {
    return "  hash " + std::to_string(static_cast<int>(hash.algorithm)) + " " +
           (hash.reference == kNoReference ? "-" : std::to_string(hash.reference)) + " " +
           Text(hash.value) + "\n";
  });
  text += Lines(bom.references, owner, [](const BomReference& reference) {
    return "  reference " + std::to_string(static_cast<int>(reference.kind)) + " " +
           Text(reference.url) + "\n";
  });
  text += Lines(bom.facts, owner, [](const BomFact& fact) {
    return "  fact " + std::to_string(static_cast<int>(fact.kind)) + " " + Text(fact.value) + "\n";
  });
  return text;
}

/// Everything a model says, but for places and for what a format has no word for.
std::string Dump(const Bom& bom) {
  std::string text = "timestamp " + Text(bom.timestamp) + "\n" + Belongings(bom, kNoComponent);
  for (const BomText& phase : bom.lifecycles) text += "phase " + Text(phase) + "\n";
  for (const ComponentIndex primary : bom.primary) text += "primary " + RefOf(bom, primary) + "\n";
  for (ComponentIndex i = 0; i < bom.components.size(); ++i) {
    const BomComponent& component = bom.components[i];
    text += "component " + Text(component.group) + " " + Text(component.name) + " " +
            Text(component.version) + " type " + std::to_string(static_cast<int>(component.type)) +
            " in " + RefOf(bom, component.parent) + " " + Text(component.scope) + "\n" +
            Belongings(bom, i);
  }
  for (const BomEdge& edge : bom.edges) {
    text += "edge " + RefOf(bom, edge.from) + " " + RefOf(bom, edge.to) + " " +
            std::to_string(static_cast<int>(edge.kind)) + " " +
            std::to_string(static_cast<int>(edge.scope)) + "\n";
  }
  for (const BomCompleteness& statement : bom.completeness) {
    text += "completeness " + RefOf(bom, statement.component) + " " +
            std::to_string(static_cast<int>(statement.value)) + " " +
            std::to_string(static_cast<int>(statement.aspect)) + "\n";
  }
  return text + "vulnerabilities " + std::to_string(bom.vulnerabilities.size()) + "\n";
}

TEST(BomTest, CycloneDxSaysTheSameInJsonAndXml) {
  const ReadSample json(kCycloneDxJson);
  const ReadSample xml(kCycloneDxXml);
  EXPECT_EQ(Dump(json.bom), Dump(xml.bom));
  EXPECT_EQ(json.bom.serial.text, xml.bom.serial.text);
  EXPECT_EQ("3", json.bom.version.text);
  EXPECT_EQ("3", xml.bom.version.text);
}

TEST(BomTest, Spdx2SaysTheSameInJsonYamlAndTagValue) {
  const ReadSample json(kSpdx2Json);
  const ReadSample yaml(kSpdx2Yaml);
  const ReadSample tag_value(kSpdx2TagValue);
  EXPECT_EQ(Dump(json.bom), Dump(yaml.bom));
  EXPECT_EQ(Dump(json.bom), Dump(tag_value.bom));
  EXPECT_EQ("https://example.org/sbom/1", json.bom.serial.text);
}

TEST(BomTest, EveryFactOfACycloneDxDocumentIsRead) {
  const ReadSample sample(kCycloneDxJson);
  EXPECT_EQ(kCycloneDxDump, Dump(sample.bom));
}

TEST(BomTest, EveryFactOfAnSpdx2DocumentIsRead) {
  const ReadSample sample(kSpdx2Json);
  EXPECT_EQ(kSpdx2Dump, Dump(sample.bom));
}

TEST(BomTest, EveryFactOfAnSpdx3DocumentIsRead) {
  const ReadSample sample(kSpdx3Json);
  EXPECT_EQ(kSpdx3Dump, Dump(sample.bom));
}

/// What all formats have words for.
std::string Common(const Bom& bom) {
  std::string text = "timestamp " + Text(bom.timestamp) + "\n";
  for (const ComponentIndex primary : bom.primary) text += "primary " + RefOf(bom, primary) + "\n";
  for (ComponentIndex i = 0; i < bom.components.size(); ++i) {
    if (bom.components[i].type == ComponentType::kService) continue;
    text += Text(bom.components[i].name) + " " + Text(bom.components[i].version) + "\n";
    for (const BomId& id : bom.ids.Of(i)) {
      if (id.kind == BomId::Kind::kPurl) text += "  " + Text(id.value) + "\n";
    }
    for (const BomParty& party : bom.parties.Of(i)) {
      if (party.role == BomParty::Role::kSupplier) text += PartyLine(party);
    }
    for (const BomLicense& license : bom.licenses.Of(i)) {
      if (license.acknowledgement == BomLicense::Acknowledgement::kDeclared) {
        text += "  " + Text(license.text) + "\n";
      }
    }
    for (const BomFact& fact : bom.facts.Of(i)) {
      if (fact.kind == BomFact::Kind::kFilename) text += "  " + Text(fact.value) + "\n";
    }
  }
  for (const BomEdge& edge : bom.edges) {
    if (edge.kind != BomEdge::Kind::kDependsOn || edge.to >= bom.components.size()) continue;
    if (bom.components[edge.to].type == ComponentType::kService) continue;
    text += RefOf(bom, edge.from) + " needs " + RefOf(bom, edge.to) + "\n";
  }
  return text;
}

TEST(BomTest, TheSameProjectIsTheSameInEveryFormat) {
  const std::string expected = Common(ReadSample(kCycloneDxJson).bom);
  EXPECT_NE(std::string::npos, expected.find("app needs lib"));
  for (const char* sample : {kCycloneDxXml, kSpdx2Json, kSpdx2Yaml, kSpdx2TagValue, kSpdx3Json}) {
    EXPECT_EQ(expected, Common(ReadSample(sample).bom)) << std::string(sample).substr(0, 60);
  }
}

TEST(BomTest, ADependencyIsReadInWhateverDirectionItIsWritten) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"DEPENDS_ON", "a b 0 0"},
      {"DEPENDENCY_OF", "b a 0 0"},
      {"BUILD_DEPENDENCY_OF", "b a 0 1"},
      {"DEV_DEPENDENCY_OF", "b a 0 2"},
      {"OPTIONAL_DEPENDENCY_OF", "b a 0 3"},
      {"PROVIDED_DEPENDENCY_OF", "b a 0 4"},
      {"RUNTIME_DEPENDENCY_OF", "b a 0 5"},
      {"TEST_DEPENDENCY_OF", "b a 0 6"},
      {"CONTAINS", "a b 1 0"},
      {"CONTAINED_BY", "b a 1 0"},
      {"HAS_PREREQUISITE", "a b 0 0"},
      {"PREREQUISITE_FOR", "b a 0 0"},
      {"DYNAMIC_LINK", "a b 0 5"},
      {"STATIC_LINK", "a b 0 0"},
      {"PACKAGE_OF", "b a 1 0"},
      {"VARIANT_OF", ""},
      {"dependsOn", "a b 0 0"},
  };
  for (const auto& [type, edge] : cases) {
    const ReadSample sample(
        R"({"spdxVersion":"SPDX-2.3","packages":[{"SPDXID":"SPDXRef-a","name":"a"},)"
        R"({"SPDXID":"SPDXRef-b","name":"b"}],"relationships":[{"spdxElementId":"SPDXRef-a",)"
        R"("relatedSpdxElement":"SPDXRef-b","relationshipType":")" +
        type + "\"}]}");
    std::string line;
    for (const BomEdge& e : sample.bom.edges) {
      line += RefOf(sample.bom, e.from) + " " + RefOf(sample.bom, e.to) + " " +
              std::to_string(static_cast<int>(e.kind)) + " " +
              std::to_string(static_cast<int>(e.scope));
    }
    EXPECT_EQ(edge, line) << type;
  }
}

TEST(BomTest, AFileIsAComponentOnlyWhereADependencyLeadsToIt) {
  const ReadSample sample(
      R"({"spdxVersion":"SPDX-2.3","packages":[{"SPDXID":"SPDXRef-a","name":"a"}],"files":[)"
      R"({"SPDXID":"SPDXRef-f","fileName":"f"},{"SPDXID":"SPDXRef-g","fileName":"g"}],)"
      R"("relationships":[{"spdxElementId":"SPDXRef-a","relatedSpdxElement":"SPDXRef-f",)"
      R"("relationshipType":"DEPENDS_ON"},{"spdxElementId":"SPDXRef-a","relatedSpdxElement":)"
      R"("SPDXRef-g","relationshipType":"CONTAINS"}]})");
  ASSERT_EQ(2U, sample.bom.components.size());
  EXPECT_EQ(ComponentType::kFile, sample.bom.components[1].type);
  EXPECT_EQ("f", sample.bom.components[1].name.text);
  EXPECT_EQ(kOtherElement, sample.bom.edges[1].to);
}

TEST(BomTest, EdgesThatLeadNowhereSayWhere) {
  const ReadSample sample(
      R"({"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"bom-ref":"a","name":"a"}],)"
      R"("dependencies":[{"ref":"a","dependsOn":["gone","urn:cdx:x/1#y","v"]},{"ref":"lost"}],)"
      R"("vulnerabilities":[{"bom-ref":"v"}]})");
  ASSERT_EQ(3U, sample.bom.edges.size());
  EXPECT_EQ(kNoComponent, sample.bom.edges[0].to);
  EXPECT_EQ("/dependencies/0/dependsOn/0",
            sample.document.tree->PointerOf(sample.bom.edges[0].to_node));
  EXPECT_EQ(kElsewhere, sample.bom.edges[1].to);
  EXPECT_EQ(kOtherElement, sample.bom.edges[2].to);
}

TEST(BomTest, PlacesLeadBackIntoTheDocument) {
  const ReadSample json(kCycloneDxJson);
  const ReadSample xml(kCycloneDxXml);
  const auto pointer = [](const ReadSample& sample, size_t component) {
    return sample.document.tree->PointerOf(sample.bom.components[component].version.node);
  };
  EXPECT_EQ("/metadata/component/version", pointer(json, 0));
  EXPECT_EQ("/bom/metadata/component/version", pointer(xml, 0));
  EXPECT_EQ("/components/0/version", pointer(json, 1));
  EXPECT_EQ("/bom/components/component/version", pointer(xml, 1));
}

TEST(BomTest, WhatHasTheWrongShapeIsLeftOut) {
  for (const char* sample :
       {R"({"bomFormat":"CycloneDX","specVersion":"1.6","components":{"a":[]},"metadata":[1]})",
        R"({"bomFormat":"CycloneDX","specVersion":"1.6","components":[1,"x",null,[]],)"
        R"("dependencies":[1,{"ref":1,"dependsOn":"a"},{"ref":{}}],"compositions":[{},1]})",
        R"({"spdxVersion":"SPDX-2.3","packages":[1,{"checksums":[1],"externalRefs":{},)"
        R"("supplier":[]}],"relationships":[1,{}],"files":[1,{"SPDXID":[]}]})",
        R"({"@context":"https://spdx.org/rdf/3.0.1/x","@graph":[1,{"type":1},{"type":)"
        R"("Relationship","from":[],"to":{}},{"type":"software_Package","verifiedUsing":[1]}]})",
        R"({"@context":"https://spdx.org/rdf/3.0.1/x","type":"software_Package"})",
        R"({"@context":"https://spdx.org/rdf/3.0.1/x","@graph":[{"type":"Relationship",)"
        R"("relationshipType":"dependsOn","to":"x"}]})",
        "<bom xmlns='http://cyclonedx.org/schema/bom/1.6'>x<components>y<component/></components>"
        "<dependencies><dependency/><x ref='a'><y ref='b'/></x></dependencies></bom>"}) {
    const ReadSample read(sample);
    EXPECT_LE(read.bom.components.size(), 4U) << sample;
    EXPECT_TRUE(std::all_of(read.bom.edges.begin(), read.bom.edges.end(), [](const BomEdge& edge) {
      return edge.from_node != kNoNode && edge.to_node != kNoNode;
    })) << sample;
  }
}

TEST(BomTest, WhatIsDescribedTwiceIsPrimaryOnce) {
  const ReadSample sample(
      R"({"spdxVersion":"SPDX-2.3","documentDescribes":["a","b","a","gone"],"packages":[)"
      R"({"SPDXID":"a"},{"SPDXID":"b"}]})");
  EXPECT_EQ((std::vector<ComponentIndex>{0, 1}), sample.bom.primary);
}

TEST(TextIndexTest, FindsAlsoWhatHasNoPlaceInItsTable) {
  TextIndex index(0);
  std::vector<std::string> texts;
  for (int i = 0; i < 100; ++i) texts.push_back("text" + std::to_string(i));
  for (uint32_t i = 0; i < texts.size(); ++i) {
    EXPECT_TRUE(index.Insert(texts[i], i));
    EXPECT_FALSE(index.Insert(texts[i], 1000));
  }
  for (uint32_t i = 0; i < texts.size(); ++i) EXPECT_EQ(i, index.Find(texts[i]));
  EXPECT_EQ(TextIndex::kNone, index.Find("other"));
}

TEST(HashAlgorithmTest, KnowsTheSpellingsOfAllFormats) {
  for (const char* name : {"SHA-512", "SHA512", "sha512"}) {
    EXPECT_EQ(HashAlgorithm::kSha512, HashAlgorithmOf(name));
  }
  EXPECT_EQ(HashAlgorithm::kSha3Of256, HashAlgorithmOf("SHA3-256"));
  EXPECT_EQ(HashAlgorithm::kSha3Of256, HashAlgorithmOf("sha3_256"));
  EXPECT_EQ(HashAlgorithm::kBlake2b256, HashAlgorithmOf("BLAKE2b-256"));
  EXPECT_EQ(HashAlgorithm::kOther, HashAlgorithmOf("rot13"));
  EXPECT_EQ(128U, HashDigits(HashAlgorithm::kSha512));
  EXPECT_EQ(0U, HashDigits(HashAlgorithm::kBlake3));
}

}  // namespace
}  // namespace headwater::sbom
