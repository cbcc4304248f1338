// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "headwater/fork_index.h"
#include "headwater/result.h"
#include "service/jobs/fork_desk.h"
#include "service/jobs/fork_told.h"

namespace headwater::jobs {

/// ForkDesk::Answer, from what is kept and from what the change brings.
///
/// Whoever is named stands in one of the readers' partitions at this moment, whatever is kept:
/// first it is noted who will be named, then it is looked up whether they still may be. A project
/// that is forgotten meanwhile is left out, or Forget finds the note.
Result<ForkAnswer> AnswerFromTold(const ForkQuestion& question, ForkIndex& index,
                                  const ToldFolder& told);

}  // namespace headwater::jobs
