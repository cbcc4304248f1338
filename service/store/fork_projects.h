// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "headwater/fork_index.h"
#include "headwater/result.h"
#include "service/store/sqlite.h"

/// \file
/// The records and sketches of projects. kContent: what is stored is damaged.

namespace headwater::store {

Result<std::vector<IndexedProject>> ListProjects(Connection& connection);
Result<std::optional<IndexedProject>> FindProject(Connection& connection, const std::string& name);
Result<std::optional<IndexedProject>> GetProject(Connection& connection, uint32_t number);

/// Writes the record of `project.name`, all but its number and how many keys there are; the number.
Result<uint32_t> SaveProject(Connection& connection, const IndexedProject& project);
Status AddKeyCounts(Connection& connection, uint32_t number,
                    const std::array<uint64_t, kKeyLayers>& added);

/// Record and sketch; its number, none when there was no such project.
Result<std::optional<uint32_t>> DeleteProject(Connection& connection, const std::string& name);

/// kInvalid as EncodeSketch.
Status SaveSketch(Connection& connection, uint32_t number, const ProjectSketch& sketch);
Result<std::optional<ProjectSketch>> LoadSketch(Connection& connection, uint32_t number);

}  // namespace headwater::store
