// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include <cctype>
#include <string>

#include "headwater/data.h"
#include "tests/rules/common/show_data.h"

namespace headwater {
namespace {

/// `{namespace}name attribute=value "text" [children]`, or the error.
std::string Show(const XmlNode& node) {
  std::string text = node.name_space.empty() ? "" : "{" + node.name_space + "}";
  text += node.name;
  for (const auto& [name, value] : node.attributes) text += " " + name + "=" + value;
  if (!node.text.empty()) text += " \"" + node.text + "\"";
  for (const XmlNode& child : node.children) text += " [" + Show(child) + "]";
  return text;
}

std::string Xml(std::string_view text) {
  const auto parsed = ParseXml(text, kXmlLimits);
  return parsed.ok() ? Show(parsed.value()) : parsed.error().message;
}

TEST(XmlTest, ReadsElementsAttributesAndText) {
  const struct {
    std::string_view text;
    std::string_view shown;
  } cases[] = {
      {"<a/>", "a"},
      {"<?xml version=\"1.0\" encoding='UTF-8' standalone=\"yes\"?>\n<a/>\n", "a"},
      {"\xEF\xBB\xBF<?xml version='1.0'?><a/>", "a"},
      {"<a b='1' c=\"&lt;&#x41;&quot;\">x &amp; y<!-- <b> & --> z<![CDATA[<&]]></a>",
       "a b=1 c=<A\" \"x & y z<&\""},
      {"<a>\n  <b/>\n  <c>t</c>\n</a>", "a [b] [c \"t\"]"},
      {"<a>\xC3\xA4&#228;</a>", "a \"\xC3\xA4\xC3\xA4\""},
      {"<a b='>'><c/></a>", "a b=> [c]"},
  };
  for (const auto& c : cases) EXPECT_EQ(Xml(c.text), c.shown) << c.text;
}

TEST(XmlTest, ResolvesNamespacesOfElements) {
  EXPECT_EQ(Xml("<a xmlns='u' xmlns:p='v' p:x='1'><b/><p:c xmlns:p='w'><p:d/></p:c><p:e/>"
                "<f xmlns=''/><xml:g/></a>"),
            "{u}a p:x=1 [{u}b] [{w}c [{w}d]] [{v}e] [f] "
            "[{http://www.w3.org/XML/1998/namespace}g]");
}

TEST(XmlTest, GivesLines) {
  const auto parsed = ParseXml("<?xml version='1.0'?>\n<!--\n-->\n<a>\n<b/><c/></a>", kXmlLimits);
  ASSERT_TRUE(parsed.ok()) << parsed.error().message;
  EXPECT_EQ(parsed.value().line, 4U);
  ASSERT_NE(parsed.value().Child("c"), nullptr);
  EXPECT_EQ(parsed.value().Child("c")->line, 5U);
  EXPECT_EQ(parsed.value().Child("d"), nullptr);
}

TEST(XmlTest, RefusesWithPlaceAndReason) {
  constexpr std::string_view kEntity =
      "only the entities &amp; &lt; &gt; &quot; &apos; and numbers are read";
  const struct {
    std::string_view text;
    std::string message;
  } cases[] = {
      {"<!DOCTYPE a><a/>", "1:1: DOCTYPE and other declarations are not read"},
      {"<a><!ENTITY x 'y'></a>", "1:4: DOCTYPE and other declarations are not read"},
      {"<a/>\n<?php ?>", "2:1: processing instructions are not read"},
      {"<a><?xml version='1.0'?></a>", "1:4: processing instructions are not read"},
      {"\n<?xml version='1.0'?><a/>", "2:1: processing instructions are not read"},
      {"<?xml-stylesheet href='x'?><a/>", "1:1: processing instructions are not read"},
      {"<?xml version='1.1'?><a/>", "1:1: only XML 1.0 is read"},
      {"<?xml version='1.0' encoding='ISO-8859-1'?><a/>",
       "1:1: the file declares an encoding other than UTF-8; save it as UTF-8"},
      {"<a>&nbsp;</a>", "1:4: " + std::string(kEntity)},
      {"<a>& b</a>", "1:4: " + std::string(kEntity)},
      {"<a b='&x;'/>", "1:7: " + std::string(kEntity)},
      {"<a>&#0;</a>", "1:4: " + std::string(kEntity)},
      {"<a>&#xD800;</a>", "1:4: " + std::string(kEntity)},
      {"<a>&#x110000;</a>", "1:4: " + std::string(kEntity)},
      {"<a>&#;</a>", "1:4: " + std::string(kEntity)},
      {"<a b='1' b='2'/>", "1:1: an attribute stands twice"},
      {"<p:a/>", "1:1: an element's prefix is not declared with xmlns"},
      {"<a><p:b xmlns:p='u'/><p:c/></a>", "1:1: an element's prefix is not declared with xmlns"},
      {"<a/><b/>", "1:5: a second root element begins"},
      {"<a/>x", "1:5: text stands outside the root element"},
      {"", "1:1: the file has no XML element"},
      {"<!-- a -->", "1:1: the file has no XML element"},
      {"<a>", "1:4: an element is not closed at the end of the file"},
      {"</a>", "1:1: an end tag stands without its start tag"},
      {"<a b='1></a>", "1:6: an attribute's quote is not closed"},
      {"<a\x01/>", "1:3: the control character U+0001 is not allowed here"},
      {"<a>\xC0\x80</a>", "1:4: a byte is not valid UTF-8; save the file as UTF-8"},
  };
  for (const auto& c : cases) {
    const auto parsed = ParseXml(c.text, kXmlLimits);
    ASSERT_FALSE(parsed.ok()) << c.text;
    EXPECT_EQ(parsed.error().code, Errc::kInvalid) << c.text;
    EXPECT_EQ(parsed.error().message, c.message) << c.text;
  }
}

TEST(XmlTest, RefusesWhatIsNotXml) {
  for (const std::string_view text :
       {"a", "<", "<a", "<a b=c/>", "<a b/>", "<a></b>", "<a><b></a></b>", "<>",
        "<a><![CDATA[x</a>", "<!-- <a/>", "<a/><![CDATA[x]]>", "<a <b/>/>", "{}",
        "<?xml version='1.0'<a/>", "<1/>"}) {
    const auto parsed = ParseXml(text, kXmlLimits);
    ASSERT_FALSE(parsed.ok()) << text << " -> " << Show(parsed.value());
    EXPECT_EQ(parsed.error().code, Errc::kInvalid) << text;
    EXPECT_TRUE(std::isdigit(static_cast<unsigned char>(parsed.error().message[0])))
        << parsed.error().message;
  }
}

TEST(XmlTest, HoldsItsLimits) {
  const DataLimits limits = {.bytes = 30, .depth = 2, .nodes = 3};
  const struct {
    std::string_view text;
    bool ok;
  } cases[] = {
      {"<a><b/></a>", true},
      {"<a><b><c/></b></a>", false},
      {"<a><b/><c/></a>", true},
      {"<a><b/><c/><d/></a>", false},
      {"<a b='' c=''/>", true},
      {"<a b='' c='' d=''/>", false},
      {"<a>456789012345678901234567</a>", false},
  };
  for (const auto& c : cases) {
    const auto parsed = ParseXml(c.text, limits);
    EXPECT_EQ(parsed.ok(), c.ok) << c.text;
    EXPECT_TRUE(parsed.ok() || parsed.error().code == Errc::kContent) << c.text;
  }
}

TEST(XmlTest, RefusesOneHundredThousandLevels) {
  const auto parsed = ParseXml(Repeat("<a>", 100'000) + Repeat("</a>", 100'000), kXmlLimits);
  ASSERT_FALSE(parsed.ok());
  EXPECT_EQ(parsed.error().code, Errc::kContent);
}

TEST(XmlTest, ReadsOneHundredThousandAttributesAndElements) {
  std::string text = "<a";
  for (int i = 0; i < 100'000; ++i) text += " k" + std::to_string(i) + "=''";
  text += ">" + Repeat("<b/>", 100'000) + "</a>";
  const auto parsed = ParseXml(text, kXmlLimits);
  ASSERT_TRUE(parsed.ok()) << parsed.error().message;
  EXPECT_EQ(parsed.value().attributes.size(), 100'000U);
  EXPECT_EQ(parsed.value().children.size(), 100'000U);
}

}  // namespace
}  // namespace headwater
