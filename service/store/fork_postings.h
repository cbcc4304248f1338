// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "headwater/fork_index.h"
#include "headwater/result.h"
#include "service/store/fork_slot.h"
#include "service/store/sqlite.h"

/// \file
/// The rows of keys, and which of the projects that stand in them have been removed. Every function
/// is to be called within a transaction. kContent: a row is damaged.

namespace headwater::store {

/// Numbers of removed projects that still stand in rows; ascending.
using DeadProjects = std::vector<uint32_t>;
Result<DeadProjects> LoadDead(Connection& connection);
/// From now on the number counts nowhere.
Status AddDead(Connection& connection, uint32_t number);

/// Adds a project to those that have the keys at `places`. How many of these it did not have; those
/// that too many have do not count.
Result<uint64_t> AddPostings(Connection& connection, std::span<const KeyPlace> places,
                             uint32_t number, const DeadProjects& dead);

/// ForkPartition::Look: by `index`.
Result<std::vector<KeyHits>> FindPostings(Connection& connection, std::span<const KeyPlace> places,
                                          const DeadProjects& dead);

/// Takes dead projects out of a bounded number of rows, going on where the last call has ended.
/// True when all rows have been seen, and nobody is dead any more.
Result<bool> SweepSome(Connection& connection);

}  // namespace headwater::store
