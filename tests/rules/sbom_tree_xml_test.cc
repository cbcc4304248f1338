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

Tree Read(std::string text) {
  auto tree = ReadXmlTree(std::move(text));
  EXPECT_TRUE(tree.ok()) << tree.error().message;
  return std::move(tree).value();
}

std::string ErrorOf(std::string text, const TreeLimits& limits = {}) {
  const auto tree = ReadXmlTree(std::move(text), limits);
  return tree.ok() ? "read" : tree.error().message;
}

/// The tree as one line: `bom(@version=1 name(#text=a))`.
std::string Line(const Tree& tree, NodeIndex index = 0) {
  std::string line(tree.NameOf(index));
  if (tree.node(index).kind == NodeKind::kString)
    return line + "=" + std::string(tree.TextOf(index));
  line += "(";
  for (NodeIndex child = tree.FirstChild(index); child < tree.End(index);
       child = tree.Next(child)) {
    line += (child == tree.FirstChild(index) ? "" : " ") + Line(tree, child);
  }
  return line + ")";
}

TEST(XmlTreeTest, ElementsAttributesAndTexts) {
  const Tree tree = Read(
      "<?xml version=\"1.0\" encoding='UTF-8'?>\n<!-- c --><bom version=\"1\">\n"
      "  <name>a</name><x a = 'q\"' b=\"\"/>\n  <y></y>\n</bom>\n");
  EXPECT_EQ("bom(@version=1 name(#text=a) x(@a=q\" @b=) y())", Line(tree));
  EXPECT_EQ(NodeKind::kElement, tree.node(0).kind);
  EXPECT_EQ(4U, tree.node(0).size);
}

TEST(XmlTreeTest, TheDocumentsOwnNamespaceIsLeftOut) {
  constexpr std::string_view kOwn = "http://cyclonedx.org/schema/bom/1.6";
  for (const char* text :
       {"<bom xmlns='http://cyclonedx.org/schema/bom/1.6'><a x='1'/><o:b o:y='2' "
        "xmlns:o='urn:other'><c/></o:b></bom>",
        "<z:bom xmlns:z='http://cyclonedx.org/schema/bom/1.6'><z:a x='1'/><b xmlns='urn:other' "
        "xmlns:q='urn:other' q:y='2'><z:c/></b></z:bom>"}) {
    const Tree tree = Read(text);
    EXPECT_EQ("bom(a(@x=1) {urn:other}b(@{urn:other}y=2 c()))", Line(tree)) << text;
    EXPECT_EQ(kOwn, tree.name_space());
  }
}

TEST(XmlTreeTest, ANamespaceEndsWithItsElement) {
  EXPECT_EQ("a({u}b() c())", Line(Read("<a><b xmlns='u'/><c/></a>")));
  EXPECT_EQ("1:20: an element's prefix is not declared with xmlns",
            ErrorOf("<a><b xmlns:p='u'/><p:c/></a>"));
}

TEST(XmlTreeTest, AnEndTagIsThatOfItsElement) {
  EXPECT_EQ("ab(c())", Line(Read("<ab><c></c\n></ab >")));
  const std::string wrong = "1:6: the end tag does not belong to the element that is open";
  for (const std::string text : {"<ab>x</abc>", "<ab>x</a>", "<ab>x</ac>", "<ab>x</p:ab>"}) {
    EXPECT_EQ(wrong, ErrorOf(text)) << text;
  }
  EXPECT_NE("read", ErrorOf("<ab>x</ab"));
}

TEST(XmlTreeTest, TextsAreJoinedAndUnescaped) {
  EXPECT_EQ("a(#text=x<&>\"'\xC3\xA4 y)",
            Line(Read("<a>x&lt;&amp;&gt;&quot;&apos;&#xE4;<!-- -->&#32;y</a>")));
  EXPECT_EQ("a(#text=<b>&amp;)", Line(Read("<a><![CDATA[<b>&amp;]]></a>")));
  EXPECT_EQ("a(#text=1]2]]3)", Line(Read("<a>1]2<![CDATA[]]]]>3</a>")));
  EXPECT_EQ("a(#text=1\n2\n3)", Line(Read("<a>1\r\n2\r3</a>")));
  EXPECT_EQ("a(@b=1 2 3 4)", Line(Read("<a b='1\r\n2\t3\n4'/>")));
  EXPECT_EQ("a(#text=  1  )", Line(Read("<a>  1  </a>"))) << "blanks at a text are kept";
  EXPECT_EQ("a(#text=1 b() #text= 2)", Line(Read("<a>1<b/> 2</a>")));
}

TEST(XmlTreeTest, LongTextsAreReadWhole) {
  const std::string text = std::string(100, 'x') + "\xC3\xA4" + std::string(50, '>');
  for (size_t size = 1; size < text.size(); ++size) {
    if (size == 101) continue;  // Would cut the letter in two.
    EXPECT_EQ(text.substr(0, size), Read("<a>" + text.substr(0, size) + "</a>").TextOf(1));
    EXPECT_EQ(text.substr(0, size), Read("<a b='" + text.substr(0, size) + "'/>").TextOf(1));
  }
}

