// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "headwater/http.h"
#include "headwater/result.h"
#include "service/http/client.h"
#include "service/http/curl.h"

namespace headwater::http {

/// Makes one call with a handle on which nothing is set. Errors as HttpClient says; their messages
/// name method and URL without its query, and nothing of a header or body. `bundle` is what is
/// trusted in place of the system's certificates; empty for those.
Result<HttpReply> Perform(const EasyHandle& handle, const HttpCall& call,
                          const ClientOptions& options, const std::string& bundle);

}  // namespace headwater::http
