// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "headwater/policy.h"

#include <algorithm>
#include <cstdlib>

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
  std::erase_if(terms.may_waive, [&other](const std::string& who) {
    return std::find(other.may_waive.begin(), other.may_waive.end(), who) == other.may_waive.end();
  });
}

}  // namespace

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
