// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/http/failure_limit.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

namespace headwater::http {
namespace {

using namespace std::chrono_literals;

constexpr SteadyTime kStart(std::chrono::hours(5));
constexpr FailureLimit::Options kOptions = {.failures = 3, .window = 1min, .sites = 2};

Address At(const char* text) { return Address::Parse(text).value_or(Address()); }

/// How many of `count` failures are limited.
int Limited(FailureLimit& limit, const char* peer, SteadyTime now, int count) {
  int limited = 0;
  for (int i = 0; i < count; ++i) limited += limit.Count(At(peer), now).limited ? 1 : 0;
  return limited;
}

TEST(FailureLimitTest, LimitsASiteFromItsFirstFailureTooMany) {
  FailureLimit limit(kOptions);
  EXPECT_EQ(0, Limited(limit, "192.0.2.1", kStart, 3));
  EXPECT_EQ(2, Limited(limit, "192.0.2.99", kStart + 59s, 2));
  EXPECT_EQ(0, Limited(limit, "198.51.100.1", kStart + 59s, 3));
}

TEST(FailureLimitTest, ForgetsWhenTheWindowEndsAndSaysOnceWhatWasNotLogged) {
  FailureLimit limit(kOptions);
  EXPECT_EQ(4, Limited(limit, "192.0.2.1", kStart, 7));
  const FailureLimit::Answer next = limit.Count(At("192.0.2.1"), kStart + 60s);
  EXPECT_FALSE(next.limited);
  EXPECT_EQ(4U, next.unlogged);
  EXPECT_EQ(0U, limit.Count(At("192.0.2.1"), kStart + 61s).unlogged);
}

TEST(FailureLimitTest, SitesBeyondTheBoundShareOneCount) {
  FailureLimit limit(kOptions);
  EXPECT_EQ(0, Limited(limit, "192.0.2.1", kStart, 1));
  EXPECT_EQ(0, Limited(limit, "198.51.100.1", kStart, 1));
  EXPECT_EQ(0, Limited(limit, "203.0.113.1", kStart, 2));
  EXPECT_EQ(0, Limited(limit, "2001:db8::1", kStart, 1));
  EXPECT_EQ(1, Limited(limit, "2001:db8:1::1", kStart, 1));
  EXPECT_EQ(0, Limited(limit, "192.0.2.1", kStart, 2));
}

class FixedClock final : public Clock {
 public:
  WallTime Wall() const override { return WallTime(); }
  SteadyTime Steady() const override { return kStart; }
};

/// Knows one secret; screens for it when asked to, else handles.
class OneSecret final : public HttpHandler {
 public:
  std::optional<HttpResponse> Screen(const HttpRequest& head) override {
    if (head.path != "/screened" || IsGenuine(head)) return std::nullopt;
    return Denied();
  }
  HttpResponse Handle(const HttpRequest& request) override {
    return IsGenuine(request) ? HttpResponse() : Denied();
  }

 private:
  static bool IsGenuine(const HttpRequest& request) { return request.query == "genuine"; }
  static HttpResponse Denied() {
    HttpResponse denied;
    denied.status = 401;
    return denied;
  }
};

TEST(FailureLimitedHandlerTest, LimitsFailuresOnlyAndNeverAGenuineRequest) {
  OneSecret secret;
  const FixedClock clock;
  FailureLimitedHandler handler(secret, clock, kOptions);
  HttpRequest wrong;
  wrong.path = "/screened";
  wrong.peer = "192.0.2.1";
  for (int i = 0; i < 2; ++i) EXPECT_EQ(401, handler.Screen(wrong)->status);
  EXPECT_EQ(401, handler.Handle(wrong).status);
  EXPECT_EQ(429, handler.Screen(wrong)->status);
  EXPECT_EQ(429, handler.Handle(wrong).status);
  HttpRequest genuine = wrong;
  genuine.query = "genuine";
  for (int i = 0; i < 100; ++i) {
    EXPECT_FALSE(handler.Screen(genuine));
    EXPECT_EQ(200, handler.Handle(genuine).status);
  }
}

}  // namespace
}  // namespace headwater::http
