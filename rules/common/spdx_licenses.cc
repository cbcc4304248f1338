// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "headwater/spdx_licenses.h"

#include <algorithm>
#include <span>
#include <utility>
#include <variant>

#include "rules/common/spdx_license.h"
#include "rules/data/spdx_table.h"

namespace headwater {
namespace {

constexpr std::string_view kOrLater = "-or-later";

using Kind = SpdxExpression::Kind;

const SpdxLicense* Find(std::span<const SpdxLicense> table, std::string_view id) {
  const std::string folded = FoldSpdxCase(id);
  const auto found = std::lower_bound(table.begin(), table.end(), folded,
                                      [](const SpdxLicense& row, const std::string& wanted) {
                                        return FoldSpdxCase(row.id) < wanted;
                                      });
  return found != table.end() && FoldSpdxCase(found->id) == folded ? &*found : nullptr;
}

void AddOnce(std::vector<std::string>& names, std::string name) {
  if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
}

void CollectNames(const SpdxExpression& expression, std::vector<std::string>& names) {
  for (const SpdxExpression& operand : expression.operands) CollectNames(operand, names);
  if (expression.kind != Kind::kLicense) return;
  const SpdxLicense* license = FindSpdxLicense(expression.license);
  AddOnce(names, license == nullptr ? expression.license : std::string(license->id));
  if (expression.exception.empty()) return;
  const SpdxLicense* exception = FindSpdxException(expression.exception);
  AddOnce(names, exception == nullptr ? expression.exception : std::string(exception->id));
}

/// The part of a reference behind each prefix is the same in every case; the prefixes are not.
std::string CanonicalReference(std::string_view reference) {
  const size_t colon = reference.find(':');
  const size_t name = reference.find('-', colon == std::string_view::npos ? 0 : colon);
  if (name == std::string_view::npos) return std::string(reference);
  std::string canonical;
  if (colon != std::string_view::npos) canonical = CanonicalReference(reference.substr(0, colon));
  const size_t prefix = canonical.size();
  canonical += reference.substr(prefix, name + 1 - prefix);
  return canonical + FoldSpdxCase(reference.substr(name + 1));
}

std::string CanonicalException(const std::string& id) {
  const SpdxLicense* exception = FindSpdxException(id);
  if (exception == nullptr) return IsSpdxReference(id) ? CanonicalReference(id) : id;
  return std::string(exception->replaced_by.empty() ? exception->id : exception->replaced_by);
}

SpdxExpression CanonicalLicense(const SpdxExpression& written) {
  SpdxExpression canonical = written;
  if (!written.exception.empty()) canonical.exception = CanonicalException(written.exception);
  const SpdxLicense* license = FindSpdxLicense(written.license);
  if (license == nullptr) {
    if (IsSpdxReference(written.license)) canonical.license = CanonicalReference(written.license);
    return canonical;
  }
  canonical.license = license->id;
  // `X-or-later+` says nothing more than `X-or-later`.
  if (license->id.ends_with(kOrLater)) canonical.or_later = false;
  const bool replaced_with_plus = written.or_later && !license->or_later_replaced_by.empty();
  const std::string_view better =
      replaced_with_plus ? license->or_later_replaced_by : license->replaced_by;
  if (better.empty()) return canonical;
  auto parsed = ParseSpdxExpression(better);
  const auto* replacement = std::get_if<SpdxExpression>(&parsed);
  if (replacement == nullptr || replacement->kind != Kind::kLicense) return canonical;
  // A licence has one exception: two cannot be joined.
  if (!replacement->exception.empty()) {
    if (!canonical.exception.empty() && canonical.exception != replacement->exception) {
      return canonical;
    }
    canonical.exception = replacement->exception;
  }
  canonical.license = replacement->license;
  canonical.or_later =
      canonical.or_later && !replaced_with_plus && !canonical.license.ends_with(kOrLater);
  return canonical;
}

}  // namespace

std::string_view SpdxListVersion() { return data::kSpdxListVersion; }

const SpdxLicense* FindSpdxLicense(std::string_view id) {
  return Find({data::kSpdxLicenses, data::kSpdxLicenseCount}, id);
}

const SpdxLicense* FindSpdxException(std::string_view id) {
  return Find({data::kSpdxExceptions, data::kSpdxExceptionCount}, id);
}

std::vector<std::string> NamedLicenses(const SpdxExpression& expression) {
  std::vector<std::string> names;
  CollectNames(expression, names);
  return names;
}

SpdxExpression Canonical(const SpdxExpression& expression) {
  if (expression.kind == Kind::kLicense) return CanonicalLicense(expression);
  SpdxExpression canonical;
  canonical.kind = expression.kind;
  std::vector<std::pair<std::string, SpdxExpression>> operands;
  for (const SpdxExpression& operand : expression.operands) {
    SpdxExpression part = Canonical(operand);
    // (A OR A) is A, which may then stand beside operands of this very operator.
    if (part.kind == expression.kind) {
      for (SpdxExpression& inner : part.operands) {
        std::string text = inner.ToString();
        operands.emplace_back(std::move(text), std::move(inner));
      }
      continue;
    }
    std::string text = part.ToString();
    operands.emplace_back(std::move(text), std::move(part));
  }
  std::sort(operands.begin(), operands.end(),
            [](const auto& left, const auto& right) { return left.first < right.first; });
  for (size_t i = 0; i < operands.size(); ++i) {
    if (i > 0 && operands[i].first == operands[i - 1].first) continue;
    canonical.operands.push_back(std::move(operands[i].second));
  }
  if (canonical.operands.size() > 1) return canonical;
  SpdxExpression only = std::move(canonical.operands.front());
  return only;
}

SpdxRank RankExpression(const SpdxExpression& expression,
                        const std::function<int(const SpdxExpression&)>& rank_of) {
  if (expression.kind == Kind::kLicense) return {rank_of(expression), &expression};
  const bool is_choice = expression.kind == Kind::kOr;
  SpdxRank decided;
  for (const SpdxExpression& operand : expression.operands) {
    const SpdxRank ranked = RankExpression(operand, rank_of);
    const bool first = decided.decided_by == nullptr;
    const bool counts = is_choice ? ranked.rank > decided.rank : ranked.rank < decided.rank;
    if (first || counts) decided = ranked;
  }
  return decided;
}

}  // namespace headwater
