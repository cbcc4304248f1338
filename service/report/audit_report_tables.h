// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <initializer_list>
#include <vector>

#include "service/report/audit_report.h"
#include "service/report/html.h"

/// \file
/// The tables of the printed record, as HTML.

namespace headwater::report {

/// A table with a caption and a heading for each column; the first cell of a row is its heading.
class HtmlTable {
 public:
  HtmlTable(const Text& caption, std::initializer_list<Text> columns, Language language);

  void AddRow(std::initializer_list<Html> cells);
  Html Finish() &&;

 private:
  Html out_;
};

Html PolicyTable(const std::vector<PolicyUse>& policies, Language language);
/// Of the rules of these families ("license/"); nothing when there is no such rule.
Html RuleStateTable(const BranchState& branch, const Text& caption,
                    std::initializer_list<std::string_view> families, Language language);
/// Of all the others.
Html OtherRulesTable(const BranchState& branch, const Text& caption,
                     std::initializer_list<std::string_view> but, Language language);
Html MergeTable(const std::vector<MergedChange>& merges, Language language);
Html RuleCountTable(const std::vector<RuleCount>& rules, Language language);
Html WaiverTable(const AuditReport& report, const std::vector<WaiverUse>& waivers,
                 Language language);
Html GapTable(const std::vector<Gap>& gaps, Language language);

}  // namespace headwater::report
