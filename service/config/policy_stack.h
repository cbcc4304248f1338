// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "headwater/policy.h"
#include "headwater/result.h"
#include "service/config/policy_file.h"
#include "service/config/setting.h"

namespace headwater::config {

/// Files laid over one another, key by key; each value with where it was written, and what is
/// locked. A value: copying it is how another project's policy begins.
class PolicyStack {
 public:
  /// What counts when no file says anything: every rule off.
  explicit PolicyStack(std::shared_ptr<const SettingCatalogue> catalogue);

  /// What becomes of a value that is laxer than a lock above it allows.
  enum class OnLaxer {
    kRefuse,      ///< kInvalid, with the places of the value and of the lock.
    kKeepLocked,  ///< The stricter of the two counts: files that nobody wrote for one another.
  };
  /// Lays a file over what is there. Its own locks bind those that come after it.
  Status Add(const PolicyLayer& layer, OnLaxer on_laxer);

  /// Makes every setting at least as strict as it is in the other: by its direction, and the
  /// other's where it has none.
  void Tighten(const PolicyStack& other);

  struct Lock {
    ValueOrigin origin;
    SettingValue least;  ///< As the value was where the lock was written.
  };
  const SettingMap& settings() const { return settings_; }
  const std::map<SettingKey, Lock>& locks() const { return locks_; }
  const std::shared_ptr<const SettingCatalogue>& catalogue() const { return catalogue_; }
  const Sourced<std::string>& contact() const { return contact_; }
  const Sourced<std::vector<std::string>>& owners() const { return owners_; }

  /// The policy for a day, with its hash.
  Policy Make(std::string name, std::chrono::sys_days as_of) const;
  /// SHA-256 over the values and the locks, hexadecimal: the same hash leads to the same policies
  /// of projects.
  std::string HashWithLocks() const;

 private:
  Status Set(const SettingKey& key, const Sourced<SettingValue>& value, OnLaxer on_laxer);
  void AddLock(const config::Lock& lock);
  void LockSetting(const SettingKey& key, const ValueOrigin& origin);
  void Put(const SettingKey& key, const Sourced<SettingValue>& value, std::chrono::sys_days as_of,
           Policy& policy) const;

  std::shared_ptr<const SettingCatalogue> catalogue_;
  SettingMap settings_;  ///< Complete: every setting of the catalogue.
  std::map<SettingKey, Lock> locks_;
  Sourced<std::string> contact_;
  Sourced<std::vector<std::string>> owners_;
  std::vector<Sourced<DeclaredWaiver>> waivers_;  ///< Of the project's own file.
};

/// "instance.yml:12:5", or the layer's name alone where it has no lines.
std::string ToText(const ValueOrigin& origin);

}  // namespace headwater::config
