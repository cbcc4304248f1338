// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "headwater/result.h"

/// \file
/// The cage of the evaluator child, and of the one that fills the fork index: processes that parse
/// foreign bytes. Such a one reads the files it was given, computes, and writes to pipes that are
/// already open, the fork index's also to its folder; it can neither reach a network,
/// start a program, nor touch a file or process of anybody else. A parser that crashes or is taken
/// over costs one verdict.

namespace headwater {

struct SandboxOptions {
  /// Files and folders (with everything below) that stay readable. Each must exist.
  std::vector<std::string> readable;
  /// Likewise, and anything may be done with it.
  std::vector<std::string> writable{};
  /// RLIMIT_FSIZE (setrlimit(2)), in bytes: how far a file may grow. 0: none grows.
  uint64_t file_bytes = 0;
  /// RLIMIT_AS (setrlimit(2)). 0 leaves it: AddressSanitizer reserves terabytes of addresses.
  uint64_t address_space_bytes = 0;
  /// RLIMIT_CPU (setrlimit(2)): SIGKILL after this much CPU time. 0 leaves it.
  std::chrono::seconds cpu_time{0};
  /// RLIMIT_NOFILE (setrlimit(2)): one more than the highest file descriptor. 0 leaves it.
  uint64_t open_files = 0;
  /// The process whose end shall be ours. 0: whoever the parent is now. When another process is
  /// the parent by the time the signal is armed, entering fails (prctl(2), PR_SET_PDEATHSIG: the
  /// signal is not sent for a parent that is already gone).
  pid_t parent = 0;
};

/// What the kernel really enforces. Both layers may be absent from a kernel or forbidden in a
/// container; the limits of setrlimit(2) and prctl(2) are always in force.
struct SandboxLayers {
  bool landlock = false;  ///< landlock(7): no file but those that were named.
  bool seccomp = false;   ///< seccomp(2): see RestrictSyscalls.
};

/// Locks the calling process in, for good. Call it early, in a process with one thread: landlock
/// binds the calling thread and those it starts. Beside SandboxOptions it sets
///  - RLIMIT_FSIZE (setrlimit(2)), file_bytes: pipes are not files,
///  - RLIMIT_CORE 0 and PR_SET_DUMPABLE 0 (setrlimit(2), prctl(2)): no core, no ptrace by equals,
///  - PR_SET_NO_NEW_PRIVS (prctl(2)): no set-user-ID program gives anything back,
///  - PR_SET_PDEATHSIG SIGKILL (prctl(2)): no orphan goes on.
/// kNotFound for a readable path that is not there, kInternal when a limit cannot be set; the
/// process is then half locked in and should end.
Result<SandboxLayers> EnterSandbox(const SandboxOptions& options);

/// What stays within reach: files, and folders with everything below. Each must exist.
struct AllowedFiles {
  std::vector<std::string> readable{};
  std::vector<std::string> programs{};  ///< Readable, and may be started or linked.
  std::vector<std::string> writable{};  ///< Readable, and anything may be done with it.
};

/// The layers by themselves, as EnterSandbox applies them: false where the kernel has no such layer
/// or forbids it. RestrictFiles needs PR_SET_NO_NEW_PRIVS. With something writable it needs
/// landlock ABI 2 (Linux 5.19): before that nothing could be moved from one folder to another.
Result<bool> RestrictFiles(const AllowedFiles& allowed);

/// A wider cage, for a process that starts git and reads what strangers sent to it: it keeps the
/// network and may start the system's programs, but gets no privileges and, with landlock, sees no
/// file but the allowed ones and what git, libc and TLS need of the system. Binds those it starts
/// as well. What of the allowed files is not there is left out. False without landlock; errors as
/// EnterSandbox.
Result<bool> ConfineGitCaller(AllowedFiles allowed);

/// Refuses with EPERM what the evaluator never needs: sockets, starting or tracing processes,
/// signals to others, mounts, kernel keys, bpf, performance counters, io_uring, userfaultfd, kernel
/// modules, clocks. Threads may be started (`clone` with CLONE_THREAD); clone3(2) answers ENOSYS,
/// because its flags lie in memory where a filter cannot see them, and makes libc use clone(2).
/// Everything else is allowed: a list of what is needed would break with every libc. x86-64 and
/// arm64 pass clone's flags in the first argument; other machines answer false.
Result<bool> RestrictSyscalls();

}  // namespace headwater
