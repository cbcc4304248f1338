// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <span>

#include "headwater/rule.h"

namespace headwater::license {

extern const RuleEntry kCopyrightMissing;
extern const RuleEntry kExpressionInvalid;
extern const RuleEntry kHeaderMissing;
extern const RuleEntry kIdentifierDeprecated;
extern const RuleEntry kIncompatible;
extern const RuleEntry kLicenseChanged;
extern const RuleEntry kNotAllowed;
extern const RuleEntry kNoticeRemoved;
extern const RuleEntry kProjectLicense;
extern const RuleEntry kSnippetUnclosed;
extern const RuleEntry kTagTextConflict;
extern const RuleEntry kTextDiffers;
extern const RuleEntry kTextMissing;
extern const RuleEntry kTextUnused;

/// The rules of this family, sorted by id.
std::span<const RuleEntry* const> Rules();

}  // namespace headwater::license
