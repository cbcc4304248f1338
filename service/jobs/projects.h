// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <map>

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
  /// What was remembered did not help: it may have moved.
  void Forget(ProjectId id);

 private:
  struct Known {
    ForgeProject project;
    SteadyTime read_at;
  };

  Forge& forge_;
  const Clock& clock_;
  Guarded<std::map<ProjectId, Known>> known_;
};

}  // namespace headwater::jobs
