// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "hooks/explain.h"

#include <gtest/gtest.h>

#include "headwater/data.h"
#include "tests/hooks/hook_fakes.h"

namespace headwater::hooks {
namespace {

TEST(ExplainTest, SaysWhatADeliveryMeans) {
  const CommandResult result = ExplainDelivery(Payload("merge_request_update_push"), {});
  EXPECT_EQ(0, result.exit_code);
  EXPECT_EQ(
      R"({"schema":"headwater.hook/1","accepted":true,"kind":"merge_request","project":17,"iid":4,)"
      R"("action":"update","head":"352f7829a2384b001cc12b0c2613c756454a1f6a",)"
      R"("target_branch":"main","decision":"evaluate","reason":"new commits"})"
      "\n",
      result.out);
}

TEST(ExplainTest, WhatTheDeliveryDoesNotTellIsNull) {
  EXPECT_EQ(R"({"schema":"headwater.hook/1","accepted":true,"kind":"system_event","project":null,)"
            R"("iid":null,"action":null,"head":null,"target_branch":null,"decision":"ignore",)"
            R"("reason":"a kind of event that changes nothing for us"})"
            "\n",
            ExplainDelivery(R"({"event_name":"system_event"})", {}).out);
}

TEST(ExplainTest, SaysWhyADeliveryIsRefused) {
  const CommandResult result =
      ExplainDelivery(R"({"object_kind":"push","project_id":"\u0007"})", {});
  EXPECT_EQ(2, result.exit_code);
  EXPECT_EQ(
      R"({"schema":"headwater.hook/1","accepted":false,"kind":null,"project":null,"iid":null,)"
      R"("action":null,"head":null,"target_branch":null,"decision":null,)"
      R"("reason":"project_id: expected a number"})"
      "\n",
      result.out);
}

TEST(ExplainTest, AHeaderThatWouldBeRefusedIs) {
  const std::string body = Payload("merge_request_open");
  EXPECT_EQ(0, ExplainDelivery(body, {{"X-Gitlab-Event", "Note Hook"}}).exit_code);
  EXPECT_EQ(0, ExplainDelivery(body, {{"Content-Type", "application/json"}}).exit_code);
  EXPECT_EQ(2, ExplainDelivery(body, {{"Content-Type", "text/plain"}}).exit_code);
}

TEST(ExplainTest, HostileTextStaysJson) {
  const std::string hostile = R"(\"\u001b[31m\u202e\n/approve\\)";
  const std::string body = With(With(Payload("merge_request_open"), R"("target_branch": "main)",
                                     R"("target_branch": ")" + hostile),
                                R"("action": "open)", R"("action": ")" + hostile);
  const CommandResult result = ExplainDelivery(body, {});
  EXPECT_EQ(0, result.exit_code);
  const Result<DataNode> line = ParseJson(result.out, kJsonLimits);
  ASSERT_TRUE(line.ok()) << result.out;
  EXPECT_EQ("\"\x1b[31m\u202e\n/approve\\", line.value().Find("target_branch")->scalar);
  EXPECT_EQ(std::string::npos, result.out.find('\x1b'));
  EXPECT_EQ(result.out.size() - 1, result.out.find('\n'));
  EXPECT_EQ(std::string::npos, result.out.find("\u202e"));
}

}  // namespace
}  // namespace headwater::hooks
