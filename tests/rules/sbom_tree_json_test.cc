// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rules/sbom/tree.h"
#include "rules/sbom/tree_text.h"

namespace headwater::sbom {
namespace {

Tree Read(std::string text) {
  auto tree = ReadJsonTree(std::move(text));
  EXPECT_TRUE(tree.ok()) << tree.error().message;
  return std::move(tree).value();
}

std::string ErrorOf(std::string text, const TreeLimits& limits = {}) {
  const auto tree = ReadJsonTree(std::move(text), limits);
  return tree.ok() ? "read" : tree.error().message;
}

TEST(JsonTreeTest, KeepsOrderNamesAndKinds) {
  const Tree tree = Read(R"({"a": [1, -2.5e+3, true, false, null, "x"], "b": {}, "a": []})");
  ASSERT_EQ(10U, tree.nodes().size());
  EXPECT_EQ(NodeKind::kMap, tree.node(0).kind);
  EXPECT_EQ(3U, tree.node(0).size);
  EXPECT_EQ(10U, tree.End(0));
  EXPECT_EQ("a", tree.NameOf(1));
  EXPECT_EQ(6U, tree.node(1).size);
  EXPECT_EQ("-2.5e+3", tree.TextOf(3));
  EXPECT_EQ("true", tree.TextOf(4));
  EXPECT_EQ(NodeKind::kNull, tree.node(6).kind);
  EXPECT_EQ(8U, tree.Next(1));
  EXPECT_EQ("a", tree.NameOf(9)) << "a second member of the same name is kept";
  EXPECT_EQ(1U, tree.Find(0, "a"));
  EXPECT_EQ(kNoNode, tree.Find(0, "c"));
  EXPECT_EQ(kNoName, tree.FindName("c"));
  EXPECT_EQ(tree.node(1).name, tree.FindName("a"));
  EXPECT_EQ(0U, tree.node(9).parent);
}

TEST(JsonTreeTest, UnescapesTextsAndNames) {
  const Tree tree = Read(R"({"\u0061\n": "\"\\\/\b\f\n\r\t\u00e4\u20ac\ud83d\ude00ü"})");
  EXPECT_EQ("a\n", tree.NameOf(1));
  EXPECT_EQ("\"\\/\b\f\n\r\t\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80\xC3\xBC", tree.TextOf(1));
}

TEST(JsonTreeTest, NamesThatAreNearlyTheExpectedOnesAreThemselves) {
  const Tree tree = Read(R"([{"ab":1,"cd":2},{"ab":1,"cde":2},{"ab":1,"c":2},{"ab":1,"\u0063d":2},)"
                         R"({"ab":1,"":2},{"ab":1,"cd":2},{"a\"":1,"b":2},{"a\"":1,"b":2}])");
  std::string names;
  for (NodeIndex node = 1; node < tree.nodes().size(); ++node) {
    names.append(tree.NameOf(node)).append(tree.node(node).kind == NodeKind::kMap ? ":" : ",");
  }
  EXPECT_EQ(":ab,cd,:ab,cde,:ab,c,:ab,cd,:ab,,:ab,cd,:a\",b,:a\",b,", names);
  EXPECT_EQ(tree.node(3).name, tree.node(12).name) << "however it is written";
  for (const std::string cut :
       {R"([{"ab":1,"cd":2},{"ab":1,"cd)", R"([{"ab":1,"cd":2},{"ab":1,"cd")",
        R"([{"ab":1,"cd":2},{"ab":1,")"}) {
    EXPECT_NE("read", ErrorOf(cut)) << cut;
  }
}

TEST(JsonTreeTest, LongTextsAreReadWhole) {
  const std::string text = std::string(100, 'x') + "\xC3\xA4" + std::string(50, 'y');
  for (size_t size = 0; size < text.size(); ++size) {
    if (size == 101) continue;  // Would cut the letter in two.
    const Tree tree = Read("\"" + text.substr(0, size) + "\"");
    EXPECT_EQ(text.substr(0, size), tree.TextOf(0));
  }
}

