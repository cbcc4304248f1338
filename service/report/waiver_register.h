// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <span>
#include <string>

#include "headwater/waiver.h"

/// \file
/// The register of waivers as `headwater waivers` prints it: service/docs/waivers.md. People stand
/// in it as numbers of the forge only.

namespace headwater::report {

/// A line for each.
std::string RenderRegisterText(std::span<const Waiver> waivers, std::chrono::sys_days today);

/// `headwater.waivers/1`.
std::string RenderRegisterJson(std::span<const Waiver> waivers, std::chrono::sys_days today);

/// RFC 4180, with a header line and CRLF. A cell that a spreadsheet would take for a formula begins
/// with an apostrophe (https://owasp.org/www-community/attacks/CSV_Injection).
std::string RenderRegisterCsv(std::span<const Waiver> waivers, std::chrono::sys_days today);

}  // namespace headwater::report
