// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/config/policy_stack.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "headwater/hash.h"
#include "service/config/option_value.h"
#include "service/config/suggestion.h"

namespace headwater::config {
namespace {

using Strings = std::vector<std::string>;

constexpr std::string_view kStandardLayer = "default";

Error Laxer(const SettingKey& key, const Sourced<SettingValue>& value,
            const PolicyStack::Lock& lock) {
  return {Errc::kInvalid, ToText(value.origin) + ": `" + ToText(key) + "` is `" +
                              ToText(key, value.value) + "`, which is laxer than `" +
                              ToText(key, lock.least) + "`: locked by " + ToText(lock.origin)};
}

bool IsOfWaivers(SettingKind kind) {
  return kind == SettingKind::kWaiverMax || kind == SettingKind::kMayWaive ||
         kind == SettingKind::kOwnWaivers;
}

Sourced<Strings> ListOf(const Sourced<SettingValue>& value) {
  return {std::get<Strings>(std::get<OptionValue>(value.value)), value.origin};
}

const std::string& WordOf(const Sourced<SettingValue>& value) {
  return std::get<std::string>(std::get<OptionValue>(value.value));
}

/// With its length, so that no text can look like two.
std::string Part(std::string_view text) {
  return std::to_string(text.size()) + ':' + std::string(text) + '\n';
}

std::string Parts(const Strings& list) {
  std::string text;
  for (const std::string& entry : list) text += Part(entry);
  return Part(text);
}

/// Addresses alone would not do: what an upstream may exempt is part of what is judged.
std::string Canonical(const SettingValue& value) {
  std::string text;
  if (const auto* upstreams = std::get_if<std::vector<PolicyUpstream>>(&value)) {
    for (const PolicyUpstream& upstream : *upstreams) {
      text +=
          Part(upstream.name) + Part(upstream.url) + Parts(upstream.aliases) + Parts(upstream.only);
    }
    return Part(text);
  }
  const auto* option = std::get_if<OptionValue>(&value);
  const auto* list = option != nullptr ? std::get_if<Strings>(option) : nullptr;
  return list != nullptr ? Parts(*list) : Part(ToText(value));
}

/// Who takes part, and what might hold back a step, is not what anybody is judged by.
bool IsJudgedBy(const SettingKey& key) {
  return key.kind != SettingKind::kEnrolment && key.kind != SettingKind::kStopIf;
}

int64_t StopOf(const SettingValue& value) {
  return std::get<int64_t>(std::get<OptionValue>(value));
}

}  // namespace

PolicyStack::PolicyStack(std::shared_ptr<const SettingCatalogue> catalogue)
    : catalogue_(std::move(catalogue)) {
  const ValueOrigin standard{std::string(kStandardLayer), 0, 0};
  for (const auto& [key, info] : catalogue_->all()) {
    settings_.emplace(key, Sourced<SettingValue>{info.standard, standard});
  }
}

const RuleInfo* PolicyStack::FindRule(std::string_view id) const {
  if (const RuleEntry* const shipped = catalogue_->Find(id)) return &shipped->info;
  const auto own = patterns_.find(id);
  return own == patterns_.end() ? nullptr : &own->second.value->entry.info;
}

Status PolicyStack::AddPatterns(const PolicyLayer& layer, OnLaxer on_laxer) {
  for (const Sourced<PolicyRulePointer>& pattern : layer.patterns) {
    const std::string id(pattern.value->id());
    const auto there = patterns_.find(id);
    if (there == patterns_.end()) {
      PutPattern(pattern);
      continue;
    }
    // A file that two others extend comes twice.
    const bool is_same = CanonicalPattern(*there->second.value) == CanonicalPattern(*pattern.value);
    if (is_same || on_laxer == OnLaxer::kKeepLocked) continue;
    return Error{Errc::kInvalid, ToText(pattern.origin) + ": `" + id + "` is defined already, in " +
                                     ToText(there->second.origin) + ": take another name"};
  }
  if (CountExternal() > kMaxExternalRules && on_laxer == OnLaxer::kRefuse) {
    return Error{Errc::kInvalid, layer.name + ": the policy has more than " +
                                     std::to_string(kMaxExternalRules) + " external rules"};
  }
  const bool is_too_many = patterns_.size() > kMaxPatterns && !layer.patterns.empty();
  if (!is_too_many || on_laxer == OnLaxer::kKeepLocked) return Ok{};
  return Error{Errc::kInvalid, ToText(layer.patterns.back().origin) +
                                   ": the policy has more than " + std::to_string(kMaxPatterns) +
                                   " patterns"};
}

size_t PolicyStack::CountExternal() const {
  return static_cast<size_t>(
      std::count_if(patterns_.begin(), patterns_.end(), [](const auto& pattern) {
        return pattern.second.value->pattern.kind == PatternKind::kExternal;
      }));
}

void PolicyStack::PutPattern(const Sourced<PolicyRulePointer>& pattern) {
  const std::string id(pattern.value->id());
  patterns_.insert_or_assign(id, pattern);
  const ValueOrigin standard{std::string(kStandardLayer), 0, 0};
  for (const auto& [key, info] : catalogue_->of_pattern()) {
    settings_.emplace(SettingKey{id, key.kind, key.option},
                      Sourced<SettingValue>{info.standard, standard});
  }
}

Status PolicyStack::CheckPattern(std::string_view id, const ValueOrigin& origin) const {
  if (!IsPatternId(id) || patterns_.contains(id)) return Ok{};
  std::vector<std::string_view> ids;
  for (const auto& [known, pattern] : patterns_) ids.push_back(known);
  const bool is_external = id.starts_with(kExternalFamily);
  return Error{Errc::kInvalid, ToText(origin) + ": there is no " +
                                   (is_external ? "external rule" : "pattern") + " `" +
                                   std::string(id) + "`" + DidYouMean(id, ids)};
}

Status PolicyStack::CheckPatternsOf(const PolicyLayer& layer) const {
  for (const auto& [key, value] : layer.settings) TRY(CheckPattern(key.rule, value.origin));
  for (const config::Lock& lock : layer.locks) TRY(CheckPattern(lock.rule, lock.origin));
  for (const auto& waiver : layer.waivers) TRY(CheckPattern(waiver.value.rule, waiver.origin));
  return Ok{};
}

Status PolicyStack::Add(const PolicyLayer& layer, OnLaxer on_laxer) {
  TRY(AddPatterns(layer, on_laxer));
  TRY(CheckPatternsOf(layer));
  for (const auto& [key, value] : layer.settings) {
    // What is let pass is the platform's to bound: a project may only ask for less.
    if (layer.kind == LayerKind::kProject && IsOfWaivers(key.kind)) {
      LockSetting(key, settings_.at(key).origin);
    }
    TRY(Set(key, value, on_laxer));
  }
  for (const config::Lock& lock : layer.locks) AddLock(lock);
  for (const Sourced<PolicyRulePointer>& rule : layer.patterns) {
    // Whom the platform asks, nobody below it asks less.
    const bool is_external = rule.value->pattern.kind == PatternKind::kExternal;
    if (is_external) AddLock({std::string(rule.value->id()), std::nullopt, rule.origin});
  }
  if (layer.contact) contact_ = *layer.contact;
  if (layer.owners) owners_ = *layer.owners;
  if (layer.kind == LayerKind::kProject) waivers_ = layer.waivers;
  return Ok{};
}

Status PolicyStack::Set(const SettingKey& key, const Sourced<SettingValue>& value,
                        OnLaxer on_laxer) {
  Sourced<SettingValue>& current = settings_.at(key);
  const auto lock = locks_.find(key);
  const SettingInfo& info = *catalogue_->InfoOf(key);
  if (lock == locks_.end() || IsAtLeast(info, value.value, lock->second.least)) {
    current = value;
    return Ok{};
  }
  if (on_laxer == OnLaxer::kRefuse) return Laxer(key, value, lock->second);
  current = {StricterOf(info, value.value, lock->second.least), lock->second.origin};
  return Ok{};
}

void PolicyStack::AddLock(const config::Lock& lock) {
  if (lock.key) return LockSetting(*lock.key, lock.origin);
  for (auto at = settings_.lower_bound({lock.rule, SettingKind{}, ""});
       at != settings_.end() && at->first.rule == lock.rule; ++at) {
    LockSetting(at->first, lock.origin);
  }
}

void PolicyStack::LockSetting(const SettingKey& key, const ValueOrigin& origin) {
  const auto lock = locks_.find(key);
  const SettingValue& value = settings_.at(key).value;
  // A lock above stays the one to name where nothing was made stricter since.
  if (lock != locks_.end() && lock->second.least == value) return;
  locks_.insert_or_assign(key, Lock{origin, value});
}

void PolicyStack::Tighten(const PolicyStack& other) {
  for (const auto& [id, pattern] : other.patterns_) {
    const bool is_new = !patterns_.contains(id);
    PutPattern(pattern);
    for (const auto& [key, info] : catalogue_->of_pattern()) {
      const SettingKey setting{id, key.kind, key.option};
      if (is_new) settings_[setting] = other.settings_.at(setting);
    }
  }
  for (auto& [key, value] : settings_) {
    // A pattern of this one alone only adds to what is judged.
    const auto there = other.settings_.find(key);
    if (there == other.settings_.end()) continue;
    const Sourced<SettingValue>& bound = there->second;
    const SettingInfo& info = *catalogue_->InfoOf(key);
    if (IsAtLeast(info, value.value, bound.value)) continue;
    value = {StricterOf(info, value.value, bound.value), bound.origin};
  }
}

void PolicyStack::Put(const SettingKey& key, const Sourced<SettingValue>& value,
                      std::chrono::sys_days as_of, Policy& policy) const {
  switch (key.kind) {
    case SettingKind::kMode: {
      const DatedRamp ramp = RampOf(key.rule);
      RulePolicy& rule = policy.rules[key.rule];
      rule.mode = {ramp.On(as_of), value.origin};
      rule.coming = ramp.After(as_of);
      rule.held = ramp.IsHeld(as_of);
      return;
    }
    case SettingKind::kOption:
      if (value.origin.layer == kStandardLayer) return;
      policy.rules[key.rule].options[key.option] = {std::get<OptionValue>(value.value),
                                                    value.origin};
      return;
    case SettingKind::kOnly:
      policy.rules[key.rule].only = ListOf(value);
      return;
    case SettingKind::kExcept:
      policy.rules[key.rule].except = ListOf(value);
      return;
    case SettingKind::kGateOnBranches:
      policy.rules[key.rule].gate_on_branches = ListOf(value);
      return;
    case SettingKind::kMayWaive:
      policy.rules[key.rule].may_waive = ListOf(value);
      return;
    case SettingKind::kOwnWaivers:
      policy.rules[key.rule].own_waivers = {WordOf(value) == "marked", value.origin};
      return;
    case SettingKind::kWaiverMax: {
      const Sourced<int64_t> days{std::get<int64_t>(std::get<OptionValue>(value.value)),
                                  value.origin};
      (key.rule.empty() ? policy.waiver_max : policy.rules[key.rule].waiver_max) = days;
      return;
    }
    case SettingKind::kGenerated:
      policy.generated = ListOf(value);
      return;
    case SettingKind::kOwn:
      policy.own = ListOf(value);
      return;
    case SettingKind::kThreads:
      policy.threads = {WordOf(value) == "none" ? Threads::kNone : Threads::kGateOnly,
                        value.origin};
      return;
    case SettingKind::kUpstreams:
      policy.upstreams = {std::get<std::vector<PolicyUpstream>>(value.value), value.origin};
      return;
    case SettingKind::kVariant:
      policy.variant = {WordOf(value), value.origin};
      return;
    case SettingKind::kEnrolment:
    case SettingKind::kStopIf:
      return;
  }
}

std::vector<StopCondition> PolicyStack::ConditionsOf(const std::string& rule) const {
  std::vector<StopCondition> conditions;
  for (const StopMeasure measure : kAllStopMeasures) {
    const std::string name(NameOf(measure).view());
    const int64_t above = StopOf(settings_.at({rule, SettingKind::kStopIf, name}).value);
    if (above != kStopNever) conditions.push_back({rule, measure, above});
  }
  return conditions;
}

DatedRamp PolicyStack::RampOf(const std::string& rule) const {
  const auto& ramp = std::get<ModeRamp>(settings_.at({rule, SettingKind::kMode, ""}).value);
  if (ramp.steps.empty()) return {ramp.first, {}};
  return DateRamp(ramp, ConditionsOf(rule), ramps_);
}

/// Every effective value, but not its origin: the same values judge the same, wherever written.
std::string PolicyStack::CanonicalSettings() const {
  std::string text = "headwater-policy/2\n";
  for (const auto& [key, value] : settings_) {
    if (!IsJudgedBy(key)) continue;
    const bool is_mode = key.kind == SettingKind::kMode;
    text += Part(ToText(key)) + (is_mode ? Part(RampOf(key.rule).Text()) : Canonical(value.value));
  }
  return text;
}

Policy PolicyStack::Make(std::string name, std::chrono::sys_days as_of) const {
  Policy policy;
  policy.name = std::move(name);
  for (const auto& [key, value] : settings_) Put(key, value, as_of, policy);
  policy.contact = contact_;
  policy.owners = owners_;
  policy.waivers = waivers_;
  policy.hash = Sha256Hex(CanonicalPolicy());
  if (patterns_.empty()) return policy;
  auto own = std::make_shared<PolicyRules>();
  for (const auto& [id, pattern] : patterns_) own->rules.push_back(pattern.value);
  policy.own_rules = std::move(own);
  return policy;
}

std::string PolicyStack::CanonicalPolicy() const {
  std::string text = CanonicalSettings();
  for (const auto& [id, pattern] : patterns_) text += Part(CanonicalPattern(*pattern.value));
  return text;
}

std::string PolicyStack::HashWithLocks() const {
  std::string text = CanonicalPolicy();
  for (const auto& [key, value] : settings_) {
    if (key.kind == SettingKind::kEnrolment) text += Part(ToText(key)) + Canonical(value.value);
  }
  for (const auto& [key, lock] : locks_) {
    // Nobody can write what is stricter than that.
    const bool says_nothing = key.kind == SettingKind::kStopIf && StopOf(lock.least) == kStopNever;
    if (!says_nothing) text += Part(ToText(key)) + Canonical(lock.least);
  }
  return Sha256Hex(text);
}

std::string ToText(const ValueOrigin& origin) {
  if (origin.line == 0) return origin.layer;
  return origin.layer + ":" + std::to_string(origin.line) + ":" + std::to_string(origin.column);
}

}  // namespace headwater::config
