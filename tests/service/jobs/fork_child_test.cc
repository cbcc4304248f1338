// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/fork_child.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <sstream>
#include <string>

#include "service/store/fork_index_folder.h"
#include "tests/fakes/repository_builder.h"

namespace headwater::jobs {
namespace {

namespace fs = std::filesystem;

/// What the parent makes of a child. The real one is told stories by tests/e2e/fork_child.py.
class ForkChildTest : public testing::Test {
 protected:
  /// A program that reads its order and then does this.
  ForkChild With(const std::string& script, std::stop_token stop = {}) {
    const std::string program = folder.path() / "program";
    tests::WriteFile(program, "#!/bin/sh\n/bin/cat >'" + Order() + "'\n" + script + "\n");
    fs::permissions(program, fs::perms::owner_all);
    return ForkChild({.program = program,
                      .folder = "/srv/fork-index",
                      .readable = {"/srv/mirrors"},
                      .stop = std::move(stop)});
  }
  ForkChild Answering(const ForkReply& reply) {
    tests::WriteFile(folder.path() / "reply", RenderForkReply(reply));
    return With("/bin/cat '" + (folder.path() / "reply").string() + "'");
  }
  std::string Order() const { return folder.path() / "order"; }
  std::string Given() const {
    std::ifstream file(Order());
    std::ostringstream text;
    text << file.rdbuf();
    return std::move(text).str();
  }

  static Errc CodeOf(const Result<ForkForgotten>& result) {
    return result.ok() ? Errc::kInvalid : result.error().code;
  }

  const ForkForget forget{.partition = {"public"}, .name = "city/graves"};
  tests::TemporaryFolder folder;
};

TEST_F(ForkChildTest, TheOrderIsHandedOverAndTheAnswerBack) {
  ForkChild child = Answering(ForkForgotten{.was_there = true, .told = {"city/copy"}});
  const Result<ForkForgotten> forgotten = child.Forget(forget);
  ASSERT_TRUE(forgotten.ok()) << forgotten.error().message;
  EXPECT_TRUE(forgotten.value().was_there);
  EXPECT_EQ(forgotten.value().told, std::vector<std::string>{"city/copy"});
  const ForkWork given = ReadForkWork(Given()).value();
  EXPECT_EQ(given.folder, "/srv/fork-index");
  EXPECT_EQ(given.readable, std::vector<std::string>{"/srv/mirrors"});
  EXPECT_EQ(std::get<ForkForget>(given.order).name, "city/graves");
}

TEST_F(ForkChildTest, AProblemIsAnErrorOfItsKind) {
  EXPECT_EQ(CodeOf(Answering(Error{Errc::kTransient, "busy"}).Forget(forget)), Errc::kTransient);
  EXPECT_EQ(CodeOf(Answering(Error{Errc::kInternal, "disk"}).Forget(forget)), Errc::kInternal);
}

TEST_F(ForkChildTest, ADeathOrNonsenseIsContent) {
  EXPECT_EQ(CodeOf(With("kill -9 $$").Forget(forget)), Errc::kContent);
  EXPECT_EQ(CodeOf(With("exit 3").Forget(forget)), Errc::kContent);
  EXPECT_EQ(CodeOf(With("echo done").Forget(forget)), Errc::kContent);
  EXPECT_EQ(CodeOf(Answering(ForkTaken()).Forget(forget)), Errc::kContent);
  EXPECT_EQ(CodeOf(With("exec /usr/bin/yes").Forget(forget)), Errc::kContent);
}

TEST_F(ForkChildTest, AStopCallsItOff) {
  std::stop_source stop;
  stop.request_stop();
  EXPECT_EQ(CodeOf(With("exec /bin/cat /dev/zero", stop.get_token()).Forget(forget)),
            Errc::kTransient);
}

TEST_F(ForkChildTest, AnOrderThatCannotBeReadIsAnsweredAndNothingIsDone) {
  std::istringstream in("{\"schema\":\"headwater.fork-work/1\"}");
  const CommandResult result = ForkWorkStream(in, store::OpenForkIndex);
  EXPECT_EQ(result.exit_code, kExitUsage);
  EXPECT_EQ(std::get<Error>(ReadForkReply(result.out).value()).code, Errc::kInvalid);
}

}  // namespace
}  // namespace headwater::jobs
