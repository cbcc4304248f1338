// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/sbom/unpack.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <utility>

#include "headwater/handle.h"

namespace headwater::sbom {
namespace {

constexpr std::string_view kGzipMagic = "\x1F\x8B";

// Of zlib's windowBits: the largest window, and a gzip header.
constexpr int kGzipWindow = MAX_WBITS + 16;

constexpr size_t kOutputBytes = size_t{256} << 10U;
constexpr size_t kNameBytes = 1024;

Error CutOff() { return {Errc::kInvalid, "1:1: the gzip stream is cut off or corrupt"}; }

/// Inflates member after member with one state.
class GzipReader {
 public:
  GzipReader(std::string_view bytes, const UnpackLimits& limits, z_stream& stream)
      : bytes_(bytes), limits_(limits), stream_(stream), output_(kOutputBytes, '\0') {
    // zlib does not write through next_in; its interface is older than const.
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream_.avail_in = static_cast<uInt>(bytes.size());
  }

  Result<std::vector<Unpacked>> Read() {
    std::vector<Unpacked> members;
    while (stream_.avail_in > 0 && !OnlyZerosFollow()) {
      if (members.size() == limits_.members) return TooMuch("has too many members");
      if (!members.empty() && inflateReset(&stream_) != Z_OK) return CutOff();
      Unpacked member = TRY(Member());
      total_ += member.bytes.size();
      members.push_back(std::move(member));
    }
    return members;
  }

 private:
  Result<Unpacked> Member() {
    std::array<Bytef, kNameBytes> name{};
    gz_header header{};
    header.name = name.data();
    header.name_max = kNameBytes - 1;  // The last byte stays zero.
    if (inflateGetHeader(&stream_, &header) != Z_OK) return CutOff();
    Unpacked member;
    const size_t first = bytes_.size() - stream_.avail_in;
    for (int answer = Z_OK; answer != Z_STREAM_END;) {
      stream_.next_out = reinterpret_cast<Bytef*>(output_.data());
      stream_.avail_out = kOutputBytes;
      answer = inflate(&stream_, Z_NO_FLUSH);
      if (answer != Z_OK && answer != Z_STREAM_END) return CutOff();
      member.bytes.append(output_, 0, kOutputBytes - stream_.avail_out);
      TRY(CheckSize(member.bytes.size(), bytes_.size() - stream_.avail_in - first));
    }
    member.name = reinterpret_cast<const char*>(name.data());
    return member;
  }

  Status CheckSize(size_t made, size_t from) const {
    if (made > limits_.member_bytes || total_ + made > limits_.bytes) {
      return TooMuch("holds more than is read");
    }
    if (made > limits_.free_bytes && made / std::max<size_t>(from, 1) > limits_.ratio) {
      return TooMuch("grows more than a parts list does");
    }
    return Ok{};
  }

  static Error TooMuch(std::string_view what) {
    return {Errc::kContent, "1:1: the gzip stream " + std::string(what)};
  }

  bool OnlyZerosFollow() const {
    const std::string_view rest = bytes_.substr(bytes_.size() - stream_.avail_in);
    return rest.find_first_not_of('\0') == std::string_view::npos;
  }

  std::string_view bytes_;
  const UnpackLimits& limits_;
  z_stream& stream_;
  std::string output_;
  size_t total_ = 0;
};

int Base64Value(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  if (c == '+' || c == '-') return 62;
  if (c == '/' || c == '_') return 63;
  return -1;
}

}  // namespace

bool IsGzip(std::string_view bytes) { return bytes.starts_with(kGzipMagic); }

Result<std::vector<Unpacked>> UnpackGzip(std::string_view bytes, const UnpackLimits& limits) {
  if (bytes.size() > limits.bytes) {
    return Error{Errc::kContent, "1:1: the gzip stream is longer than is read"};
  }
  z_stream stream{};
  if (inflateInit2(&stream, kGzipWindow) != Z_OK) {
    return Error{Errc::kTransient, "out of memory reading gzip"};
  }
  const Handle<z_stream, inflateEnd> ended(&stream);
  return GzipReader(bytes, limits, stream).Read();
}

std::optional<std::string> DecodeBase64(std::string_view text) {
  while (text.ends_with('=')) text.remove_suffix(1);
  std::string bytes;
  bytes.reserve(text.size() / 4 * 3 + 2);
  unsigned bits = 0;
  unsigned count = 0;
  for (const char c : text) {
    const int value = Base64Value(c);
    if (value < 0) return std::nullopt;
    bits = (bits << 6U | static_cast<unsigned>(value)) & 0xFFFFU;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes += static_cast<char>(bits >> count & 0xFFU);
  }
  return bytes;
}

}  // namespace headwater::sbom
