// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <fcntl.h>
#include <linux/landlock.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>
#include <utility>

#include "headwater/descriptor.h"
#include "service/core/sandbox.h"

namespace headwater {
namespace {

/// Rights that a kernel of landlock ABI 1 knows: all up to MAKE_SYM (landlock(7), "Filesystem
/// actions"). Later ABIs added one bit each: 2 REFER, 3 TRUNCATE, 5 IOCTL_DEV. A ruleset may name
/// only what the running kernel knows, and what it does not name stays allowed. Numbers, because
/// the headers we are built with may be older than the kernel.
constexpr uint64_t kFirstRights = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1U) - 1;
struct LaterRight {
  int64_t abi;
  uint64_t bit;
};
constexpr std::array kLaterRights = {LaterRight{2, uint64_t{1} << 13U},
                                     LaterRight{3, uint64_t{1} << 14U},
                                     LaterRight{5, uint64_t{1} << 15U}};

Error SystemError(std::string_view doing) {
  return {errno == ENOENT ? Errc::kNotFound : Errc::kInternal,
          std::string(doing) + ": " + std::generic_category().message(errno)};
}

/// 0 without landlock: not built in (ENOSYS), not switched on (EOPNOTSUPP), or forbidden by a
/// container's own filter (EPERM).
int64_t LandlockAbi() {
  const int64_t abi =
      syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
  return abi < 0 ? 0 : abi;
}

uint64_t RightsOf(int64_t abi) {
  uint64_t rights = kFirstRights;
  for (const LaterRight& later : kLaterRights) {
    if (abi >= later.abi) rights |= later.bit;
  }
  return rights;
}

/// Moves between folders have a right of their own since then, and are refused before.
constexpr int64_t kMovingAbi = 2;

constexpr uint64_t kReading = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
/// What can be done with a file that is no folder; others are refused for it.
constexpr uint64_t kFileRights = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_WRITE_FILE |
                                 LANDLOCK_ACCESS_FS_READ_FILE | kLaterRights[1].bit |
                                 kLaterRights[2].bit;

Status Allow(int ruleset, const std::string& path, uint64_t rights) {
  const Descriptor place(open(path.c_str(), O_PATH | O_CLOEXEC));
  if (!place.is_open()) return SystemError("open " + path);
  struct stat info {};
  if (fstat(place.number(), &info) != 0) return SystemError("stat " + path);

  landlock_path_beneath_attr rule = {};
  rule.parent_fd = place.number();
  rule.allowed_access = S_ISDIR(info.st_mode) ? rights : rights & kFileRights;
  if (syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) != 0) {
    return SystemError("landlock_add_rule " + path);
  }
  return Ok{};
}

}  // namespace

Result<bool> RestrictFiles(const AllowedFiles& allowed) {
  const int64_t abi = LandlockAbi();
  if (abi == 0 || (abi < kMovingAbi && !allowed.writable.empty())) return false;

  const landlock_ruleset_attr rights = {.handled_access_fs = RightsOf(abi)};
  // Only the size of what we set: newer headers have more members than older kernels accept.
  const Descriptor ruleset(static_cast<int>(
      syscall(SYS_landlock_create_ruleset, &rights, sizeof rights.handled_access_fs, 0)));
  if (!ruleset.is_open()) return SystemError("landlock_create_ruleset");
  const std::pair<const std::vector<std::string>*, uint64_t> kinds[] = {
      {&allowed.readable, kReading},
      {&allowed.programs, kReading | LANDLOCK_ACCESS_FS_EXECUTE},
      {&allowed.writable, rights.handled_access_fs}};
  for (const auto& [paths, granted] : kinds) {
    for (const std::string& path : *paths) TRY(Allow(ruleset.number(), path, granted));
  }
  if (syscall(SYS_landlock_restrict_self, ruleset.number(), 0) != 0) {
    return SystemError("landlock_restrict_self");
  }
  return true;
}

}  // namespace headwater
