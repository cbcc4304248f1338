// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>

#include "tests/forge/api.h"

// What administrators do: accounts, tokens, memberships, settings.
// https://docs.gitlab.com/ee/api/users.html, user_tokens.html, personal_access_tokens.html,
// project_members.html and settings.html

namespace headwater::forge_double {
namespace {

bool IsAdmin(const Call& call) {
  return call.world.Read([&](const State& state) { return state.UserOf(call.actor.user).admin; });
}

std::optional<Response> CheckAdmin(const Call& call) {
  if (call.actor.user == 0) return Message(401, "401 Unauthorized");
  return IsAdmin(call) ? std::nullopt : std::optional(Message(403, "403 Forbidden"));
}

Json TokenJson(const Token& token) {
  return {{"id", token.id},
          {"name", token.name},
          {"description", token.description},
          {"revoked", false},
          {"active", true},
          {"created_at", IsoTime(token.created_at)},
          {"scopes", token.scopes},
          {"user_id", token.user},
          {"last_used_at", nullptr},
          {"expires_at", TextOrNull(token.expires_at)}};
}

/// "email", "username" and "name" are required, and a way to a password.
Response CreateUser(Call& call) {
  if (auto refusal = CheckAdmin(call)) return *refusal;
  for (const char* required : {"email", "name", "username"}) {
    if (Text(call.parameters, required).empty()) {
      return JsonResponse(400, {{"error", std::string(required) + " is missing"}});
    }
  }
  const bool has_password = Has(call.parameters, "password") ||
                            Flag(call.parameters, "reset_password", false) ||
                            Flag(call.parameters, "force_random_password", false);
  if (!has_password) {
    return JsonResponse(400,
                        {{"error",
                          "password, reset_password, force_random_password are missing, at least "
                          "one parameter must be provided"}});
  }
  User user{.username = Text(call.parameters, "username"), .created_at = Now()};
  user.name = Text(call.parameters, "name");
  user.admin = Flag(call.parameters, "admin", false);
  return call.world.Write([&](State& state) {
    if (state.FindUser(user.username) != nullptr) {
      return Message(409, "Username has already been taken");
    }
    user.id = state.NextId();
    state.users[user.id] = user;
    return JsonResponse(201, UserJson({state, call.url, call.actor.user}, user.id));
  });
}

Response CreateToken(Call& call) {
  if (auto refusal = CheckAdmin(call)) return *refusal;
  Token token{.value = "glpat-" + RandomUuid(), .user = call.PathId("user_id")};
  token.name = Text(call.parameters, "name");
  token.description = Text(call.parameters, "description");
  token.expires_at = Text(call.parameters, "expires_at");
  token.created_at = Now();
  for (const std::string& scope : List(call.parameters, "scopes")) token.scopes.insert(scope);
  if (token.name.empty()) return JsonResponse(400, {{"error", "name is missing"}});
  if (token.scopes.empty()) return JsonResponse(400, {{"error", "scopes is missing"}});
  return call.world.Write([&](State& state) {
    if (!state.users.contains(token.user)) return NotFound("User");
    token.id = state.NextId();
    state.tokens[token.value] = token;
    Json json = TokenJson(token);
    json["token"] = token.value;
    return JsonResponse(201, json);
  });
}

/// Everybody their own, administrators everybody's.
Response ListTokens(Call& call) {
  const bool admin = IsAdmin(call);
  const auto wanted = Integer(call.parameters, "user_id");
  if (call.actor.user == 0 || (!admin && wanted && *wanted != call.actor.user)) {
    return Message(401, "401 Unauthorized");
  }
  const std::string search = Text(call.parameters, "search");
  return call.See([&](const View& view) {
    std::vector<Item> items;
    for (const auto& [value, token] : view.state.tokens) {
      if (!admin && token.user != call.actor.user) continue;
      if (wanted && token.user != *wanted) continue;
      if (token.name.find(search) == std::string::npos) continue;
      items.push_back({token.id, [&token = token] { return TokenJson(token); }});
    }
    return Page(call, items);
  });
}

Response TokenSelf(Call& call) {
  if (call.actor.user == 0) return Message(401, "401 Unauthorized");
  return call.world.Read([&](const State& state) {
    return JsonResponse(200, TokenJson(state.tokens.at(call.actor.token)));
  });
}

Response RevokeSelf(Call& call) {
  if (call.actor.user == 0) return Message(401, "401 Unauthorized");
  call.world.Write([&](State& state) { state.tokens.erase(call.actor.token); });
  return {.status = 204};
}

Response Revoke(Call& call) {
  const bool admin = IsAdmin(call);
  return call.world.Write([&](State& state) -> Response {
    for (const auto& [value, token] : state.tokens) {
      if (token.id != call.PathId("token_id")) continue;
      if (!admin && token.user != call.actor.user) return Message(401, "401 Unauthorized");
      state.tokens.erase(value);
      return {.status = 204};
    }
    return admin ? NotFound("Personal Access Token") : Message(401, "401 Unauthorized");
  });
}

Json MemberJson(const View& view, int64_t user, int level) {
  Json json = UserJson(view, user);
  json.update({{"access_level", level}, {"expires_at", nullptr}, {"membership_state", "active"}});
  return json;
}

Response AddMember(Call& call) {
  const auto user = Integer(call.parameters, "user_id");
  const auto level = Integer(call.parameters, "access_level");
  if (!user) return JsonResponse(400, {{"error", "user_id is missing"}});
  if (!level) return JsonResponse(400, {{"error", "access_level is missing"}});
  return call.world.Write([&](State& state) {
    auto& members = state.projects.at(call.PathId("id")).members;
    if (!state.users.contains(*user)) return NotFound("User");
    if (members.contains(*user)) return Message(409, "Member already exists");
    members[*user] = static_cast<int>(*level);
    return JsonResponse(
        201, MemberJson({state, call.url, call.actor.user}, *user, static_cast<int>(*level)));
  });
}

Response EditMember(Call& call) {
  const auto level = Integer(call.parameters, "access_level");
  if (!level) return JsonResponse(400, {{"error", "access_level is missing"}});
  return call.world.Write([&](State& state) {
    auto& members = state.projects.at(call.PathId("id")).members;
    const auto found = members.find(call.PathId("user_id"));
    if (found == members.end()) return Message(404, "404 Not found");
    found->second = static_cast<int>(*level);
    return JsonResponse(200, MemberJson({state, call.url, call.actor.user}, found->first,
                                        static_cast<int>(*level)));
  });
}

Response ShowSettings(Call& call) {
  if (auto refusal = CheckAdmin(call)) return *refusal;
  return call.world.Read([](const State& state) {
    return JsonResponse(
        200, {{"id", 1},
              {"allow_local_requests_from_web_hooks_and_services", state.settings.local_webhooks},
              {"allow_local_requests_from_system_hooks", true},
              {"outbound_local_requests_whitelist", state.settings.local_allowed}});
  });
}

}  // namespace

std::vector<Route> AdministrationRoutes() {
  return {{"POST", "users", CreateUser},
          {"POST", "users/:user_id/personal_access_tokens", CreateToken},
          {"GET", "personal_access_tokens", ListTokens},
          {"GET", "personal_access_tokens/self", TokenSelf},
          {"DELETE", "personal_access_tokens/self", RevokeSelf},
          {"DELETE", "personal_access_tokens/:token_id", Revoke},
          {"POST", "projects/:id/members", AddMember, kMaintainer},
          {"PUT", "projects/:id/members/:user_id", EditMember, kMaintainer},
          {"GET", "application/settings", ShowSettings}};
}

}  // namespace headwater::forge_double
