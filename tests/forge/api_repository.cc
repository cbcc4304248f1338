// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>

#include "tests/forge/api.h"
#include "tests/forge/merge_requests.h"

// https://docs.gitlab.com/ee/api/branches.html, repository_files.html, commits.html, pipelines.html

namespace headwater::forge_double {
namespace {

constexpr std::string_view kHeads = "refs/heads/";

Json BranchJson(const Call& call, const Project& project, const std::string& name,
                const std::string& sha) {
  const std::vector<Commit> commits = call.world.repositories().Log(project.id, sha, 1);
  return call.world.Read([&](const State& state) -> Json {
    const View view{state, call.url, call.actor.user};
    const bool is_protected = project.protected_branches.contains(name);
    const int level = state.AccessLevel(project, call.actor.user);
    return {{"name", name},
            {"commit", commits.empty() ? Json() : CommitJson(view, project, commits.front())},
            {"merged", false},
            {"protected", is_protected},
            {"developers_can_push", false},
            {"developers_can_merge", false},
            {"can_push", level >= (is_protected ? kMaintainer : kDeveloper)},
            {"default", name == project.default_branch},
            {"web_url", call.url + "/" + project.path + "/-/tree/" + name}};
  });
}

Response Branches(Call& call) {
  const Project project = ProjectOf(call);
  const auto refs = call.world.repositories().Refs(project.id, std::string(kHeads));
  std::vector<Item> items;
  for (const auto& [ref, sha] : refs) {
    const std::string name = ref.substr(kHeads.size());
    if (name.find(Text(call.parameters, "search")) == std::string::npos) continue;
    items.push_back(
        {0, [&call, &project, name, &sha = sha] { return BranchJson(call, project, name, sha); }});
  }
  return Page(call, items);
}

Response Branch(Call& call) {
  const Project project = ProjectOf(call);
  const std::string name = call.PathText("branch");
  const std::string sha = call.world.repositories().Resolve(project.id, std::string(kHeads) + name);
  if (sha.empty()) return NotFound("Branch");
  return JsonResponse(200, BranchJson(call, project, name, sha));
}

Json LevelJson(int level) {
  return {{"id", level},
          {"access_level", level},
          {"access_level_description", level == kMaintainer ? "Maintainers" : "Developers"},
          {"user_id", nullptr},
          {"group_id", nullptr},
          {"deploy_key_id", nullptr}};
}

/// Names are given as they are: the double protects no branch by a wildcard, but tells of one.
Response ProtectedBranches(Call& call) {
  const Project project = ProjectOf(call);
  std::vector<Item> items;
  for (const std::string& name : project.protected_branches) {
    const bool developers = project.developer_branches.contains(name);
    items.push_back({0, [name, developers] {
                       const Json merge = LevelJson(developers ? kDeveloper : kMaintainer);
                       return Json{{"id", 1},
                                   {"name", name},
                                   {"push_access_levels", Json::array({LevelJson(kMaintainer)})},
                                   {"merge_access_levels", Json::array({merge})},
                                   {"allow_force_push", false}};
                     }});
  }
  return Page(call, items);
}

Response RawFile(Call& call) {
  const auto content = call.world.repositories().ReadFile(
      call.PathId("id"), Text(call.parameters, "ref", "HEAD"), call.PathText("path"));
  if (!content) return NotFound("File");
  Response response{.content_type = "text/plain"};
  response.body = *content;
  return response;
}

Response File(Call& call) {
  const std::string ref = Text(call.parameters, "ref", "HEAD");
  const std::string path = call.PathText("path");
  const auto content = call.world.repositories().ReadFile(call.PathId("id"), ref, path);
  if (!content) return NotFound("File");
  return JsonResponse(200, {{"file_path", path},
                            {"file_name", path.substr(path.rfind('/') + 1)},
                            {"size", content->size()},
                            {"encoding", "base64"},
                            {"ref", ref},
                            {"content", Base64(*content)}});
}

Response Commits(Call& call, const Project& project, const std::string& range) {
  constexpr int kMost = 1000;  // More than any page can reach in a test.
  const std::vector<Commit> commits = call.world.repositories().Log(project.id, range, kMost);
  return call.world.Read([&](const State& state) {
    const View view{state, call.url, call.actor.user};
    std::vector<Item> items;
    for (const Commit& commit : commits) {
      items.push_back({0, [&] { return CommitJson(view, project, commit); }});
    }
    return Page(call, items);
  });
}

Response ListCommits(Call& call) {
  const Project project = ProjectOf(call);
  return Commits(call, project, Text(call.parameters, "ref_name", "HEAD"));
}

Response OneCommit(Call& call) {
  const Project project = ProjectOf(call);
  const std::string sha = call.world.repositories().Resolve(project.id, call.PathText("sha"));
  const auto commits =
      sha.empty() ? std::vector<Commit>() : call.world.repositories().Log(project.id, sha, 1);
  if (commits.empty()) return NotFound("Commit");
  return call.See([&](const View& view) {
    return JsonResponse(200, CommitJson(view, project, commits.front()));
  });
}

Response CreateCommit(Call& call) {
  const Project project = ProjectOf(call);
  const User author =
      call.world.Read([&](const State& state) { return state.UserOf(call.actor.user); });
  const std::string branch = Text(call.parameters, "branch");
  if (branch.empty()) return JsonResponse(400, {{"error", "branch is missing"}});
  const Repositories& git = call.world.repositories();
  const std::string ref = std::string(kHeads) + branch;
  const std::string before = git.Resolve(project.id, ref);
  const std::string sha = git.CommitFiles(project.id, call.parameters, author);
  if (sha.empty()) return Message(400, "You can only create or edit files when on a branch");
  AfterPush(call.world, project.id, author.id, {{ref, before.empty() ? kNoCommit : before, sha}});
  const auto commits = git.Log(project.id, sha, 1);
  return call.world.Read([&](const State& state) {
    return JsonResponse(201, CommitJson({state, call.url}, project, commits.at(0)));
  });
}

Response CreateBranch(Call& call) {
  const Project project = ProjectOf(call);
  const Repositories& git = call.world.repositories();
  const std::string name = Text(call.parameters, "branch");
  const std::string sha = git.Resolve(project.id, Text(call.parameters, "ref"));
  const std::string ref = std::string(kHeads) + name;
  if (sha.empty() || !git.Resolve(project.id, ref).empty() ||
      !git.UpdateRef(project.id, ref, sha)) {
    return Message(400, "Invalid reference name");
  }
  AfterPush(call.world, project.id, call.actor.user, {{ref, kNoCommit, sha}});
  return JsonResponse(201, BranchJson(call, project, name, sha));
}

Response MergeRequestCommits(Call& call) {
  const auto merge_request = MergeRequestOf(call);
  if (!merge_request || merge_request->versions.empty()) return Page(call, {});
  const Version& newest = merge_request->versions.front();
  return Commits(call, ProjectOf(call), newest.base + ".." + newest.head);
}

Response MergeRequestDiffs(Call& call) {
  const auto merge_request = MergeRequestOf(call);
  if (!merge_request || merge_request->versions.empty()) return Page(call, {});
  const Version& newest = merge_request->versions.front();
  const std::vector<FileDiff> files =
      call.world.repositories().Diff(merge_request->project, newest.base, newest.head);
  std::vector<Item> items;
  for (const FileDiff& file : files) items.push_back({0, [&file] { return DiffJson(file); }});
  return Page(call, items);
}

Response Pipelines(Call& call) {
  return call.See([&](const View& view) {
    const std::string sha = Text(call.parameters, "sha");
    const std::string ref = Text(call.parameters, "ref");
    std::vector<Item> items;
    for (auto it = view.state.pipelines.rbegin(); it != view.state.pipelines.rend(); ++it) {
      const Pipeline& pipeline = it->second;
      const bool other =
          (!sha.empty() && pipeline.sha != sha) || (!ref.empty() && pipeline.ref != ref);
      if (pipeline.project != call.PathId("id") || other) continue;
      items.push_back({pipeline.id, [&] { return PipelineJson(view, pipeline); }});
    }
    return Page(call, items);
  });
}

Response OnePipeline(Call& call) {
  return call.See([&](const View& view) {
    const auto found = view.state.pipelines.find(call.PathId("pipeline_id"));
    if (found == view.state.pipelines.end() || found->second.project != call.PathId("id")) {
      return Message(404, "404 Not found");
    }
    return JsonResponse(200, PipelineJson(view, found->second));
  });
}

}  // namespace

std::vector<Route> RepositoryRoutes() {
  return {{"GET", "projects/:id/repository/branches", Branches},
          {"POST", "projects/:id/repository/branches", CreateBranch, kDeveloper},
          {"GET", "projects/:id/repository/branches/:branch", Branch},
          {"GET", "projects/:id/protected_branches", ProtectedBranches, kDeveloper},
          {"GET", "projects/:id/repository/files/:path/raw", RawFile},
          {"GET", "projects/:id/repository/files/:path", File},
          {"GET", "projects/:id/repository/commits", ListCommits},
          {"POST", "projects/:id/repository/commits", CreateCommit, kDeveloper},
          {"GET", "projects/:id/repository/commits/:sha", OneCommit},
          {"GET", "projects/:id/merge_requests/:iid/commits", MergeRequestCommits},
          {"GET", "projects/:id/merge_requests/:iid/diffs", MergeRequestDiffs},
          {"GET", "projects/:id/pipelines", Pipelines},
          {"GET", "projects/:id/pipelines/:pipeline_id", OnePipeline}};
}

}  // namespace headwater::forge_double
