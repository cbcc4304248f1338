// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headwater/result.h"

/// \file
/// Secrets, and what is computed with them.

namespace headwater {

/// Overwrites the bytes, in a way that no compiler leaves out, and empties the text.
void Wipe(std::string& bytes);

/// A token or key. Compared in constant time, never printed: it has no way to a sink. Its bytes are
/// overwritten when it goes.
class Secret {
 public:
  Secret() = default;
  explicit Secret(std::string bytes) : bytes_(std::move(bytes)) {}
  Secret(const Secret&) = default;
  /// A copy: a short text that is moved leaves its bytes behind.
  Secret(Secret&& other) noexcept : bytes_(other.bytes_.data(), other.bytes_.size()) {
    Wipe(other.bytes_);
  }
  Secret& operator=(const Secret& other) {
    if (this != &other) {
      Wipe(bytes_);
      bytes_ = other.bytes_;
    }
    return *this;
  }
  Secret& operator=(Secret&& other) noexcept {
    if (this == &other) return *this;
    *this = other;
    Wipe(other.bytes_);
    return *this;
  }
  ~Secret() { Wipe(bytes_); }
  bool empty() const { return bytes_.empty(); }
  /// For a request's header or a computation, never for output.
  const std::string& bytes() const { return bytes_; }
  /// In a time that depends on the lengths only.
  bool Matches(std::string_view other) const;

 private:
  std::string bytes_;
};

/// A secret that lives in a file and may be rotated there: read again when the file changes, so no
/// restart is needed. Two lines are two secrets that are valid at the same time; the first is the
/// one to use. White space around a line is not part of it. Thread-safe.
class SecretFile {
 public:
  virtual ~SecretFile() = default;
  /// kInvalid when the file cannot be read, is empty, is larger than 64 KiB or holds more than two.
  virtual Result<std::vector<Secret>> Read() const = 0;
};

std::unique_ptr<SecretFile> OpenSecretFile(std::string path);

/// HMAC-SHA-256 (RFC 2104), 32 bytes.
std::string HmacSha256(const Secret& key, std::string_view message);

/// Base64 with padding (RFC 4648 section 4); anything else is none.
std::optional<std::string> DecodeBase64(std::string_view text);
std::string EncodeBase64(std::string_view bytes);

/// Random bytes from the kernel as lower-case hexadecimal digits, two for each byte.
std::string RandomHex(size_t bytes);

}  // namespace headwater
