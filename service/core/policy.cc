// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "headwater/policy.h"

#include <algorithm>
#include <cstdlib>
#include <set>

#include "headwater/policy_rule.h"

namespace headwater {

Literal NameOf(Mode mode) {
  switch (mode) {
    case Mode::kOff:
      return "off";
    case Mode::kObserve:
      return "observe";
    case Mode::kHint:
      return "hint";
    case Mode::kRatchet:
      return "ratchet";
    case Mode::kGate:
      return "gate";
  }
  std::abort();
}

std::optional<Mode> ModeOf(std::string_view name) {
  for (const Mode mode : kAllModes) {
    if (NameOf(mode).view() == name) return mode;
  }
  return std::nullopt;
}

namespace {

using std::chrono::days;

WaiverTerms TermsUnder(const Policy& policy, const RulePolicy& rule) {
  const days own_max(rule.waiver_max.value);
  const days max = std::min(own_max, days(policy.waiver_max.value));
  return {.max = max,
          .max_false_alarm = own_max,
          .max_emergency = std::min(max, kEmergencyMax),
          .may_waive = rule.may_waive.value,
          .own = rule.own_waivers.value};
}

/// What counts of a rule of which no policy says who may waive it.
RulePolicy UsualTerms() {
  RulePolicy usual;
  usual.may_waive.value = {"maintainer"};
  return usual;
}

void Tighten(const WaiverTerms& other, WaiverTerms& terms) {
  terms.max = std::min(terms.max, other.max);
  terms.max_false_alarm = std::min(terms.max_false_alarm, other.max_false_alarm);
  terms.max_emergency = std::min(terms.max_emergency, other.max_emergency);
  terms.own = terms.own && other.own;
  terms.may_waive = WhoMayByBoth(terms.may_waive, other.may_waive);
}

/// Sorted: anybody may write long lists.
std::set<std::string_view> EverybodyIn(const std::vector<std::string>& list) {
  std::set<std::string_view> everybody(list.begin(), list.end());
  if (everybody.contains("maintainer")) everybody.insert("owner");
  return everybody;
}

}  // namespace

std::vector<std::string> WhoMayByBoth(const std::vector<std::string>& a,
                                      const std::vector<std::string>& b) {
  const std::set<std::string_view> in_a = EverybodyIn(a);
  const std::set<std::string_view> in_b = EverybodyIn(b);
  const bool is_every_maintainer = in_a.contains("maintainer") && in_b.contains("maintainer");
  std::vector<std::string> both;
  for (const std::string_view who : in_a) {
    if (!in_b.contains(who) || (who == "owner" && is_every_maintainer)) continue;
    both.emplace_back(who);
  }
  return both;
}

WaiverTerms TermsOf(const Policy& policy, std::string_view rule) {
  if (rule != kEveryRule) {
    const auto found = policy.rules.find(rule);
    if (found != policy.rules.end()) return TermsUnder(policy, found->second);
    return IsPatternId(rule) ? TermsUnder(policy, UsualTerms()) : WaiverTerms{};
  }
  std::optional<WaiverTerms> all;
  for (const auto& [id, settings] : policy.rules) {
    const WaiverTerms terms = TermsUnder(policy, settings);
    if (all) {
      Tighten(terms, *all);
    } else {
      all = terms;
    }
  }
  return all.value_or(WaiverTerms{});
}

}  // namespace headwater
