// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/connect/connect.h"

#include <utility>

#include "headwater/sink.h"
#include "service/connect/checks.h"
#include "service/connect/key_files.h"
#include "service/connect/wants.h"

namespace headwater::connect {
namespace {

/// In the words of TokenWish::renew and KeyWish::name: tells one installation from another.
std::string InstallationOf(const ConnectOrder& order) { return order.service.text(); }

/// Who lends the token, and whether it may do anything.
bool CheckLender(const ConnectOrder& order, const ConnectParts& parts, Table& table) {
  const Result<ForgeToken> token = parts.accounts.OwnToken();
  const std::string renew =
      "make a new one with the scope api (and admin_mode where GitLab has "
      "Admin Mode) and put it into " +
      order.token_file;
  if (!token.ok() || !token.value().scopes.contains(kApiScope)) {
    CheckToken(token, {"the token in " + order.token_file, kApiScope, renew}, parts.clock.Wall(),
               table);
    return false;
  }
  const Result<ForgeAccount> lender = parts.accounts.Whoami();
  if (!lender.ok()) {
    table.Miss("whose token it is cannot be read: " + lender.error().message, renew);
    return false;
  }
  const std::string name = lender.value().username.bytes();
  if (!token.value().expires) {
    table.Add(Standing::kNote,
              "the token in " + order.token_file + " has no end: revoke it when this is done");
  }
  if (lender.value().admin) {
    table.Add(Standing::kOk,
              "the token in " + order.token_file + " is the administrator " + name + "'s");
  } else {
    table.Add(Standing::kNote, name +
                                   " is no administrator: what a Maintainer may do is done, and "
                                   "the rest is told");
  }
  return true;
}

std::string MailOf(const std::string& username, const ConnectOrder& order) {
  return username + "@noreply." + HostOf(order.forge);
}

KeyWish WishFor(const ConnectOrder& order, const std::string& kind, const std::string& scope,
                const std::string& file) {
  return {.label = "the " + kind + " token",
          .name = "Headwater " + kind + " (" + InstallationOf(order) + ")",
          .purpose = "Made by headwater connect for the service at " + InstallationOf(order) +
                     "; headwater disconnect revokes it.",
          .scope = scope,
          .file = file};
}

void MakeKeys(const ConnectOrder& order, const ConnectParts& parts, Installer::Wish& wish,
              Table& table) {
  Keys keys({parts.accounts, parts.look, parts.clock, order.dry_run}, table);
  wish.bot = keys.Account(kBotName, "Headwater", MailOf(kBotName, order));
  if (wish.bot) {
    keys.Token(*wish.bot, WishFor(order, "api", kApiScope, order.paths.api));
    keys.Token(*wish.bot, WishFor(order, "read", kReadScope, order.paths.read));
  }
  if (!order.hook_admin || order.paths.hook_admin.empty()) return;
  wish.hook_admin = keys.Account(kHooksName, "Headwater (webhooks)", MailOf(kHooksName, order));
  if (wish.hook_admin) {
    keys.Token(*wish.hook_admin, WishFor(order, "hook-admin", kApiScope, order.paths.hook_admin));
  }
}

void InProjects(const ConnectOrder& order, const ConnectParts& parts, Installer& installer,
                Table& table) {
  if (order.projects.empty()) return;
  const Result<std::vector<GateProject>> seen = parts.platform.ProjectsSeen(/*only_own=*/false);
  if (!seen.ok()) {
    table.Miss("the projects cannot be listed: " + seen.error().message, "run the command again");
    return;
  }
  size_t fitting = 0;
  for (const GateProject& project : seen.value()) {
    if (!order.projects.Matches(project.project.path.bytes())) continue;
    ++fitting;
    installer.InProject(project);
  }
  if (fitting == 0) {
    table.Miss("--projects fits none of the " + std::to_string(seen.value().size()) +
                   " projects that the token sees",
               "give paths as group/name; group/** is everything below a group");
  }
}

}  // namespace

Result<Table> Connect(const ConnectOrder& order, const ConnectParts& parts) {
  Table table;
  const Result<ForgeVersion> version = parts.platform.Version();
  const bool refused = !version.ok() && version.error().code == Errc::kDenied;
  if (!version.ok() && !refused) {
    return Error{version.error().code,
                 NotReached(version.error(), order.forge.text(), order.proxy)};
  }
  if (!CheckLender(order, parts, table)) return table;
  if (refused) return version.error();
  table.Add(Standing::kOk, order.forge.text() + " answers" +
                               (order.proxy.empty() ? "" : ", by the proxy " + order.proxy) +
                               (order.ca_file.empty() ? "" : ", trusted by " + order.ca_file));
  CheckVersion(version.value(), table);
  CheckClock(version.value(), parts.clock.Wall(), table);
  CheckOutbound(parts.platform.Outbound(), HostOf(order.service), order.system_hook, table);
  const Status folder = CheckFolder(order.folder);
  if (!folder.ok()) {
    table.Miss(folder.error().message, "make it, or name another one by --config");
    return table;
  }
  Installer::Wish wish{.service = order.service, .beside_system_hook = order.system_hook};
  MakeKeys(order, parts, wish, table);
  Keys keys({parts.accounts, parts.look, parts.clock, order.dry_run}, table);
  const Result<Secret> secret = keys.HookSecret(order.paths.hook_secret, wish.secret_is_new);
  if (!secret.ok()) {
    table.Miss(secret.error().message, "let this user read and write " + order.paths.hook_secret);
    return table;
  }
  wish.secret = secret.value();
  Installer installer({parts.hooks, parts.platform, parts.people, order.dry_run}, wish, table);
  if (order.system_hook) installer.SystemHook();
  InProjects(order, parts, installer, table);
  installer.Test(parts.listen);
  return table;
}

std::string FarewellTo(const ConnectOrder& order) {
  Out<Sink::kTerminal> text;
  text << "The token in " << Untrusted(order.token_file)
       << " was used for this alone and is kept nowhere else. Revoke it now:\n"
       << "  printf 'header=\"PRIVATE-TOKEN: %s\"' \"$(cat " << Untrusted(order.token_file)
       << ")\" | curl -fsS -K - -X DELETE " << order.forge
       << "/api/v4/personal_access_tokens/self && rm " << Untrusted(order.token_file) << "\n";
  return text.text();
}

}  // namespace headwater::connect
