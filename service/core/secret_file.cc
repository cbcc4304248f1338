// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <ctime>

#include "headwater/descriptor.h"
#include "headwater/guarded.h"
#include "headwater/secret.h"

namespace headwater {
namespace {

/// Bounds of SecretFile::Read.
constexpr size_t kMaxFileBytes = size_t{64} << 10U;
constexpr size_t kMaxSecrets = 2;
/// File systems count time in steps (ext4: the kernel's tick, some: two seconds), so two writes of
/// one step look alike. A file this young is read again rather than believed unchanged.
constexpr time_t kYoungSeconds = 3;

constexpr std::string_view kBlanks = " \t\r\n\v\f";

/// What tells one content of the file from the next.
struct Stamp {
  dev_t device = 0;
  ino_t inode = 0;
  off_t size = 0;
  time_t seconds = 0;
  int64_t nanoseconds = 0;

  bool operator==(const Stamp&) const = default;
};

Stamp StampOf(const struct stat& file) {
  return {file.st_dev, file.st_ino, file.st_size, file.st_mtim.tv_sec, file.st_mtim.tv_nsec};
}

Error CannotRead(const std::string& path, std::string_view why) {
  return {Errc::kInvalid, "the secret in " + path + " cannot be read: " + std::string(why)};
}

/// At most one byte more than allowed, so that "too large" shows.
Result<std::string> ReadBounded(int fd, const std::string& path) {
  std::string text;
  std::array<char, 4096> block{};
  while (text.size() <= kMaxFileBytes) {
    const ssize_t got = read(fd, block.data(), block.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return CannotRead(path, std::strerror(errno));  // NOLINT(concurrency-mt-unsafe)
    if (got == 0) return text;
    text.append(block.data(), static_cast<size_t>(got));
  }
  return CannotRead(path, "it is larger than 64 KiB");
}

std::string_view Trimmed(std::string_view line) {
  const size_t begin = line.find_first_not_of(kBlanks);
  if (begin == std::string_view::npos) return {};
  return line.substr(begin, line.find_last_not_of(kBlanks) - begin + 1);
}

/// A control character inside a secret would end the header it is sent in.
bool HasControl(std::string_view text) {
  constexpr unsigned char kDelete = 0x7f;
  return std::any_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < ' ' || byte == kDelete;
  });
}

Result<std::vector<Secret>> SecretsIn(std::string_view text, const std::string& path) {
  std::vector<Secret> secrets;
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = Trimmed(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty()) continue;
    if (HasControl(line)) return CannotRead(path, "a line holds a control character");
    secrets.emplace_back(std::string(line));
  }
  if (secrets.empty()) return CannotRead(path, "it is empty");
  if (secrets.size() > kMaxSecrets) return CannotRead(path, "it has more than two lines");
  return secrets;
}

class WatchedSecretFile final : public SecretFile {
 public:
  explicit WatchedSecretFile(std::string path) : path_(std::move(path)) {}

  Result<std::vector<Secret>> Read() const override {
    struct stat now = {};
    if (stat(path_.c_str(), &now) != 0) {
      return CannotRead(path_, std::strerror(errno));  // NOLINT(concurrency-mt-unsafe)
    }
    const Stamp stamp = StampOf(now);
    std::vector<Secret> known = last_.With([&](const Known& last) {
      return last.stamp == stamp ? last.secrets : std::vector<Secret>();
    });
    if (!known.empty()) return known;
    return ReadAgain();
  }

 private:
  struct Known {
    Stamp stamp;
    std::vector<Secret> secrets;  // Empty: nothing that may be used again.
  };

  Result<std::vector<Secret>> ReadAgain() const {
    const Descriptor file(open(path_.c_str(), O_RDONLY | O_CLOEXEC));
    struct stat opened = {};
    if (!file.is_open() || fstat(file.number(), &opened) != 0) {
      return CannotRead(path_, std::strerror(errno));  // NOLINT(concurrency-mt-unsafe)
    }
    const std::string text = TRY(ReadBounded(file.number(), path_));
    std::vector<Secret> secrets = TRY(SecretsIn(text, path_));
    const bool settled = opened.st_mtim.tv_sec + kYoungSeconds < time(nullptr);
    last_.With([&](Known& last) { last = settled ? Known{StampOf(opened), secrets} : Known{}; });
    return secrets;
  }

  const std::string path_;
  mutable Guarded<Known> last_;
};

}  // namespace

std::unique_ptr<SecretFile> OpenSecretFile(std::string path) {
  return std::make_unique<WatchedSecretFile>(std::move(path));
}

}  // namespace headwater
