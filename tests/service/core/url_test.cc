// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "headwater/http.h"

namespace headwater {
namespace {

struct Case {
  std::string_view raw;
  std::string_view encoded;
};

TEST(UrlTest, AComponentKeepsTheUnreservedAndEncodesEveryOtherByte) {
  using namespace std::string_view_literals;
  static constexpr Case kCases[] = {
      {"", ""},
      {"AZaz09-._~", "AZaz09-._~"},
      {"group/project", "group%2Fproject"},
      {"a b+c", "a%20b%2Bc"},
      {"100%", "100%25"},
      {"?&=#", "%3F%26%3D%23"},
      {"..", ".."},
      {"\xC3\xA4", "%C3%A4"},
      {"\r\n\0\x7F\xFF"sv, "%0D%0A%00%7F%FF"},
  };
  for (const Case& c : kCases) EXPECT_EQ(c.encoded, EncodeUrlComponent(c.raw));
}

TEST(UrlTest, AFormKeepsItsOrderAndNoValueCanAddAField) {
  EXPECT_EQ("", FormEncode({}));
  EXPECT_EQ("state=success&name=a%26b%3Dc&empty=&name=2",
            FormEncode({{"state", "success"}, {"name", "a&b=c"}, {"empty", ""}, {"name", "2"}}));
}

}  // namespace
}  // namespace headwater
