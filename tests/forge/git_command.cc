// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "tests/forge/git_command.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>

namespace headwater::forge_double {
namespace {

constexpr size_t kPipeBytes = 65536;  // Bytes per read; the usual size of a pipe.

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() { Close(); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return fd_; }
  void Close() {
    if (fd_ >= 0) close(fd_);
    fd_ = -1;
  }

 private:
  int fd_;
};

/// Nothing of the machine's own git configuration, no prompts, no background work.
Environment BaseEnvironment() {
  // Nobody here sets it.
  const char* path = std::getenv("PATH");  // NOLINT(concurrency-mt-unsafe)
  return {std::string("PATH=") + (path != nullptr ? path : "/usr/bin:/bin"),
          "HOME=/nonexistent",
          "LC_ALL=C.UTF-8",
          "GIT_CONFIG_NOSYSTEM=1",
          "GIT_CONFIG_GLOBAL=/dev/null",
          "GIT_TERMINAL_PROMPT=0",
          "GIT_CONFIG_COUNT=4",
          "GIT_CONFIG_KEY_0=safe.directory",
          "GIT_CONFIG_VALUE_0=*",
          "GIT_CONFIG_KEY_1=maintenance.auto",
          "GIT_CONFIG_VALUE_1=false",
          "GIT_CONFIG_KEY_2=gc.auto",
          "GIT_CONFIG_VALUE_2=0",
          "GIT_CONFIG_KEY_3=core.quotePath",
          "GIT_CONFIG_VALUE_3=false",
          "GIT_AUTHOR_NAME=Forge",
          "GIT_AUTHOR_EMAIL=forge@example.org",
          "GIT_COMMITTER_NAME=Forge",
          "GIT_COMMITTER_EMAIL=forge@example.org"};
}

std::vector<char*> Pointers(const std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  pointers.reserve(texts.size() + 1);
  for (const std::string& text : texts) pointers.push_back(const_cast<char*>(text.c_str()));
  pointers.push_back(nullptr);
  return pointers;
}

/// Starts the program with these two descriptors; -1 when it cannot.
pid_t Spawn(const std::vector<std::string>& arguments, const Environment& environment, int input,
            int output) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  const std::vector<char*> argv = Pointers(arguments);
  const std::vector<char*> envp = Pointers(environment);
  pid_t pid = -1;
  // Whatever this process ignores or blocks, git shall not.
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  sigset_t signals;
  sigemptyset(&signals);
  posix_spawnattr_setsigmask(&attributes, &signals);
  sigaddset(&signals, SIGPIPE);
  posix_spawnattr_setsigdefault(&attributes, &signals);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  const int error = posix_spawnp(&pid, argv[0], &actions, &attributes, argv.data(), envp.data());
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  return error == 0 ? pid : -1;
}

/// The exit code, or -1.
int RunProgram(const std::vector<std::string>& arguments, const Environment& environment,
               Descriptor& input, const std::function<bool(std::string_view)>& receive) {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) return -1;
  Descriptor from_child(ends[0]);
  Descriptor to_us(ends[1]);
  const pid_t pid = Spawn(arguments, environment, input.get(), to_us.get());
  to_us.Close();
  if (pid < 0) return -1;
  std::string buffer(kPipeBytes, '\0');
  for (;;) {
    const ssize_t size = read(from_child.get(), buffer.data(), buffer.size());
    if (size < 0 && errno == EINTR) continue;
    if (size <= 0) break;
    if (!receive(std::string_view(buffer).substr(0, static_cast<size_t>(size)))) {
      kill(pid, SIGKILL);
      break;
    }
  }
  int status = 0;
  while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

GitOutput RunGit(const std::filesystem::path& repository, const std::vector<std::string>& arguments,
                 std::string_view input) {
  std::vector<std::string> all = {"git"};
  if (!repository.empty()) all.push_back("--git-dir=" + repository.string());
  all.insert(all.end(), arguments.begin(), arguments.end());
  // A file in memory rather than a pipe: neither side can wait for the other.
  Descriptor body(input.empty() ? open("/dev/null", O_RDONLY | O_CLOEXEC)
                                : memfd_create("git-input", MFD_CLOEXEC));
  for (std::string_view rest = input; !rest.empty();) {
    const ssize_t size = write(body.get(), rest.data(), rest.size());
    if (size <= 0) return {};
    rest.remove_prefix(static_cast<size_t>(size));
  }
  if (!input.empty()) lseek(body.get(), 0, SEEK_SET);
  GitOutput output;
  output.exit_code = RunProgram(all, BaseEnvironment(), body, [&](std::string_view piece) {
    output.text += piece;
    return true;
  });
  return output;
}

bool RunCgi(const std::string& program, const Environment& environment,
            const std::filesystem::path& body,
            const std::function<bool(std::string_view)>& receive) {
  Environment all = BaseEnvironment();
  all.insert(all.end(), environment.begin(), environment.end());
  Descriptor input(open(body.empty() ? "/dev/null" : body.c_str(), O_RDONLY | O_CLOEXEC));
  return RunProgram({program}, all, input, receive) == 0;
}

}  // namespace headwater::forge_double
