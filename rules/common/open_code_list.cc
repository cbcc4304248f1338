// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/common/open_code_list.h"

#include <algorithm>

#include "headwater/spdx_licenses.h"
#include "rules/common/spdx_license.h"
#include "rules/data/open_code_table.h"

namespace headwater {
namespace {

constexpr std::string_view kOrLater = "-or-later";

const data::OpenCodeRow* FindRow(std::string_view id) {
  const data::OpenCodeRow* end = data::kOpenCodeRows + data::kOpenCodeRowCount;
  const std::string folded = FoldSpdxCase(id);
  const auto* row = std::lower_bound(data::kOpenCodeRows, end, folded,
                                     [](const data::OpenCodeRow& r, const std::string& wanted) {
                                       return FoldSpdxCase(r.id) < wanted;
                                     });
  return row != end && FoldSpdxCase(row->id) == folded ? row : nullptr;
}

/// Whoever may choose a later version may also stay with this one: the list's `-only` covers it.
const data::OpenCodeRow* FindOnlyOf(std::string_view id) {
  if (!id.ends_with(kOrLater)) return nullptr;
  const data::OpenCodeRow* row =
      FindRow(std::string(id.substr(0, id.size() - kOrLater.size())) + "-only");
  return row != nullptr && row->status == data::OpenCodeStatus::kApproved ? row : nullptr;
}

Standing StandingOnList(const data::OpenCodeRow& row) {
  switch (row.status) {
    case data::OpenCodeStatus::kApproved:
      return {ListClass::kApproved, {}};
    case data::OpenCodeStatus::kSimilar:
      return {ListClass::kSimilar, row.like};
    case data::OpenCodeStatus::kRejected:
      break;
  }
  return {ListClass::kRejected, {}};
}

Standing StandingOf(std::string_view id) {
  if (const auto* row = FindRow(id)) return StandingOnList(*row);
  if (IsSpdxReference(id)) return {ListClass::kReview, {}};
  if (const auto* only = FindOnlyOf(id)) return {ListClass::kSimilar, only->id};
  const SpdxLicense* listed = FindSpdxLicense(id);
  if (listed == nullptr) return {ListClass::kUnknown, {}};
  return {listed->is_osi_approved ? ListClass::kAskPlatform : ListClass::kUnlisted, {}};
}

}  // namespace

Standing OpenCodeStanding(const SpdxExpression& license) {
  const SpdxExpression current = Canonical(license);
  const Standing standing = StandingOf(current.license);
  if (current.exception.empty() || standing.standing == ListClass::kRejected) return standing;
  // Nobody knows what a text of the project's own takes away again.
  if (IsSpdxReference(current.exception)) return {ListClass::kReview, {}};
  const bool listed = FindSpdxException(current.exception) != nullptr;
  return listed ? standing : Standing{};
}

std::string_view OpenCodeListVersion() { return data::kOpenCodeListVersion; }
std::string_view OpenCodeListDate() { return data::kOpenCodeListDate; }

}  // namespace headwater
