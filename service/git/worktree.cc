// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/worktree.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>

#include "service/git/entry_name.h"
#include "service/git/index_file.h"
#include "service/git/libgit2.h"
#include "service/git/tree_store.h"

namespace headwater::git {
namespace {

struct WorktreeFile {
  FileEntry entry;
  bool on_disk = false;
  bool sparse = false;  ///< Left out by a sparse checkout: absent, but not deleted.
};
using FilesByPath = std::map<std::string, WorktreeFile, std::less<>>;

std::optional<FileMode> ToFileMode(uint32_t mode) {
  switch (mode) {
    case GIT_FILEMODE_BLOB:
      return FileMode::kRegular;
    case GIT_FILEMODE_BLOB_EXECUTABLE:
      return FileMode::kExecutable;
    case GIT_FILEMODE_LINK:
      return FileMode::kSymlink;
    case GIT_FILEMODE_COMMIT:
      return FileMode::kSubmodule;
    default:
      return std::nullopt;
  }
}

Status CheckPath(std::string_view path) {
  const std::string_view problem = PathProblem(path);
  if (problem.empty()) return Ok{};
  return Error{Errc::kContent, "a path with a name that " + std::string(problem) + ": \"" +
                                   std::string(path.substr(0, kMaxPathBytes)) + "\""};
}

Result<FilesByPath> ReadIndex(git_index* index) {
  FilesByPath files;
  for (size_t i = 0; i < git_index_entrycount(index); ++i) {
    const git_index_entry* entry = git_index_get_byindex(index, i);
    const std::string path = entry->path;
    TRY(CheckPath(path));
    const std::optional<FileMode> mode = ToFileMode(entry->mode);
    if (!mode) return Error{Errc::kContent, "an unknown mode in the index: \"" + path + "\""};
    // Of a conflict's stages whichever: the comparison with the disk reports every conflict.
    const bool sparse = (entry->flags_extended & GIT_INDEX_ENTRY_SKIP_WORKTREE) != 0;
    files[path] = {.entry = {Untrusted(path), FromOid<BlobId>(entry->id), *mode},
                   .on_disk = false,
                   .sparse = sparse};
  }
  return files;
}

/// To compare files libgit2 reads the attributes that stand in the index, without our bounds.
Status CheckAttributes(const ObjectReader& reader, const FilesByPath& files) {
  constexpr std::string_view kName = ".gitattributes";
  for (const auto& [path, file] : files) {
    if (!path.ends_with(kName) || !IsFile(file.entry.mode)) continue;
    const BlobAnswer answer =
        TRY(reader.ReadBlob(file.entry.blob, kDefaultBlobBytes).Context(path));
    if (answer.state == BlobState::kTooLarge) {
      return Error{Errc::kContent, "\"" + path + "\" is too large"};
    }
  }
  return Ok{};
}

Result<DiffHandle> DiffWithDisk(git_repository* repository, git_index* index) {
  git_diff_options options{};
  git_diff_options_init(&options, GIT_DIFF_OPTIONS_VERSION);
  options.flags = GIT_DIFF_INCLUDE_UNTRACKED | GIT_DIFF_RECURSE_UNTRACKED_DIRS |
                  GIT_DIFF_INCLUDE_TYPECHANGE | GIT_DIFF_IGNORE_SUBMODULES |
                  GIT_DIFF_DISABLE_PATHSPEC_MATCH;
  options.ignore_submodules = GIT_SUBMODULE_IGNORE_ALL;
  DiffHandle diff = TRY(Acquire<DiffHandle>("compare the work tree", [&](auto** out) {
    return git_diff_index_to_workdir(out, repository, index, &options);
  }));
  if (git_diff_num_deltas(diff.get()) > kMaxTreeEntries) {
    return Error{Errc::kContent, "the work tree has more files than can be judged"};
  }
  return diff;
}

/// The id of a regular file. One beyond the limit is hashed without holding it: through /proc, so
/// that it is the file that was opened.
Result<BlobId> HashFile(const DiskFile& file, const std::string& path) {
  if (file.complete) return ObjectReader::HashBlob(file.bytes);
  git_oid oid{};
  const std::string opened = "/proc/self/fd/" + std::to_string(file.descriptor.number());
  const int code = git_odb_hashfile(&oid, opened.c_str(), GIT_OBJECT_BLOB);
  if (code != 0) return LastError(code, "hash \"" + path + "\"");
  return FromOid<BlobId>(oid);
}

/// Takes over the differences that the comparison found.
class DiskOverlay {
 public:
  DiskOverlay(const DiskFolder& folder, uint64_t max_blob_bytes, FilesByPath& files)
      : folder_(folder), max_blob_bytes_(max_blob_bytes), files_(files) {}

