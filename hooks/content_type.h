// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "headwater/http.h"
#include "headwater/result.h"

namespace headwater::hooks {

/// GitLab sends `application/json`, and so must everybody who imitates it. kInvalid otherwise.
Status CheckContentType(const HttpHeaders& headers);

}  // namespace headwater::hooks
