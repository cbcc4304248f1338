// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/connect/installer.h"

#include <algorithm>

#include "service/connect/checks.h"
#include "service/connect/wants.h"

namespace headwater::connect {
namespace {

/// GitLab waits 10 s for an answer; of a system hook it does not say what became of it.
/// https://docs.gitlab.com/ee/administration/instance_limits.html "Webhook timeout"
constexpr std::chrono::seconds kTestPatience{3};

std::string NameOf(AccessLevel level) {
  return level >= AccessLevel::kMaintainer ? "Maintainer" : "Developer";
}

std::vector<ForgeHook> OursOf(const std::vector<ForgeHook>& hooks, const std::string& address) {
  std::vector<ForgeHook> ours;
  std::ranges::copy_if(hooks, std::back_inserter(ours),
                       [&](const ForgeHook& hook) { return hook.url == address; });
  return ours;
}

bool IsSwitchedOff(const ForgeHook& hook) {
  return !hook.alert_status.empty() && hook.alert_status != "executable";
}

}  // namespace

Installer::Change Installer::Join(const GateProject& project,
                                  const std::optional<ForgeAccount>& account, AccessLevel level) {
  if (!account) return Change::kNone;
  const ProjectId id = project.project.id;
  const std::string who = account->username.bytes();
  const std::string& path = project.project.path.bytes();
  const Result<AccessLevel> known = parts_.people.LevelIn(id, account->id);
  if (known.ok() && known.value() >= level) return Change::kNone;
  if (parts_.dry_run) return Change::kMade;
  const Status added = parts_.platform.AddMember(id, account->id, level);
  if (added.ok()) return Change::kMade;
  table_.Miss(
      path + ": " + who + " is not its " + NameOf(level) + " (" + added.error().message + ")",
      "in the project or its group: Manage > Members: add " + who + " as " + NameOf(level));
  return Change::kFailed;
}

void Installer::HookRefused(const std::string& name, const Error& error) {
  const std::string address = HookAddress(wish_.service);
  if (error.code == Errc::kInvalid) {
    table_.Miss(
        name + ": GitLab refuses the webhook's address " + address + " (" + error.message + ")",
        OutboundMend(HostOf(wish_.service)));
    return;
  }
  table_.Miss(name + ": the webhook could not be set up (" + error.message + ")",
              "as its Maintainer: Settings > Webhooks: " + address +
                  " with the secret, or run this again with a Maintainer's token");
}

Installer::Change Installer::MakeHook(ProjectId project, const std::string& name,
                                      const HookOrder& order) {
  const Result<int64_t> made = parts_.hooks.CreateHook(project, order);
  if (!made.ok()) {
    HookRefused(name, made.error());
    return Change::kFailed;
  }
  if (!tested_) tested_ = Tested{project, made.value(), name};
  return Change::kMade;
}

void Installer::RemoveDoubles(ProjectId project, const std::string& name,
                              const std::vector<ForgeHook>& ours) {
  for (size_t i = 1; i < ours.size(); ++i) {
    const Status removed = parts_.hooks.DeleteHook(project, ours[i].id);
    if (removed.ok()) table_.Add(Standing::kDone, name + ": a second webhook of ours is removed");
  }
}

Installer::Change Installer::Hook(ProjectId project, const std::string& name,
                                  const HookEvents& events) {
  const Result<std::vector<ForgeHook>> hooks = parts_.hooks.HooksOf(project);
  if (!hooks.ok()) {
    HookRefused(name, hooks.error());
    return Change::kFailed;
  }
  const HookOrder order = OrderFor(wish_.service, wish_.secret, events);
  const std::vector<ForgeHook> ours = OursOf(hooks.value(), order.url);
  if (parts_.dry_run) return ours.empty() ? Change::kMade : Change::kNone;
  if (ours.empty()) return MakeHook(project, name, order);
  RemoveDoubles(project, name, ours);
  const ForgeHook& known = ours.front();
  // One that GitLab has switched off is tried before others: a test that succeeds switches it on.
  if (!tested_ || IsSwitchedOff(known)) tested_ = Tested{project, known.id, name};
  const bool whole = std::ranges::includes(known.events, order.events);
  if (whole && !wish_.secret_is_new) return Change::kNone;
  const Status changed = parts_.hooks.EditHook(project, known.id, order);
  if (changed.ok()) return Change::kMade;
  HookRefused(name, changed.error());
  return Change::kFailed;
}

void Installer::Tell(const std::string& what, const std::vector<Change>& changes) {
  // What failed has said so itself.
  if (std::ranges::count(changes, Change::kFailed) > 0) return;
  const bool made = std::ranges::count(changes, Change::kMade) > 0;
  const Standing standing = parts_.dry_run ? Standing::kWould : Standing::kDone;
  table_.Add(made ? standing : Standing::kAlready, what);
}

void Installer::InProject(const GateProject& project) {
  const std::string& path = project.project.path.bytes();
  const Change bot = Join(project, wish_.bot, AccessLevel::kDeveloper);
  const Change admin = Join(project, wish_.hook_admin, AccessLevel::kMaintainer);
  const Change hook = Hook(project.project.id, path, ProjectEvents(wish_.beside_system_hook));
  // GitLab has nothing to send from a project without a commit.
  if (project.project.empty && tested_ && tested_->project == project.project.id) tested_.reset();
  Tell(path + ": members and webhook", {bot, admin, hook});
}

void Installer::SystemHook() {
  Tell("the system hook", {Hook(ProjectId{}, "the system hook", SystemEvents())});
}

void Installer::Test(const OpenEar& open) {
  if (parts_.dry_run) return;
  const std::string address = HookAddress(wish_.service);
  if (!tested_) {
    table_.Add(Standing::kNote,
               "no test could be sent: there is no webhook of a project with a commit");
    return;
  }
  const std::unique_ptr<Ear> ear = open(wish_.secret);
  const Status sent = parts_.hooks.TestHook(tested_->project, tested_->hook);
  const bool heard = ear && sent.ok() && ear->Heard(kTestPatience);
  const bool silent = ear && !heard;
  if (!sent.ok() && sent.error().code == Errc::kTransient) {
    table_.Add(Standing::kNote, "no test could be sent (" + sent.error().message +
                                    "): GitLab takes five a minute; run this again");
  } else if (!sent.ok()) {
    table_.Miss("GitLab does not reach " + address + " from " + tested_->name + " (" +
                    sent.error().message + ")",
                "let " + address +
                    " lead to the service (reverse proxy, firewall, name), and GitLab "
                    "call it: " +
                    OutboundMend(HostOf(wish_.service)));
  } else if (silent) {
    table_.Miss("GitLab sent a test to " + address + ", and it did not arrive on this machine",
                "let " + address +
                    " lead to hooks.listen of the configuration; where the service "
                    "runs on another machine, start it and look there: headwater doctor");
  } else if (tested_->project.value == 0 && !ear) {
    table_.Add(Standing::kNote,
               "a test was sent by the system hook; of those GitLab does not say "
               "what became of them: look into the service's log");
  } else {
    table_.Add(Standing::kOk, "GitLab reaches " + address + " (a test from " + tested_->name +
                                  (heard ? " arrived here)" : " was taken)"));
  }
}

}  // namespace headwater::connect
