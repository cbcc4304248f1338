// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <variant>
#include <vector>

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

using PolicyRequest = std::variant<PolicyValidateRequest, PolicyExplainRequest, PolicySchemaRequest,
                                   PolicyStatusRequest>;

}  // namespace headwater
