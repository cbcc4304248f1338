// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "headwater/hash.h"

#include <openssl/evp.h>

#include <array>
#include <cstdlib>

namespace headwater {
namespace {

/// FIPS 180-4, section 1: SHA-256 gives 256 bits.
constexpr size_t kSha256Bytes = 32;

constexpr std::string_view kDigits = "0123456789abcdef";

}  // namespace

std::string Sha256Hex(std::string_view bytes) {
  std::array<unsigned char, kSha256Bytes> digest{};
  // Fails only without memory or with a libcrypto that lacks SHA-256: nothing could go on.
  if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), nullptr, EVP_sha256(), nullptr) != 1) {
    std::abort();
  }
  std::string hex;
  hex.reserve(2 * kSha256Bytes);
  for (const unsigned char byte : digest) {
    hex += kDigits[byte >> 4U];
    hex += kDigits[byte & 15U];
  }
  return hex;
}

Sha1Digest Sha1(std::string_view bytes) {
  Sha1Digest digest;
  // As above: nothing could go on.
  if (EVP_Digest(bytes.data(), bytes.size(), digest.bytes.data(), nullptr, EVP_sha1(), nullptr) !=
      1) {
    std::abort();
  }
  return digest;
}

}  // namespace headwater
