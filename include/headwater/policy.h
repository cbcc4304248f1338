// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "headwater/options.h"
#include "headwater/rule.h"
#include "headwater/waiver.h"

/// \file
/// The effective rule set for a project and change, each value with where it comes from.

namespace headwater {

struct PolicyRules;

/// What a rule's verdict means for the merge request. Order: from lax to strict.
enum class Mode {
  kOff,
  kObserve,  ///< Recorded only.
  kHint,     ///< Shown.
  kRatchet,  ///< Gate where the target branch passes the rule, hint where it does not.
  kGate,     ///< Shown, and fails the status.
};

/// As written in policies and shown to people: off, observe, hint, ratchet, gate.
Literal NameOf(Mode mode);
std::optional<Mode> ModeOf(std::string_view name);

/// Every mode, from lax to strict.
inline constexpr std::array kAllModes = {Mode::kOff, Mode::kObserve, Mode::kHint, Mode::kRatchet,
                                         Mode::kGate};

/// Which findings get a thread of their own on the lines of the merge request. A thread holds back
/// the merge where a project demands that all are resolved.
enum class Threads {
  kGateOnly,  ///< Those of gates that a suggestion mends. As written: gate-only.
  kNone,      ///< As written: none.
};

/// The place a value was written: "preset:strict" or a file's path, 1-based line and column.
struct ValueOrigin {
  std::string layer;
  uint32_t line = 0;
  uint32_t column = 0;
};

template <typename T>
struct Sourced {
  T value{};
  ValueOrigin origin;
};

/// What a rule's mode becomes, and on which day.
struct ModeStep {
  std::chrono::sys_days from;
  Mode mode = Mode::kOff;

  bool operator==(const ModeStep&) const = default;
};

struct RulePolicy {
  Sourced<Mode> mode;  ///< On the day that the policy was made for.
  /// What is announced: the steps after that day, the next one first.
  std::vector<ModeStep> coming;
  /// A step's day has come, and it is held back: the policy's `stop_if` says so.
  bool held = false;
  /// Values a layer has set; options not named here have the rule's default.
  std::map<std::string, Sourced<OptionValue>, std::less<>> options;
  Sourced<std::vector<std::string>> only;    ///< Path globs the rule is limited to.
  Sourced<std::vector<std::string>> except;  ///< Path globs the rule leaves alone.
  /// Target branches for which a project-subject rule in mode gate fails a merge request:
  /// globs, and the word `default`.
  Sourced<std::vector<std::string>> gate_on_branches;
  /// How long a waiver of this rule lasts at most, in days, where that is less than the policy's.
  Sourced<int64_t> waiver_max{kWaiverCeiling.count(), {}};
  Sourced<std::vector<std::string>> may_waive;  ///< As WaiverTerms::may_waive.
  Sourced<bool> own_waivers;                    ///< As WaiverTerms::own.
};

/// Somebody else's repository that a project takes from.
struct PolicyUpstream {
  std::string name;                  ///< For people; unique within the policy.
  std::string url;                   ///< As SafeUrl::text.
  std::vector<std::string> aliases;  ///< Other addresses of the same, likewise.
  std::vector<std::string> only;     ///< Globs of the paths that come from it; empty: all.

  bool operator==(const PolicyUpstream&) const = default;
};

struct Policy {
  /// For people: "preset:opencode", ".headwater.yml (extends preset:opencode)".
  std::string name;
  std::map<std::string, RulePolicy, std::less<>> rules;  ///< By id; every known rule is there.
  /// The rules that the policy itself brings (policy_rule.h); null: none.
  std::shared_ptr<const PolicyRules> own_rules{};
  /// Globs of generated files, confirmed by whoever may write this policy.
  Sourced<std::vector<std::string>> generated;
  Sourced<Threads> threads;
  Sourced<std::vector<PolicyUpstream>> upstreams;
  /// Globs of what is the project's own within somebody else's software.
  Sourced<std::vector<std::string>> own;
  /// Why the project keeps a variant of its own, in its words; empty: it does not say that it does.
  Sourced<std::string> variant;
  Sourced<int64_t> waiver_max{kWaiverMax.count(), {}};  ///< Days: of all rules.
  std::vector<Sourced<DeclaredWaiver>> waivers;         ///< Of the project's own file.
  /// Whom authors may ask about the rules, and who is told when a policy cannot be used; empty: no
  /// file above the project's own says so.
  Sourced<std::string> contact;
  Sourced<std::vector<std::string>> owners;
  /// SHA-256 over every effective value and announced step, hexadecimal: on the same day the same
  /// hash means the same judgement.
  std::string hash;
};

/// Who may waive by both of two lists, as WaiverTerms::may_waive has them. An owner is a
/// maintainer, too.
std::vector<std::string> WhoMayByBoth(const std::vector<std::string>& a,
                                      const std::vector<std::string>& b);

/// What a waiver of this rule may be; of kEveryRule the strictest of all rules. Of a rule that the
/// policy does not know nobody may give one.
WaiverTerms TermsOf(const Policy& policy, std::string_view rule);

}  // namespace headwater