TEST(JsonTreeTest, TellsPlaceAndPointer) {
  const Tree tree = Read("{\n  \"a/b\": [\n    {},\n    {\"c~\": 1}\n  ]\n}\n");
  const NodeIndex number = 4;
  ASSERT_EQ("1", tree.TextOf(number));
  EXPECT_EQ(4U, tree.PlaceOf(number).line);
  EXPECT_EQ(12U, tree.PlaceOf(number).column);
  EXPECT_EQ("/a~1b/1/c~0", tree.PointerOf(number));
  EXPECT_EQ("", tree.PointerOf(0));
}

TEST(JsonTreeTest, PlacesAreRightInLongDocuments) {
  std::string text = "[";
  for (int i = 0; i < 5000; ++i)
    text += "\n  \"" + std::string(static_cast<size_t>(i % 7), 'x') + "\",";
  text += " 1]";
  const Tree tree = Read(text);
  for (NodeIndex i = 1; i <= 5000; ++i) {
    EXPECT_EQ(i + 1, tree.PlaceOf(i).line);
    EXPECT_EQ(3U, tree.PlaceOf(i).column);
  }
}

TEST(JsonTreeTest, PointersOfManyNodesAgreeWithOneByOne) {
  std::string text = "[";
  for (int i = 0; i < 300; ++i) text += "{\"a\":[0,1,2]},";
  text += "0]";
  const Tree tree = Read(text);
  Pointers pointers(tree);
  for (NodeIndex i = 0; i < tree.nodes().size(); ++i) {
    EXPECT_EQ(tree.PointerOf(i), pointers.Of(i));
  }
  EXPECT_EQ("/7/a/2", pointers.Of(tree.FirstChild(0) + 7 * 5 + 4)) << "going back works too";
}

TEST(JsonTreeTest, AByteOrderMarkIsKeptInMind) {
  EXPECT_TRUE(Read("\xEF\xBB\xBF{}").has_byte_order_mark());
  EXPECT_FALSE(Read("{}").has_byte_order_mark());
}

TEST(JsonTreeTest, SurvivesBeingMoved) {
  Tree tree = Read(R"({"a":"\n"})");
  const Tree moved = std::move(tree);
  EXPECT_EQ("a", moved.NameOf(1));
  EXPECT_EQ("\n", moved.TextOf(1));
  EXPECT_EQ(moved.node(1).name, moved.FindName("a"));
}

TEST(JsonTreeTest, ManyNamesAreFoundAgain) {
  std::string text = "{";
  for (int i = 0; i < 20000; ++i) text += "\"name" + std::to_string(i) + "\":0,";
  const Tree tree = Read(text + "\"end\":1}");
  EXPECT_EQ(20001U, tree.name_count());
  EXPECT_EQ("name777", tree.NameOf(tree.Find(0, "name777")));
  EXPECT_EQ("1", tree.TextOf(tree.Find(0, "end")));
}

TEST(JsonTreeTest, NamesThatAreMadeToCollideAreRefused) {
  constexpr uint64_t kMask = 1023;  // Of the slots while there are few names.
  std::string text = "{";
  for (uint32_t i = 0, found = 0; found < 2 * kMaxLooks; ++i) {
    const std::string name = "n" + std::to_string(i);
    if ((HashOf(name) & kMask) > 1) continue;
    text += "\"" + name + "\":0,";
    ++found;
  }
  const auto tree = ReadJsonTree(text + "\"end\":1}");
  ASSERT_FALSE(tree.ok());
  EXPECT_EQ(Errc::kContent, tree.error().code);
}

