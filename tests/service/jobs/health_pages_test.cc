// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/health_pages.h"

#include <gtest/gtest.h>

#include <string>

namespace headwater::jobs {
namespace {

class FakeWatch final : public StoreWatch {
 public:
  Result<StoreHealth> Health() override { return health; }

  Result<StoreHealth> health = StoreHealth{};
};

class OneClock final : public Clock {
 public:
  WallTime Wall() const override { return WallTime(std::chrono::hours(1)); }
  SteadyTime Steady() const override { return {}; }
};

class HealthPagesTest : public testing::Test {
 protected:
  HealthPagesTest() { pages.Watch(watch, clock); }
  HttpResponse Get(const std::string& path, HttpHeaders headers = {}) {
    HttpRequest request;
    request.method = "GET";
    request.path = path;
    request.headers = std::move(headers);
    return pages.Handle(request);
  }

  FakeWatch watch;
  OneClock clock;
  HealthPages pages;
};

TEST_F(HealthPagesTest, IsReadyWhileItWorksAndItsDatabaseAnswers) {
  EXPECT_EQ(503, Get("/readyz").status);
  pages.SetReady(true);
  EXPECT_EQ(200, Get("/readyz").status);
  watch.health = Error{Errc::kTransient, "disk I/O error\x1b"};
  const HttpResponse broken = Get("/readyz");
  EXPECT_EQ(503, broken.status);
  EXPECT_TRUE(broken.body.starts_with("not ready: the database: disk I/O error"));
  EXPECT_EQ(std::string::npos, broken.body.find('\x1b'));
  EXPECT_EQ(200, Get("/healthz").status) << "the process itself is alive";
}

TEST_F(HealthPagesTest, SaysHowMuchWaits) {
  watch.health = StoreHealth{.waiting_announce = 1,
                             .waiting_judge = 2,
                             .oldest_waiting = clock.Wall() - std::chrono::minutes(2),
                             .waiting_slots = 3};
  const std::string text = Get("/metrics").body;
  EXPECT_NE(std::string::npos, text.find("\nheadwater_waiting_announcements 1\n"));
  EXPECT_NE(std::string::npos, text.find("\nheadwater_waiting_judgements 2\n"));
  EXPECT_NE(std::string::npos, text.find("\nheadwater_waiting_seconds 120\n"));
  EXPECT_NE(std::string::npos, text.find("\nheadwater_waiting_writes 3\n"));
  watch.health = StoreHealth{};
  EXPECT_NE(std::string::npos, Get("/metrics").body.find("\nheadwater_waiting_seconds 0\n"));
}

TEST_F(HealthPagesTest, SpeaksOpenMetricsToWhoAsksForIt) {
  const HttpResponse open =
      Get("/metrics", {{"Accept", "application/openmetrics-text;version=1.0.0,text/plain;q=0.5"}});
  EXPECT_EQ("application/openmetrics-text; version=1.0.0; charset=utf-8", open.content_type);
  EXPECT_TRUE(open.body.ends_with("# EOF\n"));
  const HttpResponse text = Get("/metrics", {{"Accept", "*/*"}});
  EXPECT_EQ("text/plain; version=0.0.4; charset=utf-8", text.content_type);
  EXPECT_FALSE(text.body.ends_with("# EOF\n"));
}

TEST_F(HealthPagesTest, NothingIsChangedHere) {
  HttpRequest request;
  request.method = "POST";
  request.path = "/readyz";
  EXPECT_EQ(405, pages.Screen(request)->status);
  EXPECT_EQ(404, Get("/other").status);
}

}  // namespace
}  // namespace headwater::jobs
