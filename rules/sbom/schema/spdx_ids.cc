// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "headwater/spdx_licenses.h"
#include "rules/sbom/schema/schema.h"

namespace headwater::sbom::schema {

SpdxIdAnswer AskSpdxList(std::string_view id) {
  const SpdxLicense* found = FindSpdxLicense(id);
  if (found == nullptr) found = FindSpdxException(id);
  // The schemas list identifiers in their one spelling.
  if (found != nullptr) return {found->id == id, std::string(found->id)};
  return {false, SuggestSpdxExpression(id).value_or("")};
}

}  // namespace headwater::sbom::schema
