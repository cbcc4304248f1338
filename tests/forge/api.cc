// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "tests/forge/api.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace headwater::forge_double {
namespace {

constexpr std::string_view kPrefix = "/api/v4";

/// "position[new_line]" and "labels[]" as nested values.
void PutField(Json& object, const std::string& name, const std::string& value) {
  const size_t bracket = name.find('[');
  if (bracket == std::string::npos || !name.ends_with(']')) {
    object[name] = value;
    return;
  }
  Json& inner = object[name.substr(0, bracket)];
  std::string rest = name.substr(bracket + 1);
  rest.erase(rest.find(']'), 1);
  if (rest.empty()) {
    if (!inner.is_array()) inner = Json::array();
    inner.push_back(value);
  } else {
    if (!inner.is_object()) inner = Json::object();
    PutField(inner, rest, value);
  }
}

const std::vector<Route>& ApiRoutes() {
  static const std::vector<Route> kAll = [] {
    std::vector<Route> all;
    for (const auto& routes :
         {AccountRoutes(), AdministrationRoutes(), ProjectRoutes(), RepositoryRoutes(),
          MergeRequestRoutes(), NoteRoutes(), IssueRoutes(), DiscussionRoutes(), SuggestionRoutes(),
          StatusRoutes(), HookRoutes(), JobRoutes()}) {
      all.insert(all.end(), routes.begin(), routes.end());
    }
    return all;
  }();
  return kAll;
}

Response InsufficientScope(const std::string& scope) {
  return JsonResponse(403, {{"error", "insufficient_scope"},
                            {"error_description",
                             "The request requires higher privileges than provided by the access "
                             "token."},
                            {"scope", scope}});
}

/// Nothing when the token's scopes suffice.
std::optional<Response> CheckScope(const Call& call, const std::string& pattern) {
  if (call.actor.bad_token) return Message(401, "401 Unauthorized");
  const std::set<std::string>& scopes = call.actor.scopes;
  if (call.actor.user == 0 || scopes.contains("api")) return std::nullopt;
  const bool reads = call.request.method == "GET";
  if (reads && scopes.contains("read_api")) return std::nullopt;
  if (pattern == "personal_access_tokens/self") return std::nullopt;
  const bool file = pattern.find("repository/files") != std::string::npos;
  if (reads && file && scopes.contains("read_repository")) return std::nullopt;
  return InsufficientScope(reads ? "api read_api" : "api");
}

/// Nothing when the actor may see the project and has the level; puts its id into the path.
std::optional<Response> CheckProject(Call& call, int level) {
  const std::string wanted = call.path["id"];
  return call.world.Read([&](const State& state) -> std::optional<Response> {
    const auto moved = state.moved.find(wanted);
    const Project* project =
        state.FindProject(moved == state.moved.end() ? wanted : std::to_string(moved->second));
    if (project == nullptr || !state.MayRead(*project, call.actor.user)) {
      return NotFound("Project");
    }
    if (moved != state.moved.end()) {
      if (call.request.method != "GET") {
        return Message(405, "Non GET methods are not allowed for moved projects");
      }
      std::string target = call.request.target;
      const std::string segment = PercentEncode(wanted);
      target.replace(target.find(segment), segment.size(), std::to_string(project->id));
      Response redirect = Message(301, "This resource has been moved permanently");
      redirect.headers.emplace_back("Location", call.url + target);
      return redirect;
    }
    const bool is_code =
        SplitTarget(call.request.target).first.find("/repository/") != std::string_view::npos;
    if (is_code && !state.MayReadCode(*project, call.actor.user))
      return Message(403, "403 Forbidden");
    if (state.AccessLevel(*project, call.actor.user) < level) {
      if (call.actor.user == 0) return Message(401, "401 Unauthorized");
      return Message(403, "403 Forbidden");
    }
    call.path["id"] = std::to_string(project->id);
    return std::nullopt;
  });
}

}  // namespace

