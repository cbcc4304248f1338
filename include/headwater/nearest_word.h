// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string_view>
#include <vector>

namespace headwater {

/// The candidate that is nearest to what was written; empty where none is near. For short words
/// that people type, such as keys: a third of the letters may differ, and more than 64 bytes are
/// not compared. Of equals the first.
std::string_view NearestWord(std::string_view written,
                             const std::vector<std::string_view>& candidates);

}  // namespace headwater
