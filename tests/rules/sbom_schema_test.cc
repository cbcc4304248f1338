// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/sbom/schema/schema.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rules/sbom/schema/messages.h"

namespace headwater::sbom::schema {
namespace {

/// A list of one licence, and of one that is easily misspelt.
SpdxIdAnswer AskSmallList(std::string_view id) {
  if (id == "Apache-2") return {false, "Apache-2.0"};
  return {id == "MIT" || id == "Apache-2.0", ""};
}

Problems Validate(SchemaId schema, std::string text) {
  const auto tree = schema < SchemaId::kCycloneDxXml10 ? ReadJsonTree(std::move(text))
                                                       : ReadXmlTree(std::move(text));
  Problems problems;
  EXPECT_TRUE(tree.ok()) << tree.error().message;
  if (tree.ok()) ValidateSchema(tree.value(), 0, schema, AskSmallList, problems);
  return problems;
}

/// Every problem as `pointer key argument=value`, warnings with a `?` before them.
std::string Shown(SchemaId schema, const std::string& text) {
  const auto tree = schema < SchemaId::kCycloneDxXml10 ? ReadJsonTree(text) : ReadXmlTree(text);
  if (!tree.ok()) return tree.error().message;
  Problems problems;
  ValidateSchema(tree.value(), 0, schema, AskSmallList, problems);
  std::string shown;
  for (const Problem& problem : problems.list) {
    if (!shown.empty()) shown += "; ";
    if (problem.weight == Problem::Weight::kWarning) shown += "?";
    shown += tree.value().PointerOf(problem.node) + " " + problem.message.key;
    for (const auto& [name, value] : problem.message.args) {
      shown += " " + name + "=" + value.bytes();
    }
  }
  return shown;
}

std::string Cdx(std::string_view version, std::string_view rest) {
  return R"({"bomFormat":"CycloneDX","specVersion":")" + std::string(version) +
         R"(","version":1,)" + std::string(rest) + "}";
}

/// A document of 1.6 with one component that has `rest` besides type and name.
std::string Component(std::string_view rest) {
  return Cdx("1.6", R"("components":[{"type":"library","name":"a",)" + std::string(rest) + "}]");
}

std::string Xml(std::string_view version, std::string_view rest) {
  return R"(<bom xmlns="http://cyclonedx.org/schema/bom/)" + std::string(version) + R"(">)" +
         std::string(rest) + "</bom>";
}

std::string Spdx(std::string_view rest) {
  return R"({"spdxVersion":"SPDX-2.3","SPDXID":"SPDXRef-DOCUMENT","name":"a",)"
         R"("dataLicense":"CC0-1.0","documentNamespace":"https://example.org/a",)"
         R"("creationInfo":{"created":"2026-01-31T12:00:00Z","creators":["Tool: t"]},)" +
         std::string(rest) + "}";
}

constexpr std::string_view kCreation =
    R"({"type":"CreationInfo","@id":"_:c","specVersion":"3.0.1","created":"2026-01-31T12:00:00Z",)"
    R"("createdBy":["https://example.org/org"]})";
constexpr std::string_view kOrganization =
    R"({"type":"Organization","spdxId":"https://example.org/org","creationInfo":"_:c"})";

std::string Spdx3(std::string_view element) {
  return R"({"@context":"https://spdx.org/rdf/3.0.1/spdx-context.jsonld","@graph":[)" +
         std::string(kCreation) + "," + std::string(kOrganization) + "," + std::string(element) +
         "]}";
}

struct Case {
  SchemaId schema;
  std::string valid;
  std::string invalid;
  std::string problem;
};

constexpr SchemaId kJson16 = SchemaId::kCycloneDxJson16;
constexpr SchemaId kXml16 = SchemaId::kCycloneDxXml16;

