// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <sched.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>

#include "headwater/handle.h"
#include "service/core/sandbox.h"

namespace headwater {
namespace {

/// A filter context is a `void*` to its library.
using Filter = Handle<void, seccomp_release>;

/// Refused whatever the arguments. Numbers below zero are unknown to this machine and are skipped
/// by the library.
constexpr std::array kRefused = {
    // Any connection to anybody.
    SCMP_SYS(socket), SCMP_SYS(socketpair), SCMP_SYS(connect), SCMP_SYS(bind), SCMP_SYS(listen),
    SCMP_SYS(accept), SCMP_SYS(accept4),
    // Another program or process, also through a new view of the file system.
    SCMP_SYS(execve), SCMP_SYS(execveat), SCMP_SYS(fork), SCMP_SYS(vfork), SCMP_SYS(unshare),
    SCMP_SYS(setns), SCMP_SYS(mount), SCMP_SYS(umount2), SCMP_SYS(pivot_root), SCMP_SYS(chroot),
    SCMP_SYS(move_mount), SCMP_SYS(open_tree), SCMP_SYS(fsopen), SCMP_SYS(fsmount),
    SCMP_SYS(mount_setattr), SCMP_SYS(open_by_handle_at),
    // The memory, descriptors, limits and lives of other processes.
    SCMP_SYS(ptrace), SCMP_SYS(process_vm_readv), SCMP_SYS(process_vm_writev), SCMP_SYS(kcmp),
    SCMP_SYS(process_madvise), SCMP_SYS(pidfd_getfd), SCMP_SYS(pidfd_send_signal), SCMP_SYS(kill),
    SCMP_SYS(tkill), SCMP_SYS(rt_sigqueueinfo),
    // Parts of the kernel that have been ways out before.
    SCMP_SYS(bpf), SCMP_SYS(perf_event_open), SCMP_SYS(io_uring_setup), SCMP_SYS(io_uring_enter),
    SCMP_SYS(io_uring_register), SCMP_SYS(keyctl), SCMP_SYS(add_key), SCMP_SYS(request_key),
    SCMP_SYS(userfaultfd), SCMP_SYS(init_module), SCMP_SYS(finit_module), SCMP_SYS(delete_module),
    SCMP_SYS(kexec_load), SCMP_SYS(kexec_file_load), SCMP_SYS(settimeofday),
    SCMP_SYS(clock_settime), SCMP_SYS(clock_adjtime), SCMP_SYS(adjtimex)};

#if defined(__x86_64__) || defined(__aarch64__)
constexpr bool kCloneFlagsFirst = true;  // clone(2), "C library/kernel differences".
#else
constexpr bool kCloneFlagsFirst = false;
#endif

/// libseccomp answers with a negated errno.
Error FilterError(int code, std::string_view doing) {
  return {Errc::kInternal, std::string(doing) + ": " + std::generic_category().message(-code)};
}

int AddRefusals(const Filter& filter) {
  const uint32_t refuse = SCMP_ACT_ERRNO(EPERM);
  for (const int number : kRefused) {
    if (const int code = seccomp_rule_add(filter.get(), refuse, number, 0); code != 0) return code;
  }
  return 0;
}

/// Threads and signals (abort(3)) stay possible within this process.
int AddOwnProcessOnly(const Filter& filter) {
  const uint32_t refuse = SCMP_ACT_ERRNO(EPERM);
  const scmp_arg_cmp no_thread = {
      .arg = 0, .op = SCMP_CMP_MASKED_EQ, .datum_a = CLONE_THREAD, .datum_b = 0};
  const scmp_arg_cmp other_process = {
      .arg = 0, .op = SCMP_CMP_NE, .datum_a = static_cast<scmp_datum_t>(getpid()), .datum_b = 0};
  if (const int code = seccomp_rule_add(filter.get(), refuse, SCMP_SYS(clone), 1, no_thread)) {
    return code;
  }
  if (const int code = seccomp_rule_add(filter.get(), refuse, SCMP_SYS(tgkill), 1, other_process)) {
    return code;
  }
  return seccomp_rule_add(filter.get(), SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0);
}

}  // namespace

Result<bool> RestrictSyscalls() {
  // EINVAL: a kernel without seccomp (prctl(2), PR_GET_SECCOMP).
  if (!kCloneFlagsFirst || prctl(PR_GET_SECCOMP, 0UL, 0UL, 0UL, 0UL) < 0) return false;

  const Filter filter(seccomp_init(SCMP_ACT_ALLOW));
  if (filter == nullptr) return Error{Errc::kInternal, "seccomp_init"};
  if (const int code = AddRefusals(filter)) return FilterError(code, "seccomp_rule_add");
  if (const int code = AddOwnProcessOnly(filter)) return FilterError(code, "seccomp_rule_add");
  if (const int code = seccomp_attr_set(filter.get(), SCMP_FLTATR_CTL_TSYNC, 1)) {
    return FilterError(code, "seccomp_attr_set");
  }
  if (const int code = seccomp_load(filter.get())) return FilterError(code, "seccomp_load");
  return true;
}

}  // namespace headwater
