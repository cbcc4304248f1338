// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "headwater/result.h"

namespace headwater::jobs {

/// Puts a file in the place of what was there: after a crash or power loss it is the old one or the
/// whole new one. kTransient: the disk refuses.
Status KeepFile(const std::string& path, std::string_view bytes);

/// kNotFound: there is none; kContent: it has more than `most` bytes; kTransient: it cannot be
/// read.
Result<std::string> ReadKeptFile(const std::string& path, uint64_t most);

}  // namespace headwater::jobs
