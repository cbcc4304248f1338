// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <set>
#include <string>

#include "headwater/ids.h"
#include "headwater/result.h"
#include "service/config/policy_layers.h"

/// \file
/// Where the platform's policy is written.

namespace headwater::jobs {

/// Used by one thread at a time.
class PolicyOrigin {
 public:
  virtual ~PolicyOrigin() = default;
  /// Everything that is there now. kInvalid: something cannot be read, and why. The sources must
  /// not outlive this.
  virtual Result<config::LayerSources> Read() = 0;
  /// How what Read has led to stands now: another text when any of it may have changed.
  virtual std::string Mark() = 0;
  /// The project of the forge that it lives in; none: it lives in none, or that was never seen.
  virtual std::optional<ProjectId> Home() const { return std::nullopt; }
};

/// Files on this machine.
class PolicyFiles final : public PolicyOrigin {
 public:
  /// `group_folder` empty: there are no groups.
  PolicyFiles(std::string instance_file, std::string group_folder)
      : instance_file_(std::move(instance_file)), group_folder_(std::move(group_folder)) {}

  Result<config::LayerSources> Read() override;
  std::string Mark() override;

 private:
  config::ReadOther Watching(config::ReadOther read, const std::string& folder);

  const std::string instance_file_;
  const std::string group_folder_;
  std::set<std::string> watched_;  ///< Paths of what was asked for, whether it was there or not.
};

}  // namespace headwater::jobs
