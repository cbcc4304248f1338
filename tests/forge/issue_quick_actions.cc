// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "tests/forge/http.h"
#include "tests/forge/quick_actions.h"

// What quick actions do to an issue.

namespace headwater::forge_double {
namespace {

void Do(Issue& issue, int64_t user, const QuickAction& action) {
  if (action.name == "close" && issue.state == "opened") {
    issue.state = "closed";
    issue.closed_by = user;
    issue.closed_at = Now();
  }
  if (action.name == "reopen") {
    issue.state = "opened";
    issue.closed_by = issue.closed_at = 0;
  }
  if (action.name == "title") issue.title = action.arguments;
  if (action.name == "confidential") issue.confidential = true;
}

}  // namespace

void Execute(State& state, Issue& issue, int64_t user, const std::vector<QuickAction>& actions) {
  const Project& project = state.projects.at(issue.project);
  const bool may = state.AccessLevel(project, user) >= kReporter || issue.author == user;
  for (const QuickAction& action : actions) {
    const std::string text =
        "/" + action.name + (action.arguments.empty() ? "" : " " + action.arguments);
    state.effects.push_back({"quick_action", text, issue.project, issue.iid, user, may});
    if (may) Do(issue, user, action);
  }
}

}  // namespace headwater::forge_double
