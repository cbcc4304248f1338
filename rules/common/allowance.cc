// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/common/allowance.h"

#include <utility>
#include <vector>

#include "headwater/spdx_licenses.h"
#include "rules/common/spdx_license.h"

namespace headwater {
namespace {

Result<GlobSet> FoldedGlobs(const std::vector<std::string>& patterns) {
  std::vector<std::string> folded;
  folded.reserve(patterns.size());
  for (const std::string& pattern : patterns) folded.push_back(FoldSpdxCase(pattern));
  return GlobSet::Make(folded);
}

}  // namespace

Result<Allowance> Allowance::Make(const Options& options) {
  Allowance allowance;
  allowance.also_allowed_ = TRY(FoldedGlobs(options.Globs("also_allowed")));
  allowance.not_allowed_ = TRY(FoldedGlobs(options.Globs("not_allowed")));
  return allowance;
}

Judgement Allowance::OfLicense(const SpdxExpression& license) const {
  const SpdxExpression current = Canonical(license);
  const std::string id = FoldSpdxCase(current.license);
  const std::string whole = FoldSpdxCase(current.ToString());
  // As written, and by today's name: `GPL-2.0+` is `GPL-2.0-or-later`.
  const std::string written = FoldSpdxCase(license.ToString());
  Judgement judgement;
  judgement.license = license.ToString();
  judgement.by_policy = true;
  for (const std::string& name : {id, whole, written}) {
    if (!not_allowed_.Matches(name)) continue;
    judgement.standing = ListClass::kRejected;
    return judgement;
  }
  for (const std::string& name : {whole, written}) {
    if (!also_allowed_.Matches(name)) continue;
    judgement.standing = ListClass::kApproved;
    return judgement;
  }
  const Standing standing = OpenCodeStanding(license);
  judgement.by_policy = false;
  judgement.standing = standing.standing;
  judgement.like = standing.like;
  return judgement;
}

Judgement Allowance::Of(const SpdxExpression& expression) const {
  const SpdxRank ranked = RankExpression(expression, [this](const SpdxExpression& license) {
    return static_cast<int>(OfLicense(license).standing);
  });
  return OfLicense(*ranked.decided_by);
}

}  // namespace headwater
