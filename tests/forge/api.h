// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "tests/forge/http.h"
#include "tests/forge/json.h"
#include "tests/forge/render.h"
#include "tests/forge/world.h"

/// \file
/// What every REST call shares: who asks, with which parameters, and how the answer looks.

namespace headwater::forge_double {

/// Whose token came with a request.
struct Actor {
  int64_t user = 0;  ///< Zero: nobody.
  std::string token;
  std::set<std::string> scopes;
  bool bad_token = false;
};
/// PRIVATE-TOKEN, Bearer or the password of Basic.
Actor Authenticate(World& world, const Request& request);

struct Controls;

/// One REST call.
struct Call {
  World& world;
  const Request& request;
  Actor actor;
  std::map<std::string, std::string> path;  ///< ":id" and its like, decoded.
  Json parameters;                          ///< Query, form and JSON body together.
  std::string url;                          ///< The instance's.
  Controls* controls = nullptr;             ///< Only in a control call.

  std::string PathText(const char* name) const { return path.at(name); }
  int64_t PathId(const char* name) const;
  /// Reads what a client may see: the state, or an old one where reads are stale.
  template <typename Use>
  auto See(Use&& use) const {
    return world.ReadReplica([&](const State& state) { return use(View{state, url, actor.user}); });
  }
};

using Handler = Response (*)(Call&);
struct Route {
  const char* method;
  const char* pattern;  ///< "projects/:id/merge_requests/:iid"
  Handler handler;
  int level = 0;  ///< Access level in project :id that is needed; zero: to see it.
};

std::vector<Route> AccountRoutes();
std::vector<Route> AdministrationRoutes();
std::vector<Route> ProjectRoutes();
std::vector<Route> RepositoryRoutes();
std::vector<Route> MergeRequestRoutes();
std::vector<Route> NoteRoutes();
std::vector<Route> IssueRoutes();
std::vector<Route> DiscussionRoutes();
std::vector<Route> SuggestionRoutes();
std::vector<Route> StatusRoutes();
std::vector<Route> HookRoutes();
std::vector<Route> JobRoutes();
std::vector<Route> ControlJobRoutes();
std::vector<Route> ControlProjectRoutes();

/// The route of `routes` for these segments, with `call.path` filled; null: none.
const Route* FindRoute(const std::vector<Route>& routes, const std::string& method,
                       const std::vector<std::string>& segments,
                       std::map<std::string, std::string>& path);
/// Query, form and JSON; nothing when the body is said to be JSON and is not.
std::optional<Json> ReadParameters(const Request& request);
/// A request below /api/v4.
Response AnswerApi(World& world, const Request& request);

/// The page from which people download the report of a job; nothing for other targets.
std::optional<Response> AnswerReportPage(World& world, const Request& request);

Response JsonResponse(int status, const Json& body);
/// {"message": text}
Response Message(int status, const std::string& text);
/// "404 THING Not Found"
Response NotFound(const std::string& thing);
/// One line of a list: its id, and how it looks. Null: it is left out after the page was cut, so
/// that a page may be shorter than asked for.
struct Item {
  int64_t id = 0;
  std::function<Json()> render;
};
/// The page of `items` that was asked for, with GitLab's headers.
Response Page(const Call& call, const std::vector<Item>& items);

/// The project of ":id", which the call has been checked for; a copy.
Project ProjectOf(const Call& call);
/// The merge request of ":id" and ":iid"; nothing: 404.
std::optional<MergeRequest> MergeRequestOf(const Call& call);

}  // namespace headwater::forge_double
