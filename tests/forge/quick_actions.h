// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tests/forge/model.h"

/// \file
/// What GitLab does with the text of a comment besides showing it.
/// https://docs.gitlab.com/ee/user/project/quick_actions.html

namespace headwater::forge_double {

struct QuickAction {
  std::string name;       ///< "label", lower case.
  std::string arguments;  ///< "~bug"
};

struct CommentText {
  std::vector<QuickAction> actions;
  std::vector<std::string> mentions;  ///< "@user", in order, without code.
  std::string rest;                   ///< What is stored: without the lines of the actions.
};

/// `legacy`: as the older versions did it, line by line, with code and quotes left out by pattern
/// rather than by the Markdown's structure.
CommentText ReadComment(std::string_view text, bool legacy);

/// Does what the actions say to the merge request, where `user` may, and records each in
/// `state.effects`. Answers with `{"commands_changes":…,"summary":[…]}`.
Json Execute(State& state, MergeRequest& merge_request, int64_t user,
             const std::vector<QuickAction>& actions);
/// The same to an issue; of what they can do there, closing, opening, titles and secrecy.
void Execute(State& state, Issue& issue, int64_t user, const std::vector<QuickAction>& actions);

}  // namespace headwater::forge_double
