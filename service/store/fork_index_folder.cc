// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/store/fork_index_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <system_error>
#include <utility>

#include "headwater/descriptor.h"
#include "service/store/fork_partition.h"

namespace headwater::store {
namespace {

constexpr mode_t kFolderMode = 0700;
constexpr mode_t kFileMode = 0600;
constexpr size_t kSecretBytes = 16;
constexpr const char* kSecretName = "secret";
constexpr const char* kNewSecretName = "secret.new";
constexpr std::string_view kSuffix = ".db";
constexpr size_t kMaxNameBytes = 64;

Error SystemError(const std::string& what) {
  return {Errc::kInternal, what + ": " + std::generic_category().message(errno)};
}

bool IsName(std::string_view text) {
  const auto is_allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  };
  return !text.empty() && text.size() <= kMaxNameBytes &&
         std::all_of(text.begin(), text.end(), is_allowed);
}

Result<std::vector<PartitionName>> ListPartitions(const std::filesystem::path& folder) {
  std::vector<PartitionName> names;
  std::error_code code;
  std::filesystem::directory_iterator at(folder, code);
  for (; !code && at != std::filesystem::directory_iterator(); at.increment(code)) {
    std::string name = at->path().filename().string();
    if (!name.ends_with(kSuffix)) continue;
    name.resize(name.size() - kSuffix.size());
    if (IsName(name)) names.push_back({std::move(name)});
  }
  if (code) return Error{Errc::kInternal, folder.string() + ": " + code.message()};
  std::sort(names.begin(), names.end());
  return names;
}

/// Empty: there is none.
Result<std::string> ReadSecret(const std::string& file) {
  const Descriptor opened(open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
  if (!opened.is_open() && errno == ENOENT) return std::string();
  if (!opened.is_open()) return SystemError(file);
  std::string secret(kSecretBytes + 1, '\0');
  const ssize_t got = read(opened.number(), secret.data(), secret.size());
  if (got < 0) return SystemError(file);
  if (static_cast<size_t>(got) != kSecretBytes) {
    return Error{Errc::kContent,
                 file + " is damaged: remove the folder and index its projects anew"};
  }
  secret.resize(kSecretBytes);
  return secret;
}

/// Whole or not at all. Only while the folder is locked.
Result<std::string> MakeSecret(const std::string& folder, int folder_number) {
  const std::string file = folder + "/" + kNewSecretName;
  std::string secret(kSecretBytes, '\0');
  // So few bytes come whole: getrandom(2).
  if (getrandom(secret.data(), secret.size(), 0) != static_cast<ssize_t>(kSecretBytes)) {
    return SystemError("random bytes");
  }
  const Descriptor opened(
      open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, kFileMode));
  if (!opened.is_open() ||
      write(opened.number(), secret.data(), secret.size()) != static_cast<ssize_t>(secret.size()) ||
      fsync(opened.number()) != 0 ||
      std::rename(file.c_str(), (folder + "/" + kSecretName).c_str()) != 0 ||
      fsync(folder_number) != 0) {
    return SystemError(file);
  }
  return secret;
}

Result<std::string> ReadOrMakeSecret(const std::string& folder) {
  const Descriptor opened(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  // Another process may be making it, which takes no time.
  if (!opened.is_open() || flock(opened.number(), LOCK_EX) != 0) return SystemError(folder);
  std::string secret = TRY(ReadSecret(folder + "/" + kSecretName));
  if (!secret.empty()) return secret;
  if (!TRY(ListPartitions(folder)).empty()) {
    return Error{Errc::kContent,
                 folder + " has lost its secret: remove it and index its projects anew"};
  }
  return MakeSecret(folder, opened.number());
}

class ForkIndexFolder final : public ForkIndex {
 public:
  ForkIndexFolder(std::filesystem::path folder, std::string secret)
      : folder_(std::move(folder)), secret_(std::move(secret)) {}

  Result<std::vector<PartitionName>> Partitions() const override { return ListPartitions(folder_); }

  Result<std::shared_ptr<ForkPartition>> Open(const PartitionName& name) override {
    if (!IsName(name.text)) {
      return Error{Errc::kInvalid, "a partition is named with at most 64 of a-z, 0-9 and -"};
    }
    return OpenForkPartition(folder_ / (name.text + std::string(kSuffix)));
  }

  const std::string& secret() const override { return secret_; }

 private:
  const std::filesystem::path folder_;
  const std::string secret_;
};

}  // namespace

Result<std::unique_ptr<ForkIndex>> OpenForkIndex(const std::string& folder) {
  std::error_code code;
  // Absolute, because SQLite may take a name that begins with "file:" for a URL.
  const std::filesystem::path path = std::filesystem::absolute(folder, code);
  if (folder.empty() || code) return Error{Errc::kInternal, "fork index: no such folder"};
  if (mkdir(path.c_str(), kFolderMode) == 0) {
    // What umask has taken away shall be there.
    if (chmod(path.c_str(), kFolderMode) != 0) return SystemError(path.string());
  } else if (errno != EEXIST) {
    return SystemError("make " + path.string());
  }
  std::string secret = TRY(ReadOrMakeSecret(path.string()));
  return std::unique_ptr<ForkIndex>(std::make_unique<ForkIndexFolder>(path, std::move(secret)));
}

}  // namespace headwater::store
