// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <vector>

#include "tests/forge/repositories.h"
#include "tests/forge/world.h"

/// \file
/// What GitLab tells its webhooks. Bodies:
/// https://docs.gitlab.com/ee/user/project/integrations/webhook_events.html and
/// https://docs.gitlab.com/ee/administration/system_hooks.html, 18.4.

namespace headwater::forge_double {

/// A merge request's event in the making.
struct MergeRequestEvent {
  int64_t project = 0;
  int64_t iid = 0;
  int64_t user = 0;
  std::string action;             ///< open, update, close, reopen, merge, approved ...
  Json changes = Json::object();  ///< {attribute: {previous, current}}
  std::string oldrev;             ///< Empty: no new commits.
};

void EmitMergeRequest(World& world, const MergeRequestEvent& event);
/// `action`: create or update.
void EmitNote(World& world, int64_t note, const std::string& action);
void EmitPipeline(World& world, int64_t pipeline);

struct PushEvent {
  int64_t project = 0;
  int64_t user = 0;
  RefChange change;
  std::vector<Commit> commits;
  int64_t total = 0;  ///< Commits, also those that are not listed.
};
void EmitPush(World& world, const PushEvent& event);
/// The system hook that comes once for each push.
void EmitRepositoryUpdate(World& world, int64_t project, int64_t user,
                          const std::vector<RefChange>& changes);
/// project_create, project_rename, project_transfer, project_update, project_destroy.
void EmitProject(World& world, const Project& project, const std::string& event,
                 const std::string& old_path);

/// GitLab's "test" of a hook: an event of that kind with the project's newest data; the HTTP
/// status, zero for no answer.
int TestHook(World& world, const Hook& hook);

}  // namespace headwater::forge_double
