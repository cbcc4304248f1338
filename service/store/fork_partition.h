// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <memory>

#include "headwater/fork_index.h"
#include "headwater/result.h"

namespace headwater::store {

/// A partition of the fork index in an SQLite file, which is made when it is absent, in a folder
/// that exists. Several processes may have it open; who wants to write waits some seconds for
/// another one (then: kTransient). kContent: the file is damaged, or another program's or
/// version's; the message says what to do about it.
///
/// A key that more than kKeptPostings (fork_slot.h) projects had at the same time stays common for
/// good, whoever is removed. IndexedProject::keys is counted by Put; such keys do not count.
Result<std::shared_ptr<ForkPartition>> OpenForkPartition(const std::filesystem::path& file);

}  // namespace headwater::store