Actor Authenticate(World& world, const Request& request) {
  std::string token = request.Header("private-token");
  const std::string authorization = request.Header("authorization");
  if (token.empty() && authorization.starts_with("Bearer ")) token = authorization.substr(7);
  if (token.empty() && authorization.starts_with("Basic ")) {
    const std::string pair = Base64Decode(authorization.substr(6)).value_or("");
    token = pair.substr(std::min(pair.find(':') + 1, pair.size()));
  }
  if (token.empty()) return {};
  return world.Read([&](const State& state) {
    const auto found = state.tokens.find(token);
    if (found == state.tokens.end()) return Actor{.bad_token = true};
    return Actor{.user = found->second.user, .token = found->first, .scopes = found->second.scopes};
  });
}

int64_t Call::PathId(const char* name) const {
  return std::strtoll(path.at(name).c_str(), nullptr, 10);
}

const Route* FindRoute(const std::vector<Route>& routes, const std::string& method,
                       const std::vector<std::string>& segments,
                       std::map<std::string, std::string>& path) {
  for (const Route& route : routes) {
    if (method != route.method) continue;
    const std::vector<std::string> pattern = Segments(route.pattern);
    if (pattern.size() != segments.size()) continue;
    path.clear();
    bool matches = true;
    for (size_t i = 0; i < pattern.size() && matches; ++i) {
      const bool variable = pattern[i].starts_with(':');
      if (variable) path[pattern[i].substr(1)] = segments[i];
      matches = variable || pattern[i] == segments[i];
    }
    if (matches) return &route;
  }
  return nullptr;
}

std::optional<Json> ReadParameters(const Request& request) {
  Json parameters = Json::object();
  const auto query = SplitTarget(request.target).second;
  for (const auto& [name, value] : DecodeForm(query)) PutField(parameters, name, value);
  if (request.body.empty()) return parameters;
  if (request.Header("content-type").find("json") != std::string::npos) {
    const auto body = ParseJson(request.body);
    if (!body || !body->is_object()) return std::nullopt;
    parameters.update(*body);
  } else {
    for (const auto& [name, value] : DecodeForm(request.body)) PutField(parameters, name, value);
  }
  return parameters;
}

Response AnswerApi(World& world, const Request& request) {
  const std::string_view path = SplitTarget(request.target).first.substr(kPrefix.size());
  Call call{world, request, Authenticate(world, request), {}, {}, world.Url()};
  const Route* route = FindRoute(ApiRoutes(), request.method, Segments(path), call.path);
  if (route == nullptr) return JsonResponse(404, {{"error", "404 Not Found"}});
  auto parameters = ReadParameters(request);
  if (!parameters) return JsonResponse(400, {{"error", "Problems parsing JSON"}});
  call.parameters = std::move(*parameters);
  if (auto refusal = CheckScope(call, route->pattern)) return *refusal;
  if (request.method != "GET" && call.actor.user == 0) return Message(401, "401 Unauthorized");
  if (call.path.contains("id")) {
    if (auto refusal = CheckProject(call, route->level)) return *refusal;
  }
  return route->handler(call);
}

Response JsonResponse(int status, const Json& body) {
  Response response{.status = status};
  response.body = Dump(body);
  return response;
}

Response Message(int status, const std::string& text) {
  return JsonResponse(status, {{"message", text}});
}

Response NotFound(const std::string& thing) { return Message(404, "404 " + thing + " Not Found"); }

Project ProjectOf(const Call& call) {
  return call.world.Read([&](const State& state) { return state.projects.at(call.PathId("id")); });
}

std::optional<MergeRequest> MergeRequestOf(const Call& call) {
  return call.world.Read([&](const State& state) -> std::optional<MergeRequest> {
    const MergeRequest* found = state.FindMergeRequest(call.PathId("id"), call.PathId("iid"));
    if (found == nullptr) return std::nullopt;
    return *found;
  });
}

}  // namespace headwater::forge_double
