// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "tests/forge/git_backend.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <utility>

#include "tests/forge/git_command.h"
#include "tests/forge/merge_requests.h"

namespace headwater::forge_double {
namespace {

constexpr const char* kProgram = "/usr/lib/git-core/git-http-backend";
constexpr std::string_view kSuffix = ".git/";

/// A request for a repository, taken apart.
struct GitRequest {
  std::string project;  ///< "group/name"
  std::string rest;     ///< "/info/refs"
  std::string query;
  bool writes = false;
};

std::optional<GitRequest> Parse(const std::string& target) {
  const auto [path, query] = SplitTarget(target);
  const size_t suffix = path.find(kSuffix);
  if (suffix == std::string_view::npos || suffix < 2) return std::nullopt;
  GitRequest parsed{.project = PercentDecode(path.substr(1, suffix - 1), false)};
  parsed.rest = "/" + std::string(path.substr(suffix + kSuffix.size()));
  parsed.query = query;
  parsed.writes = parsed.rest == "/git-receive-pack" ||
                  parsed.query.find("git-receive-pack") != std::string::npos;
  return parsed;
}

Response Refuse(int status, const std::string& text) {
  Response response{.status = status, .content_type = "text/plain"};
  response.body = text;
  if (status == 401) response.headers.emplace_back("WWW-Authenticate", "Basic realm=\"GitLab\"");
  return response;
}

bool HasScope(const Actor& actor, bool writes) {
  const auto has = [&](const char* scope) { return actor.scopes.contains(scope); };
  return has("write_repository") || has("api") || (!writes && has("read_repository"));
}

/// A repository that has another path now; nothing: it has not.
std::optional<Response> CheckMoved(const State& state, const GitRequest& wanted,
                                   const std::string& url) {
  const auto moved = state.moved.find(wanted.project);
  if (moved == state.moved.end()) return std::nullopt;
  const auto now = state.projects.find(moved->second);
  if (now == state.projects.end()) return Refuse(404, "Not found\n");
  Response redirect = Refuse(301, "Moved\n");
  const std::string query = wanted.query.empty() ? "" : "?" + wanted.query;
  const std::string path = now->second.path + ".git" + wanted.rest + query;
  redirect.headers.emplace_back("Location", url + "/" + path);
  return redirect;
}

/// Nothing when the actor may do this to the project.
std::optional<Response> CheckRights(const State& state, const Project& project,
                                    const GitRequest& wanted, const Actor& actor) {
  if (actor.user == 0) {
    return wanted.writes ? std::optional(Refuse(401, "HTTP Basic: Access denied\n")) : std::nullopt;
  }
  if (wanted.writes && state.AccessLevel(project, actor.user) < kDeveloper) {
    return Refuse(403, "You are not allowed to push code to this project\n");
  }
  if (!HasScope(actor, wanted.writes)) return Refuse(403, "Insufficient scope\n");
  return std::nullopt;
}

/// Nothing when the actor may, with the project's id in `project`.
std::optional<Response> Check(World& world, const GitRequest& wanted, const Actor& actor,
                              int64_t& project) {
  if (actor.bad_token) return Refuse(401, "HTTP Basic: Access denied\n");
  const std::string url = world.Url();
  return world.Read([&](const State& state) -> std::optional<Response> {
    if (auto redirect = CheckMoved(state, wanted, url)) return redirect;
    const Project* found = state.FindProject(wanted.project);
    if (found == nullptr || !state.MayRead(*found, actor.user)) {
      return actor.user == 0 ? Refuse(401, "HTTP Basic: Access denied\n")
                             : Refuse(404, "The project you were looking for could not be found\n");
    }
    if (!state.MayReadCode(*found, actor.user)) {
      return actor.user == 0
                 ? Refuse(401, "HTTP Basic: Access denied\n")
                 : Refuse(403, "You are not allowed to download code from this project.\n");
    }
    project = found->id;
    return CheckRights(state, *found, wanted, actor);
  });
}

Environment CgiEnvironment(const World& world, const Request& request, const GitRequest& wanted,
                           int64_t project) {
  Environment environment = {
      "GIT_PROJECT_ROOT=" + (world.repositories().root() / "repositories").string(),
      "GIT_HTTP_EXPORT_ALL=1",
      "PATH_INFO=/" + std::to_string(project) + ".git" + wanted.rest,
      "QUERY_STRING=" + wanted.query,
      "REQUEST_METHOD=" + request.method,
      "CONTENT_TYPE=" + request.Header("content-type"),
      "REMOTE_USER=forge",
      "REMOTE_ADDR=127.0.0.1"};
  const std::string protocol = request.Header("git-protocol");
  if (!protocol.empty()) environment.push_back("GIT_PROTOCOL=" + protocol);
  return environment;
}

std::vector<RefChange> Compare(const std::map<std::string, std::string>& before,
                               const std::map<std::string, std::string>& after) {
  std::vector<RefChange> changes;
  for (const auto& [ref, sha] : after) {
    const auto old = before.find(ref);
    if (old == before.end()) changes.push_back({ref, kNoCommit, sha});
    if (old != before.end() && old->second != sha) changes.push_back({ref, old->second, sha});
  }
  for (const auto& [ref, sha] : before) {
    if (!after.contains(ref)) changes.push_back({ref, sha, kNoCommit});
  }
  return changes;
}

/// Branches and tags.
std::map<std::string, std::string> PublicRefs(const World& world, int64_t project) {
  std::map<std::string, std::string> refs;
  for (const char* prefix : {"refs/heads/", "refs/tags/"}) {
    for (auto& [ref, sha] : world.repositories().Refs(project, prefix)) refs[ref] = sha;
  }
  return refs;
}

/// Splits a CGI program's output into its head, which sets the answer's fields, and its body.
class CgiHead {
 public:
  explicit CgiHead(Response& response) : response_(response) {}
  bool complete() const { return complete_; }
  /// What is left of the piece for the body.
  std::string_view Take(std::string_view piece) {
    head_ += piece;
    const size_t end = head_.find("\r\n\r\n");
    if (end == std::string::npos) return {};
    complete_ = true;
    rest_ = head_.substr(end + 4);
    head_.resize(end + 2);
    for (size_t begin = 0; begin < head_.size();) {
      const size_t line = head_.find("\r\n", begin);
      Field(head_.substr(begin, line - begin));
      begin = line + 2;
    }
    return rest_;
  }

