// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "tests/forge/control.h"

#include <utility>

// Users, tokens, knobs and records.

namespace headwater::forge_double {
namespace {

constexpr std::string_view kPrefix = "/_control";

Response Done() { return JsonResponse(200, Json::object()); }

Response CreateUser(Call& call) {
  User user{.username = Text(call.parameters, "username")};
  user.name = Text(call.parameters, "name", user.username);
  user.admin = Flag(call.parameters, "admin", false);
  user.bot = Flag(call.parameters, "bot", false);
  user.created_at = Now();
  if (user.username.empty()) return Message(400, "username is missing");
  return call.world.Write([&](State& state) {
    if (const User* found = state.FindUser(user.username)) user.id = found->id;
    if (user.id == 0) user.id = state.NextId();
    state.users[user.id] = user;
    return JsonResponse(201, {{"id", user.id}});
  });
}

Response CreateToken(Call& call) {
  Token token{.value = Text(call.parameters, "token", "glpat-" + RandomUuid())};
  for (const std::string& scope : List(call.parameters, "scopes")) token.scopes.insert(scope);
  token.created_at = Now();
  token.expires_at = Text(call.parameters, "expires_at", token.expires_at);
  return call.world.Write([&](State& state) {
    const User* user = state.FindUser(Text(call.parameters, "user"));
    if (user == nullptr) return Message(404, "no such user");
    token.id = state.NextId();
    token.user = user->id;
    state.tokens[token.value] = token;
    return JsonResponse(201, {{"token", token.value}, {"user_id", token.user}});
  });
}

Response DeleteToken(Call& call) {
  call.world.Write([&](State& state) { state.tokens.erase(call.PathText("token")); });
  return Done();
}

Response PutHook(Call& call) {
  return call.world.Write([&](State& state) {
    const auto found = state.hooks.find(call.PathId("hook"));
    if (found == state.hooks.end()) return Message(404, "no such hook");
    found->second.alert_status = Text(call.parameters, "alert_status", found->second.alert_status);
    return Done();
  });
}

void SetHookFaults(World& world, const Json& given) {
  HookFaults faults{.lose = IntegerOr(given, "lose", 0), .repeat = IntegerOr(given, "repeat", 0)};
  faults.repeat_key = Flag(given, "repeat_key", true);
  faults.delay = IntegerOr(given, "delay_ms", 0);
  world.webhooks().SetFaults(faults);
}

Response PutSettings(Call& call) {
  const Json& given = call.parameters;
  call.world.Write([&](State& state) {
    Settings& settings = state.settings;
    settings.prepare_delay = IntegerOr(given, "prepare_delay_ms", settings.prepare_delay);
    settings.ref_lag = IntegerOr(given, "ref_lag_ms", settings.ref_lag);
    settings.pipeline_delay = IntegerOr(given, "pipeline_delay_ms", settings.pipeline_delay);
    settings.stale_reads = IntegerOr(given, "stale_reads_ms", settings.stale_reads);
    settings.max_jobs = IntegerOr(given, "max_jobs", settings.max_jobs);
    settings.legacy_quick_actions =
        Flag(given, "legacy_quick_actions", settings.legacy_quick_actions);
    settings.local_webhooks = Flag(given, "local_webhooks", settings.local_webhooks);
    if (Has(given, "local_allowed")) settings.local_allowed = List(given, "local_allowed");
    settings.version = Text(given, "version", settings.version);
    settings.clock_ahead = IntegerOr(given, "clock_ahead", settings.clock_ahead);
  });
  if (Has(given, "hooks")) SetHookFaults(call.world, given.at("hooks"));
  const std::string redirect = Text(given, "redirect_to");
  if (!redirect.empty()) {
    call.controls->redirect_to.With([&](std::string& text) { text = redirect; });
  }
  return Done();
}

Response AddFault(Call& call) {
  const auto fault = Faults::Read(call.parameters);
  if (!fault) return Message(400, "unknown kind");
  call.controls->faults.Add(*fault);
  return JsonResponse(201, Json::object());
}

Response ShowFaults(Call& call) { return JsonResponse(200, call.controls->faults.Show()); }

Response ClearFaults(Call& call) {
  call.controls->faults.Clear();
  return Done();
}

Response ShowRequests(Call& call) {
  const auto log = call.controls->requests.With([](auto& requests) { return requests; });
  Json list = Json::array();
  for (const LoggedRequest& request : log) {
    list.push_back({{"at", IsoTime(request.at)},
                    {"method", request.method},
                    {"target", request.target},
                    {"user_id", request.user},
                    {"status", request.status},
                    {"duration_ms", request.duration}});
  }
  return JsonResponse(200, list);
}

Response ClearRequests(Call& call) {
  call.controls->requests.With([](auto& requests) { requests.clear(); });
  return Done();
}

Response ShowEffects(Call& call) {
  return call.world.Read([&](const State& state) {
    Json list = Json::array();
    for (const Effect& effect : state.effects) {
      if (effect.kind != call.PathText("kind")) continue;
      list.push_back({{"text", effect.text},
                      {"project_id", effect.project},
                      {"iid", effect.iid},
                      {"user_id", effect.user},
                      {"done", effect.done}});
    }
    return JsonResponse(200, list);
  });
}

Response ClearEffects(Call& call) {
  call.world.Write([&](State& state) { state.effects.clear(); });
  return Done();
}

Response ShowDeliveries(Call& call) {
  Json list = Json::array();
  for (const Delivery& delivery : call.world.webhooks().Log()) {
    list.push_back({{"hook_id", delivery.hook},
                    {"url", delivery.url},
                    {"event", delivery.event},
                    {"key", delivery.key},
                    {"at", IsoTime(delivery.sent_at)},
                    {"duration_ms", delivery.duration},
                    {"status", delivery.status},
                    {"error", delivery.error},
                    {"body", ParseJson(delivery.body).value_or(Json())}});
  }
  return JsonResponse(200, list);
}

Response ClearDeliveries(Call& call) {
  call.world.webhooks().ClearLog();
  return Done();
}

Response Settle(Call& call) {
  constexpr Millis kPatience = 10000;
  const bool idle = call.world.WaitIdle(IntegerOr(call.parameters, "timeout_ms", kPatience));
  return JsonResponse(idle ? 200 : 504, {{"idle", idle}});
}

const std::vector<Route>& Routes() {
  static const std::vector<Route> kAll = [] {
    std::vector<Route> all = {{"POST", "users", CreateUser},
                              {"POST", "tokens", CreateToken},
                              {"DELETE", "tokens/:token", DeleteToken},
                              {"PUT", "hooks/:hook", PutHook},
                              {"PUT", "settings", PutSettings},
                              {"GET", "faults", ShowFaults},
                              {"POST", "faults", AddFault},
                              {"DELETE", "faults", ClearFaults},
                              {"GET", "requests", ShowRequests},
                              {"DELETE", "requests", ClearRequests},
                              {"GET", "effects/:kind", ShowEffects},
                              {"DELETE", "effects", ClearEffects},
                              {"GET", "deliveries", ShowDeliveries},
                              {"DELETE", "deliveries", ClearDeliveries},
                              {"POST", "settle", Settle}};
    for (const std::vector<Route>& more : {ControlProjectRoutes(), ControlJobRoutes()}) {
      all.insert(all.end(), more.begin(), more.end());
    }
    return all;
  }();
  return kAll;
}

}  // namespace

Response AnswerControl(World& world, Controls& controls, const Request& request) {
  const std::string_view path = SplitTarget(request.target).first.substr(kPrefix.size());
  Call call{world, request, {}, {}, {}, world.Url(), &controls};
  const Route* route = FindRoute(Routes(), request.method, Segments(path), call.path);
  if (route == nullptr) return Message(404, "no such control call");
  // curl calls a body a form unless told otherwise.
  Request read = request;
  if (read.body.starts_with('{')) read.headers["content-type"] = "application/json";
  auto parameters = ReadParameters(read);
  if (!parameters) return Message(400, "not JSON");
  call.parameters = std::move(*parameters);
  return route->handler(call);
}

}  // namespace headwater::forge_double
