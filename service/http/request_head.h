// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "headwater/http.h"
#include "headwater/untrusted.h"

/// \file
/// The grammar of a request's head, line by line. Pure. Where RFC 9112 lets a server be lenient we
/// are not: whatever two readers could understand differently is refused.

namespace headwater::http {

struct RequestLimits {
  size_t head_bytes = size_t{16} << 10U;  ///< Request line, headers and the empty line.
  size_t headers = 64;
  size_t target_bytes = size_t{8} << 10U;
  size_t body_bytes = size_t{26} << 20U;  ///< GitLab sends at most 25 MiB.
};

/// Why a request is not answered by a handler. The connection closes after it.
struct Refusal {
  int status = 400;
  Literal reason;  ///< One sentence for whoever reads the answer.
};

struct RequestHead {
  HttpRequest request;  ///< Body and peer are empty.
  uint64_t body_bytes = 0;
  bool is_http_1_0 = false;
  bool closes = false;  ///< The sender wants the connection closed after the answer.
  bool expects_continue = false;
};

/// `line` is without CR LF, as in all of these.
std::optional<Refusal> ParseRequestLine(std::string_view line, const RequestLimits& limits,
                                        RequestHead& head);

/// Appends one header.
std::optional<Refusal> ParseHeaderLine(std::string_view line, const RequestLimits& limits,
                                       RequestHead& head);

/// What can be judged only when all headers are known: doubled ones, the body's length, Host.
std::optional<Refusal> FinishHead(const RequestLimits& limits, RequestHead& head);

}  // namespace headwater::http
