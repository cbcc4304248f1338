// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "headwater/check.h"
#include "headwater/result.h"
#include "service/config/effective_policy.h"
#include "service/git/repository.h"
#include "service/jobs/evaluation.h"

/// \file
/// What the commands that judge a local repository have in common.

namespace headwater::jobs {

/// A mistake in the call itself, as opposed to a repository that cannot be judged.
CommandResult WrongUse(const Error& error);

/// A command that could not do its work: a mistake in the call, or something that cannot be read.
CommandResult Failed(const Error& error);

/// Everything that can be said before the repository is opened: scope, day, policy. Errors are
/// mistakes in the call.
Result<Evaluation> StartEvaluation(const CheckRequest& request, const config::Shipped& shipped);

/// The repository's name, the commits that are compared, and the branch the change is meant for.
/// kInvalid for a mistake in the call.
Status FindSides(const CheckRequest& request, git::Repository& repository, Evaluation& evaluation);

}  // namespace headwater::jobs
