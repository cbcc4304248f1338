// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/disk_file.h"

#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

#include "service/git/entry_name.h"

namespace headwater::git {
namespace {

constexpr size_t kReadBytes = size_t{64} << 10U;
/// openat2 gives EAGAIN when something was renamed meanwhile (openat2(2)).
constexpr int kMaxRenameRaces = 16;

Error SystemError(const std::string& path) {
  const int number = errno;
  const bool ours = number == ENOSYS || number == EMFILE || number == ENFILE || number == ENOMEM;
  return {ours ? Errc::kInternal : Errc::kContent,
          "cannot read \"" + path + "\": " + std::generic_category().message(number)};
}

Descriptor OpenBeneath(int root, const std::string& path, uint64_t flags) {
  open_how how{};
  how.flags = flags | O_CLOEXEC | O_NOFOLLOW;
  how.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS;
  for (int attempt = 0; attempt < kMaxRenameRaces; ++attempt) {
    const int64_t number = syscall(SYS_openat2, root, path.c_str(), &how, sizeof how);
    if (number >= 0) return Descriptor(static_cast<int>(number));
    if (errno != EAGAIN && errno != EINTR) break;
  }
  return Descriptor();
}

/// Reads at most `max_bytes`; a file that grows meanwhile is not read further.
Result<std::string> ReadAll(const Descriptor& file, const std::string& path, uint64_t max_bytes) {
  std::string bytes;
  while (bytes.size() < max_bytes) {
    const size_t before = bytes.size();
    const size_t wanted = std::min<uint64_t>(kReadBytes, max_bytes - before);
    bytes.resize(before + wanted);
    const ssize_t got = read(file.number(), bytes.data() + before, wanted);
    bytes.resize(before + static_cast<size_t>(std::max<ssize_t>(got, 0)));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return SystemError(path);
    if (got == 0) break;
  }
  return bytes;
}

Result<DiskFile> ReadLink(const Descriptor& link, const std::string& path) {
  DiskFile file;
  file.kind = DiskFile::Kind::kSymlink;
  file.bytes.resize(kMaxPathBytes);
  const ssize_t bytes = readlinkat(link.number(), "", file.bytes.data(), file.bytes.size());
  if (bytes < 0) return SystemError(path);
  file.bytes.resize(static_cast<size_t>(bytes));
  file.size = file.bytes.size();
  file.complete = true;
  return file;
}

Result<DiskFile> ReadRegular(Descriptor opened, const std::string& path, uint64_t max_bytes) {
  struct stat status {};
  if (fstat(opened.number(), &status) != 0) return SystemError(path);
  DiskFile file;
  // Looked at again: between the two openings another file may have taken the name.
  if (!S_ISREG(status.st_mode)) {
    file.kind = DiskFile::Kind::kOther;
    return file;
  }
  file.kind = DiskFile::Kind::kRegular;
  file.executable = (status.st_mode & S_IXUSR) != 0;
  file.size = static_cast<uint64_t>(status.st_size);
  if (file.size <= max_bytes) {
    file.bytes = TRY(ReadAll(opened, path, max_bytes));
    file.size = file.bytes.size();
    file.complete = true;
  }
  file.descriptor = std::move(opened);
  return file;
}

}  // namespace

Result<DiskFolder> DiskFolder::Open(const std::filesystem::path& root) {
  Descriptor folder(open(root.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
  if (!folder.is_open()) return SystemError(root.string());
  return DiskFolder(std::move(folder));
}

Result<DiskFile> DiskFolder::Read(const std::string& path, uint64_t max_bytes) const {
  // O_PATH opens nothing: it only says what is there, so that no FIFO or device is touched.
  const Descriptor place = OpenBeneath(root_.number(), path, O_PATH);
  if (!place.is_open()) {
    if (errno == ENOENT || errno == ENOTDIR || errno == ELOOP) return DiskFile();
    return SystemError(path);
  }
  struct stat status {};
  if (fstat(place.number(), &status) != 0) return SystemError(path);
  if (S_ISLNK(status.st_mode)) return ReadLink(place, path);
  if (!S_ISREG(status.st_mode)) {
    DiskFile other;
    other.kind = DiskFile::Kind::kOther;
    return other;
  }
  Descriptor opened = OpenBeneath(root_.number(), path, O_RDONLY | O_NONBLOCK | O_NOCTTY);
  if (!opened.is_open()) return SystemError(path);
  return ReadRegular(std::move(opened), path, max_bytes);
}

}  // namespace headwater::git
