// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "headwater/data.h"
#include "headwater/result.h"
#include "headwater/url.h"

/// \file
/// Private to service/config: values of the service's configuration. kInvalid with a sentence
/// without a place: the caller knows the file.

namespace headwater::config {

Error Expected(std::string_view what);

Result<std::string> Text(const DataNode& node);
Status ReadText(const DataNode& node, std::string& value);
/// An absolute path.
Status ReadFile(const DataNode& node, std::string& value);
Status ReadUrl(const DataNode& node, std::optional<SafeUrl>& value);
Result<uint64_t> Number(std::string_view text, uint64_t most);
/// "0", "60s", "15m", "2h", "1d": at most a day.
Status ReadDuration(const DataNode& node, std::chrono::milliseconds& value);
/// From a minute to 90 days: of what is done again and again, or kept.
Status ReadPeriod(const DataNode& node, std::chrono::milliseconds& value);
/// "500 MiB", "50 GiB".
Status ReadSize(const DataNode& node, uint64_t& value);

}  // namespace headwater::config
