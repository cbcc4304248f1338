// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/connect/disconnect.h"

#include <utility>

#include "service/connect/checks.h"
#include "service/connect/key_files.h"
#include "service/connect/wants.h"

namespace headwater::connect {
namespace {

constexpr Text kDisconnected = {"Headwater was disconnected, not checked",
                                "Headwater wurde abgeschaltet, nicht geprüft"};

std::string Number(size_t number, const std::string& one, const std::string& many) {
  return std::to_string(number) + " " + (number == 1 ? one : many);
}

/// What was done to webhooks, over all projects.
struct Removal {
  size_t removed = 0;
  size_t forbidden = 0;
  size_t failed = 0;
  std::string problem;  ///< The last one.
};

void RemoveIn(ProjectId project, const DisconnectOrder& order, Hooks& hooks, Removal& removal) {
  const Result<std::vector<ForgeHook>> known = hooks.HooksOf(project);
  if (!known.ok()) {
    const bool denied = known.error().code == Errc::kDenied;
    ++(denied ? removal.forbidden : removal.failed);
    removal.problem = known.error().message;
    return;
  }
  for (const ForgeHook& hook : known.value()) {
    if (hook.url != HookAddress(order.service)) continue;
    const Status gone = order.dry_run ? Status(Ok{}) : hooks.DeleteHook(project, hook.id);
    if (gone.ok() || gone.error().code == Errc::kNotFound) {
      ++removal.removed;
    } else {
      ++removal.failed;
      removal.problem = gone.error().message;
    }
  }
}

void RemoveHooks(const DisconnectOrder& order, const DisconnectParts& parts, Table& table) {
  const Result<std::vector<GateProject>> projects = parts.platform.ProjectsSeen(/*only_own=*/false);
  if (!projects.ok()) {
    table.Miss("the projects cannot be listed: " + projects.error().message,
               "run the command again");
    return;
  }
  Removal removal;
  for (const GateProject& project : projects.value()) {
    RemoveIn(project.project.id, order, parts.hooks, removal);
  }
  Removal system;
  RemoveIn(ProjectId{}, order, parts.hooks, system);
  removal.removed += system.removed;
  const std::string address = HookAddress(order.service);
  if (removal.removed > 0) {
    table.Add(order.dry_run ? Standing::kWould : Standing::kDone,
              (order.dry_run ? "remove " : "removed ") +
                  Number(removal.removed, "webhook", "webhooks") + " that lead to " + address);
  } else {
    table.Add(Standing::kAlready, "no webhook leads to " + address);
  }
  if (removal.forbidden > 0) {
    table.Miss("the webhooks of " + Number(removal.forbidden, "project", "projects") +
                   " may not be looked at (" + removal.problem + ")",
               "run this again with an administrator's token");
  }
  if (removal.failed + system.failed > 0) {
    table.Miss(Number(removal.failed + system.failed, "webhook", "webhooks") +
                   " could not be removed (" + (removal.failed > 0 ? removal : system).problem +
                   ")",
               "run this again");
  }
}

/// A success, as for a project that takes part no more: whoever switches the gate off does not
/// leave merge requests behind that nobody can merge. What it says is that nothing was checked.
Status End(const OpenStatus& open, UserId self, const DisconnectOrder& order, Forge& forge) {
  const std::vector<ForgeStatus> statuses = TRY(forge.Statuses(open.project, open.head));
  for (const ForgeStatus& status : statuses) {
    const bool ours = status.author == self && status.state == NameOf(StatusState::kRunning).view();
    if (!ours) continue;
    StatusPost post{.project = open.project,
                    .head = open.head,
                    .state = StatusState::kSuccess,
                    .text = std::string(kDisconnected.In(order.language).view()),
                    .url = "",
                    .ref = {},
                    .pipeline = status.pipeline};
    TRY(forge.SetStatus(post));
  }
  return Ok{};
}

void EndStatuses(const DisconnectOrder& order, const DisconnectParts& parts, Table& table) {
  if (parts.open.empty()) {
    table.Add(Standing::kAlready, "no status of ours says running");
    return;
  }
  const std::string all = Number(parts.open.size(), "status", "statuses");
  if (order.dry_run) {
    table.Add(Standing::kWould, "end " + all + " that may still say running");
    return;
  }
  const Result<ForgeUser> self = parts.forge.Self();
  size_t ended = 0;
  std::string problem = self.ok() ? "" : self.error().message;
  for (const OpenStatus& open : parts.open) {
    if (!self.ok()) break;
    Status done = End(open, self.value().id, order, parts.forge);
    // A project or commit that is gone holds nothing any more.
    if (!done.ok() && done.error().code == Errc::kNotFound) done = Ok{};
    if (done.ok()) done = parts.settled(open.slot);
    if (done.ok()) {
      ++ended;
    } else {
      problem = done.error().message;
    }
  }
  if (ended > 0) {
    table.Add(Standing::kDone, Number(ended, "status", "statuses") +
                                   " that could still say running: ended as \"" +
                                   std::string(kDisconnected.In(order.language).view()) + "\"");
  }
  if (ended == parts.open.size()) return;
  table.Miss(Number(parts.open.size() - ended, "status", "statuses") +
                 " of ours may still say running (" + problem + ")",
             "run this again while the api token is good; else a new pipeline of the merge request "
             "replaces it");
}

void RevokeTokens(const DisconnectOrder& order, const DisconnectParts& parts, Table& table) {
  const std::pair<const char*, std::string> keys[] = {
      {"the read token", order.paths.read},
      {"the hook-admin token", order.paths.hook_admin},
      {"the api token", order.paths.api}};
  for (const auto& [label, file] : keys) {
    const std::string name(label);
    if (file.empty()) continue;
    const Result<bool> holds = HoldsSecret(file);
    const bool empty = holds.ok() && !holds.value();
    const Result<ForgeToken> token =
        empty ? Result<ForgeToken>(Error{Errc::kDenied, "there is none"}) : parts.look(file);
    if (!token.ok() && token.error().code == Errc::kDenied) {
      table.Add(Standing::kAlready, name + " is good for nothing");
    } else if (!token.ok()) {
      table.Miss(name + " cannot be looked at: " + token.error().message, "run this again");
    } else if (order.dry_run) {
      table.Add(Standing::kWould, "revoke " + name);
    } else if (const Status revoked = parts.revoke(file); revoked.ok()) {
      table.Add(Standing::kDone, name + " is revoked");
    } else {
      table.Miss(name + " could not be revoked: " + revoked.error().message,
                 "revoke it in GitLab, as its account: Preferences > Access tokens");
    }
  }
}

void TellWhatRemains(const DisconnectOrder& order, Table& table) {
  table.Add(Standing::kNote,
            "what remains: comments, issues and statuses that were written, and the "
            "files of the service on this machine");
  table.Add(Standing::kNote,
            "a status that says failed holds its merge request on while \"Pipelines must succeed\" "
            "is ticked, until its next pipeline");
  table.Add(Standing::kNote,
            "the accounts " + std::string(kBotName) + " and " + kHooksName +
                " remain members; to block them: " + order.forge.text() +
                "/admin/users (removing them would make their comments anonymous)");
}

}  // namespace

Result<Table> Disconnect(const DisconnectOrder& order, const DisconnectParts& parts) {
  const Result<ForgeVersion> version = parts.platform.Version();
  Table table;
  if (!version.ok() && version.error().code == Errc::kDenied) {
    table.Miss("the lent token is refused (" + version.error().message + ")",
               "make a new one with the scope api");
    return table;
  }
  if (!version.ok()) {
    return Error{version.error().code,
                 NotReached(version.error(), order.forge.text(), order.proxy)};
  }
  RemoveHooks(order, parts, table);
  EndStatuses(order, parts, table);
  // While a status is left, the token that can end it is, too.
  if (table.missing() == 0) {
    RevokeTokens(order, parts, table);
  } else {
    table.Miss("the tokens are not revoked yet: they may be needed", "run this again");
  }
  TellWhatRemains(order, table);
  return table;
}

}  // namespace headwater::connect
