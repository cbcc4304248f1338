// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>

#include "tests/forge/api.h"
#include "tests/forge/events.h"

// https://docs.gitlab.com/ee/api/project_webhooks.html and system_hooks.html

namespace headwater::forge_double {
namespace {

constexpr const char* kToggles[] = {"push_events", "tag_push_events", "merge_requests_events",
                                    "note_events", "pipeline_events", "repository_update_events"};

void Apply(Hook& hook, const Json& given) {
  hook.url = Text(given, "url", hook.url);
  hook.token = Text(given, "token", hook.token);
  hook.signing_token = Text(given, "signing_token", hook.signing_token);
  hook.name = Text(given, "name", hook.name);
  hook.description = Text(given, "description", hook.description);
  hook.verify_tls = Flag(given, "enable_ssl_verification", hook.verify_tls);
  for (const char* toggle : kToggles) {
    if (!Has(given, toggle)) continue;
    if (Flag(given, toggle, false)) {
      hook.events.insert(toggle);
    } else {
      hook.events.erase(toggle);
    }
  }
}

/// Whether GitLab refuses to call it: an address of its own network that nobody has allowed.
/// https://docs.gitlab.com/ee/security/webhooks.html
bool IsBlocked(const Call& call, const std::string& url) {
  const size_t begin = url.find("://") + 3;
  const std::string host = url.substr(begin, url.find_first_of(":/", begin) - begin);
  const bool local = host == "localhost" || host.starts_with("127.") || host.starts_with("10.") ||
                     host.starts_with("192.168.");
  return call.world.Read([&](const State& state) {
    const std::vector<std::string>& allowed = state.settings.local_allowed;
    const bool named = std::find(allowed.begin(), allowed.end(), host) != allowed.end();
    return local && !state.settings.local_webhooks && !named;
  });
}

/// The project of the call, or zero for system hooks.
int64_t Owner(const Call& call) { return call.path.contains("id") ? call.PathId("id") : 0; }

/// System hooks are the administrators'.
std::optional<Response> CheckAdmin(const Call& call) {
  const bool admin =
      call.world.Read([&](const State& state) { return state.UserOf(call.actor.user).admin; });
  return Owner(call) == 0 && !admin ? std::optional(Message(403, "403 Forbidden")) : std::nullopt;
}

Response List(Call& call) {
  if (auto refusal = CheckAdmin(call)) return *refusal;
  return call.See([&](const View& view) {
    std::vector<Item> items;
    for (const auto& [id, hook] : view.state.hooks) {
      if (hook.project == Owner(call))
        items.push_back({id, [&hook = hook] { return HookJson(hook); }});
    }
    return Page(call, items);
  });
}

Response Create(Call& call) {
  if (auto refusal = CheckAdmin(call)) return *refusal;
  if (Text(call.parameters, "url").empty()) {
    return JsonResponse(400, {{"error", "url is missing"}});
  }
  Hook hook{.project = Owner(call), .events = {"push_events"}, .created_at = Now()};
  if (hook.project == 0) hook.events = {"repository_update_events"};
  Apply(hook, call.parameters);
  if (hook.project != 0 && IsBlocked(call, hook.url)) {
    return JsonResponse(422, {{"error", "Invalid url given"}});
  }
  return call.world.Write([&](State& state) {
    hook.id = state.NextId();
    state.hooks[hook.id] = hook;
    return JsonResponse(201, HookJson(hook));
  });
}

std::optional<Hook> Find(const Call& call) {
  return call.world.Read([&](const State& state) -> std::optional<Hook> {
    const auto found = state.hooks.find(call.PathId("hook_id"));
    const bool here = found != state.hooks.end() && found->second.project == Owner(call);
    return here ? std::optional(found->second) : std::nullopt;
  });
}

Response Get(Call& call) {
  if (auto refusal = CheckAdmin(call)) return *refusal;
  const auto hook = Find(call);
  return hook ? JsonResponse(200, HookJson(*hook)) : Message(404, "404 Not found");
}

Response Edit(Call& call) {
  if (auto refusal = CheckAdmin(call)) return *refusal;
  auto hook = Find(call);
  if (!hook) return Message(404, "404 Not found");
  Apply(*hook, call.parameters);
  call.world.Write([&](State& state) { state.hooks[hook->id] = *hook; });
  return JsonResponse(200, HookJson(*hook));
}

Response Delete(Call& call) {
  if (auto refusal = CheckAdmin(call)) return *refusal;
  const auto hook = Find(call);
  if (!hook) return Message(404, "404 Not found");
  call.world.Write([&](State& state) { state.hooks.erase(hook->id); });
  return {.status = 204};
}

/// The answer is the example event, whatever became of it (lib/api/hooks/test.rb).
Response TestSystem(Call& call) {
  if (auto refusal = CheckAdmin(call)) return *refusal;
  const auto hook = Find(call);
  if (!hook) return Message(404, "404 Not found");
  TestHook(call.world, *hook);
  return JsonResponse(201, {{"event_name", "project_create"}, {"name", "Ruby"}, {"path", "ruby"}});
}

Response Test(Call& call) {
  const auto hook = Find(call);
  if (!hook) return Message(404, "404 Not found");
  if (ProjectOf(call).default_branch.empty()) {
    return Message(422, "Ensure the project has at least one commit.");
  }
  if (IsBlocked(call, hook->url)) {
    return Message(422, "URL is blocked: Requests to the local network are not allowed");
  }
  const int status = TestHook(call.world, *hook);
  if (status >= 200 && status < 300) {
    call.world.Write([&](State& state) { state.hooks[hook->id].alert_status = "executable"; });
    return Message(201, "201 Created");
  }
  if (status != 0)
    return Message(422, "Hook executed successfully but returned HTTP " + std::to_string(status));
  return Message(422, "Hook execution failed: connection refused");
}

bool Wanted(const std::string& category, const Delivery& delivery) {
  if (category == "client_failure") return delivery.status >= 400 && delivery.status < 500;
  if (category == "server_failure") return delivery.status >= 500;
  if (category == "successful") return delivery.status >= 200 && delivery.status < 300;
  return category.empty() || category == std::to_string(delivery.status);
}

/// What was delivered in the last days, newest first.
Response Events(Call& call) {
  const auto hook = Find(call);
  if (!hook) return Message(404, "404 Not found");
  const std::string category = Text(call.parameters, "status");
  std::vector<Delivery> log = call.world.webhooks().Log();
  std::reverse(log.begin(), log.end());
  std::vector<Item> items;
  for (const Delivery& delivery : log) {
    if (delivery.hook != hook->id || !Wanted(category, delivery)) continue;
    items.push_back({0, [&delivery] {
                       return Json{{"id", 1},
                                   {"url", delivery.url},
                                   {"trigger", delivery.event},
                                   {"response_status", std::to_string(delivery.status)}};
                     }});
  }
  return Page(call, items);
}

}  // namespace

std::vector<Route> HookRoutes() {
  return {{"GET", "hooks", List},
          {"POST", "hooks", Create},
          {"GET", "hooks/:hook_id", Get},
          {"PUT", "hooks/:hook_id", Edit},
          {"DELETE", "hooks/:hook_id", Delete},
          {"POST", "hooks/:hook_id", TestSystem},
          {"GET", "projects/:id/hooks", List, kMaintainer},
          {"POST", "projects/:id/hooks", Create, kMaintainer},
          {"GET", "projects/:id/hooks/:hook_id", Get, kMaintainer},
          {"PUT", "projects/:id/hooks/:hook_id", Edit, kMaintainer},
          {"DELETE", "projects/:id/hooks/:hook_id", Delete, kMaintainer},
          {"GET", "projects/:id/hooks/:hook_id/events", Events, kMaintainer},
          {"POST", "projects/:id/hooks/:hook_id/test/:trigger", Test, kMaintainer}};
}

}  // namespace headwater::forge_double
