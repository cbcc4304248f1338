// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <string>
#include <vector>

#include "service/http/request_reader.h"
#include "tests/fuzz/invariants.h"

namespace {

using namespace headwater;        // NOLINT(google-build-using-namespace)
using namespace headwater::http;  // NOLINT(google-build-using-namespace)
using State = RequestReader::State;

/// Small enough for libFuzzer to reach.
constexpr RequestLimits kLimits = {
    .head_bytes = 2048, .headers = 8, .target_bytes = 256, .body_bytes = 512};

bool HasControl(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](unsigned char c) { return c < ' ' && c != '\t'; });
}

void RequireSound(const HttpRequest& request, uint64_t announced) {
  fuzz::Require(request.method == "GET" || request.method == "HEAD" || request.method == "POST");
  fuzz::Require(request.path.starts_with('/') &&
                request.path.find_first_of("?# ") == std::string::npos);
  fuzz::Require(request.path.size() + request.query.size() <= kLimits.target_bytes);
  fuzz::Require(!HasControl(request.path + request.query));
  fuzz::Require(request.headers.size() <= kLimits.headers);
  for (const HttpHeader& header : request.headers) {
    fuzz::Require(!header.name.empty() && !HasControl(header.name) && !HasControl(header.value));
    fuzz::Require(header.name.find_first_of(": \t") == std::string::npos);
  }
  fuzz::Require(!FindHeader(request.headers, "transfer-encoding"));
  fuzz::Require(!FindHeader(request.headers, "content-encoding"));
  fuzz::Require(request.body.size() == announced && announced <= kLimits.body_bytes);
  fuzz::Require(request.method == "POST" || request.body.empty());
}

/// Everything that can be said of a stream, and the place where reading ended.
std::string ReadAll(std::string_view bytes, size_t step) {
  RequestReader reader(kLimits);
  std::string said;
  while (true) {
    const std::string_view piece = bytes.substr(0, step);
    const size_t taken = reader.Feed(piece);
    fuzz::Require(taken <= piece.size());
    bytes.remove_prefix(taken);
    if (reader.state() == State::kHeadRead) {
      reader.AcceptBody();
    } else if (reader.state() == State::kComplete) {
      const uint64_t announced = reader.head().body_bytes;
      const HttpRequest request = reader.Take();
      RequireSound(request, announced);
      said += request.method + ' ' + request.path + '?' + request.query + ' ' + request.body;
      for (const HttpHeader& header : request.headers) said += header.name + ':' + header.value;
    } else if (reader.state() == State::kRefused) {
      fuzz::Require(reader.refusal().status >= 400 && !reader.refusal().reason.view().empty());
      return said + std::to_string(reader.refusal().status);
    } else if (bytes.empty()) {
      return said + (reader.has_begun() ? " more" : " end");
    } else {
      fuzz::Require(taken > 0);
    }
  }
}

}  // namespace

/// The reader never crashes, what it accepts is what it says, and how the bytes are cut into pieces
/// changes nothing. The first byte says how.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes = fuzz::TextOf(data + 1, size - 1);
  const std::string whole = ReadAll(bytes, bytes.size() + 1);
  fuzz::Require(whole == ReadAll(bytes, size_t{1} + data[0]));
  fuzz::Require(whole == ReadAll(bytes, 1));
  return 0;
}
