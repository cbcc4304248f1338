// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <span>

#include "headwater/rule.h"

namespace headwater::project {

extern const RuleEntry kPubliccode;
extern const RuleEntry kRequiredFiles;
extern const RuleEntry kSimilarExists;

/// The rules of this family, sorted by id.
std::span<const RuleEntry* const> Rules();

}  // namespace headwater::project
