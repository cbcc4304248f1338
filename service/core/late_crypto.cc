// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/opensslv.h>

#include "headwater/hash.h"
#include "headwater/late_library.h"

/// \file
/// The functions of libcrypto that service/core calls; headwater/late_library.h says why.

namespace headwater {
namespace {

const LateLibrary& Crypto() {
  static_assert(OPENSSL_SHLIB_VERSION == 3);
  static const LateLibrary kLibrary("libcrypto.so.3", "libssl3");
  return kLibrary;
}

}  // namespace

Status PrepareToHash() { return Crypto().loaded(); }

}  // namespace headwater

using headwater::Crypto;

int CRYPTO_memcmp(const void* in_a, const void* in_b, size_t len) {
  return Crypto().Call<CRYPTO_memcmp>(__func__, in_a, in_b, len);
}
int EVP_DecodeBlock(unsigned char* t, const unsigned char* f, int n) {
  return Crypto().Call<EVP_DecodeBlock>(__func__, t, f, n);
}
// NOLINTNEXTLINE(readability-function-size): the library's own parameters.
int EVP_Digest(const void* data, size_t count, unsigned char* md, unsigned int* size,
               const EVP_MD* type, ENGINE* impl) {
  return Crypto().Call<EVP_Digest>(__func__, data, count, md, size, type, impl);
}
int EVP_EncodeBlock(unsigned char* t, const unsigned char* f, int n) {
  return Crypto().Call<EVP_EncodeBlock>(__func__, t, f, n);
}
const EVP_MD* EVP_sha1() { return Crypto().Call<EVP_sha1>(__func__); }
const EVP_MD* EVP_sha256() { return Crypto().Call<EVP_sha256>(__func__); }
// NOLINTNEXTLINE(readability-function-size): likewise.
unsigned char* HMAC(const EVP_MD* evp_md, const void* key, int key_len, const unsigned char* data,
                    size_t data_len, unsigned char* md, unsigned int* md_len) {
  return Crypto().Call<HMAC>(__func__, evp_md, key, key_len, data, data_len, md, md_len);
}
