// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "headwater/data.h"
#include "headwater/policy.h"
#include "headwater/result.h"

/// \file
/// What a policy says of where the project comes from. Errors are kInvalid; their places are those
/// of the file.

namespace headwater::config {

/// The list `upstreams`: addresses, or maps with `url`, `name`, `aliases` and `only`. A name that
/// is not given is the last part of the address; two of one name or address are an error.
Result<std::vector<PolicyUpstream>> ReadUpstreams(std::string_view file, const DataNode& node);

/// More than this is no project but a distribution; each is fetched whole.
inline constexpr size_t kMaxUpstreams = 32;

/// A sentence or two of a person; not empty.
Result<std::string> ReadReason(const DataNode& node);
inline constexpr size_t kMaxReasonBytes = 1'000;

}  // namespace headwater::config
