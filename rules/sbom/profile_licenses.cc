// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/sbom/profile_licenses.h"

#include <algorithm>
#include <string_view>
#include <variant>

#include "headwater/spdx_expression.h"
#include "headwater/spdx_licenses.h"
#include "rules/common/spdx_license.h"

namespace headwater::sbom {
namespace {

/// `LicenseRef-scancode-name`, `DocumentRef-x:LicenseRef-entity-name`: who, then what.
bool NamesItsList(std::string_view reference) {
  const size_t colon = reference.rfind(':');
  if (colon != std::string_view::npos) reference.remove_prefix(colon + 1);
  const size_t entity = reference.find('-') + 1;
  const size_t name = reference.find('-', entity);
  return name != std::string_view::npos && name > entity && name + 1 < reference.size();
}

bool IsNamedId(const SpdxExpression& license) {
  const bool is_license = IsSpdxReference(license.license)
                              ? NamesItsList(license.license)
                              : FindSpdxLicense(license.license) != nullptr;
  if (!is_license || license.exception.empty()) return is_license;
  return IsSpdxReference(license.exception) ? NamesItsList(license.exception)
                                            : FindSpdxException(license.exception) != nullptr;
}

// Recursion is bounded by kMaxSpdxDepth.
bool IsOfNamedIds(const SpdxExpression& expression) {
  if (expression.kind == SpdxExpression::Kind::kLicense) return IsNamedId(expression);
  return std::all_of(expression.operands.begin(), expression.operands.end(), IsOfNamedIds);
}

bool IsNamedExpression(std::string_view text) {
  const auto parsed = ParseSpdxExpression(text, SpdxDialect::kSpdx30);
  const auto* expression = std::get_if<SpdxExpression>(&parsed);
  return expression != nullptr && IsOfNamedIds(*expression);
}

}  // namespace

bool LicenseNames::IsNamed(const BomLicense& license) {
  switch (license.form) {
    case BomLicense::Form::kNoAssertion:
    case BomLicense::Form::kNone:
    case BomLicense::Form::kOther:
      return false;
    case BomLicense::Form::kName:
      // CycloneDX takes only identifiers of the SPDX list as `id`, so references stand here.
      if (!IsSpdxReference(license.text.text)) return false;
      break;
    case BomLicense::Form::kId:
    case BomLicense::Form::kExpression:
      break;
  }
  const uint32_t known = known_.Find(license.text.text);
  if (known != TextIndex::kNone) return known == 1;
  const bool is_named = IsNamedExpression(license.text.text);
  known_.Insert(license.text.text, is_named ? 1 : 0);
  return is_named;
}

}  // namespace headwater::sbom
