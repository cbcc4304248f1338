// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>

#include "headwater/fork_index.h"
#include "headwater/result.h"

namespace headwater::store {

/// A sketch as bytes: how many versions there are; for each its date, its commit and its name with
/// its length; how many rows; for each what its key is larger than the one before it, and its first
/// and last version. Numbers are varints, rows eight to ten bytes. kInvalid: keys out of order, or
/// versions that are not there.
Result<std::string> EncodeSketch(const ProjectSketch& sketch);

/// kContent: damaged.
Result<ProjectSketch> DecodeSketch(std::string_view encoded);

}  // namespace headwater::store
