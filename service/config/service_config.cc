// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/config/service_config.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "headwater/data.h"
#include "service/config/option_value.h"
#include "service/config/suggestion.h"
#include "service/config/value_readers.h"

namespace headwater::config {
namespace {

using Kind = DataNode::Kind;

constexpr uint32_t kMaxWorkers = 64;

// Of a group: GitLab numbers them with 64 bits.
constexpr uint64_t kMaxId = INT64_MAX;

// What fetches a repository for longer than this needs another remedy; and the lease of a judgement
// (service/jobs/workers.cc) has to outlast it.
constexpr std::chrono::minutes kLongestFetch{30};

// More often would be a load for the forge; after a longer time nobody remembers what was pushed.
constexpr std::chrono::minutes kShortestSweep{1};
constexpr std::chrono::hours kLongestSweep{24};

// Whoever stops the service waits for it.
constexpr std::chrono::minutes kLongestGrace{10};
constexpr std::chrono::hours kLongestLink{365 * 24};

/// "127.0.0.1:8080", "[::1]:8080", ":8080" for every address.
Status ReadListen(const DataNode& node, ListenAddress& value) {
  const std::string text = TRY(Text(node));
  const size_t colon = text.rfind(':');
  if (colon == std::string::npos) return Expected("ADDRESS:PORT");
  value.port = static_cast<uint16_t>(TRY(Number(text.substr(colon + 1), UINT16_MAX)));
  value.address = text.substr(0, colon);
  if (value.address.starts_with('[') && value.address.ends_with(']')) {
    value.address = value.address.substr(1, value.address.size() - 2);
  }
  if (value.address.empty()) value.address = "::";
  return Ok{};
}

Status ReadDeadline(const DataNode& node, std::chrono::milliseconds& value) {
  TRY(ReadDuration(node, value));
  const bool fits = value > std::chrono::milliseconds(0) && value <= kLongestFetch;
  return fits ? Status(Ok{}) : Expected("a duration from 1s to 30m");
}

Status ReadSweep(const DataNode& node, std::chrono::milliseconds& value) {
  TRY(ReadDuration(node, value));
  const bool fits = value >= kShortestSweep && value <= kLongestSweep;
  return fits ? Status(Ok{}) : Expected("a duration from 1m to 1d");
}

Status ReadGrace(const DataNode& node, std::chrono::milliseconds& value) {
  TRY(ReadDuration(node, value));
  return value <= kLongestGrace ? Status(Ok{}) : Expected("a duration of at most 10m");
}

Status ReadLanguage(const DataNode& node, Language& value) {
  if (node.scalar != "de" && node.scalar != "en") return Expected("de or en");
  value = node.scalar == "de" ? Language::kGerman : Language::kEnglish;
  return Ok{};
}

Status ReadSwitch(const DataNode& node, bool& value) {
  if (node.scalar != "on" && node.scalar != "off") return Expected("on or off");
  value = node.scalar == "on";
  return Ok{};
}

Status ReadUnknown(const DataNode& node, bool& release) {
  if (node.scalar != "release" && node.scalar != "hold") return Expected("release or hold");
  release = node.scalar == "release";
  return Ok{};
}

Status ReadPreset(const DataNode& node, std::string& value) {
  value = TRY(Text(node));
  if (!value.starts_with("preset:")) return Expected("a preset as preset:strict");
  return Ok{};
}

/// Less than a day would remove what is still worked on.
Status ReadRetention(const DataNode& node, std::chrono::milliseconds& value) {
  constexpr uint64_t kHundredYears = 36'525;
  constexpr int64_t kHoursOfDay = 24;
  std::string_view text = node.scalar;
  if (!text.ends_with('d')) return Expected("days as 90d");
  text.remove_suffix(1);
  const uint64_t days = TRY(Number(text, kHundredYears));
  value = std::chrono::hours(kHoursOfDay * static_cast<int64_t>(days));
  return days > 0 ? Status(Ok{}) : Expected("at least 1d");
}

/// Who has left a project long ago should not read of it by an old link.
Status ReadLinkLifetime(const DataNode& node, std::chrono::milliseconds& value) {
  TRY(ReadRetention(node, value));
  return value <= kLongestLink ? Status(Ok{}) : Expected("days from 1d to 365d");
}

Status ReadAuditRetention(const DataNode& node, std::optional<std::chrono::milliseconds>& value) {
  value.reset();
  return node.scalar == "forever" ? Status(Ok{}) : ReadRetention(node, value.emplace());
}

Status ReadProjectPath(const DataNode& node, std::string& value) {
  value = TRY(Text(node));
  const size_t slash = value.find('/');
  const bool fits = slash != std::string::npos && slash > 0 && !value.ends_with('/') &&
                    value.find("..") == std::string::npos;
  return fits ? Status(Ok{}) : Expected("a project as group/name");
}

/// Of a file in a project.
Status ReadPolicyPath(const DataNode& node, std::string& value) {
  value = TRY(Text(node));
  const bool is_yaml = value.ends_with(".yml") || value.ends_with(".yaml");
  const bool stays = !value.starts_with('/') && value.find("..") == std::string::npos;
  return is_yaml && stays ? Status(Ok{}) : Expected("the path of a .yml file in the project");
}

Status ReadWorkers(const DataNode& node, uint32_t& value) {
  value = static_cast<uint32_t>(TRY(Number(node.scalar, kMaxWorkers)));
  if (value == 0) return Expected("at least 1");
  return Ok{};
}

Status ReadAllowed(const DataNode& node, ServiceConfig& config) {
  config.upstreams = TRY(ReadAllowedUpstreams(node, config.gitlab_url));
  return Ok{};
}

Status ReadNames(const DataNode& node, std::vector<std::string>& value) {
  value = TRY(ReadStrings(node));
  return Ok{};
}

Status ReadIds(const DataNode& node, std::set<int64_t>& value) {
  if (node.kind != Kind::kList) return Expected("a list of numbers");
  for (const DataNode& item : node.items) {
    value.insert(static_cast<int64_t>(TRY(Number(item.scalar, kMaxId))));
  }
  return Ok{};
}

struct Key {
  std::string_view name;  ///< "section.key".
  bool required;
  Status (*read)(const DataNode& node, ServiceConfig& config);
};

using Node = DataNode;
using Config = ServiceConfig;

constexpr Key kKeys[] = {
    {"gitlab.url", true, [](const Node& n, Config& c) { return ReadUrl(n, c.gitlab_url); }},
    {"gitlab.api_token_file", true,
     [](const Node& n, Config& c) { return ReadFile(n, c.api_token_file); }},
    {"gitlab.read_token_file", true,
     [](const Node& n, Config& c) { return ReadFile(n, c.read_token_file); }},
    {"gitlab.hook_admin_token_file", false,
     [](const Node& n, Config& c) { return ReadFile(n, c.hook_admin_token_file); }},
    {"gitlab.ca_file", false, [](const Node& n, Config& c) { return ReadFile(n, c.ca_file); }},
    {"gitlab.proxy", false, [](const Node& n, Config& c) { return ReadText(n, c.proxy); }},
    {"gitlab.no_proxy", false, [](const Node& n, Config& c) { return ReadText(n, c.no_proxy); }},
    {"gitlab.status_name", false,
     [](const Node& n, Config& c) { return ReadText(n, c.status_name); }},
    {"hooks.listen", false, [](const Node& n, Config& c) { return ReadListen(n, c.hooks); }},
    {"hooks.url", false, [](const Node& n, Config& c) { return ReadUrl(n, c.hooks_url); }},
    {"hooks.secret_file", false,
     [](const Node& n, Config& c) { return ReadFile(n, c.hook_secret_file); }},
    {"hooks.signing_key_file", false,
     [](const Node& n, Config& c) { return ReadFile(n, c.signing_key_file); }},
    {"hooks.trusted_proxies", false,
     [](const Node& n, Config& c) { return ReadNames(n, c.trusted_proxies); }},
    {"hooks.forwarded_header", false,
     [](const Node& n, Config& c) { return ReadText(n, c.forwarded_header); }},
    {"hooks.sweep", false, [](const Node& n, Config& c) { return ReadSweep(n, c.sweep_every); }},
    {"pages.listen", false, [](const Node& n, Config& c) { return ReadListen(n, c.pages); }},
    {"pages.url", false, [](const Node& n, Config& c) { return ReadUrl(n, c.pages_url); }},
    {"pages.link_lifetime", false,
     [](const Node& n, Config& c) { return ReadLinkLifetime(n, c.link_lifetime); }},
    {"health.listen", false, [](const Node& n, Config& c) { return ReadListen(n, c.health); }},
    {"store.folder", false, [](const Node& n, Config& c) { return ReadFile(n, c.data); }},
    {"mirrors.quota", false,
     [](const Node& n, Config& c) { return ReadSize(n, c.mirror_quota_bytes); }},
    {"mirrors.largest", false,
     [](const Node& n, Config& c) { return ReadSize(n, c.mirror_largest_bytes); }},
    {"mirrors.clone_within", false,
     [](const Node& n, Config& c) { return ReadDeadline(n, c.clone_deadline); }},
    {"mirrors.fetch_within", false,
     [](const Node& n, Config& c) { return ReadDeadline(n, c.fetch_deadline); }},
    {"upstreams.allowed", false, ReadAllowed},
    {"upstreams.refresh", false,
     [](const Node& n, Config& c) { return ReadPeriod(n, c.upstream_refresh); }},
    {"upstreams.stale_after", false,
     [](const Node& n, Config& c) { return ReadPeriod(n, c.upstream_stale_after); }},
    {"upstreams.quota", false,
     [](const Node& n, Config& c) { return ReadSize(n, c.upstream_quota_bytes); }},
    {"upstreams.largest", false,
     [](const Node& n, Config& c) { return ReadSize(n, c.upstream_largest_bytes); }},
    {"upstreams.clone_within", false,
     [](const Node& n, Config& c) { return ReadDeadline(n, c.upstream_clone_deadline); }},
    {"upstreams.fetch_within", false,
     [](const Node& n, Config& c) { return ReadDeadline(n, c.upstream_fetch_deadline); }},
    {"forks.compare", false, [](const Node& n, Config& c) { return ReadSwitch(n, c.forks); }},
    {"forks.internal_is_shared", false,
     [](const Node& n, Config& c) { return ReadSwitch(n, c.internal_is_shared); }},
    {"forks.shared_groups", false,
     [](const Node& n, Config& c) { return ReadIds(n, c.shared_groups); }},
    {"policy.standard", false,
     [](const Node& n, Config& c) { return ReadPreset(n, c.standard_policy); }},
    {"policy.instance", false,
     [](const Node& n, Config& c) { return ReadFile(n, c.policy_instance); }},
    {"policy.project", false,
     [](const Node& n, Config& c) { return ReadProjectPath(n, c.policy_project); }},
    {"policy.ref", false, [](const Node& n, Config& c) { return ReadText(n, c.policy_ref); }},
    {"policy.path", false,
     [](const Node& n, Config& c) { return ReadPolicyPath(n, c.policy_path); }},
    {"policy.refresh", false,
     [](const Node& n, Config& c) { return ReadPeriod(n, c.policy_refresh); }},
    {"policy.groups", false, [](const Node& n, Config& c) { return ReadFile(n, c.policy_groups); }},
    {"note.delay", false, [](const Node& n, Config& c) { return ReadDuration(n, c.note_delay); }},
    {"note.language", false, [](const Node& n, Config& c) { return ReadLanguage(n, c.language); }},
    {"note.contact", false, [](const Node& n, Config& c) { return ReadUrl(n, c.contact); }},
    {"note.update_bots", false,
     [](const Node& n, Config& c) { return ReadNames(n, c.update_bots); }},
    {"note.project_issue", false,
     [](const Node& n, Config& c) { return ReadSwitch(n, c.project_issue); }},
    {"unknown.pipeline", false,
     [](const Node& n, Config& c) { return ReadDuration(n, c.pipeline_patience); }},
    {"unknown.patience", false,
     [](const Node& n, Config& c) { return ReadDuration(n, c.infrastructure_patience); }},
    {"unknown.infrastructure", false,
     [](const Node& n, Config& c) { return ReadUnknown(n, c.release_after_patience); }},
    {"retention.operational", false,
     [](const Node& n, Config& c) { return ReadRetention(n, c.operational_retention); }},
    {"retention.audit", false,
     [](const Node& n, Config& c) { return ReadAuditRetention(n, c.audit_retention); }},
    {"workers.judgements", false,
     [](const Node& n, Config& c) { return ReadWorkers(n, c.workers); }},
    {"shutdown.grace", false,
     [](const Node& n, Config& c) { return ReadGrace(n, c.shutdown_grace); }},
};

std::vector<std::string_view> KeyNames() {
  std::vector<std::string_view> names;
  for (const Key& key : kKeys) names.push_back(key.name);
  return names;
}

std::string Place(std::string_view file, const DataNode& node) {
  return std::string(file) + ":" + std::to_string(node.line) + ":" + std::to_string(node.column) +
         ": ";
}

Status ReadKey(std::string_view file, const std::string& name, const DataMember& member,
               ServiceConfig& config) {
  const auto key = std::find_if(std::begin(kKeys), std::end(kKeys),
                                [&](const Key& one) { return one.name == name; });
  if (key == std::end(kKeys)) {
    return Error{Errc::kInvalid, Place(file, member.first) + "unknown key `" + name + "`" +
                                     DidYouMean(name, KeyNames())};
  }
  const Status status = key->read(member.second, config);
  if (status.ok()) return Ok{};
  return Error{Errc::kInvalid,
               Place(file, member.second) + "`" + name + "`: " + status.error().message};
}

/// In the file's order, but for `gitlab`: what upstreams may be depends on whose service it is.
std::vector<const DataMember*> Sections(const DataNode& root) {
  std::vector<const DataMember*> sections;
  for (const DataMember& section : root.members) sections.push_back(&section);
  std::stable_partition(sections.begin(), sections.end(), [](const DataMember* section) {
    return section->first.scalar == "gitlab";
  });
  return sections;
}

Status ReadSection(std::string_view file, const DataMember& section, std::set<std::string>& seen,
                   ServiceConfig& config) {
  if (section.first.scalar == "external") {
    Result<std::vector<ExternalCall>> calls = ReadExternalCalls(section.second);
    if (!calls.ok()) {
      return Error{Errc::kInvalid, std::string(file) + ":" + calls.error().message};
    }
    config.external = std::move(calls).value();
    return Ok{};
  }
  if (section.second.kind != Kind::kMap) {
    return Error{Errc::kInvalid, Place(file, section.second) + "`" + section.first.scalar +
                                     "`: expected a map of keys"};
  }
  for (const DataMember& member : section.second.members) {
    const std::string key = section.first.scalar + "." + member.first.scalar;
    TRY(ReadKey(file, key, member, config));
    seen.insert(key);
  }
  return Ok{};
}

Status CheckComplete(std::string_view file, const std::set<std::string>& seen) {
  for (const Key& key : kKeys) {
    if (!key.required || seen.contains(std::string(key.name))) continue;
    return Error{Errc::kInvalid,
                 std::string(file) + ": `" + std::string(key.name) + "` is missing"};
  }
  const bool has_project = seen.contains("policy.project");
  if (has_project && (seen.contains("policy.instance") || seen.contains("policy.groups"))) {
    return Error{Errc::kInvalid, std::string(file) +
                                     ": `policy.project` and `policy.instance` exclude each other: "
                                     "the policy is written in one place"};
  }
  for (const char* key : {"policy.ref", "policy.path", "policy.refresh"}) {
    if (!has_project && seen.contains(key)) {
      return Error{Errc::kInvalid, std::string(file) + ": `policy.project` is missing: `" + key +
                                       "` says which part of it counts"};
    }
  }
  if (seen.contains("policy.groups") && !seen.contains("policy.instance")) {
    return Error{Errc::kInvalid, std::string(file) +
                                     ": `policy.instance` is missing: groups are laid over the "
                                     "platform's own file"};
  }
  if (!seen.contains("hooks.secret_file") && !seen.contains("hooks.signing_key_file")) {
    return Error{Errc::kInvalid, std::string(file) +
                                     ": `hooks.secret_file` or `hooks.signing_key_file` is "
                                     "missing: without one, anybody could send deliveries"};
  }
  return Ok{};
}

}  // namespace

Result<ServiceConfig> ReadServiceConfig(std::string_view name, std::string_view yaml,
                                        const ProxyEnvironment& environment) {
  Result<DataNode> root = ParseYaml(yaml, kPolicyLimits);
  if (!root.ok()) return Error{Errc::kInvalid, std::string(name) + ":" + root.error().message};
  if (root.value().kind != Kind::kMap) {
    return Error{Errc::kInvalid, std::string(name) + ": a configuration is a map of sections"};
  }
  ServiceConfig config;
  config.proxy = environment.https_proxy;
  config.no_proxy = environment.no_proxy;
  std::set<std::string> seen;
  for (const DataMember* section : Sections(root.value())) {
    TRY(ReadSection(name, *section, seen, config));
  }
  TRY(CheckComplete(name, seen));
  return config;
}

}  // namespace headwater::config
