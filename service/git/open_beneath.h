// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <string>

#include "headwater/descriptor.h"

namespace headwater::git {

/// Opens a path below an open folder by openat2, which follows no symlink on the way or at the end
/// and never leaves the folder. No descriptor when that fails, with the reason in errno.
Descriptor OpenBeneath(int root, const std::string& path, uint64_t flags);

}  // namespace headwater::git
