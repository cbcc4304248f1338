// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "tests/forge/pack_bomb.h"

#include <openssl/evp.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <memory>
#include <vector>

// Format: https://git-scm.com/docs/pack-format, version 2.

namespace headwater::forge_double {
namespace {

constexpr size_t kFileBytes = size_t{512} << 20U;
constexpr size_t kPieceBytes = size_t{1} << 20U;
constexpr int kCommit = 1;
constexpr int kTree = 2;
constexpr int kBlob = 3;

class Sha1 {
 public:
  Sha1() : context_(EVP_MD_CTX_new(), EVP_MD_CTX_free) {
    EVP_DigestInit_ex(context_.get(), EVP_sha1(), nullptr);
  }
  void Add(std::string_view bytes) { EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()); }
  std::string Binary() {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    EVP_DigestFinal_ex(context_.get(), digest.data(), &size);
    return {digest.begin(), digest.begin() + size};
  }

 private:
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context_;
};

std::string Hex(const std::string& binary) {
  std::string hex;
  for (const char c : binary) {
    hex += "0123456789abcdef"[static_cast<unsigned char>(c) >> 4U];
    hex += "0123456789abcdef"[static_cast<unsigned char>(c) & 15U];
  }
  return hex;
}

/// Kind and size, as a pack writes them: four bits of size, then seven at a time.
std::string EntryHead(int kind, size_t size) {
  std::string head;
  auto byte = static_cast<unsigned>(kind) << 4U | static_cast<unsigned>(size & 15U);
  for (size >>= 4U; size > 0; size >>= 7U) {
    head += static_cast<char>(byte | 0x80U);
    byte = static_cast<unsigned>(size & 127U);
  }
  return head + static_cast<char>(byte);
}

/// `count` times the same bytes, packed by zlib and hashed as an object.
struct Entry {
  std::string id;  ///< Binary.
  std::string bytes;
};
Entry MakeEntry(int kind, const std::string& name, std::string& piece, size_t count) {
  const size_t size = piece.size() * count;
  Entry entry{.bytes = EntryHead(kind, size)};
  Sha1 hash;
  hash.Add(name + " " + std::to_string(size) + std::string(1, '\0'));
  z_stream stream{};
  deflateInit(&stream, Z_BEST_SPEED);
  std::vector<unsigned char> out(kPieceBytes);
  for (size_t i = 0; i < count; ++i) {
    hash.Add(piece);
    stream.next_in = reinterpret_cast<unsigned char*>(piece.data());
    stream.avail_in = static_cast<unsigned>(piece.size());
    do {
      stream.next_out = out.data();
      stream.avail_out = static_cast<unsigned>(out.size());
      deflate(&stream, i + 1 == count ? Z_FINISH : Z_NO_FLUSH);
      entry.bytes.append(out.begin(), out.end() - stream.avail_out);
    } while (stream.avail_out == 0);
  }
  deflateEnd(&stream);
  entry.id = hash.Binary();
  return entry;
}

PackBomb Make() {
  std::string zeros(kPieceBytes, '\0');
  const Entry blob = MakeEntry(kBlob, "blob", zeros, kFileBytes / kPieceBytes);
  std::string tree_text = "100644 zeros" + std::string(1, '\0') + blob.id;
  const Entry tree = MakeEntry(kTree, "tree", tree_text, 1);
  std::string commit_text = "tree " + Hex(tree.id) +
                            "\nauthor A <a@example.org> 0 +0000\n"
                            "committer A <a@example.org> 0 +0000\n\nzeros\n";
  const Entry commit = MakeEntry(kCommit, "commit", commit_text, 1);
  PackBomb bomb{.head = Hex(commit.id)};
  bomb.pack = "PACK" + std::string("\0\0\0\2\0\0\0\3", 8) + commit.bytes + tree.bytes + blob.bytes;
  Sha1 hash;
  hash.Add(bomb.pack);
  bomb.pack += hash.Binary();
  return bomb;
}

}  // namespace

const PackBomb& TheBomb() {
  static const PackBomb kBomb = Make();
  return kBomb;
}

}  // namespace headwater::forge_double
