// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/config/setting.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "headwater/policy_rule.h"
#include "service/config/enrolment.h"
#include "service/config/option_value.h"
#include "service/config/promotion.h"
#include "service/config/waiver_settings.h"

namespace headwater::config {
namespace {

using Direction = SettingInfo::Direction;
using Strings = std::vector<std::string>;

const Strings& List(const SettingValue& value) {
  return std::get<Strings>(std::get<OptionValue>(value));
}

// Anybody may write long lists: they are compared in sorted order.
std::set<std::string_view> Entries(const Strings& list) { return {list.begin(), list.end()}; }

Strings InBoth(const Strings& a, const Strings& b) {
  const std::set<std::string_view> entries = Entries(b);
  Strings both;
  std::copy_if(a.begin(), a.end(), std::back_inserter(both),
               [&entries](const std::string& entry) { return entries.contains(entry); });
  return both;
}

Strings InEither(const Strings& a, const Strings& b) {
  const std::set<std::string_view> entries = Entries(a);
  Strings either = a;
  std::copy_if(b.begin(), b.end(), std::back_inserter(either),
               [&entries](const std::string& entry) { return !entries.contains(entry); });
  return either;
}

/// Where the value stands among those of its kind; larger is "higher".
int64_t RankOf(const OptionInfo& option, const OptionValue& value) {
  if (const auto* flag = std::get_if<bool>(&value)) return *flag ? 1 : 0;
  if (const auto* number = std::get_if<int64_t>(&value)) return *number;
  const auto& word = std::get<std::string>(value);
  const auto at = std::find_if(option.choices.begin(), option.choices.end(),
                               [&word](const Literal& choice) { return choice.view() == word; });
  return at - option.choices.begin();
}

OptionValue StricterOption(const OptionInfo& option, const OptionValue& value,
                           const OptionValue& bound) {
  switch (option.stricter) {
    case Stricter::kHigher:
      return RankOf(option, value) >= RankOf(option, bound) ? value : bound;
    case Stricter::kLower:
      return RankOf(option, value) <= RankOf(option, bound) ? value : bound;
    case Stricter::kSuperset:
      return InEither(std::get<Strings>(value), std::get<Strings>(bound));
    case Stricter::kSubset:
      return InBoth(std::get<Strings>(value), std::get<Strings>(bound));
    case Stricter::kEqual:
      return bound;
  }
  return bound;
}

Strings WiderScope(const Strings& value, const Strings& bound) {
  if (value.empty() || bound.empty()) return {};
  return InEither(value, bound);
}

/// Days are written so that their texts sort as they do; none is the earliest.
OptionValue Sooner(const OptionValue& value, const OptionValue& bound) {
  return std::min(std::get<std::string>(value), std::get<std::string>(bound));
}

const char* NameOf(SettingKind kind) {
  switch (kind) {
    case SettingKind::kMode:
      return "mode";
    case SettingKind::kOption:
      return "option";
    case SettingKind::kOnly:
      return "only";
    case SettingKind::kExcept:
      return "except";
    case SettingKind::kGateOnBranches:
      return "gate_on_branches";
    case SettingKind::kMayWaive:
      return "waiver.may_waive";
    case SettingKind::kOwnWaivers:
      return "waiver.own";
    case SettingKind::kWaiverMax:
      return "waiver.max";
    case SettingKind::kStopIf:
      return "stop_if";
    case SettingKind::kGenerated:
      return "generated";
    case SettingKind::kOwn:
      return "own";
    case SettingKind::kThreads:
      return "threads";
    case SettingKind::kUpstreams:
      return "upstreams";
    case SettingKind::kVariant:
      return "variant";
    case SettingKind::kEnrolment:
      return "enrolment";
  }
  return "";
}

SettingInfo OptionSetting(const OptionInfo& option) {
  return {Direction::kOption, &option, DefaultOf(option)};
}

/// What every rule has.
void AddRule(const std::string& id, const ModeRamp& mode, std::map<SettingKey, SettingInfo>& all) {
  const SettingValue none = OptionValue(Strings());
  const SettingValue usual = OptionValue(Strings{"maintainer"});
  const auto add = [&all, &id](SettingKind kind, SettingInfo info) {
    all.emplace(SettingKey{id, kind, ""}, std::move(info));
  };
  add(SettingKind::kMode, {Direction::kMode, nullptr, mode});
  add(SettingKind::kOnly, {Direction::kScope, nullptr, none});
  add(SettingKind::kExcept, {Direction::kFewer, nullptr, none});
  add(SettingKind::kGateOnBranches, {Direction::kMore, nullptr, none});
  add(SettingKind::kMayWaive, {Direction::kWho, nullptr, usual});
  add(SettingKind::kOwnWaivers, OptionSetting(kOwnWaiversOption));
  add(SettingKind::kWaiverMax, OptionSetting(kRuleWaiverMaxOption));
  for (const StopMeasure measure : kAllStopMeasures) {
    all.emplace(
        SettingKey{id, SettingKind::kStopIf, std::string(headwater::NameOf(measure).view())},
        SettingInfo{Direction::kOption, &kStopIfOption, OptionValue(kStopNever)});
  }
}

}  // namespace

std::string ToText(const SettingKey& key) {
  if (key.kind == SettingKind::kEnrolment) return "enrolment." + key.option;
  std::string name = key.kind == SettingKind::kOption ? key.option : NameOf(key.kind);
  if (key.kind == SettingKind::kStopIf) name += "." + key.option;
  return key.rule.empty() ? name : key.rule + ": " + name;
}

std::string ToText(const SettingValue& value) {
  if (const auto* ramp = std::get_if<ModeRamp>(&value)) return ToText(*ramp);
  if (const auto* option = std::get_if<OptionValue>(&value)) return ToText(*option);
  std::string text = "[";
  for (const PolicyUpstream& upstream : std::get<std::vector<PolicyUpstream>>(value)) {
    if (text.size() > 1) text += ", ";
    text += upstream.url;
  }
  return text + "]";
}

std::string ToText(const SettingKey& key, const SettingValue& value) {
  if (key.kind != SettingKind::kStopIf) return ToText(value);
  const int64_t above = std::get<int64_t>(std::get<OptionValue>(value));
  if (above == kStopNever) return "never";
  const bool is_people = key.option == headwater::NameOf(StopMeasure::kWrong).view();
  return std::to_string(above) + (is_people ? "" : "%");
}

SettingCatalogue::SettingCatalogue(std::span<const RuleEntry* const> rules) : rules_(rules) {
  const SettingValue none = OptionValue(Strings());
  const auto add = [this](SettingKey key, Direction direction, SettingValue standard) {
    settings_.emplace(std::move(key), SettingInfo{direction, nullptr, std::move(standard)});
  };
  settings_.emplace(SettingKey{"", SettingKind::kWaiverMax, ""}, OptionSetting(kWaiverMaxOption));
  // Whoever writes a pattern wants to hear of it.
  AddRule("", {Mode::kHint, {}}, of_pattern_);
  for (const RuleEntry* rule : rules) {
    const std::string id(rule->info.id.view());
    AddRule(id, ModeRamp(), settings_);
    for (const OptionInfo& option : rule->info.options) {
      settings_.emplace(SettingKey{id, SettingKind::kOption, std::string(option.name.view())},
                        SettingInfo{Direction::kOption, &option, DefaultOf(option)});
    }
  }
  add({"", SettingKind::kGenerated, ""}, Direction::kFewer, none);
  add({"", SettingKind::kOwn, ""}, Direction::kFewer, none);
  add({"", SettingKind::kThreads, ""}, Direction::kEqual, OptionValue(std::string("gate-only")));
  add({"", SettingKind::kUpstreams, ""}, Direction::kEqual, std::vector<PolicyUpstream>());
  add({"", SettingKind::kVariant, ""}, Direction::kEqual, OptionValue(std::string()));
  for (const EnrolmentKey& key : kEnrolmentKeys) {
    add({"", SettingKind::kEnrolment, std::string(key.name)}, key.direction, key.Standard());
  }
}

const RuleEntry* SettingCatalogue::Find(std::string_view rule) const {
  const auto at = std::find_if(rules_.begin(), rules_.end(), [rule](const RuleEntry* entry) {
    return entry->info.id.view() == rule;
  });
  return at == rules_.end() ? nullptr : *at;
}

const SettingInfo* SettingCatalogue::InfoOf(const SettingKey& key) const {
  const bool is_pattern = IsPatternId(key.rule);
  const auto& known = is_pattern ? of_pattern_ : settings_;
  const auto at = known.find(is_pattern ? SettingKey{"", key.kind, key.option} : key);
  return at == known.end() ? nullptr : &at->second;
}

SettingValue StricterOf(const SettingInfo& info, const SettingValue& value,
                        const SettingValue& bound) {
  switch (info.direction) {
    case Direction::kMode:
      return StricterOf(std::get<ModeRamp>(value), std::get<ModeRamp>(bound));
    case Direction::kOption:
      return StricterOption(*info.option, std::get<OptionValue>(value),
                            std::get<OptionValue>(bound));
    case Direction::kFewer:
      return OptionValue(InBoth(List(value), List(bound)));
    case Direction::kWho:
      return OptionValue(WhoMayByBoth(List(value), List(bound)));
    case Direction::kMore:
      return OptionValue(InEither(List(value), List(bound)));
    case Direction::kScope:
      return OptionValue(WiderScope(List(value), List(bound)));
    case Direction::kFlag:
      return OptionValue(std::get<bool>(std::get<OptionValue>(value)) ||
                         std::get<bool>(std::get<OptionValue>(bound)));
    case Direction::kSooner:
      return Sooner(std::get<OptionValue>(value), std::get<OptionValue>(bound));
    case Direction::kEqual:
      return bound;
  }
  return bound;
}

bool IsAtLeast(const SettingInfo& info, const SettingValue& value, const SettingValue& bound) {
  // A value is as strict as itself; what that looks like is the form to compare with.
  const SettingValue plain = StricterOf(info, value, value);
  return StricterOf(info, plain, bound) == plain;
}

}  // namespace headwater::config