  Status Apply(const git_diff_delta& delta) {
    if (delta.status == GIT_DELTA_UNMODIFIED || delta.status == GIT_DELTA_IGNORED) return Ok{};
    const bool deleted = delta.status == GIT_DELTA_DELETED;
    std::string path = deleted ? delta.old_file.path : delta.new_file.path;
    const bool folder = path.ends_with('/');
    if (folder) path.pop_back();
    TRY(CheckPath(path));
    // Folders are walked by libgit2; it hands out one whole only for a repository inside this one.
    if (folder) {
      notices_.push_back({NoticeKind::kSubmodule, Untrusted(path), Untrusted()});
      return Ok{};
    }
    const DiskFile file = TRY(folder_.Read(path, max_blob_bytes_));
    if (file.kind == DiskFile::Kind::kAbsent || file.kind == DiskFile::Kind::kOther) {
      Remove(path);
      return Ok{};
    }
    const BlobId blob = TRY(HashFile(file, path));
    files_[path] = {.entry = {Untrusted(path), blob, ModeOf(delta, file)}, .on_disk = true};
    return Ok{};
  }

  std::vector<Notice> TakeNotices() { return std::move(notices_); }

 private:
  void Remove(const std::string& path) {
    const auto found = files_.find(path);
    if (found != files_.end() && !found->second.sparse) files_.erase(found);
  }

  /// Whether a file is executable is taken from the comparison, which knows the file systems that
  /// cannot tell (core.fileMode); it says nothing of conflicts.
  static FileMode ModeOf(const git_diff_delta& delta, const DiskFile& file) {
    if (file.kind == DiskFile::Kind::kSymlink) return FileMode::kSymlink;
    const bool executable = delta.status == GIT_DELTA_CONFLICTED
                                ? file.executable
                                : delta.new_file.mode == GIT_FILEMODE_BLOB_EXECUTABLE;
    return executable ? FileMode::kExecutable : FileMode::kRegular;
  }

  const DiskFolder& folder_;
  uint64_t max_blob_bytes_;
  FilesByPath& files_;
  std::vector<Notice> notices_;
};

}  // namespace

Result<WorktreeState> ReadWorktree(Repository& repository, uint64_t max_blob_bytes) {
  TRY(CheckWorktreeRoot(repository));
  git_repository* opened = repository.state().repository.get();
  const DiskFolder folder = TRY(DiskFolder::Open(repository.WorktreeRoot()));
  const IndexHandle index = TRY(OpenIndex(opened));
  FilesByPath files = TRY(ReadIndex(index.get()));
  TRY(CheckAttributes(ObjectReader(repository), files));
  const DiffHandle diff = TRY(DiffWithDisk(opened, index.get()));
  DiskOverlay overlay(folder, max_blob_bytes, files);
  for (size_t i = 0; i < git_diff_num_deltas(diff.get()); ++i) {
    TRY(overlay.Apply(*git_diff_get_delta(diff.get(), i)));
  }
  WorktreeState state;
  state.notices = overlay.TakeNotices();
  state.files.reserve(files.size());
  for (auto& [path, file] : files) {
    state.files.push_back(std::move(file.entry));
    state.on_disk.push_back(file.on_disk);
  }
  return state;
}

Result<BlobAnswer> WorktreeView::ReadUpTo(const FileEntry& file, uint64_t max_bytes) {
  if (!IsFile(file.mode)) return Error{Errc::kInvalid, "a symlink or submodule has no content"};
  const FileEntry* known = FindFile(state_.files, file.path.bytes());
  if (known == nullptr) return Error{Errc::kInvalid, "the work tree has no such file"};
  if (state_.on_disk[static_cast<size_t>(known - state_.files.data())]) {
    return ReadDisk(file, max_bytes);
  }
  BlobAnswer answer = TRY(reader_.ReadBlob(file.blob, max_bytes));
  if (answer.state == BlobState::kMissing) missing_.Add(file.blob);
  return answer;
}

Result<BlobAnswer> WorktreeView::ReadDisk(const FileEntry& file, uint64_t max_bytes) const {
  DiskFile found = TRY(folder_.Read(file.path.bytes(), max_bytes));
  if (found.kind != DiskFile::Kind::kRegular) return BlobAnswer();
  if (!found.complete) {
    return BlobAnswer{.state = BlobState::kTooLarge, .bytes = {}, .size = found.size};
  }
  return BlobAnswer{
      .state = BlobState::kPresent, .bytes = std::move(found.bytes), .size = found.size};
}

}  // namespace headwater::git
