// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "headwater/ratchet_book.h"

namespace headwater::fakes {

/// Marks in memory, without mailboxes and audit log.
class FakeRatchetBook final : public RatchetBook {
 public:
  std::vector<RatchetMark> marks;
  std::string because;  ///< Of the last reset.

  Result<std::vector<RatchetMark>> Marks(const std::optional<ProjectId>& project) override {
    std::vector<RatchetMark> found;
    for (const RatchetMark& mark : marks) {
      if (!project || mark.project == *project) found.push_back(mark);
    }
    return found;
  }
  Result<CleanSince> MarksOf(ProjectId project, const std::string& branch) override {
    CleanSince found;
    for (const RatchetMark& mark : marks) {
      if (mark.project != project || mark.branch != branch) continue;
      found[mark.rule] = std::chrono::floor<std::chrono::days>(mark.since);
    }
    return found;
  }
  Result<std::vector<std::string>> ResetMark(ProjectId project, const std::string& rule,
                                             const std::string& reason) override {
    because = reason;
    std::vector<std::string> branches;
    std::erase_if(marks, [&](const RatchetMark& mark) {
      const bool is_meant = mark.project == project && mark.rule == rule;
      if (is_meant) branches.push_back(mark.branch);
      return is_meant;
    });
    if (branches.empty()) return Error{Errc::kNotFound, "there is no such mark"};
    return branches;
  }
};

}  // namespace headwater::fakes
