// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <memory>

#include "headwater/reads.h"
#include "headwater/result.h"

namespace headwater::store {

/// Of the file beside the store's database: what decisions rested on fills it faster than anything
/// else, and nobody who waits for a delivery's commit shall wait for it.
inline constexpr char kReadsFileName[] = "reads.db";

/// Opens the archive of recorded reads for the service; made when it is absent. kInvalid: it is not
/// ours. A power failure may cost the newest records, never the file
/// (https://www.sqlite.org/pragma.html#pragma_synchronous, NORMAL in WAL mode).
Result<std::unique_ptr<ReadsArchive>> OpenReads(const std::filesystem::path& file);

/// Opens it beside the service, to look something up. kInvalid: there is none, or it is not ours.
Result<std::unique_ptr<ReadsArchive>> OpenReadsToLook(const std::filesystem::path& file);

}  // namespace headwater::store
