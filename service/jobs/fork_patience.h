// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <memory>
#include <string>

#include "headwater/fork_index.h"

namespace headwater::jobs {

/// A partition whose writers wait for each other, in whatever process: who takes a large project in
/// writes for longer than the database itself waits. Readers wait for nobody. `folder`: of the
/// index; a lock file lies there for each partition. Writing is kTransient when that takes
/// longer than 50 s.
std::shared_ptr<ForkPartition> PatientPartition(std::shared_ptr<ForkPartition> partition,
                                                std::string folder, PartitionName name);

}  // namespace headwater::jobs
