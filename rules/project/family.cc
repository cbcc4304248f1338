// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/project/family.h"

namespace headwater::project {

std::span<const RuleEntry* const> Rules() {
  static constexpr const RuleEntry* kRules[] = {&kPubliccode, &kRequiredFiles, &kSimilarExists};
  return kRules;
}

}  // namespace headwater::project
