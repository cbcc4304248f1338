// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

// The platform's policy: where it is written, and who keeps it.

#include <filesystem>
#include <system_error>
#include <utility>

#include "service/git/git_program.h"
#include "service/service_parts.h"

namespace headwater {
namespace {

Status MakePolicyFolder(const std::string& path) {
  std::error_code error;
  std::filesystem::create_directory(path, error);
  if (error) return Error{Errc::kInvalid, path + ": " + error.message()};
  std::filesystem::permissions(path, std::filesystem::perms::owner_all, error);
  return error ? Status(Error{Errc::kInvalid, path + ": " + error.message()}) : Status(Ok{});
}

}  // namespace

Status Service::OpenPolicy(Parts& parts, const config::Shipped& shipped) {
  const config::ServiceConfig& config = parts.config;
  if (config.policy_instance.empty() && config.policy_project.empty()) return Ok{};
  jobs::PolicyKeeperOptions options;
  options.folder = config.data + std::string(jobs::kPolicyFolder);
  options.shipped = shipped;
  options.shipped.standard = parts.config.standard_policy;
  options.language = config.language;
  options.on_woken = [&parts] {
    if (jobs::Workers* workers = parts.nudged) workers->Nudge();
  };
  TRY(MakePolicyFolder(options.folder));
  // Since when projects take part is counted from the first start with a policy.
  TRY(parts.store->PoliciesBegunAt());
  parts.layers = std::make_shared<jobs::LiveLayers>();
  TRY(OpenPolicyOrigin(parts));
  parts.policy = std::make_unique<jobs::PolicyKeeper>(
      std::move(options), jobs::PolicyKeeperParts{.origin = *parts.policy_origin,
                                                  .live = *parts.layers,
                                                  .book = *parts.store,
                                                  .clock = SystemClock()});
  // A project is read once the forge answers.
  return parts.policy_project == nullptr ? parts.policy->Load() : Ok{};
}

Status Service::OpenPolicyOrigin(Parts& parts) {
  const config::ServiceConfig& config = parts.config;
  if (config.policy_project.empty()) {
    parts.policy_origin =
        std::make_unique<jobs::PolicyFiles>(config.policy_instance, config.policy_groups);
    return Ok{};
  }
  const git::GitProgram git = TRY(git::GitProgram::Find());
  jobs::PolicyProjectOptions options{.project = Untrusted(config.policy_project),
                                     .ref = config.policy_ref,
                                     .path = config.policy_path,
                                     .refresh = config.policy_refresh,
                                     .git_program = git.path};
  auto project = std::make_unique<jobs::PolicyProject>(std::move(options), *parts.forge,
                                                       *parts.mirrors, SystemClock());
  parts.policy_project = project.get();
  parts.policy_origin = std::move(project);
  return Ok{};
}

void Service::ReloadPolicy() {
  if (parts_->policy) parts_->policy->AskReload();
}

}  // namespace headwater
