// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string_view>

namespace headwater {

/// Whether a tag's name says that more is to come before the release: `-rc1`, `beta2`, `.dev3`.
bool IsPreRelease(std::string_view tag);

}  // namespace headwater
