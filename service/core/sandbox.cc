// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/core/sandbox.h"

#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <iterator>
#include <system_error>

namespace headwater {
namespace {

Error SystemError(std::string_view doing) {
  return {Errc::kInternal, std::string(doing) + ": " + std::generic_category().message(errno)};
}

/// Soft and hard limit alike: there is no second chance to raise it.
Status Limit(int resource, rlim_t value, std::string_view name) {
  const rlimit limit = {.rlim_cur = value, .rlim_max = value};
  if (setrlimit(static_cast<__rlimit_resource>(resource), &limit) == 0) return Ok{};
  return SystemError(name);
}

Status LimitUnlessZero(int resource, rlim_t value, std::string_view name) {
  return value == 0 ? Status(Ok{}) : Limit(resource, value, name);
}

Status Control(int option, unsigned long value, std::string_view name) {
  if (prctl(option, value, 0UL, 0UL, 0UL) == 0) return Ok{};
  return SystemError(name);
}

Status DieWithParent(pid_t parent) {
  TRY(Control(PR_SET_PDEATHSIG, SIGKILL, "PR_SET_PDEATHSIG"));
  if (parent != 0 && getppid() != parent) {
    return Error{Errc::kInternal, "the parent process is already gone"};
  }
  return Ok{};
}

/// Of the system: programs and their libraries, whom to trust and whom to ask.
constexpr const char* kSystemPrograms[] = {"/usr", "/bin", "/sbin", "/lib", "/lib64"};
constexpr const char* kSystemFiles[] = {
    "/etc/ssl",         "/etc/ca-certificates", "/etc/pki",       "/etc/crypto-policies",
    "/etc/resolv.conf", "/etc/hosts",           "/etc/host.conf", "/etc/nsswitch.conf",
    "/etc/gai.conf",    "/etc/ld.so.cache",     "/dev/urandom",   "/dev/random"};
constexpr const char* kSink = "/dev/null";

void DropAbsent(std::vector<std::string>& paths) {
  std::erase_if(paths, [](const std::string& path) { return access(path.c_str(), F_OK) != 0; });
}

}  // namespace

Result<bool> ConfineGitCaller(AllowedFiles allowed) {
  TRY(Control(PR_SET_DUMPABLE, 0, "PR_SET_DUMPABLE"));
  TRY(Control(PR_SET_NO_NEW_PRIVS, 1, "PR_SET_NO_NEW_PRIVS"));
  allowed.programs.insert(allowed.programs.end(), std::begin(kSystemPrograms),
                          std::end(kSystemPrograms));
  allowed.readable.insert(allowed.readable.end(), std::begin(kSystemFiles), std::end(kSystemFiles));
  allowed.writable.emplace_back(kSink);
  for (auto* paths : {&allowed.readable, &allowed.programs, &allowed.writable}) DropAbsent(*paths);
  return RestrictFiles(allowed);
}

Result<SandboxLayers> EnterSandbox(const SandboxOptions& options) {
  TRY(DieWithParent(options.parent));
  TRY(Control(PR_SET_DUMPABLE, 0, "PR_SET_DUMPABLE"));
  TRY(Control(PR_SET_NO_NEW_PRIVS, 1, "PR_SET_NO_NEW_PRIVS"));
  TRY(Limit(RLIMIT_CORE, 0, "RLIMIT_CORE"));
  TRY(Limit(RLIMIT_FSIZE, options.file_bytes, "RLIMIT_FSIZE"));
  TRY(LimitUnlessZero(RLIMIT_AS, options.address_space_bytes, "RLIMIT_AS"));
  TRY(LimitUnlessZero(RLIMIT_CPU, static_cast<rlim_t>(options.cpu_time.count()), "RLIMIT_CPU"));

  SandboxLayers layers;
  layers.landlock =
      TRY(RestrictFiles({.readable = options.readable, .writable = options.writable}));
  layers.seccomp = TRY(RestrictSyscalls());
  // Last, because the layers need a file descriptor while they are set up.
  TRY(LimitUnlessZero(RLIMIT_NOFILE, options.open_files, "RLIMIT_NOFILE"));
  return layers;
}

}  // namespace headwater
