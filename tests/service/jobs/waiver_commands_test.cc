// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/waiver_commands.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "headwater/registry.h"
#include "tests/fakes/fake_waiver_book.h"

namespace headwater::jobs {
namespace {

const config::Shipped kShipped{AllRules(), ShippedRuleSets()};
constexpr std::chrono::sys_days kToday = std::chrono::year(2026) / 11 / 22;

class WaiverCommandsTest : public testing::Test {
 protected:
  CommandResult Run(decltype(WaiverRequest::asked) asked) {
    return RunWaivers({"", std::move(asked)}, book_, kShipped, WallTime(kToday));
  }
  static WaiverGiveRequest Give() {
    WaiverGiveRequest request;
    request.project = {7};
    request.scope.rule = "license/header-missing";
    request.reason = "legacy";
    request.text = "older";
    request.until = kToday + std::chrono::days(30);
    return request;
  }
  WaiverConfirmRequest Confirm(const std::string& yaml) const {
    const auto path = std::filesystem::path(testing::TempDir()) /
                      (std::string("waivers_") +
                       testing::UnitTest::GetInstance()->current_test_info()->name() + ".yml");
    std::ofstream(path) << yaml;
    return {{7}, path.string()};
  }

  FakeWaiverBook book_;
};

TEST_F(WaiverCommandsTest, TheOperatorGivesListsAndRevokes) {
  EXPECT_EQ(Run(Give()).out, "waiver 1 is in force\n");
  ASSERT_EQ(book_.waivers.size(), 1U);
  EXPECT_EQ(book_.waivers[0].role, "operator");
  EXPECT_EQ(book_.waivers[0].giver, UserId{});
  EXPECT_NE(Run(WaiverListRequest()).out.find("1 in-force project 7"), std::string::npos);
  EXPECT_EQ(Run(WaiverRevokeRequest{1}).out, "waiver 1 counts no longer\n");
  EXPECT_EQ(Run(WaiverListRequest()).out, "");
  WaiverListRequest all;
  all.all = true;
  EXPECT_NE(Run(all).out.find("1 revoked"), std::string::npos);
  EXPECT_EQ(Run(WaiverRevokeRequest{1}).exit_code, kExitUsage) << "once";
  EXPECT_EQ(Run(WaiverRevokeRequest{9}).exit_code, kExitUsage) << "there is none";
}

TEST_F(WaiverCommandsTest, RefusesWhatNobodyMayGive) {
  const auto refused = [this](const WaiverGiveRequest& request) {
    const CommandResult result = Run(request);
    EXPECT_EQ(result.exit_code, kExitUsage);
    EXPECT_TRUE(book_.waivers.empty());
    return result.err;
  };
  WaiverGiveRequest request = Give();
  request.until = std::chrono::year(9999) / 12 / 31;
  EXPECT_EQ(refused(request),
            "headwater waivers: a waiver for this reason lasts 730 days at most\n");
  request.reason = "emergency";
  EXPECT_EQ(refused(request), "headwater waivers: a waiver for this reason lasts 7 days at most\n");
  request = Give();
  request.until = kToday - std::chrono::days(1);
  refused(request);
  request = Give();
  request.scope.rule = "license/header-misssing";
  EXPECT_EQ(refused(request), "headwater waivers: there is no rule license/header-misssing\n");
  request = Give();
  request.reason = "because";
  refused(request);
}

TEST_F(WaiverCommandsTest, ConfirmsEachEntryOfAProjectsFileOnce) {
  const auto request = Confirm(
      "waivers:\n"
      "  - {rule: license/header-missing, path: docs/**, until: 2027-06-30, reason: legacy}\n"
      "  - {rule: sbom/present, until: 2026-11-21, reason: legacy}\n");
  EXPECT_EQ(Run(request).out,
            "waiver 1 confirms license/header-missing in docs/** until 2027-06-30, legacy\n");
  ASSERT_EQ(book_.waivers.size(), 1U) << "what is over is left alone";
  EXPECT_TRUE(book_.waivers[0].declared);
  EXPECT_EQ(book_.waivers[0].project, ProjectId{7});
  EXPECT_EQ(Run(request).out, "there is nothing to confirm\n");
}

TEST_F(WaiverCommandsTest, ConfirmsNothingThatIsTooLongOrCannotBeRead) {
  const CommandResult far = Run(
      Confirm("waivers:\n  - {rule: license/header-missing, until: 9999-12-31, reason: legacy}\n"));
  EXPECT_EQ(far.exit_code, kExitUsage);
  EXPECT_NE(far.err.find(".yml:2: a waiver for this reason"), std::string::npos) << far.err;
  EXPECT_EQ(Run(Confirm("waivers: 5\n")).exit_code, kExitUsage);
  EXPECT_EQ(Run(WaiverConfirmRequest{{7}, "/nowhere.yml"}).exit_code, kExitUsage);
  EXPECT_TRUE(book_.waivers.empty());
}

}  // namespace
}  // namespace headwater::jobs
