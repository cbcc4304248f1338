// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "tests/forge/api.h"

// Users, tokens, versions and members.

namespace headwater::forge_double {
namespace {

constexpr const char* kRevision = "1a2b3c4d5e6";

Response CurrentUser(Call& call) {
  if (call.actor.user == 0) return Message(401, "401 Unauthorized");
  return call.See([&](const View& view) {
    const User user = view.state.UserOf(view.viewer);
    Json json = UserJson(view, user.id);
    json.update({{"created_at", IsoTime(user.created_at)},
                 {"bio", ""},
                 {"location", nullptr},
                 {"bot", user.bot},
                 {"email", user.username + "@example.org"},
                 {"external", false},
                 {"private_profile", false},
                 {"two_factor_enabled", false},
                 {"can_create_group", false},
                 {"can_create_project", true},
                 {"is_admin", user.admin}});
    return JsonResponse(200, json);
  });
}

std::string VersionOf(const Call& call) {
  return call.world.Read([](const State& state) { return state.settings.version; });
}

Response ShowVersion(Call& call) {
  if (call.actor.user == 0) return Message(401, "401 Unauthorized");
  return JsonResponse(200, {{"version", VersionOf(call)}, {"revision", kRevision}});
}

Response ShowMetadata(Call& call) {
  if (call.actor.user == 0) return Message(401, "401 Unauthorized");
  return JsonResponse(200, {{"version", VersionOf(call)},
                            {"revision", kRevision},
                            {"kas", {{"enabled", false}, {"version", nullptr}}},
                            {"enterprise", false}});
}

Response Users(Call& call) {
  return call.See([&](const View& view) {
    const std::string wanted = Text(call.parameters, "username");
    std::vector<Item> items;
    for (const auto& [id, user] : view.state.users) {
      if (!wanted.empty() && user.username != wanted) continue;
      items.push_back({id, [&view, id = id] { return UserJson(view, id); }});
    }
    return Page(call, items);
  });
}

Response OneUser(Call& call) {
  return call.See([&](const View& view) {
    const int64_t id = call.PathId("user_id");
    if (!view.state.users.contains(id)) return NotFound("User");
    Json json = UserJson(view, id);
    json["bot"] = view.state.users.at(id).bot;
    return JsonResponse(200, json);
  });
}

Json MemberJson(const View& view, int64_t user, int level) {
  Json json = UserJson(view, user);
  json.update({{"access_level", level},
               {"created_at", "2026-01-01T00:00:00.000Z"},
               {"expires_at", nullptr},
               {"membership_state", "active"}});
  return json;
}

Response Members(Call& call) {
  return call.See([&](const View& view) {
    std::vector<Item> items;
    for (const auto& [user, level] : view.state.projects.at(call.PathId("id")).members) {
      items.push_back(
          {user, [&view, user = user, level = level] { return MemberJson(view, user, level); }});
    }
    return Page(call, items);
  });
}

Response Member(Call& call) {
  return call.See([&](const View& view) {
    const auto& members = view.state.projects.at(call.PathId("id")).members;
    const auto found = members.find(call.PathId("user_id"));
    if (found == members.end()) return Message(404, "404 Not found");
    return JsonResponse(200, MemberJson(view, found->first, found->second));
  });
}

}  // namespace

std::vector<Route> AccountRoutes() {
  return {{"GET", "user", CurrentUser},
          {"GET", "users", Users},
          {"GET", "users/:user_id", OneUser},
          {"GET", "version", ShowVersion},
          {"GET", "metadata", ShowMetadata},
          {"GET", "projects/:id/members", Members},
          {"GET", "projects/:id/members/all", Members},
          {"GET", "projects/:id/members/:user_id", Member},
          {"GET", "projects/:id/members/all/:user_id", Member}};
}

}  // namespace headwater::forge_double
