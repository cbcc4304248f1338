// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/loose_objects.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <system_error>

#include "service/git/disk_file.h"
#include "service/git/zlib_stream.h"

namespace headwater::git {
namespace {

/// GIT_ALTERNATES_MAX_DEPTH of libgit2 1.5 (src/odb.c); deeper ones are ignored there too.
constexpr int kMaxAlternateDepth = 5;
constexpr size_t kMaxFolders = 64;
constexpr std::uintmax_t kMaxAlternatesBytes = std::uintmax_t{64} << 10U;
/// Letters of an id that name the folder of its file.
constexpr size_t kFanOut = 2;
/// Deflate adds 5 bytes to a block at worst (RFC 1951, 3.2.4); twice the content is no object of
/// git's, and reading it whole would be a way to fill the memory.
constexpr uint64_t kMaxExpansion = 2;
constexpr uint64_t kSmallFileBytes = 4'096;
/// "commit 18446744073709551615\0" before the content (gitformat-loose).
constexpr uint64_t kMaxObjectHeader = 32;

Error Damaged(const std::string& hex) {
  return {Errc::kContent, "object " + hex + " is damaged: its file is incomplete"};
}

}  // namespace

Result<LooseObjects> LooseObjects::Find(const std::filesystem::path& objects) {
  LooseObjects found;
  TRY(found.AddFolder(objects, 0));
  return found;
}

Status LooseObjects::AddFolder(const std::filesystem::path& objects, int depth) {
  if (folders_.size() == kMaxFolders) return Error{Errc::kContent, "too many alternates"};
  folders_.push_back({.path = objects.string()});
  const std::filesystem::path file = objects / "info" / "alternates";
  std::error_code absent;
  const std::uintmax_t bytes = std::filesystem::file_size(file, absent);
  if (absent || depth >= kMaxAlternateDepth) return Ok{};
  if (bytes > kMaxAlternatesBytes) return Error{Errc::kContent, "too many alternates"};
  std::ifstream stream(file);
  for (std::string line; std::getline(stream, line);) {
    while (line.ends_with('\r')) line.pop_back();
    if (line.empty() || line.starts_with('#')) continue;
    const bool relative = line.starts_with('.') && depth == 0;
    TRY(AddFolder(relative ? objects / line : std::filesystem::path(line), depth + 1));
  }
  return Ok{};
}

bool LooseObjects::Has(Folder& folder, const std::string& fan_out) {
  constexpr int kHexadecimal = 16;
  Presence& known = folder.below.at(std::stoul(fan_out, nullptr, kHexadecimal));
  if (known == Presence::kUnknown) {
    const bool there = access((folder.path + "/" + fan_out).c_str(), F_OK) == 0;
    known = there ? Presence::kPresent : Presence::kAbsent;
  }
  return known == Presence::kPresent;
}

Status LooseObjects::Check(const std::string& hex, uint64_t size) {
  const std::string fan_out = hex.substr(0, kFanOut);
  for (Folder& folder : folders_) {
    if (!Has(folder, fan_out)) continue;
    const std::string name = folder.path + "/" + fan_out + "/" + hex.substr(kFanOut);
    const Descriptor file(open(name.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (!file.is_open()) continue;
    struct stat status {};
    if (fstat(file.number(), &status) != 0 || !S_ISREG(status.st_mode)) return Damaged(hex);
    const auto file_bytes = static_cast<uint64_t>(status.st_size);
    if (file_bytes > std::max(size * kMaxExpansion, kSmallFileBytes)) return Damaged(hex);
    std::string bytes(file_bytes, '\0');
    const ssize_t got = pread(file.number(), bytes.data(), bytes.size(), 0);
    if (got != static_cast<ssize_t>(bytes.size())) return Damaged(hex);
    if (!IsWholeZlibStream(bytes, size + kMaxObjectHeader)) return Damaged(hex);
  }
  return Ok{};
}

}  // namespace headwater::git
