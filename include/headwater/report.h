// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "headwater/change.h"
#include "headwater/finding.h"
#include "headwater/policy.h"
#include "headwater/rule.h"
#include "headwater/waiver.h"

/// \file
/// What the engine says of a change: the one result that every format, note and record is made of.

namespace headwater {

inline constexpr Literal kEngineVersion = "0.1.0";

enum class Outcome { kPass, kFail, kUnknown };

struct RuleResult {
  const RuleInfo* info = nullptr;
  Sourced<Mode> mode;  ///< As the policy says.
  /// What the mode means here: a ratchet decided, a project-subject gate that does not hold for
  /// this branch, a gate with nothing but advisory findings.
  Mode effective_mode = Mode::kOff;
  RuleAnswer answer;
  /// Everything that was found and counts is let pass by waivers.
  bool waived = false;
  std::chrono::microseconds duration{};
  /// What is announced, by day: each mode as it would be in force here, as far as is known.
  std::vector<ModeStep> coming{};
  /// Who may let it pass, as WaiverTerms::may_waive says.
  std::vector<std::string> may_waive{};
  /// Of a ratchet that gates because its target branch passed the rule earlier: since that day.
  std::optional<std::chrono::sys_days> clean_since{};

  /// Whom the answer speaks about.
  Subject subject() const { return answer.subject.value_or(info->subject); }
};

struct Stats {
  uint64_t files = 0;  ///< Changed.
  uint64_t commits = 0;
  uint64_t blobs_read = 0;
  uint64_t bytes_read = 0;
  std::chrono::microseconds duration{};
};

struct Report {
  Untrusted repository;
  std::vector<CommitId> bases;
  CommitId head;
  ChangeScope scope = ChangeScope::kRange;
  Untrusted policy;         ///< Its name; "A and B" when a change of the policy is judged by both.
  Untrusted contact;        ///< Policy::contact; empty: nobody is named.
  std::string policy_hash;  ///< Policy::hash; of two, both with "+" between them.
  Outcome outcome = Outcome::kUnknown;
  /// Why the change as a whole could not be read. Every rule is then kUnknown for this reason.
  std::optional<Untrusted> problem;
  std::vector<RuleResult> rules;  ///< Rules in mode off are left out. Sorted by id.
  /// Keeps what RuleResult::info points to, for the rules of policies (policy_rule.h).
  std::vector<std::shared_ptr<const PolicyRules>> own_rules{};
  std::vector<Notice> notices;
  /// Fingerprints of the findings for which a thread on the lines offers the fix; sorted.
  std::vector<std::string> offered;
  /// What the target's .headwater.yml lists.
  std::vector<DeclaredWaiver> declared;
  /// Those that let findings pass. Number 0: as written in the file, which nobody confirmed.
  std::vector<Waiver> waivers;
  std::vector<BlobId> missing;  ///< Blobs to fetch before asking again.
  bool damaged = false;         ///< The repository's own files are: worth fetching anew.
  /// What any rule lacked: artifacts before what is under way.
  Lacks lacks = Lacks::kNothing;
  /// The outcome is not pass only because something has not ended: RuleAnswer::lacks kUnderWay.
  bool waiting = false;
  Stats stats;
};

/// Texts of the engine itself (a rule that threw, a blob that is missing): the catalogue in which a
/// Message key is looked up when the rule's own has no such key.
std::span<const MessageText> EngineMessages();

/// The template of a message: of the rule, else of the engine. Never fails for a registered rule's
/// messages (a test walks them); an unknown key gives an empty text.
Text FindText(const RuleInfo& rule, std::string_view key);

}  // namespace headwater
