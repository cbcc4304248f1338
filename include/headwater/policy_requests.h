// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "headwater/ids.h"

/// \file
/// What `headwater policy` asks for, as values: filled in by service/cli, carried out by
/// service/jobs.

namespace headwater {

/// Where the layers above a project's own file are. Empty names: there are none.
struct PolicyPlace {
  std::string instance_file;
  std::string group_folder;
};

/// `headwater policy validate`.
struct PolicyValidateRequest {
  PolicyPlace place;
  std::vector<std::string> files;  ///< Files of projects.
  std::string project;             ///< Whose files they are: "group/name"; empty: not known.
};

/// `headwater policy explain`.
struct PolicyExplainRequest {
  PolicyPlace place;
  std::string project;  ///< "group/name".
  std::string file;     ///< The project's file; empty: it has none.
  /// The branch that changes are meant for; none: the default branch.
  std::optional<std::string> branch;
  bool is_protected = false;  ///< The branch.
  std::string default_file;   ///< The default branch's file, where `branch` is another one.
  std::string rule;           ///< Only what concerns this one; empty: all.
  ProjectId id{};             ///< Its number, by which it has its cohort; 0: not known.
  std::string folder;         ///< Of the service that knows what is held back; empty: nobody asked.
  std::chrono::sys_days as_of{};
};

enum class PolicyFileKind { kProject, kInstance, kGroup };

/// `headwater policy schema`.
struct PolicySchemaRequest {
  PolicyFileKind kind = PolicyFileKind::kProject;
};

/// `headwater policy status`.
struct PolicyStatusRequest {
  std::string folder = "/var/lib/headwater";  ///< The service's own (`store.folder`).
  bool json = false;
};

enum class PlanFormat { kText, kJson };

/// `headwater policy plan`.
struct PolicyPlanRequest {
  PolicyPlace place;                          ///< The new layers; an instance file is required.
  std::string folder = "/var/lib/headwater";  ///< The service's own (`store.folder`).
  std::chrono::days days{90};                 ///< How far back the sample reaches.
  uint64_t sample = 200;                      ///< Of merge requests that are closed; 0: none.
  std::chrono::sys_days as_of{};              ///< The day that is judged by.
  std::chrono::sys_days today{};              ///< From which `days` count.
  PlanFormat format = PlanFormat::kText;
};

/// `headwater policy plan-work`: a batch on standard input (jobs/plan_work.h).
struct PolicyPlanWorkRequest {};

using PolicyRequest = std::variant<PolicyValidateRequest, PolicyExplainRequest, PolicySchemaRequest,
                                   PolicyStatusRequest>;

}  // namespace headwater
