// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/report/policy_issue.h"

#include "headwater/sink.h"
#include "service/report/policy_issue_texts.h"

namespace headwater::report {
namespace {

using Markdown = Out<Sink::kMarkdown>;

}  // namespace

std::string PolicyIssueMarker(ProjectId project) {
  return "<!-- headwater:policy " + std::to_string(project.value) + " -->";
}

std::string_view PolicyIssueTitle(Language language) {
  return texts::kPolicyTitle.In(language).view();
}

SlotContent RenderPolicyIssue(const PolicyIssue& issue, Language language) {
  const auto word = [language](const Text& text) { return text.In(language); };
  const std::string begin = PolicyIssueMarker(issue.project) + "\n";
  Markdown text;
  if (issue.problem.empty()) {
    text << word(texts::kPolicyMended) << "\n";
    return {StatusState::kSuccess, begin + text.text(), ""};
  }
  text << word(texts::kPolicyRefused) << "\n\n- " << word(texts::kPolicyFound) << issue.problem
       << "\n- " << word(texts::kPolicyInForce) << issue.in_force << word(texts::kPolicySince)
       << issue.since << "\n- " << word(texts::kPolicyFix) << "\n";
  return {StatusState::kFailed, begin + text.text(), ""};
}

}  // namespace headwater::report
