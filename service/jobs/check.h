// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "headwater/check.h"
#include "service/config/effective_policy.h"
#include "service/jobs/fork_facts.h"

namespace headwater::jobs {

/// `headwater check`: opens the repository, judges, renders. Starts no program.
CommandResult Check(const CheckRequest& request, const config::Shipped& shipped,
                    const ForkIndexOpener& open_index);

}  // namespace headwater::jobs
