// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <set>
#include <stop_token>
#include <string>

#include "headwater/guarded.h"
#include "headwater/mirrors.h"
#include "headwater/secret.h"
#include "hooks/gitlab_webhook.h"
#include "service/forge/gitlab_client.h"
#include "service/http/failure_limit.h"
#include "service/http/server.h"
#include "service/jobs/evaluator_pool.h"
#include "service/jobs/external_desk.h"
#include "service/jobs/fork_child.h"
#include "service/jobs/fork_keeper.h"
#include "service/jobs/health_pages.h"
#include "service/jobs/live_layers.h"
#include "service/jobs/page_links.h"
#include "service/jobs/pages.h"
#include "service/jobs/policy_keeper.h"
#include "service/jobs/policy_origin.h"
#include "service/jobs/policy_project.h"
#include "service/jobs/reads_spool.h"
#include "service/jobs/upstream_keeper.h"
#include "service/jobs/upstream_refresh.h"
#include "service/jobs/workers.h"
#include "service/serve.h"
#include "service/store/sqlite_store.h"

namespace headwater {

/// In the order they are made; taken down in the opposite one.
struct Service::Parts {
  std::stop_source stop;  ///< Ends git, the evaluators and calls of the forge.
  config::ServiceConfig config;
  std::shared_ptr<const Policy> standard_rules;  ///< The standard preset.
  /// nullptr: the standard preset alone.
  std::shared_ptr<jobs::LiveLayers> layers;
  std::set<FactKind> facts;   ///< What the rules want to know.
  Guarded<hooks::Self> self;  ///< The bot, once the forge has told it.
  std::unique_ptr<SecretFile> api_token;
  std::unique_ptr<SecretFile> read_token;
  std::unique_ptr<SecretFile> hook_secret;
  std::unique_ptr<SecretFile> signing_key;
  std::unique_ptr<HttpClient> http;
  std::unique_ptr<store::SqliteStore> store;
  std::unique_ptr<jobs::ReadsSpool> reads;
  std::unique_ptr<Mirrors> mirrors;
  std::unique_ptr<forge::GitlabClient> forge;
  std::unique_ptr<jobs::PolicyOrigin> policy_origin;
  jobs::PolicyProject* policy_project = nullptr;  ///< The origin, if it is a project.
  std::unique_ptr<jobs::PolicyKeeper> policy;     ///< None: there are no layers.
  std::unique_ptr<jobs::EvaluatorPool> evaluators;
  std::unique_ptr<jobs::ExternalDesk> external;
  std::unique_ptr<jobs::ForkChild> fork_child;
  std::unique_ptr<jobs::ForkKeeper> forks;  ///< None: projects are not compared.
  std::unique_ptr<jobs::RefreshChild> refresher;
  std::unique_ptr<jobs::KeptUpstreams> upstreams;
  std::optional<jobs::Services> services;
  std::unique_ptr<jobs::Workers> workers;
  std::atomic<jobs::Workers*> nudged = nullptr;

  std::unique_ptr<hooks::GitlabWebhook> webhook;
  std::unique_ptr<http::FailureLimitedHandler> limited_webhook;
  std::unique_ptr<jobs::PageLinks> links;
  std::unique_ptr<jobs::DecisionPages> pages;
  jobs::HealthPages health;
  std::optional<http::Server> hook_server;
  std::optional<http::Server> page_server;
  std::optional<http::Server> health_server;
};

}  // namespace headwater
