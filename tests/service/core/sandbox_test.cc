// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/core/sandbox.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <thread>

namespace headwater {
namespace {

namespace fs = std::filesystem;

// What a child's exit code says.
constexpr int kAsWanted = 0;
constexpr int kNotAsWanted = 1;
constexpr int kCouldNotEnter = 2;
constexpr int kNoSuchLayer = 3;

class SandboxTest : public ::testing::Test {
 protected:
  void SetUp() override {
    root_ = fs::temp_directory_path() / ("headwater_sandbox_" + std::to_string(getpid()));
    fs::create_directories(root_ / "inside");
    fs::create_directories(root_ / "outside");
    std::ofstream(root_ / "inside" / "file") << "content";
    std::ofstream(root_ / "outside" / "file") << "secret";
  }
  void TearDown() override { fs::remove_all(root_); }

  std::string Path(const char* name) const { return root_ / name; }

  SandboxOptions Options() const { return {.readable = {Path("inside")}, .parent = getpid()}; }

  /// The exit code, or the negated signal, of a child that enters the sandbox and does `check`.
  static int InSandbox(const SandboxOptions& options,
                       const std::function<int(const SandboxLayers&)>& check) {
    const pid_t child = fork();
    if (child == 0) {
      const Result<SandboxLayers> layers = EnterSandbox(options);
      _exit(layers.ok() ? check(layers.value()) : kCouldNotEnter);
    }
    int status = 0;
    EXPECT_EQ(waitpid(child, &status, 0), child);
    return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
  }

  static int Refused(bool failed, int error) {
    return failed && errno == error ? kAsWanted : kNotAsWanted;
  }

