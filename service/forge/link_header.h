// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "headwater/http.h"
#include "headwater/result.h"

namespace headwater::forge {

/// The address of the next page: `Link: <...>; rel="next"` (RFC 8288). None on the last page.
/// kContent when it leads elsewhere than below `prefix`, because our token would go with it. Pure.
/// https://docs.gitlab.com/ee/api/rest/#pagination
Result<std::optional<std::string>> NextPage(const HttpHeaders& headers, std::string_view prefix);

}  // namespace headwater::forge
