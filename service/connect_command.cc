// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/connect_command.h"

#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <optional>
#include <system_error>
#include <utility>

#include "service/connect/connect.h"
#include "service/connect/disconnect.h"
#include "service/connect/key_files.h"
#include "service/connect/wants.h"
#include "service/connect/written_config.h"
#include "service/connect_parts.h"
#include "service/http/client.h"
#include "service/http/server.h"
#include "service/store/running_file.h"

namespace headwater {
namespace {

/// A test delivery is an example event.
constexpr int kHttpOk = 200;
constexpr int kHttpUnauthorized = 401;

/// Takes one delivery, where the service will listen.
class ListeningEar final : public connect::Ear, public HttpHandler {
 public:
  explicit ListeningEar(Secret secret) : secret_(std::move(secret)) {}

  static std::unique_ptr<connect::Ear> Open(const config::ListenAddress& where,
                                            const Secret& secret) {
    auto ear = std::make_unique<ListeningEar>(secret);
    http::ListenerOptions options;
    options.address = where.address;
    options.port = where.port;
    Result<http::Server> server = http::Server::Listen(options, *ear);
    if (!server.ok()) return nullptr;
    ear->server_.emplace(std::move(server).value());
    return ear;
  }

  std::optional<HttpResponse> Screen(const HttpRequest& /*head*/) override { return std::nullopt; }
  HttpResponse Handle(const HttpRequest& request) override {
    const auto token = FindHeader(request.headers, "x-gitlab-token");
    HttpResponse response;
    response.status = kHttpUnauthorized;
    if (request.path != "/hooks/gitlab" || !token || !secret_.Matches(*token)) return response;
    {
      const std::lock_guard lock(mutex_);
      heard_ = true;
    }
    came_.notify_all();
    response.status = kHttpOk;
    return response;
  }
  bool Heard(std::chrono::milliseconds patience) override {
    std::unique_lock lock(mutex_);
    return came_.wait_for(lock, patience, [this] { return heard_; });
  }

