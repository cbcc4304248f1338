// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/libgit2.h"

#include <array>
#include <string>

#include "service/git/late_libgit2.h"

namespace headwater::git {
namespace {

/// Bytes libgit2 may keep of objects it has read. Small: commits and trees are kept by ourselves,
/// parsed, and blobs are read once.
constexpr ssize_t kObjectCacheBytes = ssize_t{16} << 20U;

/// Bytes of pack files mapped at once (security, 4.4). The same as git's core.packedGitLimit there.
constexpr size_t kMappedPackBytes = size_t{256} << 20U;

/// Extensions of a repository's format that do not change how objects and references are read:
/// https://git-scm.com/docs/git-config#Documentation/git-config.txt-extensions (git 2.39).
/// objectFormat is admitted here so that we can name it when we refuse it.
constexpr std::array<const char*, 5> kReadableExtensions = {
    "objectformat", "partialclone", "preciousobjects", "relativeworktrees", "worktreeconfig"};

/// Configuration files outside the repository could change what we read and are never looked at.
constexpr std::array<git_config_level_t, 4> kForeignLevels = {
    GIT_CONFIG_LEVEL_PROGRAMDATA, GIT_CONFIG_LEVEL_SYSTEM, GIT_CONFIG_LEVEL_XDG,
    GIT_CONFIG_LEVEL_GLOBAL};

int ApplySettings() {
  const auto set = Libgit2Options();
  int failed = 0;
  for (const git_config_level_t level : kForeignLevels) {
    failed |= set(GIT_OPT_SET_SEARCH_PATH, level, "");
  }
  failed |= set(GIT_OPT_SET_TEMPLATE_PATH, "");
  failed |= set(GIT_OPT_SET_OWNER_VALIDATION, 1);
  failed |= set(GIT_OPT_SET_CACHE_MAX_SIZE, kObjectCacheBytes);
  failed |= set(GIT_OPT_ENABLE_CACHING, 0);
  failed |= set(GIT_OPT_SET_MWINDOW_MAPPED_LIMIT, kMappedPackBytes);
  std::array<const char*, kReadableExtensions.size()> extensions = kReadableExtensions;
  failed |= set(GIT_OPT_SET_EXTENSIONS, extensions.data(), extensions.size());
  return failed;
}

int Start() {
  if (const int code = git_libgit2_init(); code < 0) return code;
  return ApplySettings();
}

}  // namespace

Status InitLibgit2() {
  TRY(LoadLibgit2());
  static const int kStarted = Start();
  if (kStarted != 0) return Error{Errc::kInternal, "libgit2 does not start"};
  return Ok{};
}

Status VerifyHashes(bool verify) {
  TRY(LoadLibgit2());
  if (Libgit2Options()(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, verify ? 1 : 0) != 0) {
    return Error{Errc::kInternal, "libgit2 refuses a setting"};
  }
  return Ok{};
}

Error LastError(int code, std::string_view doing) {
  const git_error* last = git_error_last();
  const bool out_of_memory = last != nullptr && last->klass == GIT_ERROR_NOMEMORY;
  const Errc errc = code == GIT_ENOTFOUND ? Errc::kNotFound
                    : out_of_memory       ? Errc::kInternal
                                          : Errc::kContent;
  std::string message(doing);
  message += ": ";
  message += last != nullptr ? last->message : "libgit2 gives no reason";
  return {errc, std::move(message)};
}

}  // namespace headwater::git
