// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>

#include "headwater/result.h"
#include "rules/license/annotation.h"

namespace headwater::license {

/// The annotations of a REUSE.toml (version 1, REUSE 3.2 on); `path` is where it stands and the
/// place of its statements. Errors as ParseToml, and kInvalid with the line for a table that is not
/// as REUSE wants it, such as one whose path leaves the folder.
Result<Annotations> ParseReuseToml(std::string_view text, const std::string& path);

}  // namespace headwater::license
