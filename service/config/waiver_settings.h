// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "headwater/data.h"
#include "headwater/options.h"
#include "headwater/policy.h"
#include "headwater/result.h"

/// \file
/// What policies say of waivers: bounds in the platform's files, entries in a project's own.

namespace headwater::config {

inline constexpr Literal kOwnWaiverChoices[] = {"marked", "forbidden"};

/// Days, at most kWaiverCeiling: as options, so that they are compared and locked like these.
inline constexpr OptionInfo kWaiverMaxOption = {
    .name = "max",
    .type = OptionType::kInteger,
    .stricter = Stricter::kLower,
    .doc = "The longest waiver, in days.",
    .default_value = "180",
    .choices = {},
    .minimum = 1,
    .maximum = kWaiverCeiling.count(),
};
inline constexpr OptionInfo kRuleWaiverMaxOption = {
    .name = "max",
    .type = OptionType::kInteger,
    .stricter = Stricter::kLower,
    .doc = "The longest waiver of this rule, in days.",
    .default_value = "730",
    .choices = {},
    .minimum = 1,
    .maximum = kWaiverCeiling.count(),
};
inline constexpr OptionInfo kOwnWaiversOption = {
    .name = "own",
    .type = OptionType::kChoice,
    .stricter = Stricter::kHigher,
    .doc = "Whether authors may waive in their own merge request.",
    .default_value = "forbidden",
    .choices = kOwnWaiverChoices,
    .minimum = 0,
    .maximum = 0,
};

/// "30d". Errors of all: kInvalid with a sentence without a place.
Result<OptionValue> ReadWaiverMax(const DataNode& node);
/// `maintainer`, `owner`, `{group: PATH}`, or a list of these, which may be empty: nobody. Gives
/// them as WaiverTerms::may_waive has them.
Result<OptionValue> ReadMayWaive(const DataNode& node);
/// `forbidden` or `marked`.
Result<OptionValue> ReadOwnWaivers(const DataNode& node);

/// One entry of a project's list. kInvalid with the place in `file`.
Result<Sourced<DeclaredWaiver>> ReadDeclaredWaiver(const std::string& file, const DataNode& node);

/// More entries than this nobody looks after.
inline constexpr size_t kMaxDeclaredWaivers = 500;
inline constexpr size_t kMaxMayWaive = 32;

}  // namespace headwater::config
