// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>

#include "headwater/ids.h"
#include "headwater/store.h"
#include "headwater/untrusted.h"

/// \file
/// What is said of a policy of the platform that cannot be used, in one issue of the project that
/// it lives in: there are those who can mend it.

namespace headwater::report {

/// The first line of the issue, as ProjectIssueMarker.
std::string PolicyIssueMarker(ProjectId project);
std::string_view PolicyIssueTitle(Language language);

struct PolicyIssue {
  ProjectId project;
  Untrusted problem;   ///< `file:line:column: sentence`; empty: there is none any more.
  Untrusted in_force;  ///< The policy that counts meanwhile.
  Untrusted since;     ///< Since when.
};

/// For the slot of SlotKind::kPolicyIssue. The same problem gives the same text.
SlotContent RenderPolicyIssue(const PolicyIssue& issue, Language language);

}  // namespace headwater::report
