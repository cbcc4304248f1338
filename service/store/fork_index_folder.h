// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <memory>
#include <string>

#include "headwater/fork_index.h"
#include "headwater/result.h"

namespace headwater::store {

/// The fork index in a folder, which is made when it is absent and can be entered by its owner
/// only: `secret`, and a file `NAME.db` for each partition (fork_partition.h), so that a question
/// opens nothing but what those may read who will see the answer. kInternal: it cannot be used;
/// kContent: its secret is lost.
///
/// Holds nothing open: whoever asks a partition often keeps it.
Result<std::unique_ptr<ForkIndex>> OpenForkIndex(const std::string& folder);

}  // namespace headwater::store
