// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/fork_desk_json.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

namespace headwater::jobs {
namespace {

constexpr const char* kCommit = "1111111111111111111111111111111111111111";
constexpr const char* kOther = "2222222222222222222222222222222222222222";
constexpr std::chrono::sys_seconds kNow{std::chrono::seconds(1'790'000'000)};

ForkTakeIn Intake() {
  ForkTakeIn order{
      .partition = {"group-7"}, .readers = {{"public"}, {"group-7"}}, .project = {}, .now = kNow};
  order.project.name = "city/\"graves\"";
  order.project.url = "https://forge.example/city/graves";
  order.project.copy = "/srv/mirrors/7.git";
  order.project.role = ProjectRole::kTemplate;
  order.project.parent = "https://forge.example/group/graves";
  order.project.first_seen = kNow - std::chrono::hours(1);
  return order;
}

ForkQuestion Question() {
  return {.partition = {"public"},
          .readers = {{"public"}},
          .name = "city/graves",
          .repository = "/srv/mirrors/7.git",
          .target = CommitId::FromHex(kOther),
          .head = *CommitId::FromHex(kCommit)};
}

ForkWork WorkOf(ForkOrder order) {
  return {.folder = "/srv/fork-index",
          .readable = {"/srv/mirrors", "/srv/upstreams"},
          .order = std::move(order)};
}

TEST(ForkDeskJsonTest, AnOrderReadsBackAsItWasWritten) {
  const ForkOrder orders[] = {Intake(), ForkForget{{"internal"}, "city/graves"}, Question()};
  for (const ForkOrder& order : orders) {
    const std::string text = RenderForkWork(WorkOf(order));
    const Result<ForkWork> read = ReadForkWork(text);
    ASSERT_TRUE(read.ok()) << read.error().message;
    EXPECT_EQ(read.value().order.index(), order.index());
    EXPECT_EQ(RenderForkWork(read.value()), text);
  }
  const auto read = ReadForkWork(RenderForkWork(WorkOf(Intake()))).value();
  const auto& intake = std::get<ForkTakeIn>(read.order);
  EXPECT_EQ(intake.project.name, "city/\"graves\"");
  EXPECT_EQ(intake.project.role, ProjectRole::kTemplate);
  EXPECT_EQ(intake.readers, Intake().readers);
  EXPECT_EQ(intake.now, kNow);
  EXPECT_EQ(read.readable.size(), 2U);
}

TEST(ForkDeskJsonTest, AQuestionWithoutATargetHasNone) {
  ForkQuestion question = Question();
  question.target.reset();
  const auto read = ReadForkWork(RenderForkWork(WorkOf(question))).value();
  EXPECT_FALSE(std::get<ForkQuestion>(read.order).target);
}

TEST(ForkDeskJsonTest, WhatIsNoOrderIsRefused) {
  const std::string sound = RenderForkWork(WorkOf(Question()));
  const auto with = [&sound](const std::string& from, const std::string& to) {
    std::string text = sound;
    return text.replace(text.find(from), from.size(), to);
  };
  for (const std::string& text :
       {std::string(), std::string("[]"), std::string("{}"), sound + "x",
        with("fork-work/1", "fork-work/2"), with("\"/srv/fork-index\"", "\"fork-index\""),
        with("\"/srv/upstreams\"", "\"upstreams\""), with("\"/srv/mirrors/7.git\"", "\"7.git\""),
        with("\"city/graves\"", "\"\""), with("\"city/graves\"", "7"),
        with("\"partition\":\"public\"", "\"partition\":\"\""), with(kCommit, "111"),
        with("\"answer\":", "\"answers\":"), with("\"answer\":", "\"forget\":"),
        with("\"readable\"", "\"more\":1,\"readable\""),
        with("\"answer\":", "\"forget\":{\"partition\":\"a\",\"name\":\"b\"},\"answer\":"),
        std::string(kMaxForkWorkBytes + 1, ' ')}) {
    EXPECT_FALSE(ReadForkWork(text).ok()) << text.substr(0, 400);
  }
}

ForkAnswer SomeAnswer() {
  ForkAnswer answer;
  answer.known = true;
  ForkRelation relation;
  relation.project = Untrusted("group/graves");
  relation.fork_class = ForkClass::kSquashedImport;
  answer.facts.relations = {relation};
  answer.facts.touched = {{0, Untrusted("src/fee.c"), true}};
  answer.lacking = {*BlobId::FromHex(kCommit), *BlobId::FromHex(kOther)};
  return answer;
}

TEST(ForkDeskJsonTest, AReplyReadsBackAsItWasWritten) {
  ForkTaken taken;
  taken.changed = true;
  taken.lacking = {*BlobId::FromHex(kCommit)};
  taken.projects = 3;
  taken.bytes = uint64_t{1} << 40U;
  const ForkForgotten forgotten{.was_there = true, .told = {"a/b", "c/d"}};
  const Error error{Errc::kTransient, "busy \x1b[1m"};
  const ForkReply replies[] = {taken, forgotten, SomeAnswer(), error};
  for (const ForkReply& reply : replies) {
    const std::string text = RenderForkReply(reply);
    const Result<ForkReply> read = ReadForkReply(text);
    ASSERT_TRUE(read.ok()) << text;
    EXPECT_EQ(read.value().index(), reply.index());
    EXPECT_EQ(RenderForkReply(read.value()), text);
    EXPECT_EQ(text.find('\x1b'), std::string::npos);
  }
  const auto read = ReadForkReply(RenderForkReply(SomeAnswer())).value();
  EXPECT_EQ(std::get<ForkAnswer>(read).lacking, SomeAnswer().lacking);
  const auto problem = ReadForkReply(RenderForkReply(error)).value();
  EXPECT_EQ(std::get<Error>(problem).code, Errc::kTransient);
}

TEST(ForkDeskJsonTest, WhatIsNoReplyIsRefused) {
  const std::string sound = RenderForkReply(SomeAnswer());
  const auto with = [&sound](const std::string& from, const std::string& to) {
    std::string text = sound;
    return text.replace(text.find(from), from.size(), to);
  };
  for (const std::string& text :
       {std::string(), std::string("done\n"), std::string("{}"),
        with("fork-reply/1", "fork-reply/2"), with("squashed-import", "squashed"),
        with("\"known\":true", "\"known\":1"), with(kOther, "2"),
        with("\"relation\":0", "\"relation\":1"), with("\"known\"", "\"more\":true,\"known\""),
        with("\"answer\":", "\"problem\":{\"kind\":\"content\"},\"answer\":"),
        with("\"answer\":{\"known\":true", "\"problem\":{\"kind\":\"why\""),
        std::string(R"({"schema":"headwater.fork-reply/1","problem":{"kind":"why"}})")}) {
    EXPECT_FALSE(ReadForkReply(text).ok()) << text.substr(0, 400);
  }
}

}  // namespace
}  // namespace headwater::jobs
