// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/license/license_meaning.h"

#include <algorithm>
#include <array>
#include <utility>
#include <variant>
#include <vector>

#include "headwater/spdx_licenses.h"

namespace headwater::license {
namespace {

using Kind = SpdxExpression::Kind;

constexpr std::string_view kOnly = "-only";
constexpr std::string_view kOrLater = "-or-later";

/// The operands of an expression of this kind; else the expression itself.
std::set<std::string> Parts(const SpdxExpression& expression, Kind kind) {
  if (expression.kind != kind) return {expression.ToString()};
  std::set<std::string> parts;
  for (const SpdxExpression& operand : expression.operands) parts.insert(operand.ToString());
  return parts;
}

/// `GPL-3.0-or-later` for `GPL-3.0-only`, `EUPL-1.2+` for `EUPL-1.2`.
bool IsLaterOf(const SpdxExpression& before, const SpdxExpression& after) {
  if (before.kind != Kind::kLicense || after.kind != Kind::kLicense) return false;
  const bool later = after.or_later || after.license.ends_with(kOrLater);
  const bool was_later = before.or_later || before.license.ends_with(kOrLater);
  return later && !was_later && before.exception == after.exception &&
         FamilyOf(before.license) == FamilyOf(after.license);
}

}  // namespace

std::optional<SpdxExpression> Understand(std::string_view text) {
  auto parsed = ParseSpdxExpression(text);
  const auto* exact = std::get_if<SpdxExpression>(&parsed);
  if (exact != nullptr && CheckSpdxIds(text).empty()) return Canonical(*exact);
  const auto meant = SuggestSpdxExpression(text);
  if (!meant) return exact == nullptr ? std::nullopt : std::optional(Canonical(*exact));
  parsed = ParseSpdxExpression(*meant);
  exact = std::get_if<SpdxExpression>(&parsed);
  return exact == nullptr ? std::nullopt : std::optional(Canonical(*exact));
}

Terms TermsOf(std::span<const LicenseStatement> statements) {
  Terms terms;
  std::vector<SpdxExpression> all;
  std::set<std::string> unknown;
  for (const LicenseStatement& statement : statements) {
    auto meaning = Understand(statement.text);
    if (meaning) {
      all.push_back(std::move(*meaning));
    } else {
      unknown.insert(statement.text);
    }
  }
  if (all.size() == 1) terms.expression = std::move(all.front());
  if (all.size() > 1) {
    SpdxExpression both;
    both.kind = Kind::kAnd;
    both.operands = std::move(all);
    terms.expression = Canonical(both);
  }
  if (terms.expression) terms.shown = terms.expression->ToString();
  for (const std::string& text : unknown) {
    if (!terms.shown.empty()) terms.shown += ", ";
    terms.shown += text;
  }
  if (!unknown.empty()) terms.expression.reset();
  return terms;
}

bool Widens(const SpdxExpression& before, const SpdxExpression& after) {
  if (IsLaterOf(before, after)) return true;
  const auto had = Parts(before, Kind::kOr);
  const auto has = Parts(after, Kind::kOr);
  return has.size() > had.size() && std::includes(has.begin(), has.end(), had.begin(), had.end());
}

std::string FamilyOf(std::string_view license) {
  constexpr std::array<std::string_view, 3> kVariants = {kOnly, kOrLater, "+"};
  for (const std::string_view variant : kVariants) {
    if (!license.ends_with(variant)) continue;
    license.remove_suffix(variant.size());
    break;
  }
  return std::string(license);
}

std::set<std::string> FamiliesOf(const SpdxExpression& expression) {
  std::set<std::string> families;
  for (const std::string& license : NamedLicenses(expression)) {
    if (FindSpdxException(license) == nullptr) families.insert(FamilyOf(license));
  }
  return families;
}

}  // namespace headwater::license
