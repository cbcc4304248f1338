// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string_view>

#include "headwater/check.h"
#include "headwater/http.h"

namespace headwater::hooks {

/// `headwater hook explain`: what the service would make of a recorded delivery, as one line of
/// JSON `headwater.hook/1` on standard output. `headers` are those the admin gives; none are
/// needed, and secrets are not asked for.
///
/// `accepted` is false for what would be answered with an error; `reason` then names the field, and
/// the exit code is kExitUsage. What the delivery does not tell is null. Pure.
CommandResult ExplainDelivery(std::string_view body, const HttpHeaders& headers);

}  // namespace headwater::hooks
