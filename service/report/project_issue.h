// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "headwater/ids.h"
#include "headwater/report.h"
#include "headwater/store.h"
#include "service/report/note.h"

/// \file
/// What is said of a project as such, in one issue of it: what nobody's merge request has caused
/// stands in nobody's comment. The tone, the structure and the care for foreign bytes are those of
/// the comment (note.h).

namespace headwater::report {

/// The first line of our issue about this project: by it and its author it is found again. It names
/// the project, because an issue that is moved to another one keeps its text and its author.
std::string ProjectIssueMarker(ProjectId project);

/// Names no project: it is read in the project it is about.
std::string_view ProjectIssueTitle(Language language);

/// What the issue should be.
struct ProjectIssue {
  /// kFailed: something is open. kRunning: nothing is known to be open, but not everything could be
  /// checked, so that nothing can be said to be done. kSuccess: all was checked and nothing is
  /// open.
  StatusState state = StatusState::kSuccess;
  /// Markdown. Two judgements that say the same give the same text, whichever their commits.
  std::string text;
  /// Markdown that goes below it and is worth no edit of its own: the link to the decision.
  std::string footer;
};

/// Of a judgement of a default branch that has no `problem`. What counts are the rules that speak
/// about the project and are shown (hint or gate). Links to files lead below `context.files`.
/// `ending`: waivers of the project whose end is near; they are named, and open the issue.
ProjectIssue RenderProjectIssue(ProjectId project, const Report& report, const NoteContext& context,
                                std::span<const Waiver> ending = {});

}  // namespace headwater::report
