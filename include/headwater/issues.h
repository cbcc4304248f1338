// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "headwater/forge.h"
#include "headwater/ids.h"
#include "headwater/result.h"

namespace headwater {

/// The number people see after the '#'; unique within the project.
using IssueIid = ForgeNumber<struct IssueTag>;

/// An issue as far as we look at it.
struct ForgeIssue {
  IssueIid iid;
  UserId author;
  std::string description;  ///< Markdown, as the forge stores it: quick actions are taken out.
  bool open = true;
  UserId closed_by;    ///< 0: it is open, or nobody knows.
  bool moved = false;  ///< It lives on in another project, and this one is a stub.
};

enum class IssueEvent { kNone, kClose, kReopen };

/// Issues of a project. Errors and threads as headwater/forge.h, of which this is the part about
/// issues. Where a project has none (switched off, archived) a list is empty, one issue is
/// kNotFound and a new one kDenied.
///
/// Descriptions are Markdown that was encoded before (sink.h); the forge executes quick actions in
/// them, so one that holds any outside our own fences is refused with kInternal and not sent.
/// https://docs.gitlab.com/ee/user/project/quick_actions.html
class Issues {
 public:
  virtual ~Issues() = default;
  /// Every issue of this author in this project, open or not, oldest first, over all pages.
  virtual Result<std::vector<ForgeIssue>> IssuesBy(ProjectId project, UserId author) = 0;
  virtual Result<ForgeIssue> Issue(ProjectId project, IssueIid iid) = 0;
  /// As it was stored.
  virtual Result<ForgeIssue> CreateIssue(ProjectId project, const std::string& title,
                                         const std::string& description) = 0;
  /// A description of none leaves it as it is. As it was stored.
  virtual Result<ForgeIssue> EditIssue(ProjectId project, IssueIid iid,
                                       const std::optional<std::string>& description,
                                       IssueEvent event) = 0;
};

}  // namespace headwater
