// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "headwater/result.h"

namespace headwater::git {

/// The system's authorities and one's own in one file: git takes one file instead of the system's.
/// https://git-scm.com/docs/git-config#Documentation/git-config.txt-httpsslCAInfo
/// `ca_file`: one's own (PEM); empty: the system's file as it is. `folder`: where the joined one is
/// written. kInvalid when `ca_file` cannot be read, kInternal when the disk refuses.
Result<std::string> AuthoritiesFile(const std::string& ca_file, const std::string& folder);

}  // namespace headwater::git
