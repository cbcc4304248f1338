// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <filesystem>

#include "headwater/result.h"

namespace headwater::store {

/// Copies a database as it is at one moment, while others read and write it, and looks through the
/// copy. The copy is compact, has no write-ahead log, and is on disk for good when this returns;
/// its folder's entry is the caller's to sync. Its size in bytes.
/// kInvalid: there is no such database, or it is no store of ours, or the copy's file is there
/// already; kContent: the copy is damaged, which the database is, too; kTransient: the disk
/// refuses. What was begun is left behind.
/// https://www.sqlite.org/lang_vacuum.html#vacuuminto
Result<uint64_t> CopyDatabase(const std::filesystem::path& from, const std::filesystem::path& to);

}  // namespace headwater::store
