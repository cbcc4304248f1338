// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/license/family.h"

namespace headwater::license {

std::span<const RuleEntry* const> Rules() {
  static constexpr const RuleEntry* kRules[] = {
      &kLicenseChanged,       &kCopyrightMissing, &kExpressionInvalid, &kHeaderMissing,
      &kIdentifierDeprecated, &kIncompatible,     &kNotAllowed,        &kNoticeRemoved,
      &kProjectLicense,       &kSnippetUnclosed,  &kTagTextConflict,   &kTextDiffers,
      &kTextMissing,          &kTextUnused,
  };
  return kRules;
}

}  // namespace headwater::license
