// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/connect/doctor.h"

#include <sys/statvfs.h>

#include <algorithm>
#include <utility>

#include "service/connect/checks.h"
#include "service/connect/gate.h"
#include "service/connect/key_files.h"
#include "service/connect/wants.h"

namespace headwater::connect {
namespace {

/// Below this share, or this much, a fetch may end for want of room.
constexpr uint64_t kLeastPercent = 10;
constexpr uint64_t kPercent = 100;
constexpr uint64_t kLeastFreeBytes = uint64_t{1} << 30U;
constexpr unsigned kMebibyteBits = 20;

/// Two calls for each project: enough to see what is wrong with a receiver they all have.
constexpr size_t kProjectsWithFailures = 50;

std::string ConnectMend(const DoctorOrder& order) {
  const std::string service =
      order.service ? order.service->text() : "https://headwater.example.org";
  return "headwater connect --gitlab " + order.forge.text() + " --url " + service +
         " --projects 'GROUP/**' --admin-token-file FILE --config " + order.config_file;
}

/// One project under examination.
class Examiner {
 public:
  Examiner(const DoctorOrder& order, const DoctorParts& parts, UserId bot, Table& table)
      : order_(order), parts_(parts), bot_(bot), table_(table) {}

  void Look(const GateProject& project, bool system_hears) {
    const std::string& path = project.project.path.bytes();
    GateFacts facts{.hears = system_hears,
                    .pipelines_must_succeed = project.pipelines_must_succeed,
                    .skipped_is_success = project.skipped_is_success,
                    .threads_must_be_resolved = project.threads_must_be_resolved,
                    .may_be_forked = project.may_be_forked};
    facts.speaks = IsMember(project.project.id, path);
    if (parts_.hooks != nullptr && order_.service) LookAtHooks(project.project.id, path, facts);
    LookAtBranch(project, facts);
    const Gate gate = GateOf(facts);
    const Standing standing =
        gate.strength == GateStrength::kEnforced ? Standing::kOk : Standing::kNote;
    std::string text = path + ": gate " + std::string(NameOf(gate.strength).view());
    for (const std::string& lack : gate.lacks) text += "; to enforce it: " + lack;
    table_.Add(standing, std::move(text));
  }

  bool SystemHears() {
    if (parts_.hooks == nullptr || !order_.service) return false;
    const Result<std::vector<ForgeHook>> hooks = parts_.hooks->HooksOf(ProjectId{});
    if (!hooks.ok()) return false;  // Only an administrator sees them.
    return std::ranges::any_of(hooks.value(), [&](const ForgeHook& hook) {
      return hook.url == HookAddress(*order_.service) &&
             hook.events.contains("merge_requests_events");
    });
  }

 private:
  bool IsMember(ProjectId project, const std::string& path) {
    const Result<AccessLevel> level = parts_.people.LevelIn(project, bot_);
    if (level.ok() && level.value() >= AccessLevel::kDeveloper) return true;
    if (level.ok()) {
      table_.Miss(path + ": the bot is no Developer there, and may set no status",
                  ConnectMend(order_));
    } else {
      table_.Miss(path + ": the bot's role cannot be read: " + level.error().message,
                  "run the command again");
    }
    return false;
  }

  void LookAtHooks(ProjectId project, const std::string& path, GateFacts& facts) {
    const Result<std::vector<ForgeHook>> hooks = parts_.hooks->HooksOf(project);
    if (!hooks.ok()) {
      table_.Miss(path + ": its webhooks cannot be read: " + hooks.error().message,
                  ConnectMend(order_));
      return;
    }
    const std::string address = HookAddress(*order_.service);
    const auto ours = std::ranges::find(hooks.value(), address, &ForgeHook::url);
    if (ours == hooks.value().end()) {
      // By system hook its merge requests are heard of all the same; comments are not.
      const bool elsewhere = std::ranges::any_of(
          hooks.value(), [](const ForgeHook& hook) { return hook.url.ends_with("/hooks/gitlab"); });
      table_.Miss(path + (elsewhere ? ": its webhook leads elsewhere than to " + address
                                    : ": there is no webhook that leads to " + address),
                  ConnectMend(order_));
      return;
    }
    LookAtHook(project, path, *ours, facts);
  }

