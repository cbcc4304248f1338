// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <compare>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "headwater/options.h"
#include "headwater/policy.h"
#include "headwater/rule.h"
#include "service/config/mode_ramp.h"

/// \file
/// A policy as a flat list of settings, so that merging, locking, comparing and explaining are one
/// loop each, and a new kind of setting cannot be forgotten in one of them.

namespace headwater::config {

enum class SettingKind {
  // Of a rule:
  kMode,
  kOption,
  kOnly,
  kExcept,
  kGateOnBranches,
  kMayWaive,
  kOwnWaivers,
  kWaiverMax,  ///< Of the whole policy, too.
  /// What holds back the steps of its mode (promotion.h); `option`: the measure. Of account for
  /// what is judged only as far as it does.
  kStopIf,
  // Of the whole policy:
  kGenerated,
  kOwn,
  kThreads,
  kUpstreams,
  kVariant,
  /// Which projects take part (enrolment.h); `option`: the key. Of no account for what is judged.
  kEnrolment,
};

struct SettingKey {
  std::string rule;  ///< Empty: of the whole policy.
  SettingKind kind = SettingKind::kMode;
  std::string option;  ///< kOption, kEnrolment, kStopIf: its name.

  auto operator<=>(const SettingKey&) const = default;  // NOLINT(modernize-use-nullptr)
};

/// As people write it: "license/header-missing: files", "generated".
std::string ToText(const SettingKey& key);

/// kThreads is a choice: the word as written.
using SettingValue = std::variant<ModeRamp, OptionValue, std::vector<PolicyUpstream>>;

/// "gate", "[a, b]", "2 upstreams": for people.
std::string ToText(const SettingValue& value);
/// The same of a setting whose numbers have a unit: "20%", "never".
std::string ToText(const SettingKey& key, const SettingValue& value);

using SettingMap = std::map<SettingKey, Sourced<SettingValue>>;

/// What is known of a setting before any file is read.
struct SettingInfo {
  enum class Direction {
    kMode,    ///< On every day the later mode.
    kOption,  ///< As the option declares it.
    kFewer,   ///< Fewer entries: what is exempt.
    kWho,     ///< Fewer people: who may waive.
    kMore,    ///< More entries: what is judged.
    kScope,   ///< More entries, and none at all is everything: what the rule is limited to.
    kFlag,    ///< Yes: more takes part.
    kSooner,  ///< The earlier day; none at all is the earliest.
    kEqual,   ///< No direction: locked, it stays as it is.
  };
  Direction direction = Direction::kEqual;
  const OptionInfo* option = nullptr;  ///< kOption; of the rule's own table.
  SettingValue standard;               ///< What counts when no file says anything.
};

/// Every setting there is. Immutable; the rules must outlive it.
class SettingCatalogue {
 public:
  explicit SettingCatalogue(std::span<const RuleEntry* const> rules);

  std::span<const RuleEntry* const> rules() const { return rules_; }
  /// nullptr: there is no such rule.
  const RuleEntry* Find(std::string_view rule) const;
  const std::map<SettingKey, SettingInfo>& all() const { return settings_; }
  /// The settings of a rule that a policy brings itself (policy_rule.h): the same for each of them,
  /// with an empty `rule`.
  const std::map<SettingKey, SettingInfo>& of_pattern() const { return of_pattern_; }
  /// nullptr: there is no such setting. Those of `pattern/...` are there whether or not there is
  /// such a pattern.
  const SettingInfo* InfoOf(const SettingKey& key) const;

 private:
  std::span<const RuleEntry* const> rules_;
  std::map<SettingKey, SettingInfo> settings_;
  std::map<SettingKey, SettingInfo> of_pattern_;
};

/// A value that is at least as strict as both, by the setting's direction: the later mode on every
/// day, what both exempt, what either judges. Where there is no direction: `bound`.
SettingValue StricterOf(const SettingInfo& info, const SettingValue& value,
                        const SettingValue& bound);

/// Whether the value takes nothing back of what the bound demands.
bool IsAtLeast(const SettingInfo& info, const SettingValue& value, const SettingValue& bound);

}  // namespace headwater::config
