// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "headwater/result.h"
#include "headwater/untrusted.h"
#include "headwater/url.h"
#include "service/config/allowed_upstreams.h"
#include "service/config/external_calls.h"

/// \file
/// What `headwater serve` is told by its configuration file: service/docs/serve.md.

namespace headwater::config {

/// Where a listener listens. Port 0: any that is free.
struct ListenAddress {
  std::string address = "127.0.0.1";  ///< Numeric.
  uint16_t port = 0;
};

struct ServiceConfig {
  // gitlab:
  std::optional<SafeUrl> gitlab_url;  ///< Set when reading succeeded.
  std::string api_token_file;         ///< Scope `api`, Developer.
  std::string read_token_file;        ///< Scope `read_repository`, for git alone.
  std::string hook_admin_token_file;  ///< Of `doctor` and `connect` alone; empty: there is none.
  std::string ca_file;                ///< Trusted beside the system's.
  std::string proxy;                  ///< For the API and git; empty: none.
  std::string no_proxy;               ///< Hosts that are reached without it, separated by commas.
  std::string status_name = "headwater";

  // hooks:
  ListenAddress hooks{.port = 8080};
  std::optional<SafeUrl> hooks_url;  ///< Under which GitLab reaches us: by it webhooks are known.
  std::string hook_secret_file;      ///< What GitLab sends as X-Gitlab-Token; and/or
  std::string signing_key_file;      ///< the key of Standard Webhooks.
  std::vector<std::string> trusted_proxies;
  std::string forwarded_header;  ///< The one header a trusted proxy names the sender in.
  /// How often merge requests are looked through for deliveries that never came.
  std::chrono::milliseconds sweep_every{std::chrono::minutes(15)};

  // pages:, health:
  ListenAddress pages{.port = 8081};
  std::optional<SafeUrl> pages_url;  ///< Under which people reach the pages; none: no links.
  /// How long links to the pages of projects count that not everybody may read.
  std::chrono::milliseconds link_lifetime{std::chrono::hours(30 * 24)};
  ListenAddress health{.port = 8082};

  // store:, mirrors:
  std::string data = "/var/lib/headwater";
  uint64_t mirror_quota_bytes = uint64_t{50} << 30U;
  uint64_t mirror_largest_bytes = uint64_t{4} << 30U;  ///< One of them, while git runs.
  std::chrono::milliseconds clone_deadline{std::chrono::minutes(10)};  ///< Of a first fetch.
  std::chrono::milliseconds fetch_deadline{std::chrono::minutes(1)};   ///< Of every other one.

  // upstreams:
  std::vector<AllowedUpstream> upstreams;  ///< Empty: none is ever fetched.
  std::chrono::milliseconds upstream_refresh{std::chrono::hours(1)};
  /// A copy that was fetched longer ago shows nothing by what it does not hold.
  std::chrono::milliseconds upstream_stale_after{std::chrono::hours(7 * 24)};
  uint64_t upstream_quota_bytes = uint64_t{20} << 30U;   ///< Of all copies and their indexes.
  uint64_t upstream_largest_bytes = uint64_t{4} << 30U;  ///< Of one copy, while git runs.
  std::chrono::milliseconds upstream_clone_deadline{std::chrono::minutes(10)};
  std::chrono::milliseconds upstream_fetch_deadline{std::chrono::minutes(1)};

  // forks:
  bool forks = true;                  ///< Projects are compared with each other.
  bool internal_is_shared = false;    ///< SharedReading::internal.
  std::set<int64_t> shared_groups{};  ///< SharedReading::groups.

  // policy:, note:, contact:
  std::string standard_policy = "preset:opencode";
  std::string policy_instance;  ///< The platform's file; empty: the standard preset alone.
  std::string policy_project;   ///< Or the project that holds both, as group/name.
  std::string policy_ref;       ///< Its branch or tag; empty: its default branch.
  std::string policy_path = "instance.yml";  ///< The file there; groups lie in `groups` beside it.
  std::chrono::milliseconds policy_refresh{std::chrono::hours(1)};
  std::string policy_groups;  ///< The folder with the files of groups; empty: there are none.
  std::chrono::milliseconds note_delay{60'000};
  Language language = Language::kGerman;
  std::optional<SafeUrl> contact;
  bool project_issue = true;  ///< One issue in each project about the project itself.
  /// User names of programs that update dependencies: a status, and no comment.
  std::vector<std::string> update_bots = {"renovate", "renovate-bot", "dependabot",
                                          "dependabot-bot"};

  // unknown: what happens when our own store, disk or forge prevented a check for this long.
  std::chrono::milliseconds infrastructure_patience{std::chrono::minutes(15)};
  bool release_after_patience = true;  ///< Never the first verdict of a head.
  /// How long a job that may make an SBOM is waited for: GitLab's own limit of a job.
  /// https://docs.gitlab.com/ee/ci/pipelines/settings.html "Set a limit for how long jobs can run"
  std::chrono::milliseconds pipeline_patience{std::chrono::hours(1)};

  // external: whom to ask for the policy's external rules.
  std::vector<ExternalCall> external{};

  // retention: how long what only serves the work is kept, and decisions with the audit log.
  std::chrono::milliseconds operational_retention{std::chrono::hours(90 * 24)};
  std::optional<std::chrono::milliseconds> audit_retention;  ///< None: for ever.

  uint32_t workers = 2;  ///< Judgements at the same time.

  /// How long what is under way may go on when the service is told to end.
  std::chrono::milliseconds shutdown_grace{std::chrono::seconds(25)};
};

/// The environment's part: HTTPS_PROXY and NO_PROXY (upper or lower case), where the file says
/// nothing.
struct ProxyEnvironment {
  std::string https_proxy;
  std::string no_proxy;
};

/// Reads the file's text strictly. kInvalid with `name:line:column: sentence` for an unknown key
/// (and what was probably meant), a wrong type, a value out of range, and what is missing.
Result<ServiceConfig> ReadServiceConfig(std::string_view name, std::string_view yaml,
                                        const ProxyEnvironment& environment);

}  // namespace headwater::config