 private:
  fs::path root_;
};

/// A layer that the kernel lacks is no failure of ours, but the run must say so.
#define EXPECT_LAYER(code)                                                      \
  const int layer_code = (code);                                                \
  if (layer_code == kNoSuchLayer) GTEST_SKIP() << "not offered by this kernel"; \
  EXPECT_EQ(layer_code, kAsWanted)

struct SyscallCase {
  const char* name;
  std::function<long()> call;
  int error;
};

const std::vector<SyscallCase> kRefusedCalls = {
    {"socket", [] { return socket(AF_INET, SOCK_STREAM, 0); }, EPERM},
    {"unix socket", [] { return socket(AF_UNIX, SOCK_STREAM, 0); }, EPERM},
    {"socketpair",
     [] {
       int pair[2];
       return socketpair(AF_UNIX, SOCK_STREAM, 0, pair);
     },
     EPERM},
    {"execve",
     [] {
       char name[] = "/bin/true";
       char* const arguments[] = {name, nullptr};
       return execve(name, arguments, nullptr);
     },
     EPERM},
    {"fork", [] { return fork(); }, EPERM},
    {"vfork by number", [] { return syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0); }, EPERM},
    {"clone3", [] { return syscall(SYS_clone3, nullptr, 0); }, ENOSYS},
    {"ptrace", [] { return syscall(SYS_ptrace, 0, 0, 0, 0); }, EPERM},
    {"process_vm_readv", [] { return syscall(SYS_process_vm_readv, 1, 0, 0, 0, 0, 0); }, EPERM},
    {"mount", [] { return syscall(SYS_mount, 0, 0, 0, 0, 0); }, EPERM},
    {"unshare", [] { return syscall(SYS_unshare, 0); }, EPERM},
    {"bpf", [] { return syscall(SYS_bpf, 0, 0, 0); }, EPERM},
    {"perf_event_open", [] { return syscall(SYS_perf_event_open, 0, 0, 0, 0, 0); }, EPERM},
    {"io_uring_setup", [] { return syscall(SYS_io_uring_setup, 1, 0); }, EPERM},
    {"keyctl", [] { return syscall(SYS_keyctl, 0, 0, 0, 0, 0); }, EPERM},
    {"add_key", [] { return syscall(SYS_add_key, 0, 0, 0, 0, 0); }, EPERM},
    {"userfaultfd", [] { return syscall(SYS_userfaultfd, 0); }, EPERM},
    {"kill parent", [] { return kill(getppid(), 0); }, EPERM},
    {"tgkill parent", [] { return syscall(SYS_tgkill, getppid(), getppid(), 0); }, EPERM},
};

TEST_F(SandboxTest, RefusesConnectionsProgramsAndOtherProcesses) {
  for (const SyscallCase& test : kRefusedCalls) {
    const int code = InSandbox(Options(), [&test](const SandboxLayers& layers) {
      if (!layers.seccomp) return kNoSuchLayer;
      return Refused(test.call() == -1, test.error);
    });
    if (code == kNoSuchLayer) GTEST_SKIP() << "not offered by this kernel";
    EXPECT_EQ(code, kAsWanted) << test.name;
  }
}

class GitCallerTest : public SandboxTest {
 protected:
  /// The exit code of a child that is confined to write in "inside" and does `check`.
  int Confined(const std::function<int()>& check) const {
    const pid_t child = fork();
    if (child == 0) {
      const Result<bool> confined =
          ConfineGitCaller({.readable = {Path("not there")}, .writable = {Path("inside")}});
      if (!confined.ok()) _exit(kCouldNotEnter);
      _exit(confined.value() ? check() : kNoSuchLayer);
    }
    int status = 0;
    EXPECT_EQ(waitpid(child, &status, 0), child);
    return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
  }
};

TEST_F(GitCallerTest, WritesAndMovesInItsFolder) {
  EXPECT_LAYER(Confined([this] {
    const std::string made = Path("inside") + "/folder";
    const bool done = mkdir(made.c_str(), 0700) == 0 &&
                      rename((Path("inside") + "/file").c_str(), (made + "/file").c_str()) == 0 &&
                      unlink((made + "/file").c_str()) == 0;
    return done ? kAsWanted : kNotAsWanted;
  }));
}

TEST_F(GitCallerTest, SeesNoOtherFile) {
  EXPECT_LAYER(Confined([this] {
    return Refused(open((Path("outside") + "/file").c_str(), O_RDONLY | O_CLOEXEC) < 0, EACCES);
  }));
}

TEST_F(GitCallerTest, StartsProgramsOfTheSystemWhichAreBoundLikeIt) {
  const std::string command = "! cat " + Path("outside") + "/file 2>/dev/null && cat " +
                              Path("inside") + "/file >/dev/null && git --version >/dev/null";
  EXPECT_LAYER(Confined([&command] {
    char shell[] = "/bin/sh";
    char option[] = "-c";
    std::string text = command;
    char* const arguments[] = {shell, option, text.data(), nullptr};
    char path[] = "PATH=/usr/bin:/bin";
    char* const environment[] = {path, nullptr};
    execve(shell, arguments, environment);
    return kNotAsWanted;
  }));
}

TEST_F(GitCallerTest, KeepsTheNetworkAndItsSink) {
  EXPECT_LAYER(Confined([] {
    const bool has_network = socket(AF_INET, SOCK_STREAM, 0) >= 0;
    return has_network && open("/dev/null", O_RDWR | O_CLOEXEC) >= 0 ? kAsWanted : kNotAsWanted;
  }));
}

TEST_F(SandboxTest, StillRunsThreads) {
  EXPECT_EQ(InSandbox(Options(),
                      [](const SandboxLayers& /*layers*/) {
                        int answer = kNotAsWanted;
                        std::thread([&answer] { answer = kAsWanted; }).join();
                        return answer;
                      }),
            kAsWanted);
}

TEST_F(SandboxTest, StillAbortsBySignal) {
  EXPECT_EQ(InSandbox(Options(),
                      [](const SandboxLayers& /*layers*/) {
                        signal(SIGABRT, SIG_DFL);
                        std::abort();
                        return kNotAsWanted;
                      }),
            -SIGABRT);
}

TEST_F(SandboxTest, ReadsBelowAnAllowedFolder) {
  EXPECT_EQ(InSandbox(Options(),
                      [this](const SandboxLayers& /*layers*/) {
                        std::string content;
                        std::ifstream(Path("inside/file")) >> content;
                        const bool listed =
                            fs::directory_iterator(Path("inside")) != fs::directory_iterator();
                        return content == "content" && listed ? kAsWanted : kNotAsWanted;
                      }),
            kAsWanted);
}

TEST_F(SandboxTest, ReadsAnAllowedFile) {
  SandboxOptions options = Options();
  options.readable = {Path("outside/file")};
  EXPECT_EQ(InSandbox(options,
                      [this](const SandboxLayers& /*layers*/) {
                        return open(Path("outside/file").c_str(), O_RDONLY) >= 0 ? kAsWanted
                                                                                 : kNotAsWanted;
                      }),
            kAsWanted);
}

TEST_F(SandboxTest, OpensNothingOutside) {
  EXPECT_LAYER(InSandbox(Options(), [this](const SandboxLayers& layers) {
    if (!layers.landlock) return kNoSuchLayer;
    return Refused(open(Path("inside/../outside/file").c_str(), O_RDONLY) < 0, EACCES);
  }));
}

TEST_F(SandboxTest, WritesNowhere) {
  EXPECT_LAYER(InSandbox(Options(), [this](const SandboxLayers& layers) {
    if (!layers.landlock) return kNoSuchLayer;
    const bool refused =
        Refused(open(Path("inside/file").c_str(), O_WRONLY) < 0, EACCES) == kAsWanted &&
        Refused(open(Path("inside/new").c_str(), O_WRONLY | O_CREAT, 0600) < 0, EACCES) ==
            kAsWanted &&
        Refused(unlink(Path("inside/file").c_str()) < 0, EACCES) == kAsWanted;
    return refused ? kAsWanted : kNotAsWanted;
  }));
}

TEST_F(SandboxTest, WritesInAFolderThatIsGivenAndNotBeyondItsBound) {
  constexpr uint64_t kBound = 16;
  SandboxOptions options = Options();
  options.writable = {Path("outside")};
  options.file_bytes = kBound;
  EXPECT_EQ(InSandbox(options,
                      [this](const SandboxLayers& layers) {
                        signal(SIGXFSZ, SIG_IGN);
                        const int file = open(Path("outside/new").c_str(), O_RDWR | O_CREAT, 0600);
                        const bool fits = pwrite(file, "x", 1, kBound - 1) == 1;
                        const bool ends = Refused(pwrite(file, "x", 1, kBound) < 0, EFBIG) == 0;
                        const int inside = open(Path("inside/new").c_str(), O_RDWR | O_CREAT, 0600);
                        const bool elsewhere = inside >= 0;
                        return fits && ends && elsewhere != layers.landlock ? kAsWanted
                                                                            : kNotAsWanted;
                      }),
            kAsWanted);
}

TEST_F(SandboxTest, CannotGrowAnOpenFile) {
  const int file = open(Path("outside/file").c_str(), O_WRONLY | O_APPEND | O_CLOEXEC);
  ASSERT_GE(file, 0);
  EXPECT_EQ(InSandbox(Options(),
                      [file](const SandboxLayers& /*layers*/) {
                        signal(SIGXFSZ, SIG_IGN);
                        return Refused(write(file, "x", 1) < 0, EFBIG);
                      }),
            kAsWanted);
  close(file);
}

TEST_F(SandboxTest, WritesToAnOpenPipe) {
  int pipe_ends[2];
  ASSERT_EQ(pipe(pipe_ends), 0);
  EXPECT_EQ(InSandbox(Options(),
                      [&pipe_ends](const SandboxLayers& /*layers*/) {
                        return write(pipe_ends[1], "x", 1) == 1 ? kAsWanted : kNotAsWanted;
                      }),
            kAsWanted);
  close(pipe_ends[0]);
  close(pipe_ends[1]);
}

TEST_F(SandboxTest, LimitsDescriptors) {
  SandboxOptions options = Options();
  options.open_files = 3;
  EXPECT_EQ(InSandbox(options,
                      [this](const SandboxLayers& /*layers*/) {
                        return Refused(open(Path("inside/file").c_str(), O_RDONLY) < 0, EMFILE);
                      }),
            kAsWanted);
}

TEST_F(SandboxTest, LimitsCpuTime) {
  SandboxOptions options = Options();
  options.cpu_time = std::chrono::seconds(1);
  EXPECT_EQ(InSandbox(options,
                      [](const SandboxLayers& /*layers*/) {
                        volatile bool wait = true;  // So that the loop is not optimised away.
                        while (wait) {
                        }
                        return kNotAsWanted;
                      }),
            -SIGKILL);
}

TEST_F(SandboxTest, LimitsAddressSpaceOnlyWhenAsked) {
  constexpr uint64_t kPlenty = uint64_t{1} << 46U;
  SandboxOptions options = Options();
  const auto limit_is = [](rlim_t wanted) {
    return [wanted](const SandboxLayers& /*layers*/) {
      rlimit limit = {};
      getrlimit(RLIMIT_AS, &limit);
      return limit.rlim_cur == wanted ? kAsWanted : kNotAsWanted;
    };
  };
  rlimit before = {};
  getrlimit(RLIMIT_AS, &before);
  EXPECT_EQ(InSandbox(options, limit_is(before.rlim_cur)), kAsWanted);
  options.address_space_bytes = kPlenty;
  EXPECT_EQ(InSandbox(options, limit_is(kPlenty)), kAsWanted);
}

TEST_F(SandboxTest, FailsWhenAReadablePathIsMissing) {
  SandboxOptions options = Options();
  options.readable.push_back(Path("absent"));
  EXPECT_LAYER(InSandbox({.readable = {}, .parent = getpid()}, [&](const SandboxLayers& layers) {
    return layers.landlock ? kAsWanted : kNoSuchLayer;
  }));
  EXPECT_EQ(InSandbox(options, [](const SandboxLayers& /*layers*/) { return kAsWanted; }),
            kCouldNotEnter);
}

TEST_F(SandboxTest, FailsWhenTheParentIsAnother) {
  SandboxOptions options = Options();
  options.parent = getppid();
  EXPECT_EQ(InSandbox(options, [](const SandboxLayers& /*layers*/) { return kAsWanted; }),
            kCouldNotEnter);
}

}  // namespace
}  // namespace headwater
