// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/index_file.h"

#include <filesystem>
#include <system_error>

#include "service/git/tree_store.h"

namespace headwater::git {

Result<IndexHandle> OpenIndex(git_repository* repository) {
  const std::filesystem::path file =
      std::filesystem::path(git_repository_path(repository)) / "index";
  std::error_code absent;
  const std::uintmax_t bytes = std::filesystem::file_size(file, absent);
  if (!absent && bytes > kMaxIndexBytes) return Error{Errc::kContent, "the index is too large"};
  IndexHandle index = TRY(Acquire<IndexHandle>(
      "read the index", [&](auto** out) { return git_repository_index(out, repository); }));
  if (git_index_entrycount(index.get()) > kMaxTreeEntries) {
    return Error{Errc::kContent, "the index has more files than can be judged"};
  }
  return index;
}

Status CheckWorktreeRoot(const Repository& repository) {
  if (repository.IsBare()) return Error{Errc::kInvalid, "a bare repository has no work tree"};
  std::error_code unreadable;
  if (std::filesystem::exists(repository.WorktreeRoot() / ".git", unreadable)) return Ok{};
  return Error{Errc::kContent, "the work tree " + repository.WorktreeRoot().string() +
                                   " lies elsewhere than its repository"};
}

}  // namespace headwater::git
