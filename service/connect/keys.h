// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "headwater/administration.h"
#include "headwater/clock.h"
#include "headwater/secret.h"
#include "service/connect/table.h"

namespace headwater::connect {

/// What the token in a file is, as the platform sees it. kDenied: it is refused.
using LookAtToken = std::function<Result<ForgeToken>(const std::string& file)>;

/// Where the secrets of a service lie.
struct KeyPaths {
  std::string api;         ///< The bot's, for the API.
  std::string read;        ///< The bot's, for git.
  std::string hook_admin;  ///< Of whoever looks after webhooks; empty: nobody.
  std::string hook_secret;
};

/// A token that is to lie in a file.
struct KeyWish {
  std::string label;    ///< "the api token"
  std::string name;     ///< By which it is known in GitLab; of this installation alone.
  std::string purpose;  ///< For whoever finds it there.
  std::string scope;
  std::string file;
};

/// Makes accounts and tokens, or finds them again: called twice it makes nothing new. What was
/// begun and not written down (a crash in between) is revoked and made again.
class Keys {
 public:
  struct Parts {
    Accounts& accounts;
    const LookAtToken& look;
    const Clock& clock;
    bool dry_run = false;
  };
  Keys(const Parts& parts, Table& table) : parts_(parts), table_(table) {}

  /// None: there is none, and the table says what to do.
  std::optional<ForgeAccount> Account(const std::string& username, const std::string& name,
                                      const std::string& email);
  void Token(const ForgeAccount& account, const KeyWish& wish);
  /// What GitLab is to send with each delivery. `made`: it is a new one.
  Result<Secret> HookSecret(const std::string& file, bool& made);

 private:
  void Make(const ForgeAccount& account, const KeyWish& wish);
  /// Tokens of that name whose value nobody has.
  void RevokeOthers(const ForgeAccount& account, const KeyWish& wish, int64_t kept);

  Parts parts_;
  Table& table_;
};

}  // namespace headwater::connect
