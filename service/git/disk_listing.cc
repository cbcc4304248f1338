// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/disk_listing.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include "headwater/descriptor.h"
#include "service/git/disk_file.h"
#include "service/git/entry_name.h"
#include "service/git/index_file.h"
#include "service/git/libgit2.h"
#include "service/git/tree_store.h"

namespace headwater::git {
namespace {

using FolderHandle = Handle<DIR, closedir>;

/// A folder that is still to be listed.
struct Folder {
  std::string path;  ///< With '/' at its end; empty: the root.
  /// Whether only what the index has counts in it; empty as long as nothing else was seen there,
  /// because asking looks for a .gitignore in every folder above.
  std::optional<bool> ignored;
};

/// DT_UNKNOWN is answered by asking the file system.
unsigned char TypeOf(DIR* folder, const dirent& entry) {
  if (entry.d_type != DT_UNKNOWN) return entry.d_type;
  struct stat status {};
  if (fstatat(dirfd(folder), entry.d_name, &status, AT_SYMLINK_NOFOLLOW) != 0) return DT_UNKNOWN;
  return static_cast<unsigned char>(IFTODT(status.st_mode));
}

class Lister {
 public:
  Lister(git_repository* repository, git_index* index, const DiskFolder& root)
      : repository_(repository), index_(index), root_(root) {}

  Result<DiskListing> Run() && {
    folders_.push_back({.path = "", .ignored = false});
    while (!folders_.empty()) {
      Folder folder = std::move(folders_.back());
      folders_.pop_back();
      TRY(List(folder));
    }
    TRY(AddWhatOnlyTheIndexHas());
    SortByPath();
    return std::move(listing_);
  }

 private:
  // What is on disk as well as left out by a sparse checkout is what is on disk: it came first.
  void SortByPath() {
    auto& files = listing_.files;
    std::stable_sort(files.begin(), files.end(),
                     [](const FileEntry& a, const FileEntry& b) { return a.path < b.path; });
    const auto end =
        std::unique(files.begin(), files.end(),
                    [](const FileEntry& a, const FileEntry& b) { return a.path == b.path; });
    files.erase(end, files.end());
  }

  Status List(Folder& folder) {
    const Descriptor opened = TRY(root_.OpenFolder(folder.path));
    // Renamed or removed meanwhile: then it is not there.
    if (!opened.is_open()) return Ok{};
    // A DIR closes its descriptor itself.
    const FolderHandle handle(fdopendir(fcntl(opened.number(), F_DUPFD_CLOEXEC, 0)));
    if (handle == nullptr) return Error{Errc::kInternal, "cannot list \"" + folder.path + "\""};
    const size_t first = listing_.files.size();
    const size_t first_folder = folders_.size();
    errno = 0;
    // NOLINTNEXTLINE(concurrency-mt-unsafe): the stream is this function's own.
    while (const dirent* entry = readdir(handle.get())) {
      const std::string_view name = entry->d_name;
      if (name == "." || name == "..") continue;
      if (name == ".git") {
        if (folder.path.empty()) continue;
        // A repository of its own: nothing of it is this one's.
        listing_.files.resize(first);
        folders_.resize(first_folder);
        return Ok{};
      }
      TRY(Add(folder, std::string(name), TypeOf(handle.get(), *entry)));
      errno = 0;
    }
    if (errno != 0) return Error{Errc::kContent, "cannot list \"" + folder.path + "\""};
    return Ok{};
  }

  Status Add(Folder& folder, const std::string& name, unsigned char type) {
    const bool wanted = type == DT_REG || type == DT_LNK || type == DT_DIR;
    if (!wanted) return Ok{};
    std::string path = folder.path + name;
    const git_index_entry* entry = git_index_get_bypath(index_, path.c_str(), 0);
    if (type == DT_DIR) return AddFolder(folder, std::move(path), entry);
    if (entry == nullptr && TRY(IsIgnoredIn(folder, path))) return Ok{};
    TRY(CheckName(path, name));
    if (listing_.files.size() >= kMaxTreeEntries) {
      return Error{Errc::kContent, "the work tree has more files than can be judged"};
    }
    const FileMode mode = type == DT_LNK ? FileMode::kSymlink : FileMode::kRegular;
    listing_.files.push_back({Untrusted(std::move(path)), BlobId(), mode});
    return Ok{};
  }

  Status AddFolder(Folder& folder, std::string path, const git_index_entry* entry) {
    // A submodule is added from the index.
    if (entry != nullptr && entry->mode == GIT_FILEMODE_COMMIT) return Ok{};
    path += '/';
    size_t position = 0;
    const bool tracked = git_index_find_prefix(&position, index_, path.c_str()) == 0;
    if (!tracked && TRY(IsIgnoredIn(folder, path))) return Ok{};
    const std::string_view name = std::string_view(path).substr(folder.path.size());
    TRY(CheckName(path, name.substr(0, name.size() - 1)));
    folders_.push_back({std::move(path), tracked ? std::nullopt : std::optional(false)});
    return Ok{};
  }

  /// Of something in the folder that the index does not have.
  Result<bool> IsIgnoredIn(Folder& folder, const std::string& path) {
    if (!folder.ignored) folder.ignored = TRY(IsIgnored(folder.path));
    return *folder.ignored || TRY(IsIgnored(path));
  }

  Result<bool> IsIgnored(const std::string& path) {
    int ignored = 0;
    const int code = git_ignore_path_is_ignored(&ignored, repository_, path.c_str());
    if (code != 0) return LastError(code, "read .gitignore for \"" + path + "\"");
    return ignored != 0;
  }

  // The folders above were looked at when they were added.
  static Status CheckName(const std::string& path, std::string_view name) {
    if (path.size() > kMaxPathBytes) return BadName(path.substr(0, kMaxPathBytes), "is too long");
    const std::string_view problem = NameProblem(name);
    if (!problem.empty()) return BadName(path, problem);
    return Ok{};
  }

  static Error BadName(const std::string& path, std::string_view problem) {
    return {Errc::kContent,
            "a path with a name that " + std::string(problem) + ": \"" + path + "\""};
  }

  Status AddWhatOnlyTheIndexHas() {
    for (size_t i = 0; i < git_index_entrycount(index_); ++i) {
      const git_index_entry* entry = git_index_get_byindex(index_, i);
      const bool sparse = (entry->flags_extended & GIT_INDEX_ENTRY_SKIP_WORKTREE) != 0;
      const bool submodule = entry->mode == GIT_FILEMODE_COMMIT;
      if (!sparse && !submodule) continue;
      const std::string path = entry->path;
      if (const auto problem = PathProblem(path); !problem.empty()) return BadName(path, problem);
      const FileMode mode = submodule                          ? FileMode::kSubmodule
                            : entry->mode == GIT_FILEMODE_LINK ? FileMode::kSymlink
                                                               : FileMode::kRegular;
      listing_.files.push_back({Untrusted(path), FromOid<BlobId>(entry->id), mode});
    }
    return Ok{};
  }

  git_repository* repository_;
  git_index* index_;
  const DiskFolder& root_;
  std::vector<Folder> folders_;
  DiskListing listing_;
};

}  // namespace

Result<DiskListing> ListDisk(Repository& repository) {
  TRY(CheckWorktreeRoot(repository));
  git_repository* opened = repository.state().repository.get();
  const DiskFolder folder = TRY(DiskFolder::Open(repository.WorktreeRoot()));
  const IndexHandle index = TRY(OpenIndex(opened));
  return Lister(opened, index.get(), folder).Run();
}

}  // namespace headwater::git
