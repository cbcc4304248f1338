// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "headwater/data.h"
#include "headwater/ids.h"
#include "headwater/result.h"
#include "service/jobs/evaluate_request.h"

/// \file
/// Parts of reading a request. Errors are kInvalid and name the member.

namespace headwater::jobs::request {

Error Wrong(std::string_view member, std::string_view expected);

Result<std::string> String(std::string_view member, const DataNode& node);
Result<std::vector<std::string>> Strings(std::string_view member, const DataNode& node);
Result<CommitId> Id(std::string_view member, const DataNode& node);
Result<uint64_t> Number(std::string_view member, const DataNode& node);
/// Seconds since 1970.
Result<std::chrono::sys_seconds> Time(std::string_view member, const DataNode& node);
Result<bool> Flag(std::string_view member, const DataNode& node);

/// `policy.layers`.
Result<std::vector<config::LayerText>> Layers(const DataNode& node);
Status ReadUpstreams(const DataNode& node, EvaluateRequest& request);
Status ReadStaleBefore(const DataNode& node, EvaluateRequest& request);
/// `facts.forge`.
Status ReadForge(const DataNode& node, Facts& facts);

}  // namespace headwater::jobs::request
