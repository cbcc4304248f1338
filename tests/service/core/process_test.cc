// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "headwater/process.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <string>
#include <thread>
#include <vector>

namespace headwater {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

/// Far more than any program here needs: a test that reaches it fails.
constexpr seconds kPatience{60};

ProcessSpec Shell(const std::string& script) {
  ProcessSpec spec;
  spec.argv = {"/bin/sh", "-c", script};
  spec.environment = {"PATH=/usr/bin:/bin"};
  return spec;
}

ProcessResult Finished(const ProcessSpec& spec, std::string_view input = "",
                       milliseconds deadline = kPatience) {
  Result<ProcessResult> result = RunProcess(spec, input, deadline);
  EXPECT_TRUE(result.ok()) << (result.ok() ? "" : result.error().message);
  return result.ok() ? std::move(result).value() : ProcessResult{};
}

bool Exists(pid_t pid) { return kill(pid, 0) == 0 || errno != ESRCH; }

TEST(ProcessTest, TellsHowItEnded) {
  const struct {
    const char* script;
    int exit_code;
    int signal;
  } cases[] = {{"exit 0", 0, 0},
               {"exit 7", 7, 0},
               {"kill -SEGV $$", -1, SIGSEGV},
               {"kill -KILL $$", -1, SIGKILL}};
  for (const auto& one : cases) {
    const ProcessResult result = Finished(Shell(one.script));
    EXPECT_EQ(result.exit_code, one.exit_code) << one.script;
    EXPECT_EQ(result.signal, one.signal) << one.script;
    EXPECT_FALSE(result.timed_out || result.too_much_output) << one.script;
  }
}

TEST(ProcessTest, OutputIsTakenPieceByPieceAndNotKept) {
  ProcessSpec spec = Shell("head -c 3000000 /dev/zero");
  spec.max_output_bytes = 1;
  size_t taken = 0;
  spec.on_output = [&taken](std::string_view piece) {
    taken += piece.size();
    return true;
  };
  const ProcessResult result = Finished(spec);
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_EQ(taken, 3'000'000U);
  EXPECT_TRUE(result.out.empty() && !result.too_much_output);
}

TEST(ProcessTest, WhoTakesOutputCanEndIt) {
  ProcessSpec spec = Shell("cat /dev/zero");
  size_t pieces = 0;
  spec.on_output = [&pieces](std::string_view) { return ++pieces < 3; };
  const ProcessResult result = Finished(spec);
  EXPECT_TRUE(result.called_off);
  EXPECT_FALSE(result.timed_out);
  EXPECT_EQ(pieces, 3U);
}

TEST(ProcessTest, WhatMayNotRunOnIsEndedWithItsGroup) {
  int looks = 0;
  ProcessSpec spec = Shell("sleep 600 & echo $!; sleep 600");
  spec.may_run_on = [&] { return ++looks < 3; };
  const ProcessResult result = Finished(spec);
  EXPECT_EQ(3, looks);
  EXPECT_TRUE(result.called_off);
  EXPECT_FALSE(result.timed_out);
  EXPECT_EQ(SIGTERM, result.signal);
  EXPECT_FALSE(Exists(std::stoi(result.out)));
}

TEST(ProcessTest, WhatMayRunOnIsLeftAlone) {
  ProcessSpec spec = Shell("cat; exit 3");
  spec.may_run_on = [] { return true; };
  const ProcessResult result = Finished(spec, "input");
  EXPECT_FALSE(result.called_off);
  EXPECT_EQ(3, result.exit_code);
  EXPECT_EQ("input", result.out);
}

TEST(ProcessTest, CarriesInputAndBothOutputs) {
  const ProcessResult result = Finished(Shell("cat; echo wrong >&2"), "some bytes");
  EXPECT_EQ(result.out, "some bytes");
  EXPECT_EQ(result.err, "wrong\n");
}

TEST(ProcessTest, CarriesMoreThanPipesHoldInBothDirectionsAtOnce) {
  const std::string much(size_t{16} << 20U, 'x');
  EXPECT_EQ(Finished(Shell("cat"), much).out, much);
}

TEST(ProcessTest, SurvivesAProgramThatDoesNotReadItsInput) {
  const std::string much(size_t{16} << 20U, 'x');
  for (const char* script : {"exit 3", "exec <&-; exit 3"}) {
    EXPECT_EQ(Finished(Shell(script), much).exit_code, 3) << script;
  }
}

TEST(ProcessTest, ASigpipeThatWasPendingStaysPending) {
  sigset_t sigpipe;
  sigset_t before;
  sigemptyset(&sigpipe);
  sigaddset(&sigpipe, SIGPIPE);
  ASSERT_EQ(pthread_sigmask(SIG_BLOCK, &sigpipe, &before), 0);
  ASSERT_EQ(raise(SIGPIPE), 0);
  Finished(Shell("exit 0"), std::string(size_t{1} << 20U, 'x'));
  const timespec at_once{};
  EXPECT_EQ(sigtimedwait(&sigpipe, nullptr, &at_once), SIGPIPE);
  EXPECT_EQ(pthread_sigmask(SIG_SETMASK, &before, nullptr), 0);
}

TEST(ProcessTest, GivesExactlyTheEnvironment) {
  ProcessSpec spec;
  spec.argv = {"/usr/bin/env"};
  EXPECT_EQ(Finished(spec).out, "");
  spec.environment = {"ONE=1", "TWO=a b"};
  EXPECT_EQ(Finished(spec).out, "ONE=1\nTWO=a b\n");
}

TEST(ProcessTest, InheritsNoDescriptor) {
  // Without O_CLOEXEC, as a careless library would open it.
  const int leak = open("/dev/null", O_RDONLY);
  ASSERT_GE(leak, 0);
  ProcessSpec spec;
  spec.argv = {"/bin/ls", "/proc/self/fd"};
  // The fourth is that of the listing itself.
  EXPECT_EQ(Finished(spec).out, "0\n1\n2\n3\n");
  close(leak);
}

TEST(ProcessTest, WorksInAProcessWithoutStandardDescriptors) {
  const pid_t child = fork();
  if (child == 0) {
    for (int fd = 0; fd < 3; ++fd) close(fd);
    const Result<ProcessResult> result = RunProcess(Shell("cat; echo e >&2"), "in", kPatience);
    _exit(result.ok() && result.value().out == "in" && result.value().err == "e\n" ? 0 : 1);
  }
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  EXPECT_EQ(status, 0);
}

TEST(ProcessTest, StartsInASessionOfItsOwnWithPlainSignalsUmaskAndNoCore) {
  sigset_t term;
  sigset_t before;
  sigemptyset(&term);
  sigaddset(&term, SIGTERM);
  ASSERT_EQ(pthread_sigmask(SIG_BLOCK, &term, &before), 0);
  const auto ignored = signal(SIGHUP, SIG_IGN);
  const ProcessResult result =
      Finished(Shell("umask; ulimit -c; pwd; grep -E 'Sig(Blk|Ign)' /proc/self/status;"
                     "cut -d' ' -f6 /proc/$$/stat; echo $$"));
  signal(SIGHUP, ignored);
  ASSERT_EQ(pthread_sigmask(SIG_SETMASK, &before, nullptr), 0);
  const std::string expected = "0077\n0\n/\nSigBlk:\t0000000000000000\nSigIgn:\t0000000000000000\n";
  ASSERT_EQ(result.out.substr(0, expected.size()), expected);
  const std::string rest = result.out.substr(expected.size());
  const std::string session = rest.substr(0, rest.find('\n') + 1);
  EXPECT_EQ(rest, session + session) << "the session's leader is the program";
}

TEST(ProcessTest, AppliesItsLimits) {
  ProcessSpec spec = Shell("ulimit -t; ulimit -n; ulimit -d; pwd");
  spec.directory = "/usr";
  spec.cpu_seconds = 77;
  spec.open_files = 55;
  spec.data_bytes = uint64_t{64} << 20U;
  EXPECT_EQ(Finished(spec).out, "77\n55\n65536\n/usr\n");
  ProcessSpec writer = Shell("exec head -c 3000 /dev/zero >\"$0\"");
  std::string file = "/tmp/headwater-limit-XXXXXX";
  const int made = mkstemp(file.data());
  ASSERT_GE(made, 0);
  close(made);
  writer.argv.push_back(file);
  writer.file_bytes = 1000;
  EXPECT_EQ(Finished(writer).signal, SIGXFSZ);
  unlink(file.c_str());
}

TEST(ProcessTest, SaysWhyAProgramDoesNotStart) {
  ProcessSpec spec;
  const struct {
    std::vector<std::string> argv;
    const char* directory;
    const char* words;
  } cases[] = {
      {{"/nonexistent/program"}, "/", "No such file"},
      {{"/etc/passwd"}, "/", "Permission denied"},
      {{"/bin/true"}, "/nonexistent", "No such file"},
      {{"true"}, "/", "absolute path"},
      {{}, "/", "absolute path"},
  };
  for (const auto& one : cases) {
    spec.argv = one.argv;
    spec.directory = one.directory;
    const Result<Process> started = Process::Start(spec);
    ASSERT_FALSE(started.ok());
    EXPECT_EQ(started.error().code, Errc::kInternal);
    EXPECT_NE(started.error().message.find(one.words), std::string::npos)
        << started.error().message;
  }
  // Nothing that could be waited for is left of them.
  EXPECT_EQ(waitpid(-1, nullptr, WNOHANG), -1);
  EXPECT_EQ(errno, ECHILD);
}

TEST(ProcessTest, EndsWhatWritesTooMuch) {
  ProcessSpec spec = Shell("exec yes");
  spec.max_output_bytes = 100'000;
  const ProcessResult result = Finished(spec);
  EXPECT_TRUE(result.too_much_output);
  EXPECT_FALSE(result.timed_out);
  EXPECT_EQ(result.signal, SIGTERM);
  EXPECT_EQ(result.out.size(), 100'000U);
}

TEST(ProcessTest, OutputOfExactlyTheBoundIsNotTooMuch) {
  ProcessSpec spec = Shell("printf 12345");
  spec.max_output_bytes = 5;
  EXPECT_FALSE(Finished(spec).too_much_output);
  spec.max_output_bytes = 4;
  EXPECT_TRUE(Finished(spec).too_much_output);
}

TEST(ProcessTest, ReadsAwayWhatItDoesNotKeepOfTheErrors) {
  ProcessSpec spec = Shell("head -c 1000000 /dev/zero >&2; exit 5");
  spec.max_error_bytes = 10;
  const ProcessResult result = Finished(spec);
  EXPECT_EQ(result.err.size(), 10U);
  EXPECT_EQ(result.exit_code, 5);
  EXPECT_FALSE(result.too_much_output);
}

TEST(ProcessTest, TheDeadlineEndsGrandchildrenToo) {
  const ProcessResult result = Finished(Shell("sleep 1000 & echo $!; wait"), "", milliseconds(300));
  EXPECT_TRUE(result.timed_out);
  EXPECT_EQ(result.signal, SIGTERM);
  const pid_t grandchild = std::stoi(result.out);
  EXPECT_FALSE(Exists(grandchild));
}

TEST(ProcessTest, KillsWhatDoesNotListenToTerm) {
  const ProcessResult result = Finished(
      Shell("trap '' TERM; sleep 1000 & echo $!; while :; do wait; done"), "", milliseconds(300));
  EXPECT_TRUE(result.timed_out);
  EXPECT_EQ(result.signal, SIGKILL);
  EXPECT_FALSE(Exists(std::stoi(result.out)));
}

TEST(ProcessTest, WhatTheProgramLeavesBehindIsKilledAndItsPipesDoNotHoldUs) {
  const ProcessResult result = Finished(Shell("(trap '' TERM; sleep 1000) & echo $!; exit 4"));
  EXPECT_EQ(result.exit_code, 4);
  EXPECT_FALSE(result.timed_out);
  EXPECT_FALSE(Exists(std::stoi(result.out)));
}

TEST(ProcessTest, NothingIsLeftToWaitFor) {
  Finished(Shell("sleep 1000 & (sleep 1000 & sleep 1000 &) ; exit 0"));
  EXPECT_EQ(waitpid(-1, nullptr, WNOHANG), -1);
  EXPECT_EQ(errno, ECHILD);
}

TEST(ProcessTest, AStartedProgramWaitsAndIsAliveUntilItEnds) {
  Process waiting = Process::Start(Shell("read line; echo \"got $line\"")).value();
  EXPECT_TRUE(waiting.Alive());
  Process moved = std::move(waiting);
  EXPECT_TRUE(moved.Alive());
  EXPECT_EQ(moved.Finish("word\n", kPatience).value().out, "got word\n");
  EXPECT_FALSE(moved.Alive());
  EXPECT_EQ(moved.Finish("", kPatience).error().code, Errc::kInternal);
}

TEST(ProcessTest, OneThatDiedWhileItWaitedIsNotAlive) {
  Process dead = Process::Start(Shell("kill -KILL $$")).value();
  while (dead.Alive()) std::this_thread::yield();
  EXPECT_EQ(dead.Finish("", kPatience).value().signal, SIGKILL);
}

TEST(ProcessTest, DroppingOneEndsIt) {
  { const Process dropped = Process::Start(Shell("sleep 1000 & wait")).value(); }
  EXPECT_EQ(waitpid(-1, nullptr, WNOHANG), -1);
  EXPECT_EQ(errno, ECHILD);
}

TEST(ProcessTest, ManyThreadsRunManyPrograms) {
  constexpr int kThreads = 4;
  constexpr int kRuns = 25;
  std::vector<std::jthread> threads;
  std::array<int, kThreads> right{};
  for (int thread = 0; thread < kThreads; ++thread) {
    threads.emplace_back([thread, &right] {
      for (int run = 0; run < kRuns; ++run) {
        const std::string text = std::to_string(thread * kRuns + run);
        const Result<ProcessResult> result = RunProcess(Shell("cat"), text, kPatience);
        if (result.ok() && result.value().out == text) ++right[static_cast<size_t>(thread)];
      }
    });
  }
  threads.clear();
  for (const int count : right) EXPECT_EQ(count, kRuns);
}

}  // namespace
}  // namespace headwater
