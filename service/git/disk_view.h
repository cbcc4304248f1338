// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <memory>

#include "headwater/git.h"
#include "headwater/result.h"
#include "service/git/object_reader.h"
#include "service/git/repository.h"

namespace headwater::git {

/// A work tree as it is on disk, without a change and without ids: for questions about the files
/// alone. Nothing is hashed, and a file is opened when it is asked for. The repository must outlive
/// the view. Errors as ListDisk.
Result<std::unique_ptr<GitView>> OpenDisk(Repository& repository,
                                          uint64_t max_blob_bytes = kDefaultBlobBytes);

}  // namespace headwater::git
