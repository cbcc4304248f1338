// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <vector>

#include "headwater/data.h"
#include "headwater/options.h"
#include "headwater/result.h"

/// \file
/// Private to service/config: values of policies that belong to no rule. kInvalid with a sentence
/// without a place: the caller knows the file.

namespace headwater::config {

/// `gate-only` or `none`.
Result<OptionValue> ReadThreads(const DataNode& node);
/// A list of globs.
Result<OptionValue> ReadGlobValue(const DataNode& node);
/// A reason, in a sentence or two.
Result<OptionValue> ReadVariant(const DataNode& node);

/// One line: an address, a page. At most kMaxContactBytes (policy_file.h).
Result<std::string> ReadContact(const DataNode& node);
Result<std::vector<std::string>> ReadOwners(const DataNode& node);

}  // namespace headwater::config
