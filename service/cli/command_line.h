// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "headwater/check.h"
#include "headwater/connect_requests.h"
#include "headwater/fork_requests.h"
#include "headwater/policy_requests.h"
#include "headwater/record_requests.h"
#include "headwater/report_requests.h"
#include "headwater/waiver_requests.h"

namespace headwater::cli {

/// `headwater rules`.
struct RulesRequest {
  RulesFormat format = RulesFormat::kText;
};

/// `headwater evaluate`: the request comes on standard input.
struct EvaluateRequest {};

/// `headwater upstream refresh`: the request comes on standard input.
struct UpstreamRefreshRequest {};

/// `headwater index work`: the order comes on standard input.
struct ForkWorkRequest {};

/// `headwater serve`.
struct ServeRequest {
  std::string config_file;
  bool check_config = false;
};

/// `headwater healthcheck`.
struct HealthcheckRequest {
  std::string config_file = "/etc/headwater/headwater.yml";
};

/// `headwater hook explain`.
struct ExplainRequest {
  std::string file;                  ///< "-": standard input.
  std::vector<std::string> headers;  ///< "Name: value".
};

using Command =
    std::variant<CheckRequest, FixRequest, RulesRequest, LicensesRequest, SbomValidateRequest,
                 PubliccodeValidateRequest, ProvenanceRequest, UpstreamConfirmRequest,
                 UpstreamRefreshRequest, IndexRequest, ForkWorkRequest, EvaluateRequest,
                 ServeRequest, HealthcheckRequest, ExplainRequest, ReplayRequest, DecisionsRequest,
                 AuditRequest, AuditReportRequest, BackupRequest, PolicyRequest, PolicyPlanRequest,
                 PolicyPlanWorkRequest, RatchetRequest, WaiverRequest, ConnectRequest,
                 DoctorRequest, DisconnectRequest, PreviewRequest>;

/// The command, or what to print and how to exit: help and version (0), wrong use (2).
std::variant<Command, CommandResult> ParseCommandLine(std::span<char* const> arguments,
                                                      std::chrono::sys_days today);

}  // namespace headwater::cli
