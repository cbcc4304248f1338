// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <map>
#include <vector>

#include "headwater/clock.h"
#include "headwater/forge.h"
#include "headwater/guarded.h"

namespace headwater::jobs {

/// Projects as the forge describes them, remembered for a minute: a burst of pushes asks once.
/// Thread-safe.
class Projects {
 public:
  Projects(Forge& forge, const Clock& clock) : forge_(forge), clock_(clock) {}

  Result<ForgeProject> Get(ProjectId id);
  /// Likewise remembered; errors are not.
  Result<std::vector<ForgeProtectedBranch>> ProtectedBranches(ProjectId id);
  /// What was remembered did not help: it may have moved.
  void Forget(ProjectId id);

 private:
  struct Known {
    ForgeProject project;
    SteadyTime read_at;
  };

  Forge& forge_;
  const Clock& clock_;
  struct KnownBranches {
    std::vector<ForgeProtectedBranch> rules;
    SteadyTime read_at;
  };
  Guarded<std::map<ProjectId, Known>> known_;
  Guarded<std::map<ProjectId, KnownBranches>> branches_;
};

}  // namespace headwater::jobs