 private:
  const Secret secret_;
  std::mutex mutex_;
  std::condition_variable came_;
  bool heard_ = false;                  ///< Guarded by mutex_.
  std::optional<http::Server> server_;  ///< Last: its threads use all of the above.
};

/// The configuration that is there already.
struct Known {
  bool exists = false;
  std::optional<config::ServiceConfig> config;  ///< Of this forge, and readable.
  std::string problem;                          ///< Why it is neither.
};

Known LookAtConfig(const std::string& file, const SafeUrl& forge) {
  Known known;
  std::error_code error;
  known.exists = std::filesystem::exists(file, error);
  if (!known.exists) return known;
  Result<config::ServiceConfig> read = ReadConfigFile(file);
  if (!read.ok()) {
    known.problem = read.error().message;
  } else if (read.value().gitlab_url->text() != forge.text()) {
    known.problem = file + " is of another GitLab, " + read.value().gitlab_url->text();
  } else {
    known.config = std::move(read).value();
  }
  return known;
}

connect::KeyPaths PathsIn(const std::string& folder, bool hook_admin) {
  return {.api = folder + "/api-token",
          .read = folder + "/read-token",
          .hook_admin = hook_admin ? folder + "/hook-admin-token" : "",
          .hook_secret = folder + "/hook-secret"};
}

connect::KeyPaths PathsOf(const config::ServiceConfig& config) {
  return {.api = config.api_token_file,
          .read = config.read_token_file,
          .hook_admin = config.hook_admin_token_file,
          .hook_secret = config.hook_secret_file};
}

/// Everything that the command line and the configuration say, checked.
struct Plan {
  std::string config_file;  ///< Absolute.
  Known known;
  connect::ConnectOrder order;
  http::ClientOptions client{};
  config::ListenAddress listen{};
};

Result<config::ListenAddress> ListenAddressOf(const std::string& text) {
  const size_t colon = text.rfind(':');
  const Error wrong{Errc::kInvalid, "--listen: expected ADDRESS:PORT, got '" + text + "'"};
  if (colon == std::string::npos || colon + 1 == text.size()) return wrong;
  if (text.find_first_not_of("0123456789", colon + 1) != std::string::npos) return wrong;
  const std::string port = text.substr(colon + 1);
  static constexpr size_t kMostDigits = 5;
  if (port.size() > kMostDigits) return wrong;
  const int number = std::stoi(port);
  if (number > UINT16_MAX) return wrong;
  config::ListenAddress where{.address = text.substr(0, colon),
                              .port = static_cast<uint16_t>(number)};
  if (where.address.starts_with('[') && where.address.ends_with(']')) {
    where.address = where.address.substr(1, where.address.size() - 2);
  }
  if (where.address.empty()) where.address = "::";
  return where;
}

Result<SafeUrl> ServiceUrl(const ConnectRequest& request, const Known& known) {
  if (!request.url.empty()) return SafeUrl::Parse(request.url).Context("--url");
  if (known.config && known.config->hooks_url) return *known.config->hooks_url;
  return Error{Errc::kInvalid,
               "--url is missing: the address under which GitLab reaches the service, as "
               "https://headwater.example.org"};
}

http::ClientOptions ReachOf(const ForgeReach& reach, const Known& known) {
  const config::ProxyEnvironment environment = ProxyOfEnvironment();
  http::ClientOptions options{reach.ca_file, reach.proxy, reach.no_proxy};
  if (options.ca_file.empty() && known.config) options.ca_file = known.config->ca_file;
  if (options.proxy.empty()) {
    options.proxy = known.config ? known.config->proxy : environment.https_proxy;
  }
  if (options.no_proxy.empty()) {
    options.no_proxy = known.config ? known.config->no_proxy : environment.no_proxy;
  }
  return options;
}

Result<std::string> Absolute(const std::string& path) {
  std::error_code error;
  const std::filesystem::path absolute = std::filesystem::absolute(path, error);
  if (error) return Error{Errc::kInvalid, path + ": " + error.message()};
  return absolute.lexically_normal().string();
}

Result<Plan> PlanOf(const ConnectRequest& request) {
  const SafeUrl forge = TRY(SafeUrl::Parse(request.gitlab).Context("--gitlab"));
  const std::string file = TRY(Absolute(request.config_file));
  Known known = LookAtConfig(file, forge);
  const SafeUrl service = TRY(ServiceUrl(request, known));
  if (request.projects.empty() && !request.system_hook) {
    return Error{Errc::kInvalid,
                 "which projects? --projects 'group/**' (several may follow), or --system-hook"};
  }
  GlobSet projects = TRY(GlobSet::Make(request.projects).Context("--projects"));
  const std::string folder = std::filesystem::path(file).parent_path().string();
  connect::ConnectOrder order{.forge = forge, .service = service};
  order.projects = std::move(projects);
  order.system_hook = request.system_hook;
  order.hook_admin = !request.no_hook_admin;
  order.dry_run = request.dry_run;
  order.paths = known.config ? PathsOf(*known.config) : PathsIn(folder, order.hook_admin);
  order.folder = folder;
  order.token_file = request.token_file;
  Plan plan{.config_file = file, .known = std::move(known), .order = std::move(order)};
  plan.client = ReachOf(request.reach, plan.known);
  plan.order.proxy = plan.client.proxy;
  plan.order.ca_file = plan.client.ca_file;
  plan.listen = TRY(ListenAddressOf(request.listen));
  if (plan.known.config) plan.listen = plan.known.config->hooks;
  return plan;
}

connect::WrittenConfig ConfigOf(const ConnectRequest& request, const Plan& plan) {
  return {.forge = plan.order.forge,
          .service = plan.order.service,
          .paths = plan.order.paths,
          .listen = request.listen,
          .store = request.store,
          .ca_file = request.reach.ca_file,
          .proxy = request.reach.proxy,
          .no_proxy = request.reach.no_proxy,
          .language = request.language};
}

/// What is there and good stays as a person has left it.
void KeepConfig(const Plan& plan, connect::Table& table) {
  const config::ServiceConfig& config = *plan.known.config;
  const std::string url = plan.order.service.text();
  if (!config.hooks_url) {
    table.Miss(plan.config_file + " does not say hooks.url", "add below hooks: url: " + url);
  } else if (config.hooks_url->text() != url) {
    table.Miss(plan.config_file + " says another hooks.url, " + config.hooks_url->text(),
               "write below hooks: url: " + url);
  } else {
    table.Add(connect::Standing::kAlready, "the configuration " + plan.config_file);
  }
}

void WriteConfig(const ConnectRequest& request, const Plan& plan, connect::Table& table) {
  if (plan.known.config) return KeepConfig(plan, table);
  const Result<std::string> text = connect::ConfigText(ConfigOf(request, plan));
  if (!text.ok()) return table.Miss(text.error().message, "name other paths");
  const std::string file = plan.config_file + (plan.known.exists ? ".new" : "");
  if (plan.order.dry_run) {
    return table.Add(connect::Standing::kWould, "write the configuration " + file);
  }
  const Status written = connect::WriteTextFile(file, text.value());
  if (!written.ok()) return table.Miss(written.error().message, "let this user write it");
  table.Add(connect::Standing::kDone, "the configuration " + file);
  if (plan.known.exists) {
    table.Miss(plan.config_file + " is there and was not touched: " + plan.known.problem,
               "mv " + file + " " + plan.config_file + ", or take over from it what is missing");
  }
}

Result<connect::Table> ConnectBy(const ConnectRequest& request, const Plan& plan, HttpClient& http,
                                 std::unique_ptr<SecretFile> lent) {
  ForgeLine line(http, plan.order.forge, "headwater", std::move(lent));
  const connect::ConnectParts parts{
      .accounts = line.administration(),
      .hooks = line.administration(),
      .platform = line.administration(),
      .people = line.client(),
      .look = TokenLooker(http, plan.order.forge),
      .listen = [&plan](const Secret& secret) { return ListeningEar::Open(plan.listen, secret); },
      .clock = SystemClock()};
  connect::Table table = TRY(connect::Connect(plan.order, parts));
  // Without keys there is nothing that a configuration could name.
  Result<bool> holds = connect::HoldsSecret(plan.order.paths.hook_secret);
  if (plan.order.dry_run || (holds.ok() && holds.value())) WriteConfig(request, plan, table);
  return table;
}

// ---- disconnect ----

constexpr Literal kDisconnect = "disconnect";

Result<std::vector<connect::OpenStatus>> OpenIn(store::RunningFile& file) {
  std::vector<connect::OpenStatus> open;
  for (const store::RunningSlot& slot : TRY(file.All())) {
    open.push_back({slot.id, slot.project, slot.iid, slot.head});
  }
  return open;
}

Status RevokeIn(HttpClient& http, const SafeUrl& forge, const std::string& file) {
  ForgeLine line(http, forge, "headwater", OpenSecretFile(file));
  return line.administration().RevokeOwn();
}

/// A service that has never run has left nothing open.
Result<std::optional<store::RunningFile>> OpenStore(const config::ServiceConfig& config) {
  const std::string database = config.data + "/headwater.db";
  std::error_code error;
  if (!std::filesystem::exists(database, error)) return std::optional<store::RunningFile>();
  Result<store::RunningFile> file = store::RunningFile::Open(database);
  if (file.ok()) return std::optional<store::RunningFile>(std::move(file).value());
  if (file.error().code == Errc::kConflict) {
    return Error{Errc::kConflict,
                 "the service is still running and would go on: stop it first "
                 "(systemctl stop headwater)"};
  }
  return file.error();
}

CommandResult DisconnectFrom(const DisconnectRequest& request, const config::ServiceConfig& config,
                             std::unique_ptr<SecretFile> lent) {
  auto http = http::MakeClient({config.ca_file, config.proxy, config.no_proxy});
  if (!http.ok()) return Failed(kDisconnect, http.error().message, kExitUsage);
  auto store = OpenStore(config);
  if (!store.ok()) return Failed(kDisconnect, store.error().message, kExitMissing);
  std::vector<connect::OpenStatus> open;
  if (store.value()) {
    Result<std::vector<connect::OpenStatus>> known = OpenIn(*store.value());
    if (!known.ok()) return Failed(kDisconnect, known.error().message, kExitMissing);
    open = std::move(known).value();
  }
  const SafeUrl& forge = *config.gitlab_url;
  HttpClient& client = *http.value();
  ForgeLine lent_line(client, forge, config.status_name, std::move(lent));
  ForgeLine bot_line(client, forge, config.status_name, OpenSecretFile(config.api_token_file));
  const connect::DisconnectOrder order{.forge = forge,
                                       .service = *config.hooks_url,
                                       .paths = PathsOf(config),
                                       .dry_run = request.dry_run,
                                       .language = config.language,
                                       .proxy = config.proxy};
  const connect::DisconnectParts parts{
      .hooks = lent_line.administration(),
      .platform = lent_line.administration(),
      .forge = bot_line.client(),
      .open = std::move(open),
      .settled =
          [&store](int64_t slot) { return store.value()->Ended(slot, StatusState::kSuccess); },
      .look = TokenLooker(client, forge),
      .revoke = [&client,
                 &forge](const std::string& file) { return RevokeIn(client, forge, file); }};
  const Result<connect::Table> table = connect::Disconnect(order, parts);
  if (!table.ok()) return Failed(kDisconnect, table.error().message, kExitNotReached);
  return Told(table.value());
}

}  // namespace

CommandResult RunConnect(const ConnectRequest& request) {
  constexpr Literal kConnect = "connect";
  const Result<Plan> plan = PlanOf(request);
  if (!plan.ok()) return Failed(kConnect, plan.error().message, kExitUsage);
  Result<std::unique_ptr<SecretFile>> lent = connect::OpenLentToken(request.token_file);
  if (!lent.ok()) return Failed(kConnect, lent.error().message, kExitUsage);
  const auto http = http::MakeClient(plan.value().client);
  if (!http.ok()) return Failed(kConnect, http.error().message, kExitUsage);
  const Result<connect::Table> table =
      ConnectBy(request, plan.value(), *http.value(), std::move(lent).value());
  if (!table.ok()) return Failed(kConnect, table.error().message, kExitNotReached);
  // After a dry run the token is still needed.
  if (request.dry_run) return Told(table.value());
  return Told(table.value(), connect::FarewellTo(plan.value().order));
}

CommandResult RunDisconnect(const DisconnectRequest& request) {
  const Result<config::ServiceConfig> config = ReadConfigFile(request.config_file);
  if (!config.ok()) return Failed(kDisconnect, config.error().message, kExitUsage);
  if (!config.value().hooks_url) {
    return Failed(kDisconnect,
                  request.config_file +
                      " does not say hooks.url: which webhooks are ours is not "
                      "known",
                  kExitUsage);
  }
  Result<std::unique_ptr<SecretFile>> lent = connect::OpenLentToken(request.token_file);
  if (!lent.ok()) return Failed(kDisconnect, lent.error().message, kExitUsage);
  return DisconnectFrom(request, config.value(), std::move(lent).value());
}

}  // namespace headwater
