// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/pages.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <string>

#include "headwater/registry.h"
#include "service/report/decision_json.h"
#include "tests/fakes/fake_forge.h"
#include "tests/fakes/fake_forks.h"
#include "tests/fakes/fake_store.h"

namespace headwater::jobs {
namespace {

class PatchedDecisions final : public Decisions {
 public:
  Result<std::optional<Decision>> Find(const DecisionId& id) override { return all.Find(id); }
  Result<std::vector<Decision>> About(const MailboxKey& key, size_t limit) override {
    return all.About(key, limit);
  }
  Result<std::string> FixPatch(const DecisionId&) override { return patch; }

  fakes::FakeDecisions all;
  std::string patch = "diff --git a/x b/x\n";
};

class PatchPageTest : public testing::Test {
 protected:
  PatchPageTest() {
    Decision decision;
    decision.id = {id};
    decision.shown_to_all = true;
    decisions.all.all.push_back(decision);
  }
  HttpResponse Get(const std::string& path) {
    HttpRequest request;
    request.method = "GET";
    request.path = path;
    return DecisionPages(
               {.decisions = decisions, .rules = AllRules(), .language = Language::kEnglish})
        .Handle(request);
  }

  const std::string id = std::string(32, 'a');
  PatchedDecisions decisions;
};

TEST_F(PatchPageTest, EverySafeFixIsOnePatch) {
  const HttpResponse response = Get("/decisions/" + id + "/fix.patch");
  EXPECT_EQ(200, response.status);
  EXPECT_EQ(decisions.patch, response.body);
  EXPECT_TRUE(response.content_type.starts_with("text/plain"));
}

TEST_F(PatchPageTest, WhoMayNotSeeTheDecisionMayNotSeeItsPatch) {
  const std::string unknown = Get("/decisions/" + std::string(32, 'b') + "/fix.patch").body;
  decisions.all.all[0].shown_to_all = false;
  const HttpResponse response = Get("/decisions/" + id + "/fix.patch");
  EXPECT_EQ(404, response.status);
  EXPECT_EQ(unknown, response.body);
}

TEST_F(PatchPageTest, ThereIsNoPatchWithoutFixesAndUnderNoOtherName) {
  EXPECT_EQ(404, Get("/decisions/" + id + "/other.patch").status);
  EXPECT_EQ(404, Get("/decisions/fix.patch").status);
  EXPECT_EQ(404, Get("/decisions/" + id + "x/fix.patch").status);
  decisions.patch.clear();
  EXPECT_EQ(404, Get("/decisions/" + id + "/fix.patch").status);
}

/// A decision about a project that not everybody may read.
class PrivatePageTest : public testing::Test {
 protected:
  PrivatePageTest() {
    std::filesystem::remove(file);
    links = PageLinks::Open(file, std::chrono::hours(24), clock).value();
    Decision decision;
    decision.id = {id};
    decision.about = {{7}, {3}};
    decision.at = clock.wall;
    report::DecisionInputs inputs;
    inputs.id = decision.id;
    Report report;
    report.repository = Untrusted("city/kettle");
    decision.record = report::RenderDecision(inputs, report);
    decisions.all.all.push_back(decision);
  }
  std::string Ticket() { return links->TicketFor({id}, clock.wall); }
  HttpResponse Get(const std::string& path) {
    HttpRequest request;
    request.method = "GET";
    request.path = "/decisions/" + id + path;
    return DecisionPages({.decisions = decisions,
                          .rules = AllRules(),
                          .language = Language::kEnglish,
                          .forks = &radar,
                          .links = links.get(),
                          .pages_url = SafeUrl::Parse("https://pages.example.org").value()})
        .Handle(request);
  }
  static std::string Header(const HttpResponse& response, std::string_view name) {
    return std::string(FindHeader(response.headers, name).value_or(""));
  }

  const std::string id = std::string(32, 'a');
  const std::string file =
      testing::TempDir() + testing::UnitTest::GetInstance()->current_test_info()->name() + ".keys";
  fakes::FakeClock clock;
  fakes::FakeRadar radar;
  PatchedDecisions decisions;
  std::unique_ptr<PageLinks> links;
};

TEST_F(PrivatePageTest, ALinkOfOursShowsThePageAndItsPatch) {
  const std::string ticket = "/" + Ticket();
  const HttpResponse page = Get(ticket);
  EXPECT_EQ(200, page.status);
  EXPECT_NE(std::string::npos, page.body.find("city/kettle"));
  EXPECT_NE(std::string::npos, page.body.find("curl -fsS https://pages.example.org/decisions/" +
                                              id + ticket + "/fix.patch | git apply"));
  EXPECT_EQ(decisions.patch, Get(ticket + "/fix.patch").body);
}

TEST_F(PrivatePageTest, NobodyKeepsWhatNotEverybodyMayRead) {
  for (const char* below : {"", "/fix.patch"}) {
    const HttpResponse page = Get("/" + Ticket() + below);
    EXPECT_EQ("private, no-store", Header(page, "Cache-Control"));
    EXPECT_EQ("no-referrer", Header(page, "Referrer-Policy"));
    EXPECT_EQ("noindex, nofollow, noarchive", Header(page, "X-Robots-Tag"));
  }
}

TEST_F(PrivatePageTest, WithoutATicketOfOursItIsAsIfThereWereNoSuchDecision) {
  const std::string ticket = Ticket();
  const HttpResponse none = Get("x");
  std::string forged = ticket;
  forged.back() = forged.back() == '0' ? '1' : '0';
  const std::string others = links->TicketFor({std::string(32, 'b')}, clock.wall);
  for (const std::string& path :
       {std::string(), std::string("/fix.patch"), "/" + forged, "/" + others, "/" + ticket + "/",
        "/" + ticket + "/x", "//" + ticket, std::string("/")}) {
    const HttpResponse refused = Get(path);
    EXPECT_EQ(404, refused.status) << path;
    EXPECT_EQ(none.body, refused.body) << path;
    EXPECT_EQ(none.headers.size(), refused.headers.size()) << path;
  }
}

TEST_F(PrivatePageTest, AnExpiredLinkSaysHowToGetAFreshOne) {
  const std::string ticket = Ticket();
  clock.wall += std::chrono::hours(25);
  const HttpResponse page = Get("/" + ticket);
  EXPECT_EQ(410, page.status);
  EXPECT_NE(std::string::npos, page.body.find("recheck"));
  EXPECT_EQ(std::string::npos, page.body.find("city/kettle"));
  EXPECT_EQ(410, Get("/" + ticket + "/fix.patch").status);
}

TEST_F(PrivatePageTest, WhatNamesAProjectThatItsReadersMayNotReadIsNotShown) {
  radar.shows = false;
  EXPECT_EQ(404, Get("/" + Ticket()).status);
}

TEST_F(PrivatePageTest, OfAProjectThatWasPublicATicketOpensNothing) {
  const std::string ticket = Ticket();
  decisions.all.all[0].shown_to_all = true;
  EXPECT_EQ(404, Get("/" + ticket).status);
  EXPECT_EQ(200, Get("").status);
  radar.shows = false;  // It is public no more.
  EXPECT_EQ(404, Get("").status);
  EXPECT_EQ(404, Get("/" + ticket).status);
}

}  // namespace
}  // namespace headwater::jobs
