// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "headwater/clock.h"
#include "headwater/promotion.h"
#include "headwater/result.h"

/// \file
/// How the platform's policy stands: written by the service, read by `headwater policy status`.

namespace headwater::jobs {

struct PolicyStatus {
  std::string in_force;              ///< Hash of the policy in force (LoadedPolicy::hash).
  WallTime since{};                  ///< Since when.
  WallTime looked_at{};              ///< When it was last read.
  std::string problem;               ///< Why what is written cannot be used; empty: it is in force.
  WallTime problem_since{};          ///< When that was first seen.
  bool from_last_good = false;       ///< The service started with the kept one.
  std::vector<std::string> owners;   ///< Who is to be told.
  std::vector<Pause> pauses{};       ///< What holds back the steps of modes, and what did.
  std::vector<RuleCounts> counts{};  ///< Of the rules with a `stop_if`, in the last days.

  bool operator==(const PolicyStatus&) const = default;
};

/// One JSON object, `headwater.policy-status/1`.
std::string RenderPolicyStatus(const PolicyStatus& status);
/// kContent: it is no such object.
Result<PolicyStatus> ReadPolicyStatus(std::string_view json);
/// For a terminal, line by line.
std::string ExplainPolicyStatus(const PolicyStatus& status);

/// Where the service keeps it, below its own folder.
inline constexpr std::string_view kPolicyFolder = "/policy";
inline constexpr std::string_view kPolicyStatusFile = "/status.json";
inline constexpr uint64_t kMaxPolicyStatusBytes = uint64_t{1} << 20U;

}  // namespace headwater::jobs
