// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/http/response.h"

#include <gtest/gtest.h>

#include <string>

namespace headwater::http {
namespace {

using namespace std::chrono_literals;

/// The example of RFC 9110 section 5.6.7: 784111777 seconds after 1970.
constexpr WallTime kNow(784'111'777'999ms);

HttpResponse Hello() {
  HttpResponse response;
  response.body = "hello";
  response.headers = {{"Cache-Control", "no-store"}};
  return response;
}

TEST(ResponseTest, WritesAnAnswerByteForByte) {
  EXPECT_EQ(
      "HTTP/1.1 200 OK\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\n"
      "Content-Type: text/plain; charset=utf-8\r\nContent-Length: 5\r\n"
      "X-Content-Type-Options: nosniff\r\nCache-Control: no-store\r\n\r\nhello",
      WriteAnswer(Hello(), {}, kNow));
}

TEST(ResponseTest, AnAnswerWithoutBodyTellsNoLengthOfOne) {
  for (const int status : {204, 304}) {
    HttpResponse response = Hello();
    response.status = status;
    const std::string answer = WriteAnswer(response, {}, kNow);
    EXPECT_EQ(std::string::npos, answer.find("\r\nContent-"));
    EXPECT_TRUE(answer.ends_with("\r\n\r\n"));
  }
}

TEST(ResponseTest, WhatCannotBeSentBecomesAPlain500) {
  std::vector<HttpResponse> responses(7, Hello());
  responses[0].status = 100;
  responses[1].status = 600;
  responses[2].content_type = "text/plain\r\nX: y";
  responses[3].headers[0].value = "a\nb";
  responses[4].headers[0].value = std::string("a\0b", 3);
  responses[5].headers[0].name = "X Y";
  responses[6].headers[0].name = "";
  for (const HttpResponse& response : responses) {
    const std::string answer = WriteAnswer(response, {.closes = true}, kNow);
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 500 Internal Server Error\r\n")) << answer;
    EXPECT_TRUE(answer.ends_with("Connection: close\r\n\r\n")) << answer;
  }
}

TEST(ResponseTest, TellsWhichMethodsAreTaken) {
  EXPECT_EQ("GET, HEAD, POST", FindHeader(ToResponse({405, "No."}).headers, "allow"));
}

}  // namespace
}  // namespace headwater::http
