// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <memory>
#include <string>

#include "headwater/check.h"
#include "headwater/result.h"
#include "service/config/effective_policy.h"
#include "service/config/service_config.h"

namespace headwater {

/// `headwater serve`: the object graph of the running service, one part after the other.
class Service {
 public:
  /// Opens the store and the mirrors and starts to listen: deliveries are taken from here on. Every
  /// error names what is wrong and where. `program` is this binary, for the evaluator children.
  static Result<std::unique_ptr<Service>> Start(const config::ServiceConfig& config,
                                                const std::string& program,
                                                const config::Shipped& shipped);
  ~Service();

  /// Asks the forge who we are and starts the workers. kTransient until the forge answers.
  Status StartWorking();

  /// Reads the platform's policy anew, soon. From any thread.
  void ReloadPolicy();

  /// Takes no more, waits for what is under way as long as the configuration allows, and lets the
  /// rest wait in the store.
  void Drain();

 private:
  struct Parts;
  explicit Service(std::unique_ptr<Parts> parts);
  static Status OpenSecrets(Parts& parts);
  /// What speaks with the forge: git, and its API.
  static Status OpenForge(Parts& parts);
  /// Where what decisions rested on is kept.
  /// The folder, what is stored in it, and what decisions rested on.
  static Status OpenStore(Parts& parts);
  static Status OpenPages(Parts& parts, const config::Shipped& shipped);
  /// Puts the platform's policy in force, or the last good one.
  static Status OpenPolicy(Parts& parts, const config::Shipped& shipped);
  static Status OpenPolicyOrigin(Parts& parts);
  /// What knows of other projects: upstreams and forks.
  static Status OpenOthers(Parts& parts, const std::string& program);
  /// What compares projects with each other; in a folder of its own.
  static Status OpenForks(Parts& parts, const std::string& program);
  Status Listen();

  std::unique_ptr<Parts> parts_;
};

/// Runs until SIGTERM or SIGINT. Exit 0 after a drain, kExitUsage for a configuration or machine it
/// cannot start on.
CommandResult Serve(const std::string& config_file, bool check_only,
                    const config::Shipped& shipped);

/// Where the service keeps its copies of upstreams.
std::string UpstreamFolderOf(const config::ServiceConfig& config);

/// `headwater upstream confirm URL --config FILE`, beside the running service or without it: takes
/// its copy as it is now. kExitUsage for a configuration that cannot be read, or an address that is
/// none; kExitUnknown when there is nothing to confirm, or it cannot be done now.
CommandResult ConfirmKeptUpstream(const UpstreamConfirmRequest& request);

}  // namespace headwater