 private:
  void Field(const std::string& line) {
    const size_t colon = line.find(": ");
    if (colon == std::string::npos) return;
    const std::string name = line.substr(0, colon);
    const std::string value = line.substr(colon + 2);
    if (name == "Status") {
      response_.status = static_cast<int>(std::strtol(value.c_str(), nullptr, 10));
    } else if (name == "Content-Type") {
      response_.content_type = value;
    } else if (name != "Content-Length") {
      response_.headers.emplace_back(name, value);
    }
  }

  Response& response_;
  std::string head_;
  std::string rest_;
  bool complete_ = false;
};

std::string BodyFile(const Request& request) {
  return request.spooled ? request.spooled->path : "";
}

/// Answers that are small: all but packs to a reader.
Response RunWhole(const Environment& environment, const Request& request) {
  Response response{.status = 200, .content_type = "text/plain"};
  CgiHead head(response);
  const bool ended = RunCgi(kProgram, environment, BodyFile(request), [&](std::string_view piece) {
    response.body += head.complete() ? piece : head.Take(piece);
    return true;
  });
  if (!ended && !head.complete()) return Refuse(500, "git failed\n");
  return response;
}

}  // namespace

bool IsGitTarget(const std::string& target) { return Parse(target).has_value(); }

Response AnswerGit(World& world, const Request& request) {
  const auto wanted = Parse(request.target);
  const Actor actor = Authenticate(world, request);
  int64_t project = 0;
  if (auto refusal = Check(world, *wanted, actor, project)) return *refusal;
  const Environment environment = CgiEnvironment(world, request, *wanted, project);
  if (wanted->rest == "/git-receive-pack") {
    const auto before = PublicRefs(world, project);
    Response response = RunWhole(environment, request);
    const auto changes = Compare(before, PublicRefs(world, project));
    if (!changes.empty()) AfterPush(world, project, actor.user, changes);
    return response;
  }
  if (wanted->rest != "/git-upload-pack") return RunWhole(environment, request);
  // A pack may be large: it goes out as git makes it. Its head is always the same.
  Response response{.status = 200, .content_type = "application/x-git-upload-pack-result"};
  response.headers.emplace_back("Cache-Control", "no-cache");
  response.stream = [environment, request](const Write& write) {
    Response ignored;
    CgiHead head(ignored);
    RunCgi(kProgram, environment, BodyFile(request), [&](std::string_view piece) {
      return write(head.complete() ? piece : head.Take(piece));
    });
    return true;
  };
  return response;
}

}  // namespace headwater::forge_double
