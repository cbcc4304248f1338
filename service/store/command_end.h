// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "headwater/command_queue.h"
#include "headwater/result.h"
#include "service/store/sqlite.h"
#include "service/store/store_clock.h"

/// \file
/// How the end of a command changes everything it touches: waivers, wishes, what was said, audit
/// log, mailboxes, the answer. Each call is part of one transaction of the caller.

namespace headwater::store {

/// Errors as CommandQueue::FinishCommand.
Status CarryOutCommand(Connection& connection, const CommandClaim& claim,
                       const CommandEffects& effects, const Now& now);

/// Wakes the open mailboxes of a project, its default branch's included.
Status WakeOpenMailboxes(Connection& connection, ProjectId project, const Now& now);

}  // namespace headwater::store
