// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "tests/forge/events.h"
#include "tests/forge/render.h"

/// \file
/// Bodies of webhooks, as values. Their times have another form than REST's.

namespace headwater::forge_double {

Json HookUserJson(const View& view, int64_t user);
Json HookProjectJson(const View& view, const Project& project);
Json HookLabelsJson(const std::vector<std::string>& labels, int64_t project);
Json HookRepositoryJson(const View& view, const Project& project);
Json HookCommitJson(const View& view, const Project& project, const Commit& commit);
/// The attributes both kinds of body share.
Json HookMergeRequestJson(const View& view, const MergeRequest& merge_request);

Json MergeRequestBody(const View& view, const MergeRequest& merge_request,
                      const MergeRequestEvent& event);
Json NoteBody(const View& view, const Note& note, const std::string& action);
Json PushBody(const View& view, const Project& project, const PushEvent& event);
Json PipelineBody(const View& view, const Pipeline& pipeline);

}  // namespace headwater::forge_double
