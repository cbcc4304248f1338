// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/mirror_folder.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>
#include <system_error>

namespace headwater::git {
namespace {

namespace fs = std::filesystem;

constexpr mode_t kPrivateFile = 0600;
constexpr std::string_view kMirror = ".git";
constexpr std::string_view kNew = ".new";    ///< Being made.
constexpr std::string_view kGone = ".gone";  ///< Being removed.
constexpr std::string_view kLock = ".lock";
constexpr std::string_view kSuspect = "headwater-suspect";
/// No branch of ours has this name; HEAD has to point somewhere.
constexpr std::string_view kHead = "ref: refs/heads/none\n";
constexpr size_t kMaxConfigBytes = 8'192;
constexpr size_t kHexBytes = 2 * kObjectIdBytes;
constexpr std::chrono::milliseconds kLockInterval{10};
/// Digits of a process number.
constexpr size_t kMaxOwnerBytes = 16;

Error DiskError(std::string_view doing, const std::string& path, const std::error_code& why) {
  return {Errc::kInternal, std::string(doing) + " " + path + ": " + why.message()};
}

Error DiskError(std::string_view doing, const std::string& path) {
  return DiskError(doing, path, std::error_code(errno, std::generic_category()));
}

std::string PathOf(const std::string& root, const std::string& name, std::string_view suffix) {
  return root + "/" + name + std::string(suffix);
}

/// At most `max_bytes`; empty when it cannot be read.
std::string ReadSmallFile(const std::string& path, size_t max_bytes) {
  std::ifstream stream(path, std::ios::binary);
  std::string bytes(max_bytes, '\0');
  stream.read(bytes.data(), static_cast<std::streamsize>(max_bytes));
  bytes.resize(static_cast<size_t>(std::max<std::streamsize>(stream.gcount(), 0)));
  return bytes;
}

/// As a whole or not at all.
Status WriteSmallFile(const std::string& path, std::string_view bytes) {
  const std::string temporary = path + std::string(kNew);
  {
    std::ofstream stream(temporary, std::ios::binary | std::ios::trunc);
    stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!stream.flush()) return DiskError("write", temporary);
  }
  std::error_code why;
  fs::rename(temporary, path, why);
  if (why) return DiskError("write", path, why);
  return Ok{};
}

/// False, with errno, when it cannot be locked in time. Flock knows no deadline, so it is tried
/// again and again; only another process can hold it.
bool TryLock(const Descriptor& lock, std::chrono::steady_clock::time_point until,
             const std::stop_token& stop) {
  while (flock(lock.number(), LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK) return false;
    if (std::chrono::steady_clock::now() >= until || stop.stop_requested()) {
      errno = EWOULDBLOCK;
      return false;
    }
    (void)poll(nullptr, 0, static_cast<int>(kLockInterval.count()));
  }
  return true;
}

/// With the remote registered as git would do it at the first fetch with a filter, git has nothing
/// to write. RepositoryUrl lets no character through that would have to be escaped here.
std::string ConfigText(MirrorKind kind, const std::string& url) {
  if (kind == MirrorKind::kPlain) return "[core]\n\trepositoryformatversion = 0\n\tbare = true\n";
  return "[core]\n\trepositoryformatversion = 1\n\tbare = true\n[extensions]\n\tpartialClone = " +
         url + "\n[remote \"" + url + "\"]\n\tpromisor = true\n\tpartialclonefilter = blob:none\n";
}

}  // namespace

MirrorFolder::MirrorFolder(std::string root, std::string name, Descriptor lock)
    : root_(std::move(root)),
      name_(std::move(name)),
      path_(PathOf(root_, name_, kMirror)),
      lock_(std::move(lock)) {}

MirrorFolder::~MirrorFolder() {
  // Not by closing alone: a child that another thread is starting may hold a copy until its exec.
  if (lock_.is_open()) (void)flock(lock_.number(), LOCK_UN);
}

Result<MirrorFolder> MirrorFolder::Lock(const std::string& root, ProjectId project,
                                        std::chrono::milliseconds deadline,
                                        const std::stop_token& stop) {
  return Lock(root, std::to_string(project.value), deadline, stop);
}

