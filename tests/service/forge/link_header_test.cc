// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/forge/link_header.h"

#include <gtest/gtest.h>

namespace headwater::forge {
namespace {

const std::string kPrefix = "https://git.example.org/api/v4/";

std::string Next(const HttpHeaders& headers) {
  const Result<std::optional<std::string>> next = NextPage(headers, kPrefix);
  if (!next.ok()) return next.error().code == Errc::kContent ? "refused" : "other";
  return next.value().value_or("last");
}

TEST(LinkHeaderTest, FindsTheNextPage) {
  const std::string next = kPrefix + "projects?page=2";
  for (const std::string& header : {
           '<' + next + ">; rel=\"next\"",
           '<' + next + ">;rel=next",
           '<' + next + ">; title=\"a, b; c\"; rel=\"next\"",
           "<" + kPrefix + "projects?page=1>; rel=\"first\", <" + next + ">; rel=\"next\", <" +
               kPrefix + "projects?page=9>; rel=\"last\"",
       }) {
    EXPECT_EQ(next, Next({{"link", header}})) << header;
  }
  EXPECT_EQ(next, Next({{"Link", "<https://x.example/>; rel=\"self\""},
                        {"LINK", '<' + next + ">; rel=\"next\""}}));
}

TEST(LinkHeaderTest, WithoutOneThePageIsTheLast) {
  EXPECT_EQ("last", Next({}));
  EXPECT_EQ("last", Next({{"X-Next-Page", "2"}}));
  for (const char* header : {"", "<", "<>", "next", "<https://git.example.org/api/v4/x",
                             "<https://git.example.org/api/v4/x>; rel=\"last\"",
                             "<https://git.example.org/api/v4/x>; title=\"rel=next\""}) {
    EXPECT_EQ("last", Next({{"Link", header}})) << header;
  }
}

TEST(LinkHeaderTest, ANextPageElsewhereIsRefused) {
  for (const char* address :
       {"http://git.example.org/api/v4/x", "https://git.example.org.evil.example/api/v4/x",
        "https://git.example.org@evil.example/api/v4/x", "https://evil.example/api/v4/x",
        "https://git.example.org:8443/api/v4/x", "https://git.example.org/api/v4x/x",
        "https://git.example.org/api/v4/../../x", "/api/v4/x", "",
        "https://git.example.org/api/v4/x\r\nHost: evil", "https://git.example.org/api/v4/a b"}) {
    EXPECT_EQ("refused", Next({{"Link", std::string("<") + address + ">; rel=\"next\""}}))
        << address;
  }
}

}  // namespace
}  // namespace headwater::forge
