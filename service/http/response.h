// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>

#include "headwater/clock.h"
#include "headwater/http.h"
#include "service/http/request_head.h"

namespace headwater::http {

/// What the connection and the request say about the answer's form.
struct AnswerForm {
  bool head_only = false;  ///< The request was HEAD: the body's length is told, the body is not.
  bool closes = false;
};

inline constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";

/// The bytes of an answer. A handler's answer that cannot be one (a status outside 200 to 599, a
/// header that is no token or holds a control character) is a bug and becomes a plain 500.
std::string WriteAnswer(const HttpResponse& response, AnswerForm form, WallTime now);

HttpResponse ToResponse(const Refusal& refusal);

/// "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110 section 5.6.7, IMF-fixdate).
std::string HttpDate(WallTime time);

}  // namespace headwater::http
