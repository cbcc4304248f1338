// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace headwater::config {

/// " - did you mean `x`?" for the candidate that is nearest to what was written, or "" where none
/// is near. For words of people's configuration: short.
std::string DidYouMean(std::string_view written, const std::vector<std::string_view>& candidates);

}  // namespace headwater::config
