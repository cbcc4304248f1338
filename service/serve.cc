// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/serve.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <filesystem>
#include <system_error>
#include <utility>

#include "headwater/log.h"
#include "headwater/metrics.h"
#include "service/git/authorities.h"
#include "service/git/mirror_pool.h"
#include "service/http/client.h"
#include "service/service_parts.h"
#include "service/store/reads_file.h"

namespace headwater {
namespace {

// Handlers of deliveries wait for a commit that serves many of them: threads that sleep.
constexpr size_t kHookThreads = 32;
constexpr size_t kPageThreads = 4;
constexpr size_t kHealthThreads = 2;

// How long a drain waits for deliveries that are being answered, and for pages.
constexpr std::chrono::milliseconds kDrainRequests{10'000};
constexpr std::chrono::milliseconds kDrainPages{1'000};

constexpr mode_t kPrivate = 0700;

Status MakeFolder(const std::string& path) {
  if (mkdir(path.c_str(), kPrivate) == 0 || errno == EEXIST) return Ok{};
  return Error{Errc::kInvalid,
               path + ": " + std::error_code(errno, std::generic_category()).message()};
}

std::unique_ptr<SecretFile> OpenIfNamed(const std::string& path) {
  return path.empty() ? nullptr : OpenSecretFile(path);
}

/// A secret that cannot be read is found at the start, not at the first delivery.
Status CheckSecret(const SecretFile* file) {
  if (file == nullptr) return Ok{};
  const Result<std::vector<Secret>> secrets = file->Read();
  return secrets.ok() ? Status(Ok{}) : Status(secrets.error());
}

std::set<FactKind> FactsWantedBy(std::span<const RuleEntry* const> rules) {
  std::set<FactKind> facts;
  for (const RuleEntry* rule : rules)
    facts.insert(rule->info.facts.begin(), rule->info.facts.end());
  return facts;
}

std::string MirrorFolderOf(const config::ServiceConfig& config) { return config.data + "/mirrors"; }

std::string ArtifactFolderOf(const config::ServiceConfig& config) {
  return config.data + "/artifacts";
}

/// Where the programs of external rules are started.
std::string ExternalFolderOf(const config::ServiceConfig& config) {
  return config.data + "/external";
}

/// Empty at every start: what a process that was killed left behind serves nobody.
Status MakeEmptyFolder(const std::string& path) {
  std::error_code error;
  std::filesystem::remove_all(path, error);
  if (error) return Error{Errc::kInvalid, path + ": " + error.message()};
  return MakeFolder(path);
}

jobs::Settings SettingsOf(const config::ServiceConfig& config, std::set<FactKind> facts,
                          const std::shared_ptr<const Policy>& standard_rules) {
  jobs::Settings settings{
      .forge_url = *config.gitlab_url, .pages_url = config.pages_url, .contact = config.contact};
  settings.language = config.language;
  settings.facts = std::move(facts);
  settings.standard_policy = config.standard_policy;
  settings.standard_policy_hash = standard_rules->hash;
  settings.standard_rules = standard_rules;
  settings.note_delay = config.note_delay;
  settings.patience = config.infrastructure_patience;
  settings.release_after_patience = config.release_after_patience;
  settings.pipeline_patience = config.pipeline_patience;
  settings.artifact_folder = ArtifactFolderOf(config);
  settings.stale_after = config.upstream_stale_after;
  settings.project_issue = config.project_issue;
  settings.sweep_every = config.sweep_every;
  settings.keep = {.operational = config.operational_retention, .audit = config.audit_retention};
  settings.update_bots = {config.update_bots.begin(), config.update_bots.end()};
#if defined(HEADWATER_ADDRESS_SANITIZER)
  settings.limits.memory_bytes = 0;  // AddressSanitizer reserves terabytes of addresses.
#endif
  return settings;
}

git::FetchDeadlines DeadlinesOf(const config::ServiceConfig& config) {
  git::FetchDeadlines deadlines;
  deadlines.clone = config.clone_deadline;
  deadlines.fetch = config.fetch_deadline;
  deadlines.blobs = config.fetch_deadline;
  return deadlines;
}

jobs::UpstreamDoor DoorOf(const config::ServiceConfig& config) {
  return jobs::UpstreamDoor({.forge = *config.gitlab_url,
                             .allowed = config.upstreams,
                             .proxy = config.proxy,
                             .no_proxy = config.no_proxy});
}

/// Makes their folder.
Result<jobs::UpstreamKeeperOptions> KeeperOptionsOf(const config::ServiceConfig& config) {
  jobs::UpstreamKeeperOptions options;
  options.root = UpstreamFolderOf(config);
  TRY(MakeFolder(options.root));
  options.ca_bundle = TRY(git::AuthoritiesFile(config.ca_file, options.root));
  options.allow_http = !config.gitlab_url->is_https();
  options.refresh = config.upstream_refresh;
  options.quota_bytes = config.upstream_quota_bytes;
  options.max_copy_bytes = config.upstream_largest_bytes;
  options.clone_deadline = config.upstream_clone_deadline;
  options.fetch_deadline = config.upstream_fetch_deadline;
  return options;
}

Result<http::Server> Listen(Literal name, const config::ListenAddress& where, size_t threads,
                            HttpHandler& handler, http::ListenerOptions options = {}) {
  options.address = where.address;
  options.port = where.port;
  options.threads = threads;
  http::Server server =
      TRY(http::Server::Listen(options, handler).Context(std::string(name.view()) + " listener"));
  Log(LogLevel::kInfo, "listening",
      {{"listener", name},
       {"address", Untrusted(where.address)},
       {"port", static_cast<int64_t>(server.port())}});
  return server;
}

void LogRefusal(const hooks::Refusal& refusal) {
  Log(LogLevel::kWarning, "delivery_refused",
      {{"status", static_cast<int64_t>(refusal.status)},
       {"peer", refusal.peer},
       {"reason", refusal.reason},
       {"total", static_cast<int64_t>(refusal.total)},
       {"unlogged", static_cast<int64_t>(refusal.skipped)}});
}

}  // namespace

std::string UpstreamFolderOf(const config::ServiceConfig& config) {
  return config.data + "/upstreams";
}

Service::Service(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

Service::~Service() { Drain(); }

Status Service::OpenForge(Parts& parts) {
  const config::ServiceConfig& config = parts.config;
  const std::stop_token stop = parts.stop.get_token();
  parts.mirrors = TRY(git::MirrorPool::Open({.forge_url = *config.gitlab_url,
                                             .read_token = parts.read_token.get(),
                                             .ca_file = config.ca_file,
                                             .proxy = config.proxy,
                                             .no_proxy = config.no_proxy,
                                             .mirror_root = MirrorFolderOf(config),
                                             .quota_bytes = config.mirror_quota_bytes,
                                             .max_mirror_bytes = config.mirror_largest_bytes,
                                             .deadlines = DeadlinesOf(config),
                                             .stop = stop}));
  parts.http = TRY(http::MakeClient({config.ca_file, config.proxy, config.no_proxy, stop}));
  parts.forge = std::make_unique<forge::GitlabClient>(
      forge::GitlabClient::Options{config.gitlab_url->text(), config.status_name}, *parts.http,
      *parts.api_token, SystemClock());
  return Ok{};
}

Result<std::unique_ptr<Service>> Service::Start(const config::ServiceConfig& config,
                                                const std::string& program,
                                                const config::Shipped& shipped) {
  auto parts = std::make_unique<Parts>();
  parts->config = config;
  parts->standard_rules =
      std::make_shared<const Policy>(TRY(config::LoadPreset(config.standard_policy, shipped, {})));
  parts->facts = FactsWantedBy(shipped.rules);
  TRY(OpenSecrets(*parts));
  TRY(OpenStore(*parts));
  TRY(OpenForge(*parts));
  TRY(OpenPolicy(*parts, shipped));
  parts->evaluators = std::make_unique<jobs::EvaluatorPool>(program, config.workers, shipped.rules,
                                                            parts->stop.get_token());
  TRY(MakeEmptyFolder(ExternalFolderOf(config)));
  parts->external = std::make_unique<jobs::ExternalDesk>(
      jobs::ExternalDeskOptions{config.external, ExternalFolderOf(config), parts->stop.get_token()},
      *parts->http);
  TRY(OpenOthers(*parts, program));
  TRY(OpenPages(*parts, shipped));
  auto service = std::unique_ptr<Service>(new Service(std::move(parts)));
  TRY(service->Listen());
  return service;
}

Status Service::OpenPages(Parts& parts, const config::Shipped& shipped) {
  const config::ServiceConfig& config = parts.config;
  parts.links = TRY(
      jobs::PageLinks::Open(config.data + "/page-links.keys", config.link_lifetime, SystemClock()));
  parts.pages =
      std::make_unique<jobs::DecisionPages>(jobs::PageParts{.decisions = *parts.store,
                                                            .rules = shipped.rules,
                                                            .language = config.language,
                                                            .forks = parts.forks.get(),
                                                            .links = parts.links.get(),
                                                            .forge_url = config.gitlab_url,
                                                            .pages_url = config.pages_url});
  return Ok{};
}

Status Service::OpenSecrets(Parts& parts) {
  const config::ServiceConfig& config = parts.config;
  parts.api_token = OpenSecretFile(config.api_token_file);
  parts.read_token = OpenSecretFile(config.read_token_file);
  parts.hook_secret = OpenIfNamed(config.hook_secret_file);
  parts.signing_key = OpenIfNamed(config.signing_key_file);
  for (const SecretFile* secret : {parts.api_token.get(), parts.read_token.get(),
                                   parts.hook_secret.get(), parts.signing_key.get()}) {
    TRY(CheckSecret(secret));
  }
  return Ok{};
}

Status Service::OpenStore(Parts& parts) {
  const config::ServiceConfig& config = parts.config;
  TRY(MakeFolder(config.data));
  parts.store = TRY(store::SqliteStore::Open({config.data + "/headwater.db", ""}, SystemClock()));
  // Behind the store's lock: no other process judges here.
  TRY(MakeEmptyFolder(ArtifactFolderOf(config)));
  const std::string folder = config.data + "/reads";
  TRY(MakeFolder(folder));
  auto archive = TRY(store::OpenReads(config.data + "/" + store::kReadsFileName));
  parts.reads = TRY(jobs::ReadsSpool::Open(folder, std::move(archive), SystemClock()));
  return Ok{};
}

Status Service::OpenOthers(Parts& parts, const std::string& program) {
  parts.refresher = std::make_unique<jobs::RefreshChild>(program, parts.stop.get_token());
  jobs::UpstreamKeeperOptions keeper = TRY(KeeperOptionsOf(parts.config));
  keeper.on_brought = [&forks = parts.forks](const SafeUrl& url, const std::string& repository) {
    if (forks) forks->HeardUpstream(url, repository);
  };
  parts.upstreams = std::make_unique<jobs::KeptUpstreams>(std::move(keeper), DoorOf(parts.config),
                                                          *parts.refresher, SystemClock());
  return parts.config.forks ? OpenForks(parts, program) : Ok{};
}

Status Service::OpenForks(Parts& parts, const std::string& program) {
  const config::ServiceConfig& config = parts.config;
  const std::string folder = config.data + "/forks";
  TRY(MakeFolder(folder));
  parts.fork_child = std::make_unique<jobs::ForkChild>(
      jobs::ForkChildOptions{.program = program,
                             .folder = folder,
                             .readable = {MirrorFolderOf(config), UpstreamFolderOf(config)},
                             .stop = parts.stop.get_token()});
  parts.forks = std::make_unique<jobs::ForkKeeper>(
      jobs::ForkKeeperOptions{
          .shared = {.internal = config.internal_is_shared, .groups = config.shared_groups}},
      jobs::ForkKeeperParts{.desk = *parts.fork_child,
                            .book = *parts.store,
                            .forge = *parts.forge,
                            .mirrors = *parts.mirrors,
                            .clock = SystemClock()});
  return parts.forks->Load();
}

Status Service::Listen() {
  Parts& parts = *parts_;
  const config::ServiceConfig& config = parts.config;
  parts.webhook = std::make_unique<hooks::GitlabWebhook>(hooks::GitlabWebhook::Environment{
      .secrets = {parts.hook_secret.get(), parts.signing_key.get()},
      .clock = SystemClock(),
      .inbox = *parts.store,
      .nudge =
          [&parts] {
            if (jobs::Workers* workers = parts.nudged) workers->Nudge();
          },
      .self = [&parts] { return parts.self.With([](const hooks::Self& self) { return self; }); },
      .on_refused = LogRefusal});
  parts.limited_webhook = std::make_unique<http::FailureLimitedHandler>(
      *parts.webhook, SystemClock(), http::FailureLimit::Options{});
  parts.health.Watch(*parts.store, SystemClock());
  parts.health_server =
      TRY(headwater::Listen("health", config.health, kHealthThreads, parts.health));
  parts.page_server = TRY(headwater::Listen("pages", config.pages, kPageThreads, *parts.pages));
  http::ListenerOptions options;
  options.trusted_proxies = config.trusted_proxies;
  options.proxy_header = config.forwarded_header;
  parts.hook_server = TRY(headwater::Listen("hooks", config.hooks, kHookThreads,
                                            *parts.limited_webhook, std::move(options)));
  return Ok{};
}

Status Service::StartWorking() {
  Parts& parts = *parts_;
  const ForgeUser self = TRY(parts.forge->Self());
  parts.self.With([&](hooks::Self& known) { known = {self.id, self.username.bytes()}; });
  if (parts.policy && parts.layers->Get() == nullptr) TRY(parts.policy->Load());
  jobs::Settings settings = SettingsOf(parts.config, parts.facts, parts.standard_rules);
  settings.layers = parts.layers;
  settings.bot_name = self.username.bytes();
  parts.services.emplace(
      jobs::Services{.forge = *parts.forge,
                     .conversation = *parts.forge,
                     .pipeline_files = *parts.forge,
                     .line_threads = *parts.forge,
                     .issues = *parts.forge,
                     .mirrors = *parts.mirrors,
                     .evaluator = *parts.evaluators,
                     .mailboxes = *parts.store,
                     .outbox = *parts.store,
                     .decisions = *parts.store,
                     .clock = SystemClock(),
                     .self = self.id,
                     .settings = std::move(settings),
                     .upstreams = parts.config.upstreams.empty() ? nullptr : parts.upstreams.get(),
                     .forks = parts.forks.get(),
                     .commands = parts.store.get(),
                     .commanders = parts.forge.get(),
                     .waivers = parts.store.get(),
                     .reads = parts.reads.get(),
                     .retention = parts.store.get(),
                     .policies = parts.store.get(),
                     .listed = parts.forge.get(),
                     .swept = parts.store.get(),
                     .ratchets = parts.store.get(),
                     .links = parts.links.get(),
                     .external = parts.external.get(),
                     .heard_branch = [&parts](ProjectId project) {
                       if (parts.policy_project != nullptr) parts.policy_project->Heard(project);
                     }});
  parts.workers = std::make_unique<jobs::Workers>(
      *parts.services, jobs::WorkerCounts{.judges = parts.config.workers});
  parts.evaluators->Refill();
  if (!parts.config.upstreams.empty()) parts.upstreams->Start();
  if (parts.forks) parts.forks->Start();
  parts.workers->Start();
  if (parts.policy) parts.policy->Start();
  parts.nudged = parts.workers.get();
  parts.health.SetReady(true);
  Log(LogLevel::kInfo, "working", {{"user", self.username}});
  return Ok{};
}

void Service::Drain() {
  Parts& parts = *parts_;
  const auto end = std::chrono::steady_clock::now() + parts.config.shutdown_grace;
  parts.health.SetReady(false);
  if (parts.hook_server) {
    (void)parts.hook_server->Stop(std::min(kDrainRequests, parts.config.shutdown_grace));
  }
  parts.nudged = nullptr;
  const auto left =
      std::chrono::duration_cast<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
  if (parts.workers) parts.workers->Drain(std::max(left, std::chrono::milliseconds(0)));
  if (parts.policy) parts.policy->Stop();
  parts.stop.request_stop();
  if (parts.workers) parts.workers->Stop();
  parts.upstreams->Stop();
  if (parts.forks) parts.forks->Stop();
  if (parts.page_server) (void)parts.page_server->Stop(kDrainPages);
  parts.hook_server.reset();
  parts.page_server.reset();
  parts.health_server.reset();
}

}  // namespace headwater
