// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <ostream>

#include "headwater/check.h"

namespace headwater::jobs {

/// `headwater licenses`: opens the repository and writes its inventory to `out`, file by file.
/// Starts no program. Exit 3 when something could not be read; the rest is written all the same.
CommandResult Licenses(const LicensesRequest& request, std::ostream& out);

}  // namespace headwater::jobs
