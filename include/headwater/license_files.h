// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string_view>

namespace headwater {

/// A text that says under which terms, or by whom, by its name: LICENSE, COPYING, NOTICE, AUTHORS
/// and the like, with or without an ending, and everything in LICENSES/.
bool IsLicenseFile(std::string_view path);

}  // namespace headwater