Result<MirrorFolder> MirrorFolder::Lock(const std::string& root, std::string name,
                                        std::chrono::milliseconds deadline,
                                        const std::stop_token& stop) {
  const std::string path = PathOf(root, name, kLock);
  Descriptor lock(open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, kPrivateFile));
  if (!lock.is_open()) return DiskError("open", path);
  if (!TryLock(lock, std::chrono::steady_clock::now() + deadline, stop)) {
    if (errno != EWOULDBLOCK) return DiskError("lock", path);
    return Error{Errc::kTransient,
                 "the mirror is held by process " + ReadSmallFile(path, kMaxOwnerBytes)};
  }
  const std::string owner = std::to_string(getpid());
  const bool written =
      ftruncate(lock.number(), 0) == 0 &&
      pwrite(lock.number(), owner.data(), owner.size(), 0) == static_cast<ssize_t>(owner.size());
  if (!written) return DiskError("write", path);
  return MirrorFolder(root, std::move(name), std::move(lock));
}

std::optional<MirrorKind> MirrorFolder::Kind() const {
  std::error_code ignored;
  const bool whole = ReadSmallFile(path_ + "/HEAD", kHead.size() + 1) == kHead &&
                     fs::is_directory(path_ + "/objects/pack", ignored) &&
                     fs::is_directory(path_ + "/refs", ignored);
  const std::string config = ReadSmallFile(path_ + "/config", kMaxConfigBytes);
  if (!whole || config.empty()) return std::nullopt;
  return config.find("[extensions]") != std::string::npos ? MirrorKind::kBlobless
                                                          : MirrorKind::kPlain;
}

Status MirrorFolder::Create(MirrorKind kind, const std::string& url) {
  const std::string made = PathOf(root_, name_, kNew);
  std::error_code why;
  fs::remove_all(made, why);
  for (const char* folder : {"/objects/pack", "/objects/info", "/refs"}) {
    fs::create_directories(made + folder, why);
    if (why) return DiskError("make", made, why);
  }
  TRY(WriteSmallFile(made + "/HEAD", kHead));
  TRY(WriteSmallFile(made + "/config", ConfigText(kind, url)));
  TRY(Remove());
  fs::rename(made, path_, why);
  if (why) return DiskError("make", path_, why);
  return Ok{};
}

Status MirrorFolder::Configure(MirrorKind kind, const std::string& url) {
  const std::string config = path_ + "/config";
  const std::string wanted = ConfigText(kind, url);
  if (ReadSmallFile(config, kMaxConfigBytes) == wanted) return Ok{};
  return WriteSmallFile(config, wanted);
}

std::optional<CommitId> MirrorFolder::Read(const std::string& reference) const {
  const std::string text = ReadSmallFile(path_ + "/" + reference, kHexBytes + 2);
  if (text.size() != kHexBytes + 1 || text.back() != '\n') return std::nullopt;
  return CommitId::FromHex(std::string_view(text).substr(0, kHexBytes));
}

bool MirrorFolder::IsSuspect() const {
  std::error_code ignored;
  return fs::exists(path_ + "/" + std::string(kSuspect), ignored);
}

void MirrorFolder::SetSuspect(bool suspect) {
  const std::string file = path_ + "/" + std::string(kSuspect);
  std::error_code ignored;
  if (!suspect) {
    fs::remove(file, ignored);
    return;
  }
  // A disk that takes no empty file has let the fetch fail before.
  const std::ofstream mark(file);
}

std::chrono::seconds MirrorFolder::Age() const {
  std::error_code why;
  const fs::file_time_type made = fs::last_write_time(path_ + "/HEAD", why);
  if (why) return std::chrono::seconds::max();
  return std::chrono::floor<std::chrono::seconds>(fs::file_time_type::clock::now() - made);
}

Status MirrorFolder::MarkPromised(const std::string& pack) {
  return WriteSmallFile(path_ + "/objects/pack/" + pack + ".promisor", "");
}

void MirrorFolder::RemovePack(const std::string& pack) {
  std::error_code ignored;
  // The index first: without it nobody looks for the rest.
  for (const char* suffix : {".idx", ".rev", ".bitmap", ".pack", ".promisor"}) {
    fs::remove(path_ + "/objects/pack/" + pack + suffix, ignored);
  }
}

Status MirrorFolder::Remove() {
  const std::string gone = PathOf(root_, name_, kGone);
  std::error_code why;
  fs::remove_all(gone, why);
  if (!fs::exists(path_, why)) return Ok{};
  fs::rename(path_, gone, why);
  if (why) return DiskError("remove", path_, why);
  fs::remove_all(gone, why);
  return Ok{};
}

}  // namespace headwater::git
