// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/core/process_spawn.h"

#include <fcntl.h>
#include <linux/close_range.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <climits>
#include <csignal>
#include <string_view>
#include <system_error>

namespace headwater {
namespace {

constexpr mode_t kPrivateUmask = 077;
/// A descriptor that dup2 may not be given: 0, 1 and 2 become the child's pipes.
constexpr int kFirstFreeFd = 3;
/// Of a child that could not become the program; nobody sees it.
constexpr int kNeverStarted = 127;

Error SystemError(std::string_view doing, int number) {
  return {Errc::kInternal, std::string(doing) + ": " + std::generic_category().message(number)};
}

struct Pipe {
  Descriptor read;
  Descriptor write;
};

/// Closed on exec, and above the standard descriptors even in a process that has closed its own.
Result<Pipe> MakePipe() {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) return SystemError("make a pipe", errno);
  Pipe low = {Descriptor(ends[0]), Descriptor(ends[1])};
  Pipe pipe = {Descriptor(fcntl(ends[0], F_DUPFD_CLOEXEC, kFirstFreeFd)),
               Descriptor(fcntl(ends[1], F_DUPFD_CLOEXEC, kFirstFreeFd))};
  if (!pipe.read.is_open() || !pipe.write.is_open()) return SystemError("make a pipe", errno);
  return pipe;
}

struct Limit {
  int resource = 0;
  rlim_t value = 0;
};

/// Everything the child needs, made before fork: between fork and exec only async-signal-safe calls
/// are allowed, because another thread may hold the allocator's lock (signal-safety(7)).
struct Plan {
  std::vector<char*> argv;
  std::vector<char*> environment;
  const char* directory = nullptr;
  std::vector<Limit> limits;
  pid_t parent = 0;
  std::array<int, 3> pipes{};  ///< Its ends, in the order of the standard descriptors.
  int failure = -1;            ///< errno goes here when the program does not start.
};

/// execve takes pointers to non-const and changes nothing behind them.
std::vector<char*> Pointers(const std::vector<std::string>& strings) {
  std::vector<char*> pointers;
  pointers.reserve(strings.size() + 1);
  for (const std::string& text : strings) pointers.push_back(const_cast<char*>(text.c_str()));
  pointers.push_back(nullptr);
  return pointers;
}

std::vector<Limit> LimitsOf(const ProcessSpec& spec) {
  std::vector<Limit> limits = {{RLIMIT_CORE, 0}};
  const std::array<Limit, 4> wanted = {{{RLIMIT_FSIZE, spec.file_bytes},
                                        {RLIMIT_CPU, spec.cpu_seconds},
                                        {RLIMIT_NOFILE, spec.open_files},
                                        {RLIMIT_DATA, spec.data_bytes}}};
  for (const Limit& limit : wanted) {
    if (limit.value != 0) limits.push_back(limit);
  }
  return limits;
}

bool ResetSignals() {
  struct sigaction standard {};
  standard.sa_handler = SIG_DFL;
  for (int number = 1; number < NSIG; ++number) {
    // KILL, STOP and libc's own two refuse; they are as they should be.
    (void)sigaction(number, &standard, nullptr);
  }
  sigset_t none;
  sigemptyset(&none);
  return pthread_sigmask(SIG_SETMASK, &none, nullptr) == 0;
}

bool ApplyLimits(const Plan& plan) {
  for (const Limit& limit : plan.limits) {
    const rlimit both = {.rlim_cur = limit.value, .rlim_max = limit.value};
    if (setrlimit(static_cast<__rlimit_resource>(limit.resource), &both) != 0) return false;
  }
  return true;
}

bool ConnectPipes(const Plan& plan) {
  for (int target = 0; target < kFirstFreeFd; ++target) {
    if (dup2(plan.pipes[static_cast<size_t>(target)], target) < 0) return false;
  }
  return close_range(kFirstFreeFd, UINT_MAX, CLOSE_RANGE_CLOEXEC) == 0;
}

bool DieWithParent(const Plan& plan) {
  return prctl(PR_SET_PDEATHSIG, SIGKILL, 0UL, 0UL, 0UL) == 0 && getppid() == plan.parent;
}

/// The child, from fork to exec. Async-signal-safe calls only.
[[noreturn]] void BecomeProgram(const Plan& plan) {
  (void)umask(kPrivateUmask);
  const bool ready = setsid() >= 0 && DieWithParent(plan) && ConnectPipes(plan) &&
                     chdir(plan.directory) == 0 && ApplyLimits(plan) && ResetSignals();
  if (ready) execve(plan.argv[0], plan.argv.data(), plan.environment.data());
  const int reason = errno;
  (void)!write(plan.failure, &reason, sizeof reason);
  _exit(kNeverStarted);
}

/// With every signal blocked, so that no handler of the parent runs in the child.
pid_t ForkInto(const Plan& plan) {
  sigset_t all;
  sigset_t before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  const pid_t pid = fork();
  if (pid == 0) BecomeProgram(plan);
  const int reason = errno;
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  errno = reason;
  return pid;
}

/// 0 when the program runs: exec has then closed the other end.
int FailureOf(const Descriptor& report) {
  int reason = 0;
  while (true) {
    const ssize_t got = read(report.number(), &reason, sizeof reason);
    if (got < 0 && errno == EINTR) continue;
    return got == static_cast<ssize_t>(sizeof reason) ? reason : 0;
  }
}

/// By number: glibc 2.36 declares pidfd_open for C only. The kernel closes it on exec.
Descriptor OpenHandle(pid_t pid) {
  return Descriptor(static_cast<int>(syscall(SYS_pidfd_open, pid, 0)));
}

bool DoNotBlock(const Descriptor& fd) { return fcntl(fd.number(), F_SETFL, O_NONBLOCK) == 0; }

void EndAndForget(pid_t pid) {
  (void)kill(pid, SIGKILL);
  while (waitpid(pid, nullptr, 0) < 0 && errno == EINTR) {
  }
}

}  // namespace

