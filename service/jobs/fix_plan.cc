// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/fix_plan.h"

#include <algorithm>

#include "headwater/hash.h"
#include "service/report/level.h"

namespace headwater::jobs {
namespace {

// Tells fixes apart; lengths keep the parts from running into each other.
std::string KeyOf(const RuleInfo& rule, const Fix& fix) {
  std::string key(rule.id.view());
  for (const std::string& part : {fix.path.bytes(), std::to_string(fix.lines.first),
                                  std::to_string(fix.lines.last), fix.text.bytes()}) {
    key += '\n' + std::to_string(part.size()) + ':' + part;
  }
  return Sha256Hex(key);
}

void Add(const RuleInfo& rule, const Finding& finding, FixPlan& plan) {
  const Fix& fix = *finding.fix;
  const bool create = fix.kind == Fix::Kind::kCreate;
  const auto [found, first] = plan.try_emplace(fix.path.bytes());
  PlannedFile& file = found->second;
  // Of several that would make the same file the first one does.
  if (!first && (create || file.create)) return;
  file.create = create;
  file.edits.push_back({create ? LineRange{1, 0} : fix.lines, fix.text.bytes()});
  file.rules.push_back(rule.id);
  file.findings.push_back(&finding);
}

}  // namespace

FixPlan PlanFixes(const Report& report, std::set<std::string>& seen) {
  FixPlan plan;
  for (const RuleResult& result : report.rules) {
    if (report::LevelOf(result.effective_mode) == report::Level::kObserved) continue;
    for (const Finding& finding : result.answer.findings) {
      const bool text = finding.fix && finding.fix->kind != Fix::Kind::kCommand;
      if (!text || !seen.insert(KeyOf(*result.info, *finding.fix)).second) continue;
      Add(*result.info, finding, plan);
    }
  }
  return plan;
}

}  // namespace headwater::jobs
