// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "headwater/administration.h"
#include "headwater/commanders.h"
#include "headwater/url.h"
#include "service/connect/table.h"

namespace headwater::connect {

/// Listens where the service will, while GitLab is asked to send a test.
class Ear {
 public:
  virtual ~Ear() = default;
  /// Whether a delivery with our secret came, or comes within the time.
  virtual bool Heard(std::chrono::milliseconds patience) = 0;
};
/// nullptr: the place is taken, by the service itself as a rule.
using OpenEar = std::function<std::unique_ptr<Ear>(const Secret& secret)>;

/// Brings accounts and webhooks into projects. Called twice it changes nothing the second time.
class Installer {
 public:
  struct Parts {
    Hooks& hooks;
    Platform& platform;
    Commanders& people;
    bool dry_run = false;
  };
  struct Wish {
    SafeUrl service;
    Secret secret{};
    bool secret_is_new = false;  ///< Webhooks that are there have another one.
    bool beside_system_hook = false;
    std::optional<ForgeAccount> bot{};         ///< Developer.
    std::optional<ForgeAccount> hook_admin{};  ///< Maintainer.
  };
  Installer(const Parts& parts, const Wish& wish, Table& table)
      : parts_(parts), wish_(wish), table_(table) {}

  void InProject(const GateProject& project);
  void SystemHook();
  /// Lets GitLab send a test by one of the webhooks that were found or made.
  void Test(const OpenEar& open);

 private:
  /// What a project's line says of one thing.
  enum class Change { kNone, kMade, kFailed };

  Change Join(const GateProject& project, const std::optional<ForgeAccount>& account,
              AccessLevel level);
  Change Hook(ProjectId project, const std::string& name, const HookEvents& events);
  Change MakeHook(ProjectId project, const std::string& name, const HookOrder& order);
  /// Leaves the first alone.
  void RemoveDoubles(ProjectId project, const std::string& name,
                     const std::vector<ForgeHook>& ours);
  void HookRefused(const std::string& name, const Error& error);
  void Tell(const std::string& what, const std::vector<Change>& changes);

  /// A webhook by which a test can be sent.
  struct Tested {
    ProjectId project;
    int64_t hook = 0;
    std::string name;
  };

  Parts parts_;
  const Wish& wish_;
  Table& table_;
  std::optional<Tested> tested_;
};

}  // namespace headwater::connect
