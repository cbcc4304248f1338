// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/pages.h"

#include <gtest/gtest.h>

#include <string>

#include "headwater/registry.h"
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
    return DecisionPages(decisions, AllRules(), Language::kEnglish, nullptr).Handle(request);
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

}  // namespace
}  // namespace headwater::jobs
