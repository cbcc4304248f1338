// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rules/sbom/tree.h"

namespace headwater::sbom {
namespace {

std::string Json(const Tree& tree, NodeIndex index = 0) {
  const TreeNode& node = tree.node(index);
  if (node.kind == NodeKind::kNull) return "null";
  if (node.kind == NodeKind::kString) return "\"" + std::string(tree.TextOf(index)) + "\"";
  if (node.kind != NodeKind::kMap && node.kind != NodeKind::kList) {
    return std::string(tree.TextOf(index));
  }
  std::string text;
  for (NodeIndex child = tree.FirstChild(index); child < tree.End(index);
       child = tree.Next(child)) {
    if (!text.empty()) text += ",";
    if (node.kind == NodeKind::kMap) text += std::string(tree.NameOf(child)) + ":";
    text += Json(tree, child);
  }
  return node.kind == NodeKind::kMap ? "{" + text + "}" : "[" + text + "]";
}

std::string Yaml(std::string text) {
  const auto tree = ReadYamlTree(std::move(text));
  return tree.ok() ? Json(tree.value()) : tree.error().message;
}

std::string TagValue(std::string text, const TreeLimits& limits = {}) {
  const auto tree = ReadTagValueTree(std::move(text), limits);
  return tree.ok() ? Json(tree.value()) : tree.error().message;
}

TEST(YamlTreeTest, BecomesTheSameTreeAsJson) {
  EXPECT_EQ(
      R"({spdxVersion:"SPDX-2.3",packages:[{name:"a",n:1,b:true,e:null,l:[]}]})",
      Yaml("spdxVersion: SPDX-2.3\npackages:\n- name: a\n  n: 1\n  b: true\n  e:\n  l: []\n"));
}

TEST(YamlTreeTest, TellsPlaces) {
  auto tree = ReadYamlTree("a: 1\nb:\n  - c: ü\n  - d: x\n");
  ASSERT_TRUE(tree.ok());
  const Tree& read = tree.value();
  const NodeIndex last = static_cast<NodeIndex>(read.nodes().size() - 1);
  ASSERT_EQ("x", read.TextOf(last));
  EXPECT_EQ(4U, read.PlaceOf(last).line);
  EXPECT_EQ(8U, read.PlaceOf(last).column);
  EXPECT_EQ("/b/1/d", read.PointerOf(last));
}

TEST(YamlTreeTest, RefusesWhatYamlForbidsAndWhatIsTooMuch) {
  EXPECT_EQ("2:1: the key stands twice in this map; keep one of the two", Yaml("a: 1\na: 2\n"));
  EXPECT_EQ("1:4: anchors (&name) are not read; write the value out, or quote it", Yaml("a: &b 1"));
  EXPECT_EQ("1:1: the file is in UTF-16 or UTF-32; save it as UTF-8", Yaml("\xFF\xFE"));
  EXPECT_EQ(Errc::kContent, ReadYamlTree(std::string((8U << 20U) + 1, ' ')).error().code);
  EXPECT_EQ(Errc::kContent, ReadYamlTree(std::string(200, '[')).error().code);
}

TEST(TagValueTreeTest, BecomesTheSameTreeAsJson) {
  EXPECT_EQ(
      R"j({spdxVersion:"SPDX-2.3",SPDXID:"SPDXRef-DOCUMENT",)j"
      R"j(creationInfo:{creators:["Tool: t-1","Person: Alex Example (alex@example.org)"],)j"
      R"j(created:"2026-01-01T00:00:00Z"},)j"
      R"j(externalDocumentRefs:[{externalDocumentId:"DocumentRef-x",spdxDocument:"http://a/b",)j"
      R"j(checksum:{algorithm:"SHA1",checksumValue:"d6a7"}}],)j"
      R"j(packages:[{name:"a",SPDXID:"SPDXRef-a",versionInfo:"1",filesAnalyzed:false,)j"
      R"j(packageVerificationCode:{packageVerificationCodeValue:"12",)j"
      R"j(packageVerificationCodeExcludedFiles:["./x","./y"]},)j"
      R"j(checksums:[{algorithm:"SHA1",checksumValue:"ab"},{algorithm:"MD5",checksumValue:"cd"}],)j"
      R"j(primaryPackagePurpose:"OPERATING_SYSTEM",externalRefs:[{referenceCategory:)j"
      R"j("PACKAGE_MANAGER",referenceType:"purl",referenceLocator:"pkg:npm/a@1"}]},{name:"b"}],)j"
      R"j(snippets:[{SPDXID:"SPDXRef-s",snippetFromFile:"SPDXRef-f",ranges:[{startPointer:{offset:1,)j"
      R"j(reference:"SPDXRef-f"},endPointer:{offset:2,reference:"SPDXRef-f"}}]}],)j"
      R"j(relationships:[{spdxElementId:"SPDXRef-DOCUMENT",relationshipType:"DESCRIBES",)j"
      R"j(relatedSpdxElement:"SPDXRef-a",comment:"why"}]})j",
      TagValue("SPDXVersion: SPDX-2.3\nSPDXID: SPDXRef-DOCUMENT\n# a comment\n\n"
               "ExternalDocumentRef: DocumentRef-x http://a/b SHA1: d6a7\n"
               "Creator: Tool: t-1\nCreated: 2026-01-01T00:00:00Z\r\n"
               "Creator: Person: Alex Example (alex@example.org)\n"
               "PackageName: a\nSPDXID: SPDXRef-a\nPackageVersion: 1\nFilesAnalyzed: false\n"
               "PackageVerificationCode: 12 (excludes: ./x ./y)\n"
               "PackageChecksum: SHA1: ab\nPrimaryPackagePurpose: OPERATING-SYSTEM\n"
               "Relationship: SPDXRef-DOCUMENT DESCRIBES SPDXRef-a\nRelationshipComment: why\n"
               "PackageChecksum: MD5: cd\nExternalRef: PACKAGE-MANAGER purl pkg:npm/a@1\n"
               "PackageName: b\nSnippetSPDXID: SPDXRef-s\nSnippetFromFileSPDXID: SPDXRef-f\n"
               "SnippetByteRange: 1:2\n"));
}

TEST(TagValueTreeTest, ATextMayHaveSeveralLines) {
  EXPECT_EQ("{comment:\"one\nPackageName: no\n\",name:\"x\"}",
            TagValue("DocumentComment: <text>one\nPackageName: no\n</text>\nDocumentName: x\n"));
}

TEST(TagValueTreeTest, UnknownTagsAreKeptUnderTheirName) {
  EXPECT_EQ(R"({packages:[{name:"a",Colour:"red"}]})", TagValue("PackageName: a\nColour: red\n"));
}

TEST(TagValueTreeTest, TellsPlaces) {
  auto tree = ReadTagValueTree("SPDXVersion: SPDX-2.3\nPackageName: a\nPackageVersion:  7\n");
  ASSERT_TRUE(tree.ok());
  const Tree& read = tree.value();
  const NodeIndex last = static_cast<NodeIndex>(read.nodes().size() - 1);
  EXPECT_EQ("/packages/0/versionInfo", read.PointerOf(last));
  EXPECT_EQ(3U, read.PlaceOf(last).line);
  EXPECT_EQ(18U, read.PlaceOf(last).column);
}

TEST(TagValueTreeTest, RefusesWhatIsNoTagValue) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"SPDXVersion: x\nhello\n",
       "2:1: this line is no `Tag: value`; a text over several lines needs <text> and </text>"},
      {"DocumentComment: <text>x\n",
       "1:1: <text> is not closed; the document is cut off, or </text> is missing"},
      {"PackageVersion: 1\n", "1:17: the tag stands before the one that begins its section"},
      {"SPDXVersion: \xFF\n", "1:14: a byte is not valid UTF-8; save the file as UTF-8"},
      {std::string("SPDXVersion: \0\n", 15),
       "1:14: the control character U+0000 is not allowed here"},
  };
  for (const auto& [text, message] : cases) EXPECT_EQ(message, TagValue(text)) << text;
  EXPECT_EQ("2:14: the document has more than 4 values",
            TagValue("PackageName: a\nPackageName: b\n", {.nodes = 4}));
}

}  // namespace
}  // namespace headwater::sbom
