// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "headwater/data.h"
#include "headwater/result.h"
#include "headwater/url.h"

namespace headwater::config {

/// How long an answer is waited for, and at most.
inline constexpr std::chrono::seconds kExternalDeadline{10};
inline constexpr std::chrono::seconds kLongestExternal{60};

/// Whom to ask for an external rule: a program or a server.
struct ExternalCall {
  std::string rule;                  ///< "external/NAME"
  std::vector<std::string> command;  ///< The program's absolute path and its arguments; or
  std::optional<SafeUrl> url;        ///< https, or http to this very machine.
  std::chrono::milliseconds deadline{kExternalDeadline};
};

/// The section `external` of the service's configuration: names and maps. kInvalid with
/// `line:column: sentence`.
Result<std::vector<ExternalCall>> ReadExternalCalls(const DataNode& section);

}  // namespace headwater::config