TEST(XmlTreeTest, TellsPlaceAndPath) {
  const Tree tree = Read("<bom>\n  <c><n>1</n></c>\n  <c><n x='1'>2</n></c>\n</bom>");
  ASSERT_EQ("bom(c(n(#text=1)) c(n(@x=1 #text=2)))", Line(tree));
  EXPECT_EQ("/bom", tree.PointerOf(0));
  EXPECT_EQ("/bom/c[1]/n", tree.PointerOf(2));
  EXPECT_EQ("/bom/c[2]/n", tree.PointerOf(5));
  EXPECT_EQ("/bom/c[2]/n/@x", tree.PointerOf(6));
  EXPECT_EQ("/bom/c[2]/n/text()", tree.PointerOf(7));
  EXPECT_EQ(3U, tree.PlaceOf(5).line);
  EXPECT_EQ(6U, tree.PlaceOf(5).column);
  EXPECT_EQ(9U, tree.PlaceOf(6).column) << "of the attribute's name";
}

TEST(XmlTreeTest, RefusesWhatIsNoXml) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"", "1:1: the document is cut off: its end is missing"},
      {"<a>", "1:4: the document is cut off: its end is missing"},
      {"<a b='1", "1:8: the document is cut off: its end is missing"},
      {"<a><!-- </a>", "1:13: the document is cut off: its end is missing"},
      {"<a></b>", "1:4: the end tag does not belong to the element that is open"},
      {"</a>", "1:1: an end tag stands without its start tag"},
      {"<a/><b/>", "1:5: a second root element begins"},
      {"<a/> x", "1:6: text stands outside the root element"},
      {"<!DOCTYPE a><a/>", "1:1: DOCTYPE and other declarations are not read"},
      {"<a>&b;</a>", "1:4: only the entities &amp; &lt; &gt; &quot; &apos; and numbers are read"},
      {"<a>&#0;</a>", "1:4: only the entities &amp; &lt; &gt; &quot; &apos; and numbers are read"},
      {"<a>]]></a>", "1:4: ]]> stands outside a CDATA section"},
      {"<a b='<'/>", "1:7: a tag begins inside an attribute's value"},
      {"<a b/>", "1:5: an attribute has no value"},
      {"<a b=1/>", "1:6: an attribute's value has no quotes"},
      {"<a b='1'c='2'/>", "1:9: a blank is missing before an attribute"},
      {"<a b='1' b='2'/>", "1:10: an attribute stands twice"},
      {"<a xmlns:p='u' xmlns:q='u' p:b='1' q:b='2'/>", "1:36: an attribute stands twice"},
      {"<a xmlns='u' xmlns='v'/>", "1:14: an attribute stands twice"},
      {"<p:a/>", "1:1: an element's prefix is not declared with xmlns"},
      {"<a p:b='1'/>", "1:4: an attribute's prefix is not declared with xmlns"},
      {"<a x:y:z='1'/>", "1:4: a name has a colon too many"},
      {"< a/>", "1:2: a name is missing"},
      {"<a>\x01</a>", "1:4: a control character stands in the document"},
      {"<a><!--\x01--></a>", "1:8: a control character stands in the document"},
      {std::string("<a>\0</a>", 8), "1:4: a control character stands in the document"},
      {"<a>\xFF</a>", "1:4: a byte is not valid UTF-8; save the file as UTF-8"},
      {"<a b='\xC0\x80'/>", "1:7: a byte is not valid UTF-8; save the file as UTF-8"},
      {"<?xml version='1.1'?><a/>", "1:1: only XML 1.0 is read"},
      {"<?xml version='1.0' encoding='latin-1'?><a/>",
       "1:1: the file declares an encoding other than UTF-8; save it as UTF-8"},
      {"\xFE\xFF", "1:1: the file is in UTF-16 or UTF-32; save it as UTF-8"},
      {std::string("<\0a\0", 4), "1:1: the file is in UTF-16 or UTF-32; save it as UTF-8"},
  };
  for (const auto& [text, message] : cases) EXPECT_EQ(message, ErrorOf(text)) << text;
}

TEST(XmlTreeTest, NoPrefixOfADocumentIsADocument) {
  const std::string whole =
      "<?xml version='1.0'?><!-- c --><a x='1'><![CDATA[y]]>&amp;<b:c xmlns:b='u'/></a>";
  for (size_t size = 0; size < whole.size(); ++size) {
    EXPECT_NE("read", ErrorOf(whole.substr(0, size))) << size;
  }
  EXPECT_EQ("read", ErrorOf(whole));
}

TEST(XmlTreeTest, BoundsAreKept) {
  EXPECT_EQ("1:7: values are nested more than 2 levels deep",
            ErrorOf("<a><b><c/></b></a>", {.depth = 2}));
  EXPECT_EQ("1:8: the document has more than 2 values", ErrorOf("<a><b/><c/></a>", {.nodes = 2}));
  std::string attributes = "<a";
  std::string namespaces = "<a";
  for (int i = 0; i < 100; ++i) {
    attributes += " a" + std::to_string(i) + "=''";
    namespaces += " xmlns:a" + std::to_string(i) + "='u'";
  }
  EXPECT_EQ(Errc::kContent, ReadXmlTree(attributes + "/>").error().code);
  EXPECT_EQ(Errc::kContent, ReadXmlTree(namespaces + "/>").error().code);
  EXPECT_EQ(Errc::kContent,
            ReadXmlTree("<a xmlns='" + std::string(1000, 'x') + "'/>").error().code);
}

}  // namespace
}  // namespace headwater::sbom
