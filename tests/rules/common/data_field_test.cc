// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "headwater/data_field.h"

#include <gtest/gtest.h>

namespace headwater {
namespace {

template <typename T>
std::string Said(const Result<T>& result) {
  if (result.ok()) return "ok";
  return result.error().code == Errc::kInvalid ? result.error().message : "another code";
}

class DataFieldTest : public testing::Test {
 protected:
  DataNode root_ = ParseJson(R"({"id":7,"text":"x","yes":true,"nothing":null,"empty":"",
      "list":[{"id":8},null,"x"],"zeros":"0000000000000000000000000000000000000000",
      "sha256":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
      "sha":"352f7829a2384b001cc12b0c2613c756454a1f6a","deep":{"er":{"id":9}},
      "numbers":[0,-1,1.0,9223372036854775807,9223372036854775808]})",
                             kJsonLimits)
                       .value();
  DataField field_{root_};
};

TEST_F(DataFieldTest, ReadsWhatIsThere) {
  EXPECT_EQ(7, field_["id"].Id().value());
  EXPECT_EQ(9, field_["deep"]["er"]["id"].Id().value());
  EXPECT_EQ("x", field_["text"].RequiredText().value());
  EXPECT_TRUE(field_["yes"].Flag().value());
  EXPECT_EQ(3U, field_["list"].Length().value());
  EXPECT_EQ(8, field_["list"].Item(0)["id"].Id().value());
  EXPECT_EQ("352f7829a2384b001cc12b0c2613c756454a1f6a", field_["sha"].Commit().value()->Hex());
}

TEST_F(DataFieldTest, AKeyIsNamedWhateverItsValue) {
  for (const char* key : {"text", "nothing", "empty"}) EXPECT_TRUE(field_[key].named()) << key;
  EXPECT_TRUE(field_.named());
  EXPECT_FALSE(field_["missing"].named());
  EXPECT_FALSE(field_["nothing"]["id"].named());
}

TEST_F(DataFieldTest, NullAndMissingAreTheSame) {
  for (const char* key : {"nothing", "missing"}) {
    const DataField field = field_[key];
    EXPECT_FALSE(field.present()) << key;
    EXPECT_EQ(std::nullopt, field.OptionalId().value()) << key;
    EXPECT_EQ("", field.Text().value()) << key;
    EXPECT_FALSE(field.Flag().value()) << key;
    EXPECT_EQ(std::nullopt, field.Commit().value()) << key;
    EXPECT_EQ(0U, field.Length().value()) << key;
    EXPECT_TRUE(field.Object().ok()) << key;
    EXPECT_EQ(std::string(key) + ".x: missing, expected a number", Said(field["x"].Id())) << key;
  }
  EXPECT_EQ("list.1.id: missing, expected a number", Said(field_["list"].Item(1)["id"].Id()));
}

TEST_F(DataFieldTest, AWrongTypeIsNamedWithItsPlace) {
  EXPECT_EQ("text: expected a number", Said(field_["text"].OptionalId()));
  EXPECT_EQ("id: expected a string", Said(field_["id"].Text()));
  EXPECT_EQ("id: expected true or false", Said(field_["id"].Flag()));
  EXPECT_EQ("deep: expected a list", Said(field_["deep"].Length()));
  EXPECT_EQ("list: expected an object", Said(field_["list"].Object()));
  EXPECT_EQ("text: expected an object id", Said(field_["text"].Commit()));
  EXPECT_EQ("empty: missing, expected a string", Said(field_["empty"].RequiredText()));
  EXPECT_EQ("the document: expected a list", Said(field_.Length()));
}

TEST_F(DataFieldTest, WhatIsInsideNoObjectIsRefusedHoweverDeep) {
  EXPECT_EQ("text: expected an object", Said(field_["text"]["a"]["b"].Text()));
  EXPECT_EQ("list.2: expected an object", Said(field_["list"].Item(2)["a"].Flag()));
}

TEST_F(DataFieldTest, AnIdIsAWholeNumberAboveZeroThatFits) {
  const char* const said[] = {"numbers.0: expected a number above zero",
                              "numbers.1: expected a number above zero",
                              "numbers.2: expected a number", "ok"};
  for (size_t i = 0; i < std::size(said); ++i) {
    EXPECT_EQ(said[i], Said(field_["numbers"].Item(i).Id())) << i;
  }
  EXPECT_NE("ok", Said(field_["numbers"].Item(4).Id()));
}

TEST_F(DataFieldTest, ZerosAndLongerHashesAreNoCommitWeCanName) {
  EXPECT_EQ(std::nullopt, field_["zeros"].Commit().value());
  EXPECT_EQ(std::nullopt, field_["sha256"].Commit().value());
}

}  // namespace
}  // namespace headwater
