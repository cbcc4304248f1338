// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/sbom/component_licenses.h"

#include <array>
#include <utility>
#include <variant>

#include "headwater/spdx_expression.h"
#include "headwater/spdx_licenses.h"

namespace headwater::sbom {
namespace {

using Acknowledgement = BomLicense::Acknowledgement;
using Form = BomLicense::Form;

// The first that says something is in force. What has no role is what generators write.
constexpr std::array<std::array<Acknowledgement, 2>, 3> kRoles = {{
    {Acknowledgement::kEffective, Acknowledgement::kEffective},
    {Acknowledgement::kConcluded, Acknowledgement::kConcluded},
    {Acknowledgement::kDeclared, Acknowledgement::kUnstated},
}};

// For so many texts that are no expression it is looked for what they mean: more are written on
// purpose.
constexpr size_t kMaxGuesses = 1000;

bool SaysSomething(const BomLicense& license) {
  const bool is_statement =
      license.form == Form::kId || license.form == Form::kName || license.form == Form::kExpression;
  return is_statement && !license.text.text.empty();
}

std::optional<SpdxExpression> Parsed(std::string_view text) {
  auto parsed = ParseSpdxExpression(text, SpdxDialect::kSpdx30);
  auto* expression = std::get_if<SpdxExpression>(&parsed);
  return expression == nullptr ? std::nullopt : std::optional(std::move(*expression));
}

}  // namespace

std::vector<BomLicense> LicensesInForce(const Bom& bom, ComponentIndex component) {
  std::vector<BomLicense> in_force;
  for (const auto& [role, other_role] : kRoles) {
    for (const BomLicense& license : bom.licenses.Of(component)) {
      const bool is_of_role =
          license.acknowledgement == role || license.acknowledgement == other_role;
      if (is_of_role && SaysSomething(license)) in_force.push_back(license);
    }
    if (!in_force.empty()) break;
  }
  return in_force;
}

const std::optional<Judgement>& ComponentAllowance::Of(const BomLicense& license) {
  const auto known = known_.find(license.text.text);
  if (known != known_.end()) return known->second;
  auto judgement = Judge(license.text.text, license.form == Form::kName);
  return known_.emplace(license.text.text, std::move(judgement)).first->second;
}

std::optional<Judgement> ComponentAllowance::Judge(std::string_view text, bool is_name) {
  const auto expression = Parsed(text);
  if (expression) {
    Judgement judgement = allowance_.Of(*expression);
    if (judgement.standing != ListClass::kUnknown) return judgement;
  }
  // An expression of unknown identifiers, or a name.
  if ((!is_name && !expression) || ++guesses_ > kMaxGuesses) return std::nullopt;
  const auto meant = SuggestSpdxExpression(text);
  const auto meaning = meant ? Parsed(*meant) : std::nullopt;
  if (!meaning) return std::nullopt;
  return allowance_.Of(*meaning);
}

}  // namespace headwater::sbom
