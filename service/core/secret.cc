// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "headwater/secret.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sys/random.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <cstdint>
#include <cstdlib>
#include <cstring>

namespace headwater {
namespace {

/// Base64 writes 3 bytes as 4 characters (RFC 4648 section 4).
constexpr size_t kGroupBytes = 3;
constexpr size_t kGroupCharacters = 4;
/// A digest of SHA-256.
constexpr size_t kSha256Bytes = 32;

const unsigned char* BytesOf(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

unsigned char* BytesOf(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

/// OpenSSL counts in int. Nothing that large is ever handed to it.
bool FitsInt(size_t size) { return size <= static_cast<size_t>(INT_MAX) / 2; }

}  // namespace

void Wipe(std::string& bytes) {
  explicit_bzero(bytes.data(), bytes.size());
  bytes.clear();
}

bool Secret::Matches(std::string_view other) const {
  return bytes_.size() == other.size() &&
         CRYPTO_memcmp(bytes_.data(), other.data(), other.size()) == 0;
}

std::string HmacSha256(const Secret& key, std::string_view message) {
  std::string digest(kSha256Bytes, '\0');
  unsigned int size = 0;
  const std::string_view bytes = key.bytes();
  const bool done = FitsInt(bytes.size()) &&
                    HMAC(EVP_sha256(), bytes.data(), static_cast<int>(bytes.size()),
                         BytesOf(message), message.size(), BytesOf(digest), &size) != nullptr;
  // Fails without memory only; an empty digest would be a signature that anybody can give.
  if (!done || size != kSha256Bytes) std::abort();
  return digest;
}

std::string EncodeBase64(std::string_view bytes) {
  if (!FitsInt(bytes.size())) std::abort();
  // OpenSSL also writes a NUL, which std::string has room for.
  std::string text((bytes.size() + kGroupBytes - 1) / kGroupBytes * kGroupCharacters, '\0');
  EVP_EncodeBlock(BytesOf(text), BytesOf(bytes), static_cast<int>(bytes.size()));
  return text;
}

std::optional<std::string> DecodeBase64(std::string_view text) {
  if (text.empty()) return "";
  if (text.size() % kGroupCharacters != 0 || !FitsInt(text.size())) return std::nullopt;
  std::string bytes(text.size() / kGroupCharacters * kGroupBytes, '\0');
  if (EVP_DecodeBlock(BytesOf(bytes), BytesOf(text), static_cast<int>(text.size())) < 0) {
    return std::nullopt;
  }
  const size_t padding = text.size() - std::min(text.size(), text.find_last_not_of('=') + 1);
  bytes.resize(bytes.size() - std::min(padding, kGroupBytes));
  // OpenSSL passes over white space and stray bits; one value shall have one spelling.
  if (EncodeBase64(bytes) != text) return std::nullopt;
  return bytes;
}

std::string RandomHex(size_t bytes) {
  static constexpr char kDigits[] = "0123456789abcdef";
  static constexpr unsigned kNibbleBits = 4;
  static constexpr unsigned kNibble = 15;
  // Up to 256 bytes come whole and uninterrupted: getrandom(2).
  std::array<uint8_t, 256> block{};
  std::string hex;
  hex.reserve(2 * bytes);
  while (hex.size() < 2 * bytes) {
    const size_t wanted = std::min(block.size(), bytes - hex.size() / 2);
    const ssize_t got = getrandom(block.data(), wanted, 0);
    if (got < 0 && errno != EINTR) std::abort();  // A kernel without it cannot run us.
    for (ssize_t i = 0; i < got; ++i) {
      const uint8_t byte = block[static_cast<size_t>(i)];
      hex += kDigits[byte >> kNibbleBits];
      hex += kDigits[byte & kNibble];
    }
  }
  return hex;
}

}  // namespace headwater
