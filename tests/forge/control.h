// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "tests/forge/api.h"
#include "tests/forge/faults.h"
#include "tests/forge/request_log.h"

namespace headwater::forge_double {

/// What the control calls reach besides the world.
struct Controls {
  Faults faults;
  RequestLog requests;
  Guarded<std::string> redirect_to;  ///< Of the hostile kind "redirect".
};

/// A request below /_control. README.md lists them.
Response AnswerControl(World& world, Controls& controls, const Request& request);

}  // namespace headwater::forge_double