TEST(JsonTreeTest, RefusesWhatIsNoJson) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"", "1:1: the file is empty"},
      {" \n ", "1:1: the file is empty"},
      {"{\"a\":1", "1:7: the document is cut off: its end is missing"},
      {"{\"a\":\"x", "1:8: the document is cut off: its end is missing"},
      {"[tru", "1:5: the document is cut off: its end is missing"},
      {"[1,]", "1:4: this is no JSON value; texts need double quotes"},
      {"[1 2]", "1:4: a comma or a closing bracket is missing"},
      {"[1}", "1:3: a comma or a closing bracket is missing"},
      {"{,}", "1:2: a name in double quotes is missing"},
      {"{\"a\":1,}", "1:8: a name in double quotes is missing"},
      {"{'a':1}", "1:2: a name in double quotes is missing"},
      {"{\"a\" 1}", "1:6: a colon is missing behind the name"},
      {"{}\n{}", "2:1: text follows the document's end"},
      {"[truth]", "1:2: this is no JSON value; texts need double quotes"},
      {"nul!", "1:1: this is no JSON value; texts need double quotes"},
      {"[01]", "1:3: a number begins with 0"},
      {"[1.]", "1:4: digits are missing behind the decimal point"},
      {"[1e+]", "1:5: the digits of an exponent are missing"},
      {"[+1]", "1:2: this is no JSON value; texts need double quotes"},
      {"[\"\\x\"]", "1:3: there is no such escape as this in JSON"},
      {"[\"\\u12g4\"]", "1:3: there is no such escape as this in JSON"},
      {"[\"\\ud800\"]", "1:3: half of a surrogate pair stands alone"},
      {"[\"\\udc00\\ud800\"]", "1:3: half of a surrogate pair stands alone"},
      {"[\"a\nb\"]", "1:4: a control character or a line break stands inside a text"},
      {std::string("[\"\0\"]", 5), "1:3: a control character or a line break stands inside a text"},
      {std::string("[1,\0]", 5), "1:4: this is no JSON value; texts need double quotes"},
      {"[\"\xFF\"]", "1:3: a byte is not valid UTF-8; save the file as UTF-8"},
      {"[\"\xC0\x80\"]", "1:3: a byte is not valid UTF-8; save the file as UTF-8"},
      {"[\"\xED\xA0\x80\"]", "1:3: a byte is not valid UTF-8; save the file as UTF-8"},
      {"[\"\xE2\x82\"]", "1:3: a byte is not valid UTF-8; save the file as UTF-8"},
      {"\xFF\xFE{", "1:1: the file is in UTF-16 or UTF-32; save it as UTF-8"},
      {std::string("\0{\0}", 4), "1:1: the file is in UTF-16 or UTF-32; save it as UTF-8"},
      {std::string("{\0}\0", 4), "1:1: the file is in UTF-16 or UTF-32; save it as UTF-8"},
  };
  for (const auto& [text, message] : cases) EXPECT_EQ(message, ErrorOf(text)) << text;
}

TEST(JsonTreeTest, NoPrefixOfADocumentIsADocument) {
  const std::string whole = R"({"a":[1.5e3,true,null,"\u00e4\ud83d\ude00ü"]})";
  for (size_t size = 0; size < whole.size(); ++size) {
    EXPECT_NE("read", ErrorOf(whole.substr(0, size))) << size;
  }
  EXPECT_EQ("read", ErrorOf(whole));
}

TEST(JsonTreeTest, BoundsAreKept) {
  EXPECT_EQ("1:3: values are nested more than 2 levels deep", ErrorOf("[[[]]]", {.depth = 2}));
  EXPECT_EQ("read", ErrorOf("[[]]", {.depth = 2}));
  EXPECT_EQ("1:6: the document has more than 3 values", ErrorOf("[1,2,3]", {.nodes = 3}));
  EXPECT_EQ("1:1: the document has 3 bytes, more than the 2 that are read",
            ErrorOf("[1]", {.bytes = 2}));
  EXPECT_EQ(Errc::kContent, ReadJsonTree("[[[]]]", {.depth = 2}).error().code);
  EXPECT_EQ(Errc::kInvalid, ReadJsonTree("[").error().code);
  EXPECT_NE("read", ErrorOf(std::string(1'000'000, '[')));
}

}  // namespace
}  // namespace headwater::sbom
