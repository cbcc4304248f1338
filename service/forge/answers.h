// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <vector>

#include "headwater/data_field.h"
#include "headwater/forge.h"
#include "headwater/result.h"

/// \file
/// GitLab's answers as values of ours. Unknown members and words of open sets are passed over; a
/// member of the wrong type is kInvalid and named. Pure.

namespace headwater::forge {

Result<ForgeUser> ReadUser(const DataField& user);
Result<ForgeProject> ReadProject(const DataField& project);
/// A page of projects by id. One that does not go on behind `after`, or is larger than was asked
/// for, would never end.
Result<std::vector<ForgeProject>> ReadProjects(const DataField& page, ProjectId after);
Result<ForgeMergeRequest> ReadMergeRequest(const DataField& merge_request);
/// Of a branch.
Result<CommitId> ReadBranchHead(const DataField& branch);

/// Of a commit.
Result<CommitId> ReadCommitId(const DataField& commit);
/// One rule of a project's protected branches.
Result<ForgeProtectedBranch> ReadProtectedBranch(const DataField& rule);
/// The same, with `maintainers_only` about pushes alone: whoever merges is asked by the gate.
Result<ForgeProtectedBranch> ReadPushGuard(const DataField& rule);
/// None where it is not told; kInvalid for what is no time.
Result<std::optional<WallTime>> ReadTime(const DataField& field);

/// A status with what is needed to choose among several.
struct NamedStatus {
  std::string name;
  ForgeStatus status;
};
Result<NamedStatus> ReadStatus(const DataField& status);

Result<ForgeNote> ReadNote(const DataField& note);
/// The first note of a discussion that is a thread; none for a comment that stands alone.
Result<std::optional<ForgeNote>> ReadThread(const DataField& discussion);

/// Whether it can be the id of a discussion: hexadecimal digits, which go into a path.
bool IsDiscussionId(std::string_view id);

}  // namespace headwater::forge
