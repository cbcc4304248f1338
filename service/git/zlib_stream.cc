// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/zlib_stream.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <limits>
#include <string>

#include "headwater/handle.h"

namespace headwater::git {
namespace {

// zlib's own window: larger steps gain nothing.
constexpr size_t kStepBytes = size_t{32} << 10U;

}  // namespace

bool IsWholeZlibStream(std::string_view bytes, uint64_t max_bytes) {
  z_stream stream{};
  if (inflateInit(&stream) != Z_OK) return false;
  const Handle<z_stream, inflateEnd> ended(&stream);
  std::array<Bytef, kStepBytes> dropped{};
  // zlib does not write to what it reads; its interface only lacks the const.
  std::string input(bytes.substr(0, std::numeric_limits<uInt>::max()));
  stream.next_in = reinterpret_cast<Bytef*>(input.data());
  stream.avail_in = static_cast<uInt>(input.size());
  int answer = Z_OK;
  while (answer == Z_OK && stream.total_out <= max_bytes) {
    stream.next_out = dropped.data();
    stream.avail_out = static_cast<uInt>(dropped.size());
    answer = inflate(&stream, Z_NO_FLUSH);
  }
  return answer == Z_STREAM_END && stream.total_out <= max_bytes;
}

}  // namespace headwater::git