std::vector<Case> StructureCases() {
  return {
      {kJson16, Cdx("1.6", R"("components":[{"type":"library","name":"a"}])"),
       Cdx("1.6", R"("components":[{"type":"library"}])"),
       "/components/0 required-missing name=name"},
      {kJson16, Component(R"("version":"1")"), Component(R"("zzz":1)"),
       "/components/0/zzz unknown-name name=zzz"},
      {kJson16, Component(R"("version":"1")"), Component(R"("verison":"1")"),
       "/components/0/verison unknown-name-near name=verison near=version"},
      {SchemaId::kCycloneDxJson12, Cdx("1.2", R"("metadata":{})"), Cdx("1.2", R"("zzz":{})"),
       "/zzz unknown-name name=zzz"},
      {kJson16, Component(R"("version":"1")"), Component(R"("version":"1","version":"2")"),
       "/components/0/version duplicate-key name=version"},
      {kJson16, Cdx("1.6", R"("components":[])"), Cdx("1.6", R"("components":{})"),
       "/components wrong-type expected=array"},
      {kJson16, R"({"bomFormat":"CycloneDX","specVersion":"1.6","version":1.0})",
       R"({"bomFormat":"CycloneDX","specVersion":"1.6","version":1.5})",
       "/version wrong-type expected=integer"},
      {kJson16, Component(R"("licenses":[{"license":{"id":"MIT"}}])"),
       Component(R"("licenses":[{"license":{"url":"https://example.org"}}])"),
       "/components/0/licenses/0/license one-of-missing names=id / name"},
      {kJson16, Component(R"("licenses":[{"license":{"name":"own"}}])"),
       Component(R"("licenses":[{"license":{"id":"MIT","name":"MIT"}}])"),
       "/components/0/licenses/0/license only-one-of names=id / name"},
      // The first entry tells which of the two forms was meant.
      {kJson16, Component(R"("licenses":[{"expression":"MIT"}])"),
       Component(R"("licenses":[{"license":{"id":"MIT"}},{"expression":"MIT"}])"),
       "/components/0/licenses/1 required-missing name=license; "
       "/components/0/licenses/1/expression unknown-name name=expression"},
      {kJson16, Component(R"("licenses":[{"expression":"MIT"}])"),
       Component(R"("licenses":[{"expression":"MIT"},{"expression":"MIT OR X"}])"),
       "/components/0/licenses too-many limit=1"},
      {kJson16, Cdx("1.6", R"("signature":{"algorithm":"RS256","value":"x"})"),
       Cdx("1.6", R"("signature":{})"), "/signature fits-several"},
      {kJson16,
       Cdx("1.6", R"("components":[{"type":"library","name":"a"},)"
                  R"({"type":"library","name":"b"}])"),
       Cdx("1.6", R"("components":[{"type":"library","name":"a"},{"name":"a","type":"library"}])"),
       "/components/1 not-unique line=1"},
      {SchemaId::kCycloneDxJson17,
       Cdx("1.7", R"("components":[{"type":"library","name":"a","isExternal":true,)"
                  R"("versionRange":"vers:npm/1"}])"),
       Cdx("1.7", R"("components":[{"type":"library","name":"a","isExternal":true,)"
                  R"("versionRange":"vers:npm/1","version":"1"}])"),
       "/components/0 only-one-of names=version, versionRange"},
      {SchemaId::kSpdx23, Spdx(R"("packages":[])"), Spdx(R"("pakcages":[])"),
       "/pakcages unknown-name-near name=pakcages near=packages"},
      {SchemaId::kSpdx23, Spdx(R"("comment":"a")"), Spdx(R"("comment":1)"),
       "/comment wrong-type expected=string"},
  };
}

std::vector<Case> ValueCases() {
  return {
      {kJson16, Component(R"("scope":"required")"), Component(R"("scope":"requird")"),
       "/components/0/scope not-in-list-near value=requird near=required"},
      {kJson16, Component(R"("scope":"optional")"), Component(R"("scope":"dev")"),
       "/components/0/scope not-one-of value=dev allowed=excluded, optional, required"},
      {kJson16, Cdx("1.6", R"("metadata":{"component":{"type":"data","name":"a"}})"),
       Cdx("1.6", R"("metadata":{"component":{"type":"cathedral","name":"a"}})"),
       "/metadata/component/type not-in-list value=cathedral"},
      {kJson16, Cdx("1.6", R"("metadata":{})"), R"({"bomFormat":"Cyclone","specVersion":"1.6"})",
       "/bomFormat not-the-value value=Cyclone allowed=CycloneDX"},
      {kJson16, Component(R"("mime-type":"text/plain")"), Component(R"("mime-type":"text")"),
       "/components/0/mime-type wrong-form value=text form=text/plain"},
      {kJson16, Cdx("1.6", R"("metadata":{"timestamp":"2024-02-29T00:00:00Z"})"),
       Cdx("1.6", R"("metadata":{"timestamp":"2023-02-29T00:00:00Z"})"),
       "/metadata/timestamp no-such-day value=2023-02-29T00:00:00Z form=2026-01-31T12:00:00Z"},
      {kJson16, Cdx("1.6", R"("metadata":{"timestamp":"2024-02-29T00:00:00+01:00"})"),
       Cdx("1.6", R"("metadata":{"timestamp":"2024-02-29"})"),
       "/metadata/timestamp wrong-form value=2024-02-29 form=2026-01-31T12:00:00Z"},
      {kJson16, Cdx("1.6", R"("metadata":{"timestamp":"2024-02-29T00:00:00+01:00"})"),
       Cdx("1.6", R"("metadata":{"timestamp":"2024-13-01T00:00:00Z"})"),
       "/metadata/timestamp wrong-form value=2024-13-01T00:00:00Z form=2026-01-31T12:00:00Z"},
      {kJson16, Component(R"("bom-ref":"a")"), Component(R"("bom-ref":"")"),
       "/components/0/bom-ref empty"},
      {kJson16, Component(R"("version":")" + std::string(1024, 'x') + "\""),
       Component(R"("version":")" + std::string(1025, 'x') + "\""),
       "/components/0/version too-long limit=1024"},
      {kJson16, Cdx("1.6", R"("metadata":{})"),
       R"({"bomFormat":"CycloneDX","specVersion":"1.6","version":0})",
       "/version below-minimum value=0 limit=1"},
      {kJson16, Component(R"("evidence":{"identity":{"field":"purl","confidence":1}})"),
       Component(R"("evidence":{"identity":{"field":"purl","confidence":1.1}})"),
       "/components/0/evidence/identity/confidence above-maximum value=1.1 limit=1"},
      {kJson16, Component(R"("externalReferences":[{"type":"vcs","url":"../a%20b"}])"),
       Component(R"("externalReferences":[{"type":"vcs","url":"https://a b"}])"),
       "?/components/0/externalReferences/0/url not-an-address value=https://a b"},
      {kJson16, Component(R"("licenses":[{"license":{"id":"MIT"}}])"),
       Component(R"("licenses":[{"license":{"id":"Apache-2"}}])"),
       "/components/0/licenses/0/license/id no-spdx-id-near value=Apache-2 near=Apache-2.0"},
      {kJson16, Component(R"("licenses":[{"license":{"id":"MIT"}}])"),
       Component(R"("licenses":[{"license":{"id":"MIT OR X"}}])"),
       "/components/0/licenses/0/license/id no-spdx-id value=MIT OR X"},
      {kJson16, Component(R"("licenses":[{"license":{"id":"MIT"}}])"),
       Component(R"("licenses":[{"license":{"id":"New-1.0"}}])"),
       "?/components/0/licenses/0/license/id unlisted-spdx-id value=New-1.0"},
      {kJson16, Component(R"("bom-ref":"a","components":[{"type":"file","name":"b"}])"),
       Component(R"("bom-ref":"a","components":[{"type":"file","name":"b","bom-ref":"a"}])"),
       "/components/0/components/0/bom-ref id-not-unique value=a line=1"},
      {kJson16, Cdx("1.6", R"("dependencies":[{"ref":"urn:cdx:other"}])"),
       Cdx("1.6", R"("dependencies":[{"ref":"a"}])"),
       "?/dependencies/0/ref dangling-reference value=a"},
      {SchemaId::kCycloneDxJson14,
       Cdx("1.4", R"("components":[{"type":"file","name":"a","bom-ref":"a"}],)"
                  R"("compositions":[{"aggregate":"complete","assemblies":["a"]}])"),
       Cdx("1.4", R"("compositions":[{"aggregate":"complete","assemblies":["a"]}])"),
       "?/compositions/0/assemblies/0 dangling-reference value=a"},
      {SchemaId::kSpdx23, Spdx(R"("documentDescribes":["SPDXRef-DOCUMENT"])"),
       Spdx(R"("documentDescribes":["SPDXRef-a"])"),
       "?/documentDescribes/0 dangling-reference value=SPDXRef-a"},
      {SchemaId::kSpdx23,
       Spdx(R"("relationships":[{"spdxElementId":"SPDXRef-DOCUMENT","relationshipType":"CONTAINS",)"
            R"("relatedSpdxElement":"NOASSERTION"}])"),
       Spdx(R"("relationships":[{"spdxElementId":"SPDXRef-DOCUMENT","relationshipType":"CONTAIN",)"
            R"("relatedSpdxElement":"NONE"}])"),
       "/relationships/0/relationshipType not-in-list-near value=CONTAIN near=CONTAINS"},
  };
}

