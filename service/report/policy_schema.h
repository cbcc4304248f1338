// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <span>
#include <string>

#include "headwater/policy_requests.h"
#include "headwater/rule.h"

namespace headwater::report {

/// The JSON Schema (draft-07, which editors know) of a policy file, made from the rules' own tables
/// of options. It is no stricter than the reader: what the reader alone can find - a day that does
/// not exist, a lock - passes it.
/// https://json-schema.org/draft-07/json-schema-release-notes
std::string RenderPolicySchema(std::span<const RuleEntry* const> rules, PolicyFileKind kind);

}  // namespace headwater::report
