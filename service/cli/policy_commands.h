// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <CLI/CLI.hpp>
#include <chrono>
#include <optional>

#include "headwater/policy_requests.h"
#include "service/cli/ratchet_commands.h"

namespace headwater::cli {

/// `headwater policy` and its commands. Outlives the parsing.
class PolicyCommands {
 public:
  PolicyCommands(CLI::App& app, std::chrono::sys_days today);

  /// After the parsing: what was asked for, if it was one of these.
  std::optional<PolicyRequest> Asked() const;
  const std::optional<RatchetRequest>& AskedOfRatchets() const { return ratchet_->Asked(); }
  const std::optional<PolicyPlanRequest>& AskedPlan() const { return asked_plan_; }
  bool IsPlanWork() const { return plan_work_->parsed(); }

 private:
  void AddValidate(CLI::App& policy);
  void AddExplain(CLI::App& policy);
  void AddSchema(CLI::App& policy);
  void AddStatus(CLI::App& policy);
  void AddPlan(CLI::App& policy);

  PolicyValidateRequest validate_;
  PolicyExplainRequest explain_;
  PolicySchemaRequest schema_;
  PolicyStatusRequest status_;
  PolicyPlanRequest plan_;
  CLI::App* plan_work_ = nullptr;
  std::optional<PolicyRequest> asked_;
  std::optional<RatchetCommands> ratchet_;
  std::optional<PolicyPlanRequest> asked_plan_;
};

}  // namespace headwater::cli
