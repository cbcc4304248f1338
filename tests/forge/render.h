// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "tests/forge/json.h"
#include "tests/forge/model.h"
#include "tests/forge/repositories.h"

/// \file
/// Things as REST shows them. Shapes: https://docs.gitlab.com/ee/api/ (projects, merge_requests,
/// notes, discussions, commits, pipelines, project_webhooks), 18.4.

namespace headwater::forge_double {

/// What rendering needs besides the thing itself.
struct View {
  const State& state;
  const std::string& url;  ///< The instance's, without a slash at its end.
  int64_t viewer = 0;      ///< Whose token asks; zero: nobody's.
};

Json UserJson(const View& view, int64_t user);
Json ProjectJson(const View& view, const Project& project);
/// `whole`: as the single one is shown, not as in a list.
Json MergeRequestJson(const View& view, const MergeRequest& merge_request, bool whole);
Json VersionJson(const MergeRequest& merge_request, const Version& version);
Json NoteJson(const View& view, const Note& note);
/// Of notes with the same discussion, oldest first.
Json DiscussionJson(const View& view, const std::vector<const Note*>& notes);
Json AwardJson(const View& view, const Note& note, const Award& award);
Json PipelineJson(const View& view, const Pipeline& pipeline);
Json StatusJson(const View& view, const CommitStatus& status);
Json CommitJson(const View& view, const Project& project, const Commit& commit);
Json DiffJson(const FileDiff& file);
Json HookJson(const Hook& hook);

}  // namespace headwater::forge_double
