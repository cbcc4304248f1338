// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string_view>
#include <vector>

#include "headwater/finding.h"

namespace headwater::engine {

/// Gives every finding its fingerprint: 32 hexadecimal digits over rule, path, message key and
/// evidence, but not over lines, so that a push which moves lines keeps it. Findings that are alike
/// in all of these are told apart by their order in the file.
void SetFingerprints(std::string_view rule_id, std::vector<Finding>& findings);

}  // namespace headwater::engine
