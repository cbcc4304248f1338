// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/disk_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>

#include "service/git/entry_name.h"
#include "service/git/open_beneath.h"

namespace headwater::git {
namespace {

constexpr size_t kReadBytes = size_t{64} << 10U;

Error SystemError(const std::string& path) {
  const int number = errno;
  const bool ours = number == ENOSYS || number == EMFILE || number == ENFILE || number == ENOMEM;
  return {ours ? Errc::kInternal : Errc::kContent,
          "cannot read \"" + path + "\": " + std::generic_category().message(number)};
}

/// Reads at most `max_bytes`; a file that grows meanwhile is not read further. The first read asks
/// for one byte more than expected: when it gets fewer than it asked for, that was the end.
Result<std::string> ReadAll(const Descriptor& file, const std::string& path, uint64_t expected,
                            uint64_t max_bytes) {
  std::string bytes;
  uint64_t chunk = expected + 1;
  while (bytes.size() < max_bytes) {
    const size_t before = bytes.size();
    const size_t wanted = std::min<uint64_t>(chunk, max_bytes - before);
    bytes.resize(before + wanted);
    const ssize_t got = read(file.number(), bytes.data() + before, wanted);
    bytes.resize(before + static_cast<size_t>(std::max<ssize_t>(got, 0)));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return SystemError(path);
    if (static_cast<size_t>(got) < wanted) break;
    chunk = kReadBytes;
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
    file.bytes = TRY(ReadAll(opened, path, file.size, max_bytes));
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

Result<Descriptor> DiskFolder::OpenFolder(const std::string& path) const {
  Descriptor folder =
      OpenBeneath(root_.number(), path.empty() ? "." : path, O_RDONLY | O_DIRECTORY);
  if (folder.is_open() || errno == ENOENT || errno == ENOTDIR || errno == ELOOP) return folder;
  return SystemError(path);
}

Result<DiskFile> DiskFolder::ReadIn(const Descriptor& folder, const std::string& name,
                                    uint64_t max_bytes) {
  Descriptor opened(openat(folder.number(), name.c_str(),
                           O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
  if (!opened.is_open()) {
    if (errno == ENOENT || errno == ENOTDIR || errno == ELOOP) return DiskFile();
    return SystemError(name);
  }
  // Nearly all files are read at once: without asking for their size, which is a third of the cost.
  std::array<char, kReadBytes> start;  // NOLINT(cppcoreguidelines-pro-type-member-init)
  const ssize_t got = pread(opened.number(), start.data(), start.size(), 0);
  if (got < 0 || static_cast<size_t>(got) == start.size() ||
      static_cast<uint64_t>(got) > max_bytes) {
    return ReadRegular(std::move(opened), name, max_bytes);
  }
  DiskFile file;
  file.kind = DiskFile::Kind::kRegular;
  file.bytes.assign(start.data(), static_cast<size_t>(got));
  file.size = file.bytes.size();
  file.complete = true;
  return file;
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
