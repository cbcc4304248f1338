// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <ostream>
#include <string>

#include "headwater/check.h"
#include "headwater/fork_index.h"
#include "headwater/fork_requests.h"
#include "headwater/result.h"

namespace headwater::jobs {

/// The folder that a request means, absolute. Errors as CacheFolder.
Result<std::string> IndexFolderOf(const IndexPlace& place);

/// A fork index, and who works with it.
struct IndexDesk {
  ForkIndex& index;
  std::string folder;      ///< Where it is: copies of what is fetched lie in there, too.
  std::ostream& out;       ///< The answer.
  std::ostream* progress;  ///< Null: nobody watches.
  std::chrono::sys_seconds now;
};

/// `headwater index ...`.
CommandResult RunIndex(const IndexRequest& request, const IndexDesk& desk);

}  // namespace headwater::jobs
