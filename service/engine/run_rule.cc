// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/engine/run_rule.h"

#include <exception>
#include <string>
#include <utility>
#include <vector>

#include "service/engine/origins.h"

namespace headwater::engine {
namespace {

RuleAnswer Unknown(std::string key, std::vector<std::pair<std::string, Untrusted>> args = {}) {
  RuleAnswer answer;
  answer.verdict = Verdict::kUnknown;
  answer.reason = Message{std::move(key), std::move(args)};
  return answer;
}

/// In the judgement of a whole tree every line is new.
class AllLinesAdded final : public LineChanges {
 public:
  Result<std::vector<LineRange>> AddedLines(const ChangedFile& /*file*/) override {
    return std::vector<LineRange>{{1, UINT32_MAX}};
  }
};

Change WholeTree(const GitView& view) {
  Change change;
  change.scope = ChangeScope::kAll;
  for (const FileEntry& file : view.Files()) {
    ChangedFile added;
    added.path = file.path;
    added.status = FileStatus::kAdded;
    added.mode = file.mode;
    added.blob = file.blob;
    added.new_content = true;
    change.files.push_back(std::move(added));
  }
  return change;
}

Result<RuleAnswer> CallRule(const RuleEntry& rule, const RuleContext& context) {
  // The one place beside the worker loop where exceptions end: a fault in one rule must cost that
  // rule's verdict and nothing else.
  try {
    return rule.check(context);
  } catch (const std::exception& exception) {
    return Error{Errc::kInternal, exception.what()};
  }
}

}  // namespace

RuleAnswer RunRule(const RuleEntry& rule, const RuleContext& context, BudgetedViews& views,
                   const Budget& budget) {
  views.Renew();
  Result<RuleAnswer> result = CallRule(rule, context);
  // Asked first: a rule may have taken the error of a last read for "cannot read this file".
  switch (views.exhausted()) {
    case Exhausted::kBytes:
      return Unknown("budget-bytes", {{"limit", Untrusted(std::to_string(budget.bytes >> 20U))}});
    case Exhausted::kTime:
      return Unknown(
          "budget-time",
          {{"limit", Untrusted(std::to_string(
                         std::chrono::ceil<std::chrono::seconds>(budget.time).count()))}});
    case Exhausted::kNo:
      break;
  }
  if (result.ok()) return std::move(result).value();
  const Error& error = result.error();
  if (error.code == Errc::kInternal) return Unknown("rule-threw");
  return Unknown("rule-error", {{"detail", Untrusted(error.message)}});
}

bool PassesOnTarget(const EnabledRule& enabled, const GlobSet& generated, GitView& target,
                    const Terms& terms) {
  Change change = WholeTree(target);
  MarkOrigins(change, generated);
  AllLinesAdded lines;
  BudgetedViews views(target, nullptr, terms.budget);
  const auto before = [&views] { return views.Before(); };
  const RuleContext context{.change = change,
                            .view = views.head(),
                            .before = before,
                            .lines = lines,
                            .options = enabled.options,
                            .facts = terms.facts,
                            .only = enabled.only,
                            .except = enabled.except,
                            .as_of = terms.as_of,
                            .max_findings = 1,
                            .own_rule = enabled.own};
  const RuleAnswer answer = RunRule(*enabled.rule, context, views, terms.budget);
  return answer.verdict != Verdict::kFail;
}

}  // namespace headwater::engine
