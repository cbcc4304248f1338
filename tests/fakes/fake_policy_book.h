// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "headwater/policy_book.h"

namespace headwater::fakes {

/// What was written down of policies, in memory. Thread-safe.
class FakePolicyBook final : public PolicyBook {
 public:
  std::map<ProjectId, ProjectStanding> places;
  std::vector<AuditEvent> audited;
  std::set<ProjectId> stale;
  int passes = 0;  ///< Calls of MarkStale that named anybody.
  WallTime begun{};
  std::vector<RuleCounts> counts;
  std::vector<Pause> pauses;
  std::map<ProjectId, SlotContent> issues;
  int counted = 0;  ///< Calls of CountRules.

  Result<WallTime> PoliciesBegunAt() override { return begun; }
  Result<std::vector<ProjectStanding>> Standings() override {
    const std::lock_guard lock(mutex_);
    std::vector<ProjectStanding> all;
    for (const auto& [project, place] : places) all.push_back(place);
    return all;
  }
  Result<std::optional<ProjectStanding>> StandingOf(ProjectId project) override {
    const std::lock_guard lock(mutex_);
    const auto at = places.find(project);
    return at == places.end() ? std::nullopt : std::optional(at->second);
  }
  Status PutStanding(const ProjectStanding& place,
                     const std::optional<AuditEvent>& because) override {
    const std::lock_guard lock(mutex_);
    places[place.project] = place;
    if (because) audited.push_back(*because);
    return Ok{};
  }
  Status NotePolicy(const AuditEvent& event) override {
    const std::lock_guard lock(mutex_);
    audited.push_back(event);
    return Ok{};
  }
  Result<uint64_t> MarkStale(const std::vector<ProjectId>& projects,
                             std::chrono::milliseconds) override {
    const std::lock_guard lock(mutex_);
    if (!projects.empty()) ++passes;
    const size_t before = stale.size();
    stale.insert(projects.begin(), projects.end());
    return uint64_t{stale.size() - before};
  }
  Result<bool> WakeStale(const StaleTerms&) override { return false; }
  Result<uint64_t> CountStale() override { return uint64_t{0}; }
  Status WantPolicyIssue(ProjectId project, const SlotContent& content) override {
    const std::lock_guard lock(mutex_);
    issues[project] = content;
    return Ok{};
  }
  Result<std::vector<RuleCounts>> CountRules(WallTime) override {
    const std::lock_guard lock(mutex_);
    ++counted;
    return counts;
  }
  Result<std::vector<Pause>> Pauses() override {
    const std::lock_guard lock(mutex_);
    return pauses;
  }
  Status ChangePauses(const PauseChanges& changes) override {
    const std::lock_guard lock(mutex_);
    const auto is_same = [](const Pause& a, const Pause& b) {
      return a.condition == b.condition && a.since == b.since;
    };
    for (const std::vector<Pause>* gone : {&changes.drop, &changes.put}) {
      for (const Pause& pause : *gone) {
        std::erase_if(pauses, [&](const Pause& one) { return is_same(one, pause); });
      }
    }
    pauses.insert(pauses.end(), changes.put.begin(), changes.put.end());
    audited.insert(audited.end(), changes.because.begin(), changes.because.end());
    return Ok{};
  }

 private:
  std::mutex mutex_;
};

}  // namespace headwater::fakes
