// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/connect/keys.h"

#include "service/connect/checks.h"
#include "service/connect/key_files.h"
#include "service/connect/wants.h"

namespace headwater::connect {
namespace {

/// As many as a key of SHA-256 has: more add nothing.
constexpr size_t kSecretBytes = 32;

std::string AdminMend() {
  return "run this again with an administrator's token (scope api, and admin_mode where GitLab has "
         "Admin Mode)";
}

std::string OwnTokenMend(const ForgeAccount& account, const KeyWish& wish) {
  return AdminMend() + "; or sign in as " + account.username.bytes() + ", make a token of scope " +
         wish.scope + " and put it into " + wish.file;
}

}  // namespace

std::optional<ForgeAccount> Keys::Account(const std::string& username, const std::string& name,
                                          const std::string& email) {
  Result<std::optional<ForgeAccount>> found = parts_.accounts.FindUser(username);
  if (!found.ok()) {
    table_.Miss(
        "whether there is an account " + username + " is not known: " + found.error().message,
        "run the command again");
    return std::nullopt;
  }
  if (found.value()) {
    table_.Add(Standing::kAlready, "account " + username);
    return found.value();
  }
  if (parts_.dry_run) {
    table_.Add(Standing::kWould, "make the account " + username);
    return std::nullopt;
  }
  Result<ForgeAccount> made = parts_.accounts.CreateUser(username, name, email);
  if (!made.ok()) {
    table_.Miss("there is no account " + username + " (" + made.error().message + ")",
                AdminMend() + "; or let an administrator make the account " + username);
    return std::nullopt;
  }
  table_.Add(Standing::kDone, "account " + username);
  return made.value();
}

void Keys::RevokeOthers(const ForgeAccount& account, const KeyWish& wish, int64_t kept) {
  const Result<std::vector<ForgeToken>> tokens = parts_.accounts.TokensOf(account.id);
  if (!tokens.ok()) return;  // Only an administrator sees them.
  for (const ForgeToken& token : tokens.value()) {
    if (token.name != wish.name || !token.active || token.id == kept) continue;
    if (parts_.dry_run) {
      table_.Add(Standing::kWould, "revoke " + wish.label + " that nobody has any more");
      continue;
    }
    const Status revoked = parts_.accounts.Revoke(token.id);
    if (revoked.ok()) {
      table_.Add(Standing::kDone, wish.label + " that nobody has any more is revoked");
    } else {
      table_.Miss("an old token of " + account.username.bytes() + " could not be revoked (" +
                      revoked.error().message + ")",
                  "revoke token " + std::to_string(token.id) + " in GitLab");
    }
  }
}

void Keys::Token(const ForgeAccount& account, const KeyWish& wish) {
  const Result<bool> holds = HoldsSecret(wish.file);
  if (!holds.ok()) {
    table_.Miss(holds.error().message, "let this user read " + wish.file);
    return;
  }
  if (!holds.value()) return Make(account, wish);
  const Result<ForgeToken> token = parts_.look(wish.file);
  const bool refused = !token.ok() && token.error().code == Errc::kDenied;
  if (refused || (token.ok() && IsWornOut(token.value(), parts_.clock.Wall()))) {
    return Make(account, wish);
  }
  if (token.ok() && token.value().user != account.id) {
    table_.Miss(wish.file + " holds another account's token than " + account.username.bytes(),
                "move " + wish.file + " away and run this again");
    return;
  }
  const bool fits = token.ok() && token.value().scopes.contains(wish.scope);
  if (!fits) {
    const std::string renew = "move " + wish.file + " away and run this again";
    CheckToken(token, {wish.label, wish.scope, renew}, parts_.clock.Wall(), table_);
    return;
  }
  const auto& expires = token.value().expires;
  table_.Add(Standing::kAlready,
             wish.label + " in " + wish.file + ": scope " + wish.scope +
                 (expires ? ", good until " + DayText(*expires) : std::string()));
  RevokeOthers(account, wish, token.value().id);
}

void Keys::Make(const ForgeAccount& account, const KeyWish& wish) {
  const auto today = std::chrono::floor<std::chrono::days>(parts_.clock.Wall());
  const std::chrono::sys_days expires = today + kTokenLife;
  const std::string what = wish.label + " into " + wish.file + ": scope " + wish.scope +
                           ", good until " + DayText(expires);
  if (parts_.dry_run) {
    table_.Add(Standing::kWould, "make " + what);
    return;
  }
  const Result<Secret> made = parts_.accounts.CreateToken({.user = account.id,
                                                           .name = wish.name,
                                                           .description = wish.purpose,
                                                           .scope = wish.scope,
                                                           .expires = expires});
  if (!made.ok()) {
    table_.Miss(wish.label + " could not be made (" + made.error().message + ")",
                OwnTokenMend(account, wish));
    return;
  }
  std::string line = made.value().bytes() + "\n";
  const Status written = WriteSecretFile(wish.file, line);
  Wipe(line);
  if (!written.ok()) {
    table_.Miss(written.error().message,
                "make room or rights, and run this again: the token is "
                "revoked then and made anew");
    return;
  }
  table_.Add(Standing::kDone, what);
  const Result<ForgeToken> token = parts_.look(wish.file);
  if (token.ok()) RevokeOthers(account, wish, token.value().id);
}

Result<Secret> Keys::HookSecret(const std::string& file, bool& made) {
  made = !TRY(HoldsSecret(file));
  if (!made) {
    std::vector<Secret> secrets = TRY(OpenSecretFile(file)->Read());
    table_.Add(Standing::kAlready, "the webhooks' secret in " + file);
    return std::move(secrets.front());
  }
  Secret secret(RandomHex(kSecretBytes));
  if (parts_.dry_run) {
    table_.Add(Standing::kWould, "make the webhooks' secret in " + file);
    return secret;
  }
  std::string line = secret.bytes() + "\n";
  const Status written = WriteSecretFile(file, line);
  Wipe(line);
  if (!written.ok()) return written.error();
  table_.Add(Standing::kDone, "the webhooks' secret in " + file);
  return secret;
}

}  // namespace headwater::connect
