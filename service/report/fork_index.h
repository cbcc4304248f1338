// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "headwater/fork_index.h"
#include "headwater/untrusted.h"

namespace headwater::report {

/// `project`, `template`, `common`.
Literal NameOf(ProjectRole role);

/// One project per line: name, commits, contents, versions, when it was last looked at.
std::string RenderIndexListText(std::span<const IndexedProject> projects);
/// `headwater.fork-index/1`, service/docs/forks-json.md.
std::string RenderIndexListJson(const PartitionName& partition,
                                std::span<const IndexedProject> projects);

/// How one partition stands.
struct IndexStatus {
  PartitionName partition;
  uint64_t projects = 0;
  uint64_t bytes = 0;
  std::array<uint64_t, kKeyLayers> keys{};  ///< Of all projects together.
  std::vector<std::string> behind;          ///< Whose copy has branches or tags it does not know.
  std::vector<std::string> unreadable;      ///< Whose copy is gone, or cannot be read.
};

std::string RenderIndexStatusText(std::span<const IndexStatus> partitions);
std::string RenderIndexStatusJson(std::span<const IndexStatus> partitions);

}  // namespace headwater::report
