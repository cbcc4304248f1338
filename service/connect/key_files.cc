// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/connect/key_files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

#include "headwater/descriptor.h"

namespace headwater::connect {
namespace {

constexpr mode_t kOwnOnly = 0600;
constexpr mode_t kGroupReads = 0640;
constexpr mode_t kAllRead = 0644;
constexpr mode_t kOthers = 077;
constexpr mode_t kModeBits = 0777;

// Of a name that nobody else has.
constexpr size_t kDraftBytes = 8;

Error Failed(const std::string& path, const std::string& doing) {
  const std::string why = std::error_code(errno, std::generic_category()).message();
  return {Errc::kInvalid, path + ": cannot " + doing + ": " + why};
}

std::string FolderOf(const std::string& path) {
  const size_t slash = path.rfind('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

/// Held in memory for one call.
class LentToken final : public SecretFile {
 public:
  explicit LentToken(Secret secret) : secret_(std::move(secret)) {}
  Result<std::vector<Secret>> Read() const override { return std::vector<Secret>{secret_}; }

 private:
  Secret secret_;
};

/// Whose a file is to be, and who may read it.
struct Belonging {
  uid_t owner = 0;
  gid_t group = 0;
  mode_t mode = kOwnOnly;
};

Result<Belonging> BelongingOf(const std::string& path, mode_t mode) {
  struct stat there = {};
  if (stat(path.c_str(), &there) == 0) {
    return Belonging{there.st_uid, there.st_gid, there.st_mode & kModeBits};
  }
  struct stat folder = {};
  if (stat(FolderOf(path).c_str(), &folder) != 0) return Failed(FolderOf(path), "be looked at");
  const bool shared = geteuid() == 0 && folder.st_gid != 0;
  if (!shared) return Belonging{geteuid(), getegid(), mode};
  return Belonging{geteuid(), folder.st_gid, kGroupReads};
}

Status WriteAll(int file, std::string_view text, const std::string& path) {
  while (!text.empty()) {
    const ssize_t written = write(file, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return Failed(path, "be written");
    text.remove_prefix(static_cast<size_t>(written));
  }
  return fsync(file) == 0 ? Status(Ok{}) : Status(Failed(path, "be written"));
}

Status Fill(const std::string& path, const Belonging& belonging, const std::string& text) {
  const Descriptor file(open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, kOwnOnly));
  if (!file.is_open()) return Failed(path, "be made");
  const bool own = belonging.owner == geteuid() && belonging.group == getegid();
  if (!own && fchown(file.number(), belonging.owner, belonging.group) != 0) {
    return Failed(path, "be given to its owner");
  }
  if (fchmod(file.number(), belonging.mode) != 0) return Failed(path, "get its mode");
  return WriteAll(file.number(), text, path);
}

Status SyncFolder(const std::string& folder) {
  const Descriptor file(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!file.is_open() || fsync(file.number()) != 0) return Failed(folder, "be written");
  return Ok{};
}

Status WriteFile(const std::string& path, const std::string& text, mode_t mode) {
  const Belonging belonging = TRY(BelongingOf(path, mode));
  const std::string draft = path + ".draft-" + RandomHex(kDraftBytes);
  const Status filled = Fill(draft, belonging, text);
  if (!filled.ok() || rename(draft.c_str(), path.c_str()) != 0) {
    const Error error = filled.ok() ? Failed(path, "be put in place") : filled.error();
    (void)unlink(draft.c_str());
    return error;
  }
  return SyncFolder(FolderOf(path));
}

}  // namespace

Result<std::unique_ptr<SecretFile>> OpenLentToken(const std::string& path) {
  struct stat file = {};
  if (stat(path.c_str(), &file) != 0) return Failed(path, "be read");
  if (!S_ISREG(file.st_mode)) return Error{Errc::kInvalid, path + ": is no file"};
  if ((file.st_mode & kOthers) != 0) {
    return Error{Errc::kInvalid,
                 path + ": others than its owner may read this token: chmod 600 " + path};
  }
  std::vector<Secret> secrets = TRY(OpenSecretFile(path)->Read());
  if (secrets.size() != 1) return Error{Errc::kInvalid, path + ": holds more than one token"};
  return std::unique_ptr<SecretFile>(std::make_unique<LentToken>(std::move(secrets.front())));
}

Result<bool> HoldsSecret(const std::string& path) {
  struct stat file = {};
  if (stat(path.c_str(), &file) == 0) return file.st_size > 0;
  if (errno == ENOENT) return false;
  return Failed(path, "be looked at");
}

Status WriteSecretFile(const std::string& path, const std::string& text) {
  return WriteFile(path, text, kOwnOnly);
}

Status WriteTextFile(const std::string& path, const std::string& text) {
  return WriteFile(path, text, kAllRead);
}

Status CheckFolder(const std::string& folder) {
  struct stat there = {};
  if (stat(folder.c_str(), &there) != 0) return Failed(folder, "be looked at");
  if (!S_ISDIR(there.st_mode)) return Error{Errc::kInvalid, folder + ": is no folder"};
  if (access(folder.c_str(), W_OK | X_OK) != 0) return Failed(folder, "be written to");
  return Ok{};
}

}  // namespace headwater::connect
