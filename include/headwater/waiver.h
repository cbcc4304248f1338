// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "headwater/clock.h"
#include "headwater/ids.h"
#include "headwater/result.h"
#include "headwater/untrusted.h"

/// \file
/// Waivers: somebody entitled lets one thing pass, with a reason and an end. The rule is judged all
/// the same and shown as waived.

namespace headwater {

/// Stored, never renumber.
enum class WaiverReason {
  kFalsePositive = 1,
  kAcceptedRisk = 2,
  kEmergency = 3,
  kThirdParty = 4,
  kLegacy = 5,
  kNotApplicable = 6,
  kLicenceReviewPending = 7,
  kWaitingForUpstream = 8,
  kEmbedding = 9,
};

/// As written in commands and shown: "false-positive".
Literal NameOf(WaiverReason reason);
/// By its name or its German alias ("fehlalarm"), in any case; none: not in the list.
std::optional<WaiverReason> WaiverReasonOf(std::string_view name);
/// In a sentence: "a false alarm", "wartet auf das Ursprungsprojekt".
Text TextOf(WaiverReason reason);

/// The closed list, in the order in which it is told.
inline constexpr std::array kAllWaiverReasons = {WaiverReason::kFalsePositive,
                                                 WaiverReason::kAcceptedRisk,
                                                 WaiverReason::kEmergency,
                                                 WaiverReason::kThirdParty,
                                                 WaiverReason::kLegacy,
                                                 WaiverReason::kNotApplicable,
                                                 WaiverReason::kLicenceReviewPending,
                                                 WaiverReason::kWaitingForUpstream,
                                                 WaiverReason::kEmbedding};

/// The right by which the operator gives one, at the machine that holds the register.
inline constexpr std::string_view kOperatorRole = "operator";

/// The rule of a waiver for all rules; only with kEmergency.
inline constexpr std::string_view kEveryRule = "*";

/// What a waiver covers: what every member that is set agrees with.
struct WaiverScope {
  std::string rule;                    ///< Its id, or kEveryRule.
  std::string path;                    ///< A glob; empty: everywhere.
  std::string fingerprint;             ///< Finding::waiver_fingerprint of one; empty: all.
  std::optional<MergeRequestIid> iid;  ///< Only there; none: the whole project.
  std::optional<CommitId> head;        ///< Only while `iid` is at this commit; needs one.

  bool operator==(const WaiverScope&) const = default;
};

struct Waiver {
  uint64_t number = 0;  ///< Given by the store; people name it by this.
  ProjectId project;
  WaiverScope scope;
  WaiverReason reason = WaiverReason::kAcceptedRisk;
  Untrusted text;  ///< Why, in the giver's words.
  UserId giver;
  std::string role;       ///< By which right: "maintainer", "group opencode/lizenzteam".
  bool declared = false;  ///< Confirms an entry of .headwater.yml: counts while the target has it.
  bool on_own = false;    ///< Given by the author of the merge request it was given in.
  NoteId note;            ///< The comment; 0: command line or policy file.
  WallTime given_at{};
  std::chrono::sys_days until{};  ///< The last day on which it counts.
  std::string engine;             ///< kEngineVersion when it was given; the store fills it in.
  UserId revoked_by;              ///< Only with revoked_at; 0: by the operator.
  std::optional<WallTime> revoked_at;

  bool operator==(const Waiver&) const = default;
};

/// Most bytes of the giver's words and of the role.
inline constexpr size_t kMaxWaiverText = 1024;
inline constexpr size_t kMaxWaiverRole = 256;

/// Not ended and not revoked on this day (UTC).
bool IsInForce(const Waiver& waiver, std::chrono::sys_days day);

/// An entry of `waivers` in a project's .headwater.yml. On the platform it is in force only once
/// somebody entitled has confirmed it.
struct DeclaredWaiver {
  std::string rule;
  std::string path;  ///< A glob; empty: everywhere.
  WaiverReason reason = WaiverReason::kAcceptedRisk;
  std::string text;
  std::chrono::sys_days until{};

  bool operator==(const DeclaredWaiver&) const = default;
};

/// Whether the waiver confirms the entry: the same rule, path and reason, for at least as long.
bool Confirms(const Waiver& waiver, const DeclaredWaiver& entry);

/// "license/header-missing in docs/** until 2027-06-30, legacy": what is confirmed, and part of a
/// finding's identity. The text is not.
std::string ContentOf(const DeclaredWaiver& entry);

/// What a waiver of one rule may be: by the policy.
struct WaiverTerms {
  std::chrono::days max{0};              ///< From the day on which it is given.
  std::chrono::days max_false_alarm{0};  ///< Likewise, of kFalsePositive.
  std::chrono::days max_emergency{0};    ///< Likewise, of kEmergency.
  /// Who may give one: "maintainer" and "owner" (who has at least that role in the project), and
  /// "group PATH" (its direct members). Empty: nobody.
  std::vector<std::string> may_waive;
  bool own = false;  ///< The author of a merge request may waive in it, and that is shown.

  /// How long one for this reason may last.
  std::chrono::days MaxFor(WaiverReason reason) const;
};

/// As the platform ships it (days): a waiver, the longest one at all, an emergency.
inline constexpr std::chrono::days kWaiverMax{180};
inline constexpr std::chrono::days kWaiverCeiling{730};
inline constexpr std::chrono::days kEmergencyMax{7};

/// What is looked for; what is not set agrees with everything.
struct WaiverQuery {
  std::optional<ProjectId> project;
  std::optional<std::chrono::sys_days> in_force_on;  ///< None that Expire has seen the end of.
  std::optional<std::chrono::sys_days> ends_by;      ///< `until` on or before it.
};

/// The register. Whatever changes what counts looks again at the merge requests it counts in:
/// their mailboxes are woken in the same transaction, those of a whole project one after the other.
/// Errors as of every store: kTransient, kInternal. Thread-safe.
class WaiverBook {
 public:
  virtual ~WaiverBook() = default;
  /// By number, at most `limit`.
  virtual Result<std::vector<Waiver>> Find(const WaiverQuery& query, size_t limit) = 0;
  /// Writes it down for ever, with an entry of the audit log, in one transaction; gives the number.
  /// kInvalid: no rule, no role, a scope or text beyond its bound, a head without a merge
  /// request, or every rule without an emergency.
  virtual Result<uint64_t> Add(const Waiver& waiver) = 0;
  /// It counts no longer. kNotFound: there is none; kConflict: it was revoked before. Audited.
  virtual Status Revoke(uint64_t number, UserId by, WallTime at) = 0;
  /// Writes down the end of those whose last day was before `today`, at most `limit`, oldest
  /// number first; how many. What was seen to end stays so, whatever a clock says later. Audited.
  virtual Result<uint64_t> Expire(std::chrono::sys_days today, size_t limit) = 0;
};

}  // namespace headwater
