// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "headwater/data.h"
#include "headwater/options.h"
#include "headwater/result.h"

namespace headwater::config {

/// A YAML value as the option declares it. kInvalid with a sentence without a place: the caller
/// knows the file.
Result<OptionValue> ReadOptionValue(const OptionInfo& info, const DataNode& node);

/// The declared default. A default that does not fit its own declaration is a bug: it terminates.
OptionValue DefaultOf(const OptionInfo& info);

/// The strings of a list, or of a single string.
Result<std::vector<std::string>> ReadStrings(const DataNode& node);

/// ReadStrings, each one a glob that GlobSet accepts.
Result<std::vector<std::string>> ReadGlobs(const DataNode& node);

/// "true", "3", "[a, b]": for hashing and for explaining a policy.
std::string ToText(const OptionValue& value);

}  // namespace headwater::config
