// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "headwater/clock.h"
#include "headwater/ids.h"
#include "headwater/result.h"
#include "headwater/store.h"

/// \file
/// The high-water marks of ratchets: a branch that has passed a rule once is held to it, whatever
/// comes into it later past the rule. They are set with the judgements of default branches
/// (Publication::clean) and reset only by those entitled.

namespace headwater {

struct RatchetMark {
  ProjectId project;
  std::string branch;
  std::string rule;
  DecisionId decision;  ///< By which the branch was first seen to pass.
  WallTime since{};

  bool operator==(const RatchetMark&) const = default;
};

/// Since which day a branch is held to a rule, by the rule's id.
using CleanSince = std::map<std::string, std::chrono::sys_days, std::less<>>;

/// Most bytes of the reason for a reset.
inline constexpr size_t kMaxResetReason = 1024;

/// Errors as of every store: kTransient, kInternal. Thread-safe unless a maker says otherwise.
class RatchetBook {
 public:
  virtual ~RatchetBook() = default;
  /// By project, branch and rule.
  virtual Result<std::vector<RatchetMark>> Marks(const std::optional<ProjectId>& project) = 0;
  virtual Result<CleanSince> MarksOf(ProjectId project, const std::string& branch) = 0;
  /// Removes a rule's marks on all branches of a project, writes that into the audit log and looks
  /// again at what is open there, in one transaction; the branches. kNotFound: there is no mark.
  /// kInvalid: no reason, or a longer one than kMaxResetReason.
  virtual Result<std::vector<std::string>> ResetMark(ProjectId project, const std::string& rule,
                                                     const std::string& because) = 0;
};

}  // namespace headwater
