// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/kept_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <system_error>

#include "headwater/descriptor.h"

namespace headwater::jobs {
namespace {

constexpr mode_t kPrivateFile = 0600;

Error DiskError(const std::string& path) {
  return {Errc::kTransient,
          path + ": " + std::error_code(errno, std::generic_category()).message()};
}

Status WriteAll(int file, std::string_view bytes, const std::string& path) {
  while (!bytes.empty()) {
    const ssize_t written = write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return DiskError(path);
    bytes.remove_prefix(static_cast<size_t>(written));
  }
  return fsync(file) == 0 ? Status(Ok{}) : DiskError(path);
}

}  // namespace

Status KeepFile(const std::string& path, std::string_view bytes) {
  const std::string beside = path + ".new";
  {
    const Descriptor file(
        open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, kPrivateFile));
    if (!file.is_open()) return DiskError(beside);
    TRY(WriteAll(file.number(), bytes, beside));
  }
  if (std::rename(beside.c_str(), path.c_str()) != 0) return DiskError(path);
  const std::string folder = std::filesystem::path(path).parent_path().string();
  const Descriptor opened(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!opened.is_open() || fsync(opened.number()) != 0) return DiskError(folder);
  return Ok{};
}

Result<std::string> ReadKeptFile(const std::string& path, uint64_t most) {
  std::error_code error;
  const uint64_t size = std::filesystem::file_size(path, error);
  if (error) return Error{Errc::kNotFound, path + ": there is no such file"};
  if (size > most) return Error{Errc::kContent, path + ": is too large"};
  std::ifstream file(path, std::ios::binary);
  std::string bytes(size, '\0');
  file.read(bytes.data(), static_cast<std::streamsize>(size));
  if (!file || static_cast<uint64_t>(file.gcount()) != size) {
    return Error{Errc::kTransient, path + ": cannot be read"};
  }
  return bytes;
}

}  // namespace headwater::jobs
