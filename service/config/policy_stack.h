// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headwater/policy.h"
#include "headwater/policy_rule.h"
#include "headwater/result.h"
#include "service/config/policy_file.h"
#include "service/config/promotion.h"
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
  /// Lays a file over what is there. Its own locks bind those that come after it, and so does what
  /// it says of an external rule that it defines. kInvalid for what
  /// it says of a pattern that there is not. A pattern is defined once: another one of the same
  /// name is kInvalid (kKeepLocked: the first one stays), and so are more than kMaxPatterns, or
  /// than kMaxExternalRules of somebody else's.
  Status Add(const PolicyLayer& layer, OnLaxer on_laxer);

  /// Makes every setting at least as strict as it is in the other: by its direction, and the
  /// other's where it has none. The other's patterns stay, as they are there.
  void Tighten(const PolicyStack& other);

  struct Lock {
    ValueOrigin origin;
    SettingValue least;  ///< As the value was where the lock was written.
  };
  const SettingMap& settings() const { return settings_; }
  const std::map<SettingKey, Lock>& locks() const { return locks_; }
  const std::shared_ptr<const SettingCatalogue>& catalogue() const { return catalogue_; }
  using Patterns = std::map<std::string, Sourced<PolicyRulePointer>, std::less<>>;
  const Patterns& patterns() const { return patterns_; }  ///< By id.
  /// Of a shipped rule or a pattern; nullptr: there is none.
  const RuleInfo* FindRule(std::string_view id) const;
  const Sourced<std::string>& contact() const { return contact_; }
  const Sourced<std::vector<std::string>>& owners() const { return owners_; }

  /// For whom the steps of modes are worked out.
  void SetRamps(RampTerms ramps) { ramps_ = std::move(ramps); }
  const RampTerms& ramps() const { return ramps_; }
  /// A rule's mode over time as it is for that project; the rule must be known.
  DatedRamp RampOf(const std::string& rule) const;
  /// What may hold back the steps of the rule.
  std::vector<StopCondition> ConditionsOf(const std::string& rule) const;

  /// The policy for a day, with its hash.
  Policy Make(std::string name, std::chrono::sys_days as_of) const;
  /// SHA-256 over the values and the locks, hexadecimal: the same hash leads to the same policies
  /// of projects.
  std::string HashWithLocks() const;

 private:
  Status AddPatterns(const PolicyLayer& layer, OnLaxer on_laxer);
  Status CheckPatternsOf(const PolicyLayer& layer) const;
  Status CheckPattern(std::string_view id, const ValueOrigin& origin) const;
  void PutPattern(const Sourced<PolicyRulePointer>& pattern);
  size_t CountExternal() const;
  std::string CanonicalPolicy() const;
  Status Set(const SettingKey& key, const Sourced<SettingValue>& value, OnLaxer on_laxer);
  void AddLock(const config::Lock& lock);
  void LockSetting(const SettingKey& key, const ValueOrigin& origin);
  void Put(const SettingKey& key, const Sourced<SettingValue>& value, std::chrono::sys_days as_of,
           Policy& policy) const;
  std::string CanonicalSettings() const;

  std::shared_ptr<const SettingCatalogue> catalogue_;
  SettingMap settings_;  ///< Complete: every setting of the catalogue and of the patterns.
  Patterns patterns_;
  std::map<SettingKey, Lock> locks_;
  Sourced<std::string> contact_;
  Sourced<std::vector<std::string>> owners_;
  std::vector<Sourced<DeclaredWaiver>> waivers_;  ///< Of the project's own file.
  RampTerms ramps_;
};

/// "instance.yml:12:5", or the layer's name alone where it has no lines.
std::string ToText(const ValueOrigin& origin);

}  // namespace headwater::config
