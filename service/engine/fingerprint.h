// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "headwater/finding.h"
#include "headwater/git.h"

namespace headwater::engine {

/// Gives every finding its fingerprint: 32 hexadecimal digits over rule, path, message key and
/// evidence, but not over lines, so that a push which moves lines keeps it. Findings that are alike
/// in all of these are told apart by their order in the file.
void SetFingerprints(std::string_view rule_id, std::vector<Finding>& findings);

/// Gives every finding, after its fingerprint, the one for waivers (Finding::waiver_fingerprint).
/// `files`: of the head, sorted by path.
void SetWaiverFingerprints(std::span<const FileEntry> files, std::vector<Finding>& findings);

}  // namespace headwater::engine
