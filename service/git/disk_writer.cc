// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/disk_writer.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <system_error>

#include "service/git/entry_name.h"
#include "service/git/open_beneath.h"

namespace headwater::git {
namespace {

// What the umask leaves of them.
constexpr mode_t kNewFileMode = 0666;
constexpr mode_t kNewFolderMode = 0777;
// Nobody else may read what replaces a file before it has that file's mode.
constexpr mode_t kPrivateMode = 0600;
constexpr mode_t kModeBits = 07777;

Error SystemError(const std::string& path, Errc code = Errc::kContent) {
  return {code, "cannot write \"" + path + "\": " + std::generic_category().message(errno)};
}

Error Changed(const std::string& path) {
  return {Errc::kConflict, "\"" + path + "\" was changed meanwhile"};
}

Status WriteAll(const Descriptor& file, std::string_view bytes, const std::string& path) {
  while (!bytes.empty()) {
    const ssize_t written = write(file.number(), bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return SystemError(path);
    bytes.remove_prefix(static_cast<size_t>(written));
  }
  if (fsync(file.number()) != 0) return SystemError(path);
  return Ok{};
}

/// A file in the making, removed again unless it was put into its place. It stands beside that, so
/// that a rename is enough.
class TemporaryFile {
 public:
  explicit TemporaryFile(const Descriptor& folder)
      : folder_(folder), name_(".headwater-fix-" + std::to_string(getpid()) + ".tmp") {}
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  ~TemporaryFile() {
    if (made_) unlinkat(folder_.number(), name_.c_str(), 0);
  }

  Status Make(std::string_view bytes, mode_t mode, const std::string& path) {
    file_ = Descriptor(openat(folder_.number(), name_.c_str(),
                              O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode));
    if (!file_.is_open()) return SystemError(path);
    made_ = true;
    return WriteAll(file_, bytes, path);
  }

  // The owner only where we may: as with any editor, the file is ours then.
  Status TakeModeOf(const Descriptor& other, const std::string& path) const {
    struct stat status {};
    if (fstat(other.number(), &status) != 0) return SystemError(path);
    const bool same = status.st_uid == geteuid() && status.st_gid == getegid();
    if (!same && fchown(file_.number(), status.st_uid, status.st_gid) != 0 && errno != EPERM) {
      return SystemError(path);
    }
    if (fchmod(file_.number(), status.st_mode & kModeBits) != 0) return SystemError(path);
    return Ok{};
  }

  Status MoveTo(const std::string& name, unsigned flags, const std::string& path) {
    const int moved =
        renameat2(folder_.number(), name_.c_str(), folder_.number(), name.c_str(), flags);
    if (moved != 0) return SystemError(path, errno == EEXIST ? Errc::kConflict : Errc::kContent);
    made_ = false;
    return Ok{};
  }

 private:
  const Descriptor& folder_;
  std::string name_;
  Descriptor file_;
  bool made_ = false;
};

std::string NameOf(const std::string& path) { return path.substr(path.rfind('/') + 1); }

}  // namespace

Result<DiskWriter> DiskWriter::Open(const std::filesystem::path& root) {
  DiskFolder folder = TRY(DiskFolder::Open(root));
  Descriptor opened(open(root.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
  if (!opened.is_open()) return SystemError(root.string());
  return DiskWriter(std::move(opened), std::move(folder));
}

Result<Descriptor> DiskWriter::OpenParent(const std::string& path) const {
  const std::string_view problem = PathProblem(path);
  if (!problem.empty()) {
    return Error{Errc::kContent, "a path with a name that " + std::string(problem)};
  }
  constexpr uint64_t kFlags = O_PATH | O_DIRECTORY;
  Descriptor folder = OpenBeneath(root_.number(), ".", kFlags);
  for (size_t slash = path.find('/'); slash != std::string::npos && folder.is_open();
       slash = path.find('/', slash + 1)) {
    const std::string way = path.substr(0, slash);
    Descriptor next = OpenBeneath(root_.number(), way, kFlags);
    if (!next.is_open() && errno == ENOENT &&
        mkdirat(folder.number(), NameOf(way).c_str(), kNewFolderMode) == 0) {
      next = OpenBeneath(root_.number(), way, kFlags);
    }
    folder = std::move(next);
  }
  if (!folder.is_open()) return SystemError(path);
  return folder;
}

Status DiskWriter::Replace(const std::string& path, std::string_view before,
                           std::string_view after) const {
  const Descriptor parent = TRY(OpenParent(path));
  const DiskFile old = TRY(folder_.Read(path, before.size()));
  if (old.kind != DiskFile::Kind::kRegular) {
    return Error{Errc::kContent, "\"" + path + "\" is no regular file on disk"};
  }
  TemporaryFile file(parent);
  TRY(file.Make(after, kPrivateMode, path));
  TRY(file.TakeModeOf(old.descriptor, path));
  // Looked at last, so that as little time as possible is left for a change.
  const DiskFile now = TRY(folder_.Read(path, before.size()));
  if (!now.complete || now.bytes != before) return Changed(path);
  return file.MoveTo(NameOf(path), 0, path);
}

Status DiskWriter::Create(const std::string& path, std::string_view bytes) const {
  const Descriptor parent = TRY(OpenParent(path));
  TemporaryFile file(parent);
  TRY(file.Make(bytes, kNewFileMode, path));
  return file.MoveTo(NameOf(path), RENAME_NOREPLACE, path);
}

}  // namespace headwater::git
