// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "headwater/line_sketch.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

namespace headwater {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// SipHash-2-4 under a key of 16 bytes: Aumasson, Bernstein, "SipHash: a fast short-input PRF"
/// (https://www.aumasson.jp/siphash/siphash.pdf, section 2).
class SipHash {
 public:
  SipHash(uint64_t k0, uint64_t k1)
      : start_{k0 ^ 0x736f6d6570736575U, k1 ^ 0x646f72616e646f6dU, k0 ^ 0x6c7967656e657261U,
               k1 ^ 0x7465646279746573U} {}

  uint64_t operator()(std::string_view bytes) const {
    State v = start_;
    const size_t whole = bytes.size() / sizeof(uint64_t) * sizeof(uint64_t);
    for (size_t at = 0; at < whole; at += sizeof(uint64_t)) {
      Take(v, Word(bytes.data() + at, sizeof(uint64_t)));
    }
    const uint64_t tail = Word(bytes.data() + whole, bytes.size() - whole);
    Take(v, tail | uint64_t{bytes.size()} << 56U);
    v[2] ^= 0xffU;
    for (int round = 0; round < 4; ++round) Round(v);
    return v[0] ^ v[1] ^ v[2] ^ v[3];
  }

 private:
  using State = std::array<uint64_t, 4>;

  /// At most eight bytes, the first the lowest.
  static uint64_t Word(const char* bytes, size_t size) {
    static_assert(std::endian::native == std::endian::little, "keys stand in files");
    uint64_t word = 0;
    std::memcpy(&word, bytes, size);
    return word;
  }

  static void Take(State& v, uint64_t word) {
    v[3] ^= word;
    Round(v);
    Round(v);
    v[0] ^= word;
  }

  static void Round(State& v) {
    v[0] += v[1];
    v[2] += v[3];
    v[1] = std::rotl(v[1], 13) ^ v[0];
    v[3] = std::rotl(v[3], 16) ^ v[2];
    v[0] = std::rotl(v[0], 32);
    v[2] += v[1];
    v[0] += v[3];
    v[1] = std::rotl(v[1], 17) ^ v[2];
    v[3] = std::rotl(v[3], 21) ^ v[0];
    v[2] = std::rotl(v[2], 32);
  }

  State start_;
};

SipHash HashUnder(std::string_view secret) {
  std::array<uint64_t, 2> key{};
  std::memcpy(key.data(), secret.data(), std::min(secret.size(), sizeof key));
  return {key[0], key[1]};
}

std::string_view WithoutMark(std::string_view content) {
  if (content.starts_with(kByteOrderMark)) content.remove_prefix(kByteOrderMark.size());
  return content;
}

/// Takes the first line away from `rest`, without its end.
std::string_view TakeLine(std::string_view& rest) {
  const size_t end = rest.find('\n');
  const std::string_view line = rest.substr(0, end);
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  return line;
}

bool IsBlank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

std::string_view WithoutBlankEnds(std::string_view line) {
  while (!line.empty() && IsBlank(line.front())) line.remove_prefix(1);
  while (!line.empty() && IsBlank(line.back())) line.remove_suffix(1);
  return line;
}

/// Three lines as one number. The lines' hashes are secret already: what is left to do is to tell
/// their order, by odd factors, and to mix (the finaliser of MurmurHash3, public domain, Austin
/// Appleby).
class Run {
 public:
  void Push(uint64_t line) {
    lines_ = {lines_[1], lines_[2], line};
    ++seen_;
  }
  bool IsWhole() const { return seen_ >= lines_.size(); }
  uint64_t Sum() const {
    return lines_[0] * 0x9e3779b97f4a7c15U + std::rotl(lines_[1], 21) * 0xbf58476d1ce4e5b9U +
           std::rotl(lines_[2], 42) * 0x94d049bb133111ebU;
  }

 private:
  std::array<uint64_t, kSketchLines> lines_{};
  size_t seen_ = 0;
};

uint64_t Mix(uint64_t hash) {
  hash = (hash ^ (hash >> 33U)) * 0xff51afd7ed558ccdU;
  hash = (hash ^ (hash >> 33U)) * 0xc4ceb9fe1a85ec53U;
  return hash ^ (hash >> 33U);
}

}  // namespace

std::vector<ContentKey> LineSketch(std::string_view content, std::string_view secret) {
  std::vector<ContentKey> keys;
  if (content.find('\0') != std::string_view::npos) return keys;
  const SipHash hash = HashUnder(secret);
  Run run;
  for (std::string_view rest = WithoutMark(content); !rest.empty();) {
    const std::string_view line = WithoutBlankEnds(TakeLine(rest));
    if (line.empty()) continue;
    run.Push(hash(line));
    const uint64_t sum = run.Sum();
    if (run.IsWhole() && sum % kSketchScale == 0) keys.push_back(Mix(sum));
  }
  std::ranges::sort(keys);
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  return keys;
}

std::string NormalisedText(std::string_view content) {
  std::string text;
  text.reserve(content.size() + 1);
  size_t end = 0;  // Behind the last line that is not empty.
  for (std::string_view rest = WithoutMark(content); !rest.empty();) {
    std::string_view line = TakeLine(rest);
    if (line.ends_with('\r')) line.remove_suffix(1);
    text += line;
    text += '\n';
    if (!line.empty()) end = text.size();
  }
  text.resize(end);
  return text;
}

}  // namespace headwater
