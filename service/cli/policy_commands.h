// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <CLI/CLI.hpp>
#include <chrono>
#include <optional>

#include "headwater/policy_requests.h"

namespace headwater::cli {

/// `headwater policy` and its commands. Outlives the parsing.
class PolicyCommands {
 public:
  PolicyCommands(CLI::App& app, std::chrono::sys_days today);

  /// After the parsing: what was asked for, if it was one of these.
  std::optional<PolicyRequest> Asked() const;

 private:
  void AddValidate(CLI::App& policy);
  void AddExplain(CLI::App& policy);
  void AddSchema(CLI::App& policy);
  void AddStatus(CLI::App& policy);

  PolicyValidateRequest validate_;
  PolicyExplainRequest explain_;
  PolicySchemaRequest schema_;
  PolicyStatusRequest status_;
  std::optional<PolicyRequest> asked_;
};

}  // namespace headwater::cli
