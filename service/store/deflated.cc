// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/store/deflated.h"

#include <zlib.h>

namespace headwater::store {
namespace {

// Half the time of the default, for a tenth more bytes: sources.
constexpr int kLevel = 3;

Bytef* Bytes(std::string& text) { return reinterpret_cast<Bytef*>(text.data()); }
const Bytef* Bytes(std::string_view text) { return reinterpret_cast<const Bytef*>(text.data()); }

}  // namespace

Result<std::string> Deflate(std::string_view bytes) {
  uLongf length = compressBound(bytes.size());
  std::string stream(length, '\0');
  if (compress2(Bytes(stream), &length, Bytes(bytes), bytes.size(), kLevel) != Z_OK) {
    return Error{Errc::kInternal, "zlib cannot compress"};
  }
  stream.resize(length);
  return stream;
}

Result<std::string> Inflate(std::string_view stream, uint64_t size) {
  std::string bytes(size, '\0');
  uLongf length = size;
  // zlib wants somewhere to write even when there is nothing.
  if (size == 0) return bytes;
  if (uncompress(Bytes(bytes), &length, Bytes(stream), stream.size()) != Z_OK || length != size) {
    return Error{Errc::kContent, "a content that was kept is damaged"};
  }
  return bytes;
}

}  // namespace headwater::store
