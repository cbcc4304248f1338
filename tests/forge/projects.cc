// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "tests/forge/projects.h"

#include "tests/forge/events.h"

namespace headwater::forge_double {

int64_t CreateProject(World& world, Project project, const std::string& source) {
  project.created_at = project.updated_at = Now();
  project.id = world.Write([&](State& state) -> int64_t {
    const bool whole = project.path.find('/') != std::string::npos;
    return whole && state.FindProject(project.path) == nullptr ? state.NextId() : 0;
  });
  if (project.id == 0) return 0;
  const Repositories& git = world.repositories();
  if (!git.Create(project.id, source)) return 0;
  project.default_branch = git.DefaultBranch(project.id);
  if (!project.default_branch.empty()) project.protected_branches.insert(project.default_branch);
  if (project.creator != 0) project.members.emplace(project.creator, kOwner);
  world.Write([&](State& state) {
    state.projects[project.id] = project;
    state.moved.erase(project.path);
  });
  EmitProject(world, project, "project_create", "");
  return project.id;
}

void ApplySettings(Project& project, const Json& parameters) {
  project.description = Text(parameters, "description", project.description);
  project.visibility = Text(parameters, "visibility", project.visibility);
  project.repository_access_level =
      Text(parameters, "repository_access_level", project.repository_access_level);
  project.archived = Flag(parameters, "archived", project.archived);
  project.issues_enabled = Flag(parameters, "issues_enabled", project.issues_enabled);
  project.squash_option = Text(parameters, "squash_option", project.squash_option);
  if (Has(parameters, "squash_commit_template")) {
    project.squash_commit_template = Text(parameters, "squash_commit_template", "");
  }
  project.mirror = Flag(parameters, "mirror", project.mirror);
  project.ci = Text(parameters, "ci", project.ci);
  project.ci_status = Text(parameters, "ci_status", project.ci_status);
  project.pipeline_must_succeed =
      Flag(parameters, "only_allow_merge_if_pipeline_succeeds", project.pipeline_must_succeed);
  project.allow_skipped_pipeline =
      Flag(parameters, "allow_merge_on_skipped_pipeline", project.allow_skipped_pipeline);
  project.discussions_must_resolve =
      Flag(parameters, "only_allow_merge_if_all_discussions_are_resolved",
           project.discussions_must_resolve);
  if (Has(parameters, "topics")) project.topics = List(parameters, "topics");
  if (Has(parameters, "developer_branches")) {
    const std::vector<std::string> branches = List(parameters, "developer_branches");
    project.developer_branches = {branches.begin(), branches.end()};
  }
  if (Has(parameters, "protected_branches")) {
    const std::vector<std::string> branches = List(parameters, "protected_branches");
    project.protected_branches = {branches.begin(), branches.end()};
  }
}

bool MoveProject(World& world, int64_t project, const std::string& path) {
  Project before;
  Project after;
  const bool moved = world.Write([&](State& state) {
    const auto found = state.projects.find(project);
    if (found == state.projects.end() || state.FindProject(path) != nullptr) return false;
    before = found->second;
    state.moved[before.path] = project;
    state.moved.erase(path);
    found->second.path = path;
    found->second.updated_at = Now();
    after = found->second;
    return true;
  });
  if (!moved) return false;
  const bool renamed = before.Namespace() == after.Namespace();
  EmitProject(world, after, renamed ? "project_rename" : "project_transfer", before.path);
  return true;
}

void DeleteProject(World& world, int64_t project) {
  const Project gone = world.Write([&](State& state) {
    const Project found = state.projects[project];
    state.projects.erase(project);
    std::erase_if(state.merge_requests,
                  [&](const auto& entry) { return entry.first.first == project; });
    std::erase_if(state.issues, [&](const auto& entry) { return entry.first.first == project; });
    for (auto& [key, merge_request] : state.merge_requests) {
      if (merge_request.source_project == project) merge_request.source_project = 0;
    }
    std::erase_if(state.hooks, [&](const auto& entry) { return entry.second.project == project; });
    return found;
  });
  EmitProject(world, gone, "project_destroy", "");
  world.repositories().Delete(project);
}

}  // namespace headwater::forge_double