  void LookAtHook(ProjectId project, const std::string& path, const ForgeHook& hook,
                  GateFacts& facts) {
    const bool on = hook.alert_status.empty() || hook.alert_status == "executable";
    const HookEvents wanted = ProjectEvents(/*beside_system_hook=*/facts.hears);
    facts.hears = facts.hears || (on && hook.events.contains("merge_requests_events"));
    if (!on) {
      table_.Miss(
          path + ": GitLab has switched its webhook off (" + hook.alert_status + ") after failures",
          ConnectMend(order_) +
              " (its test delivery switches it on), or Settings > "
              "Webhooks > Test");
    }
    std::string missing;
    for (const std::string& event : wanted) {
      if (!hook.events.contains(event)) missing += (missing.empty() ? "" : ", ") + event;
    }
    if (!missing.empty()) {
      table_.Miss(path + ": its webhook does not tell of " + missing, ConnectMend(order_));
    }
    if (looked_at_++ >= kProjectsWithFailures) return;
    const Result<size_t> failures = parts_.hooks->FailuresOf(project, hook.id);
    if (!failures.ok() || failures.value() == 0) return;  // Not told before GitLab 17.3.
    table_.Add(Standing::kNote, path + ": " + std::to_string(failures.value()) +
                                    (failures.value() == 1 ? " delivery" : " deliveries") +
                                    " of the last days failed: Settings > Webhooks > Edit shows "
                                    "them and sends them again");
  }

  void LookAtBranch(const GateProject& project, GateFacts& facts) {
    if (project.project.default_branch.empty()) return;
    Platform& platform = parts_.keeper != nullptr ? *parts_.keeper : parts_.platform;
    const Result<bool> guarded =
        platform.IsPushProtected(project.project.id, project.project.default_branch);
    if (guarded.ok()) facts.push_protected = guarded.value();
  }

  const DoctorOrder& order_;
  const DoctorParts& parts_;
  const UserId bot_;
  Table& table_;
  size_t looked_at_ = 0;
};

void LookAtTokens(const DoctorOrder& order, const DoctorParts& parts, Table& table) {
  const std::string renew = ConnectMend(order);
  const WallTime now = parts.clock.Wall();
  CheckToken(parts.look(order.paths.api), {"the api token", kApiScope, renew}, now, table);
  CheckToken(parts.look(order.paths.read), {"the read token", kReadScope, renew}, now, table);
  if (order.paths.hook_admin.empty()) {
    table.Add(Standing::kNote,
              "no hook-admin token (gitlab.hook_admin_token_file): webhooks are "
              "not looked at");
    return;
  }
  CheckToken(parts.look(order.paths.hook_admin), {"the hook-admin token", kApiScope, renew}, now,
             table);
}

void LookAtProjects(const DoctorOrder& order, const DoctorParts& parts, UserId bot, Table& table) {
  const Result<std::vector<GateProject>> projects = parts.platform.ProjectsSeen(/*only_own=*/true);
  if (!projects.ok()) {
    table.Miss("the projects cannot be listed: " + projects.error().message,
               "run the command again");
    return;
  }
  if (projects.value().empty()) {
    table.Miss("the bot is a member of no project", ConnectMend(order));
  }
  Examiner examiner(order, parts, bot, table);
  const bool system_hears = examiner.SystemHears();
  for (const GateProject& project : projects.value()) examiner.Look(project, system_hears);
}

}  // namespace

void CheckDisk(const std::string& folder, Table& table) {
  struct statvfs disk = {};
  if (statvfs(folder.c_str(), &disk) != 0 || disk.f_blocks == 0) {
    table.Miss(folder + ": there is no such folder",
               "start the service once, or mend store.folder");
    return;
  }
  const uint64_t free = uint64_t{disk.f_bavail} * disk.f_frsize;
  const uint64_t percent = uint64_t{disk.f_bavail} * kPercent / disk.f_blocks;
  const std::string text = folder + ": " + std::to_string(free >> kMebibyteBits) + " MiB free (" +
                           std::to_string(percent) + " %)";
  if (free >= kLeastFreeBytes && percent >= kLeastPercent) {
    table.Add(Standing::kOk, text);
  } else {
    table.Miss(text + " is little",
               "make room there, or set mirrors.quota and upstreams.quota lower");
  }
}

Status Examine(const DoctorOrder& order, const DoctorParts& parts, Table& table) {
  const Result<ForgeVersion> version = parts.platform.Version();
  const bool refused = !version.ok() && version.error().code == Errc::kDenied;
  if (!version.ok() && !refused) {
    return Error{version.error().code,
                 NotReached(version.error(), order.forge.text(), order.proxy)};
  }
  if (version.ok()) {
    CheckVersion(version.value(), table);
    CheckClock(version.value(), parts.clock.Wall(), table);
  }
  LookAtTokens(order, parts, table);
  if (!order.service) {
    table.Miss(
        "hooks.url is not in " + order.config_file + ": which webhooks are ours is not known",
        "add url: below hooks: the address under which GitLab reaches this service");
  }
  const Result<ForgeAccount> bot = parts.bot.Whoami();
  if (!bot.ok()) return Ok{};  // Its token has been told of.
  LookAtProjects(order, parts, bot.value().id, table);
  return Ok{};
}

}  // namespace headwater::connect
