// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "headwater/clock.h"
#include "headwater/event.h"
#include "headwater/ids.h"
#include "headwater/promotion.h"
#include "headwater/result.h"
#include "headwater/store.h"

/// \file
/// What the service must not forget about policies: under which each project was last judged, since
/// when it takes part, and what is to be judged again because a policy has changed.

namespace headwater {

/// A project as the platform's policy last saw it.
struct ProjectStanding {
  ProjectId project;
  std::string path;    ///< "group/name", then.
  std::string hash;    ///< Of what stood above its own policy (jobs::StandingHash).
  std::string reason;  ///< Why it takes no part, for people; empty: it takes part.
  /// Since when it takes part, as far as we know; none: it takes no part.
  std::optional<WallTime> enrolled_since;

  bool operator==(const ProjectStanding&) const = default;
};

/// What changes of the pauses (promotion.h), and what is to be answered for because of it.
struct PauseChanges {
  std::vector<Pause> put;   ///< New, or with another end.
  std::vector<Pause> drop;  ///< They never held anything back.
  std::vector<AuditEvent> because;

  bool empty() const { return put.empty() && drop.empty(); }
};

/// When something is judged again that nobody waits for.
struct StaleTerms {
  /// Not while this many mailboxes or more are worked on, or ready to be: what is fresh overtakes.
  uint64_t busy = 1;
  /// But what waits for longer than this does not give way any more.
  std::chrono::milliseconds longest{std::chrono::minutes(30)};
};

/// Every writing call is durable when it returns. Errors as those of store.h. Thread-safe.
class PolicyBook {
 public:
  virtual ~PolicyBook() = default;

  /// When the platform began to have a policy of its own here: at the first call ever.
  virtual Result<WallTime> PoliciesBegunAt() = 0;

  virtual Result<std::vector<ProjectStanding>> Standings() = 0;
  virtual Result<std::optional<ProjectStanding>> StandingOf(ProjectId project) = 0;
  /// Writes down, or over, and what is to be answered for because of it.
  virtual Status PutStanding(const ProjectStanding& place,
                             const std::optional<AuditEvent>& because) = 0;
  /// Writes down what is to be answered for.
  virtual Status NotePolicy(const AuditEvent& event) = 0;

  /// Everything of these projects that is open becomes stale: to be looked at again at a time of
  /// its own, spread over `window` or, a few, a second apart. What is stale already keeps its time.
  /// How many became it.
  virtual Result<uint64_t> MarkStale(const std::vector<ProjectId>& projects,
                                     std::chrono::milliseconds window) = 0;
  /// Wakes the stale mailbox whose time came first, as an event would; false: none, for now.
  virtual Result<bool> WakeStale(const StaleTerms& terms) = 0;
  /// How many are stale and were not woken yet.
  virtual Result<uint64_t> CountStale() = 0;

  /// Of each rule what was decided since, of each merge request by its last decision; by rule.
  virtual Result<std::vector<RuleCounts>> CountRules(WallTime since) = 0;
  /// All there ever were, by their first day.
  virtual Result<std::vector<Pause>> Pauses() = 0;
  virtual Status ChangePauses(const PauseChanges& changes) = 0;

  /// What the issue about the policy should be (SlotKind::kPolicyIssue), in the project that holds
  /// the policy.
  virtual Status WantPolicyIssue(ProjectId project, const SlotContent& content) = 0;
};

}  // namespace headwater