std::vector<Case> Spdx3Cases() {
  const SchemaId schema = SchemaId::kSpdx301;
  const std::string tool =
      R"({"type":"Tool","spdxId":"https://example.org/t","creationInfo":"_:c")";
  return {
      {schema, Spdx3(tool + "}"), Spdx3(tool + R"(,"nmae":"a"})"),
       "/@graph/2/nmae unknown-name-near name=nmae near=name"},
      {schema, Spdx3(tool + "}"), Spdx3(R"({"type":"Tol","creationInfo":"_:c"})"),
       "/@graph/2/type not-in-list-near value=Tol near=Tool"},
      {schema, Spdx3(tool + "}"), Spdx3(R"({"spdxId":"https://example.org/t"})"),
       "/@graph/2 required-missing name=type"},
      {schema, Spdx3(tool + "}"), Spdx3(R"({"type":"Tool","spdxId":"https://example.org/t"})"),
       "/@graph/2 required-missing name=creationInfo"},
      {schema, Spdx3(tool + "}"),
       Spdx3(R"({"type":"Tool","spdxId":"https://example.org/t","creationInfo":"_:d"})"),
       "?/@graph/2/creationInfo dangling-reference value=_:d"},
      {schema, Spdx3(tool + "}"), Spdx3(R"({"type":"Tool","spdxId":"t","creationInfo":"_:c"})"),
       "/@graph/2/spdxId wrong-form value=t form=https://example.org/id"},
      {schema, Spdx3(tool + R"(,"verifiedUsing":[]})"),
       Spdx3(R"({"type":"Relationship","spdxId":"https://example.org/r","creationInfo":"_:c",)"
             R"("from":"https://example.org/org","relationshipType":"contains","to":[]})"),
       "/@graph/2/to empty-list limit=1"},
      {schema, Spdx3(tool + "}"),
       Spdx3(R"({"type":"expandedlicensing_ConjunctiveLicenseSet","creationInfo":"_:c",)"
             R"("spdxId":"https://example.org/l","expandedlicensing_member":["https://a.b/c"]})"),
       "/@graph/2/expandedlicensing_member too-few limit=2; "
       "?/@graph/2/expandedlicensing_member/0 dangling-reference value=https://a.b/c"},
  };
}

std::vector<Case> XmlCases() {
  const std::string begin = R"(<components><component type="library">)";
  const std::string end = "</component></components>";
  const auto with = [&](std::string_view inner) {
    return Xml("1.6", begin + std::string(inner) + end);
  };
  const std::string valid = with("<name>a</name>");
  const std::string at = "/bom/components/component";
  return {
      {kXml16, valid, R"(<bom xmlns="http://cyclonedx.org/schema/bom/16"/>)",
       "/bom wrong-root value=bom {http://cyclonedx.org/schema/bom/16} "
       "expected=bom {http://cyclonedx.org/schema/bom/1.6}"},
      {kXml16, valid, with(""), at + " required-missing name=name"},
      {kXml16, valid, with("<group>g</group><version>1</version>"),
       at + "/version missing-before name=version missing=name"},
      {kXml16, with("<name>a</name><licenses><license><name>own</name></license></licenses>"),
       with("<name>a</name><licenses><license><url>u</url></license></licenses>"),
       at + "/licenses/license/url missing-before name=url missing=id / name"},
      {kXml16, with("<group>g</group><name>a</name>"), with("<name>a</name><group>g</group>"),
       at + "/group misplaced name=group"},
      {kXml16, valid, with("<name>a</name><name>b</name>"), at + "/name[2] misplaced name=name"},
      {kXml16, valid, with("<name>a</name><versoin>1</versoin>"),
       at + "/versoin unknown-name-near name=versoin near=version"},
      {kXml16, with("<name>a</name><x xmlns=\"urn:x\"><any/></x>"),
       with("<name>a</name><x xmlns=\"\"/>"), at + "/{}x unknown-name name={}x"},
      {kXml16, valid, with("text<name>a</name>"), at + "/text() no-text-here"},
      {kXml16, valid, with("<name>a<b/></name>"), at + "/name/b no-elements-here name=b"},
      {kXml16, with("<name>a</name><scope/>"), with("<name>a</name><scope>dev</scope>"),
       at + "/scope not-one-of value=dev allowed=excluded, optional, required"},
      {kXml16, with("<name>a</name><modified> true </modified>"),
       with("<name>a</name><modified>yes</modified>"),
       at + "/modified not-one-of value=yes allowed=0, 1, false, true"},
      {kXml16, valid, Xml("1.6", "<components><component><name>a</name></component></components>"),
       at + " required-missing name=type"},
      {SchemaId::kCycloneDxXml12,
       Xml("1.2",
           "<dependencies><dependency ref=\"urn:cdx:a\"/>"
           "</dependencies>"),
       Xml("1.2", "<dependencies><dependency ref=\"a\" xml:x=\"\" rfe=\"\"/></dependencies>"),
       "?/bom/dependencies/dependency/@ref dangling-reference value=a; "
       "/bom/dependencies/dependency/@rfe unknown-name-near name=rfe near=ref"},
      {kXml16, Xml("1.6", "<metadata><timestamp>2024-02-29T24:00:00</timestamp></metadata>"),
       Xml("1.6", "<metadata><timestamp>2024-02-30T00:00:00Z</timestamp></metadata>"),
       "/bom/metadata/timestamp no-such-day value=2024-02-30T00:00:00Z form=2026-01-31T12:00:00Z"},
      {kXml16,
       Xml("1.6", begin +
                      "<name>a</name></component><component type=\"file\" "
                      "bom-ref=\"a\"><name>a</name>" +
                      end),
       Xml("1.6",
           "<components><component type=\"file\" bom-ref=\"a\"><name>a</name></component>"
           "<component type=\"file\" bom-ref=\"a\"><name>a</name>" +
               end),
       at + "[2]/@bom-ref id-not-unique value=a line=1"},
      {kXml16, Xml("1.6", "<components></components>"),
       Xml("1.6", "<metadata><lifecycles><lifecycle/></lifecycles></metadata>"),
       "/bom/metadata/lifecycles/lifecycle one-of-missing names=name / phase"},
  };
}

std::vector<Case> AllCases() {
  std::vector<Case> all = StructureCases();
  for (auto* more : {&ValueCases, &Spdx3Cases, &XmlCases}) {
    for (Case& one : more()) all.push_back(std::move(one));
  }
  return all;
}

TEST(SchemaTest, SaysNothingOfValidDocuments) {
  for (const Case& one : AllCases()) EXPECT_EQ("", Shown(one.schema, one.valid)) << one.valid;
}

TEST(SchemaTest, NamesEveryFaultAtItsPlace) {
  for (const Case& one : AllCases()) {
    EXPECT_EQ(one.problem, Shown(one.schema, one.invalid)) << one.invalid;
  }
}

TEST(SchemaTest, HasASentenceForEveryFaultAndAFaultForEverySentence) {
  std::set<std::string> said;
  for (const Case& one : AllCases()) {
    for (const Problem& problem : Validate(one.schema, one.invalid).list) {
      said.insert(problem.message.key);
    }
  }
  std::set<std::string> sentences;
  for (const MessageText& text : kMessages) {
    EXPECT_TRUE(sentences.emplace(text.key.view()).second) << text.key.view();
  }
  EXPECT_EQ(sentences, said);
}

TEST(SchemaTest, FindsTheSchemaOfAVersion) {
  const auto find = [](SbomFormat format, std::string_view version, Serialisation serialisation) {
    return FindSchema(format, version, serialisation);
  };
  EXPECT_EQ(kJson16, find(SbomFormat::kCycloneDx, "1.6", Serialisation::kJson));
  EXPECT_EQ(kXml16, find(SbomFormat::kCycloneDx, "1.6", Serialisation::kXml));
  EXPECT_EQ(SchemaId::kSpdx22, find(SbomFormat::kSpdx2, "2.2", Serialisation::kTagValue));
  EXPECT_EQ(SchemaId::kSpdx23, find(SbomFormat::kSpdx2, "2.3", Serialisation::kYaml));
  EXPECT_EQ(SchemaId::kSpdx301, find(SbomFormat::kSpdx3, "3.0.1", Serialisation::kJsonLd));
  EXPECT_EQ(std::nullopt, find(SbomFormat::kCycloneDx, "1.0", Serialisation::kJson));
  EXPECT_EQ(std::nullopt, find(SbomFormat::kCycloneDx, "2.0", Serialisation::kJson));
  EXPECT_EQ(std::nullopt, find(SbomFormat::kSpdx2, "2.3", Serialisation::kXml));
  EXPECT_EQ(std::nullopt, find(SbomFormat::kSpdx2, "2.3", Serialisation::kRdf));
  EXPECT_EQ(std::nullopt, find(SbomFormat::kSpdx3, "3.0.0", Serialisation::kJsonLd));
}

/// What is found in a file of any kind: keys and arguments, without places.
std::string FoundInFile(std::string text) {
  const SbomDocument document = ReadSbomDocument(std::move(text));
  const auto schema = FindSchema(document.format, document.version, document.serialisation);
  if (!document.tree || !schema) return "no document: " + document.problem;
  Problems problems;
  ValidateSchema(*document.tree, document.root, *schema, AskSmallList, problems);
  std::string found;
  for (const Problem& problem : problems.list) {
    found += problem.message.key;
    for (const auto& [name, value] : problem.message.args)
      found += " " + name + "=" + value.bytes();
    found += "; ";
  }
  return found;
}

TEST(SchemaTest, FindsTheSameInEverySerialisation) {
  const std::string json = Spdx(
      R"("packages":[{"SPDXID":"SPDXRef-a","name":"a","downloadLocation":"NONE",)"
      R"("primaryPackagePurpose":"LIBRARI"}],"relationships":[{"spdxElementId":)"
      R"("SPDXRef-DOCUMENT","relationshipType":"DESCRIBES","relatedSpdxElement":"SPDXRef-b"}])");
  const std::string yaml =
      "spdxVersion: SPDX-2.3\nSPDXID: SPDXRef-DOCUMENT\nname: a\ndataLicense: CC0-1.0\n"
      "documentNamespace: https://example.org/a\n"
      "creationInfo:\n  created: '2026-01-31T12:00:00Z'\n  creators: ['Tool: t']\n"
      "packages:\n- SPDXID: SPDXRef-a\n  name: a\n  downloadLocation: NONE\n"
      "  primaryPackagePurpose: LIBRARI\n"
      "relationships:\n- spdxElementId: SPDXRef-DOCUMENT\n  relationshipType: DESCRIBES\n"
      "  relatedSpdxElement: SPDXRef-b\n";
  const std::string tag_value =
      "SPDXVersion: SPDX-2.3\nDataLicense: CC0-1.0\nSPDXID: SPDXRef-DOCUMENT\nDocumentName: a\n"
      "DocumentNamespace: https://example.org/a\nCreator: Tool: t\n"
      "Created: 2026-01-31T12:00:00Z\nPackageName: a\nSPDXID: SPDXRef-a\n"
      "PackageDownloadLocation: NONE\nPrimaryPackagePurpose: LIBRARI\n"
      "Relationship: SPDXRef-DOCUMENT DESCRIBES SPDXRef-b\n";
  const std::string found =
      "not-in-list-near value=LIBRARI near=LIBRARY; dangling-reference value=SPDXRef-b; ";
  EXPECT_EQ(found, FoundInFile(json));
  EXPECT_EQ(found, FoundInFile(yaml));
  EXPECT_EQ(found, FoundInFile(tag_value));
}

TEST(SchemaTest, JudgesTheDocumentInAStatementAndNotTheStatement) {
  const std::string statement =
      R"({"_type":"https://in-toto.io/Statement/v1","bom-ref":"a","subject":[{"bom-ref":"a"}],)"
      R"("predicateType":"https://cyclonedx.org/bom","predicate":)" +
      Component(R"("bom-ref":"b","scope":"requird")") + "}";
  EXPECT_EQ("not-in-list-near value=requird near=required; ", FoundInFile(statement));
}

TEST(SchemaTest, ComparesItemsAsTheStandardDoes) {
  const auto tags = [](std::string_view list) {
    return Shown(SchemaId::kCycloneDxJson16,
                 Cdx("1.6", R"("components":[{"type":"library","name":"a","properties":)" +
                                std::string(list) + "}]"));
  };
  // Not a unique list in 1.6, so equal entries are fine there.
  EXPECT_EQ("", tags(R"([{"name":"a"},{"name":"a"}])"));
  const auto refs = [](std::string_view list) {
    return Shown(kJson16, Cdx("1.6", R"("dependencies":)" + std::string(list)));
  };
  EXPECT_EQ("/dependencies/1 not-unique line=1",
            refs(R"([{"ref":"urn:cdx:a","dependsOn":[]},{"dependsOn":[],"ref":"urn:cdx:a"}])"));
  EXPECT_EQ("", refs(R"([{"ref":"urn:cdx:a","dependsOn":["urn:cdx:b","urn:cdx:c"]},)"
                     R"({"ref":"urn:cdx:a","dependsOn":["urn:cdx:c","urn:cdx:b"]}])"));
}

TEST(SchemaTest, WhatIsAlikeAtAGlanceIsLookedAtAgain) {
  const auto refs = [](const std::string& a, const std::string& b) {
    return Shown(kJson16, Cdx("1.6", R"("dependencies":[{"ref":"urn:cdx:)" + a +
                                         R"("},{"ref":"urn:cdx:)" + b + R"("}])"));
  };
  const std::string half(100, 'x');
  EXPECT_EQ("", refs(half + "a" + half, half + "b" + half));
  EXPECT_EQ("/dependencies/1 not-unique line=1", refs(half + "a" + half, half + "a" + half));
  // A number of many members, of which one deep inside differs.
  const auto parts = [](const std::string& a, const std::string& b) {
    std::string list;
    for (const std::string& part : {a, b}) {
      list += R"({"type":"library","name":"n","properties":[)";
      for (int i = 0; i < 20; ++i) list += R"({"name":"a","value":"b"},)";
      list += R"({"name":"a","value":")" + part + R"("}]},)";
    }
    list.pop_back();
    return Shown(kJson16, Cdx("1.6", "\"components\":[" + list + "]"));
  };
  EXPECT_EQ("", parts("1", "2"));
  EXPECT_EQ("/components/1 not-unique line=1", parts("1", "1"));
}

TEST(SchemaTest, CountsWhatItDoesNotShow) {
  std::string members;
  for (size_t i = 0; i < kMaxProblems + 5; ++i) members += ",\"z" + std::to_string(i) + "\":1";
  const Problems problems = Validate(kJson16, Cdx("1.6", "\"components\":[]" + members));
  EXPECT_EQ(kMaxProblems, problems.list.size());
  EXPECT_EQ(5U, problems.more);
}

/// Elements within elements, each of any of 40 classes, and a fault in the innermost.
std::string Nested(size_t depth) {
  std::string text = R"({"type":"Tool","spdxId":1,"creationInfo":"_:c"})";
  for (size_t i = 0; i < depth; ++i) {
    text = R"({"type":"Annotation","spdxId":"https://example.org/)" + std::to_string(i) +
           R"(","creationInfo":"_:c","annotationType":"other","subject":)" + text + "}";
  }
  return Spdx3(text);
}

TEST(SchemaTest, TakesDeepNestingWithoutTryingBranchesAgain) {
  constexpr size_t kDepth = 100;  // A branch tried twice per level would never end.
  const Problems problems = Validate(SchemaId::kSpdx301, Nested(kDepth));
  ASSERT_EQ(1U, problems.list.size());
  EXPECT_EQ("wrong-type", problems.list[0].message.key);
}

TEST(SchemaTest, ShortensWhatItQuotes) {
  const Problems problems =
      Validate(kJson16, Component(R"("scope":")" + std::string(100'000, 'x') + "\""));
  ASSERT_EQ(1U, problems.list.size());
  EXPECT_GT(200U, problems.list[0].message.args[0].second.bytes().size());
}

TEST(SchemaTest, RefusesWhatIsNoDocumentAtAll) {
  EXPECT_EQ(" wrong-type expected=object", Shown(kJson16, "[]"));
  EXPECT_EQ(" wrong-type expected=object", Shown(SchemaId::kSpdx301, "null"));
}

}  // namespace
}  // namespace headwater::sbom::schema
