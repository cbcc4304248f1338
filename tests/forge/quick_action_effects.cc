// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <functional>
#include <map>

#include "tests/forge/http.h"
#include "tests/forge/quick_actions.h"

// What each quick action does to a merge request.

namespace headwater::forge_double {
namespace {

/// One action at work.
struct Execution {
  State& state;
  MergeRequest& merge_request;
  int64_t user;
  std::string arguments;
  Json& changes;  ///< commands_changes
};

/// "~bug ~"two words"" gives {"bug", "two words"}.
std::vector<std::string> Labels(const std::string& arguments) {
  std::vector<std::string> labels;
  for (size_t at = arguments.find('~'); at != std::string::npos; at = arguments.find('~', at + 1)) {
    const bool quoted = at + 1 < arguments.size() && arguments[at + 1] == '"';
    const size_t begin = at + (quoted ? 2 : 1);
    const size_t end = std::min(arguments.find(quoted ? '"' : ' ', begin), arguments.size());
    if (begin < end) labels.push_back(arguments.substr(begin, end - begin));
  }
  return labels;
}

std::vector<int64_t> People(const Execution& run) {
  std::vector<int64_t> people;
  for (size_t at = run.arguments.find('@'); at != std::string::npos;
       at = run.arguments.find('@', at + 1)) {
    const size_t end = std::min(run.arguments.find(' ', at), run.arguments.size());
    const User* user = run.state.FindUser(run.arguments.substr(at + 1, end - at - 1));
    if (user != nullptr) people.push_back(user->id);
  }
  if (run.arguments == "me") people.push_back(run.user);
  return people;
}

void Approve(const Execution& run) {
  auto& list = run.merge_request.approved_by;
  if (std::find(list.begin(), list.end(), run.user) == list.end()) list.push_back(run.user);
  run.changes["approved"] = true;
}

void Unapprove(const Execution& run) { std::erase(run.merge_request.approved_by, run.user); }

void Close(const Execution& run) {
  if (run.merge_request.state == "opened") {
    run.merge_request.state = "closed";
    run.merge_request.closed_at = Now();
  }
  run.changes["state_event"] = "close";
}

void Reopen(const Execution& run) {
  if (run.merge_request.state == "closed") run.merge_request.state = "opened";
  run.changes["state_event"] = "reopen";
}

void Label(const Execution& run) {
  auto& labels = run.merge_request.labels;
  for (const std::string& label : Labels(run.arguments)) {
    if (std::find(labels.begin(), labels.end(), label) == labels.end()) labels.push_back(label);
  }
  run.changes["add_label_ids"] = Json::array();
}

void Unlabel(const Execution& run) {
  const std::vector<std::string> gone = Labels(run.arguments);
  std::erase_if(run.merge_request.labels, [&](const std::string& label) {
    return gone.empty() || std::find(gone.begin(), gone.end(), label) != gone.end();
  });
  run.changes["remove_label_ids"] = Json::array();
}

void Assign(const Execution& run) {
  run.merge_request.assignees = People(run);
  run.changes["assignee_ids"] = run.merge_request.assignees;
}

void Unassign(const Execution& run) {
  run.merge_request.assignees.clear();
  run.changes["assignee_ids"] = Json::array();
}

void Review(const Execution& run) {
  run.merge_request.reviewers = People(run);
  run.changes["reviewer_ids"] = run.merge_request.reviewers;
}

void Title(const Execution& run) {
  run.merge_request.title = run.arguments;
  run.changes["title"] = run.arguments;
}

void TargetBranch(const Execution& run) {
  run.merge_request.target_branch = run.arguments;
  run.changes["target_branch"] = run.arguments;
}

void Draft(const Execution& run) {
  if (!run.merge_request.Draft()) run.merge_request.title.insert(0, "Draft: ");
  run.changes["wip_event"] = "draft";
}

void Ready(const Execution& run) {
  std::string& title = run.merge_request.title;
  if (run.merge_request.Draft()) title.erase(0, title.find_first_of(":])") + 1);
  title.erase(0, std::min(title.find_first_not_of(' '), title.size()));
  run.changes["wip_event"] = "ready";
}

void Lock(const Execution& run) { run.merge_request.locked_discussion = true; }
void Unlock(const Execution& run) { run.merge_request.locked_discussion = false; }
void Nothing(const Execution& run) { static_cast<void>(run); }

using Work = void (*)(const Execution&);

Work WorkOf(const std::string& name) {
  static const std::map<std::string, Work> kWork = {{"approve", Approve},
                                                    {"unapprove", Unapprove},
                                                    {"close", Close},
                                                    {"reopen", Reopen},
                                                    {"label", Label},
                                                    {"labels", Label},
                                                    {"unlabel", Unlabel},
                                                    {"assign", Assign},
                                                    {"unassign", Unassign},
                                                    {"reviewer", Review},
                                                    {"assign_reviewer", Review},
                                                    {"request_review", Review},
                                                    {"title", Title},
                                                    {"target_branch", TargetBranch},
                                                    {"draft", Draft},
                                                    {"ready", Ready},
                                                    {"lock", Lock},
                                                    {"unlock", Unlock}};
  const auto found = kWork.find(name);
  return found == kWork.end() ? Nothing : found->second;
}

}  // namespace

Json Execute(State& state, MergeRequest& merge_request, int64_t user,
             const std::vector<QuickAction>& actions) {
  Json changes = Json::object();
  Json summary = Json::array();
  const Project& project = state.projects.at(merge_request.project);
  const bool may = state.AccessLevel(project, user) >= kDeveloper || merge_request.author == user;
  for (const QuickAction& action : actions) {
    const std::string text =
        "/" + action.name + (action.arguments.empty() ? "" : " " + action.arguments);
    state.effects.push_back(
        {"quick_action", text, merge_request.project, merge_request.iid, user, may});
    if (!may) continue;
    WorkOf(action.name)({state, merge_request, user, action.arguments, changes});
    summary.push_back("Executed " + text + ".");
  }
  return {{"commands_changes", std::move(changes)}, {"summary", std::move(summary)}};
}

}  // namespace headwater::forge_double