Result<SpawnedChild> Spawn(const ProcessSpec& spec) {
  if (spec.argv.empty() || !spec.argv[0].starts_with('/')) {
    return Error{Errc::kInternal, "a program is started by its absolute path only"};
  }
  Pipe input = TRY(MakePipe());
  Pipe output = TRY(MakePipe());
  Pipe error = TRY(MakePipe());
  Pipe report = TRY(MakePipe());
  const Plan plan = {
      .argv = Pointers(spec.argv),
      .environment = Pointers(spec.environment),
      .directory = spec.directory.c_str(),
      .limits = LimitsOf(spec),
      .parent = getpid(),
      .pipes = {input.read.number(), output.write.number(), error.write.number()},
      .failure = report.write.number(),
  };
  // Grandchildren whose parent ended become ours, so that they can be waited for.
  if (prctl(PR_SET_CHILD_SUBREAPER, 1UL, 0UL, 0UL, 0UL) != 0) {
    return SystemError("become a subreaper", errno);
  }
  const pid_t pid = ForkInto(plan);
  if (pid < 0) return SystemError("start a process", errno);
  report.write.Close();
  if (const int reason = FailureOf(report.read); reason != 0) {
    EndAndForget(pid);
    return SystemError("start " + spec.argv[0], reason);
  }
  SpawnedChild child = {pid, OpenHandle(pid), std::move(input.write), std::move(output.read),
                        std::move(error.read)};
  if (!child.handle.is_open() || !DoNotBlock(child.input) || !DoNotBlock(child.output) ||
      !DoNotBlock(child.error)) {
    const int reason = errno;
    EndAndForget(pid);
    return SystemError("watch a process", reason);
  }
  return child;
}

}  // namespace headwater
