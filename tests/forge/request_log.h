// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <vector>

#include "headwater/guarded.h"
#include "tests/forge/http.h"

namespace headwater::forge_double {

struct LoggedRequest {
  Millis at = 0;
  std::string method;
  std::string target;
  int64_t user = 0;  ///< Whose token it was; zero: nobody's.
  int status = 0;    ///< Zero: cut.
  Millis duration = 0;
};

/// Requests in the order they ended, without the control calls.
using RequestLog = Guarded<std::vector<LoggedRequest>>;

}  // namespace headwater::forge_double
