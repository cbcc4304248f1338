// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "headwater/decision_book.h"

/// \file
/// Decisions and merges in memory, in the order of writing.

namespace headwater::fakes {

class FakeDecisionBook final : public DecisionBook {
 public:
  std::vector<Decision> all;
  std::vector<MergedChange> merges;

  Result<std::optional<Decision>> Find(std::string_view digits) override {
    for (const Decision& decision : all) {
      if (decision.id.hex.starts_with(digits)) return std::optional(decision);
    }
    return std::optional<Decision>();
  }
  Result<std::vector<NumberedDecision>> List(const DecisionQuestion& question) override {
    std::vector<NumberedDecision> page;
    for (uint64_t i = question.after; i < all.size() && page.size() < question.limit; ++i) {
      if (question.project && all[i].about.project != *question.project) continue;
      if (all[i].at >= question.since) page.push_back({i + 1, all[i]});
    }
    return page;
  }
  Result<std::vector<Decision>> AboutCommit(const CommitId& commit) override {
    std::vector<Decision> found;
    for (const Decision& decision : all) {
      if (decision.head == commit) found.push_back(decision);
    }
    return found;
  }
  Result<std::vector<MergedChange>> MergesOf(const CommitId& commit) override {
    std::vector<MergedChange> found;
    for (const MergedChange& merge : merges) {
      if (merge.merge_commit == commit) found.push_back(merge);
    }
    return found;
  }
  Result<std::optional<MergedChange>> MergeOf(const MailboxKey& about) override {
    for (const MergedChange& merge : merges) {
      if (merge.about == about) return std::optional(merge);
    }
    return std::optional<MergedChange>();
  }
  Result<std::vector<MergedChange>> MergesIn(ProjectId project, WallTime since) override {
    std::vector<MergedChange> found;
    for (const MergedChange& merge : merges) {
      if (merge.about.project == project && merge.at >= since) found.push_back(merge);
    }
    return found;
  }
  Result<std::vector<Decision>> NewestOfProjects() override {
    std::vector<Decision> newest;
    if (!all.empty()) newest.push_back(all.back());
    return newest;
  }
};

}  // namespace headwater::fakes
