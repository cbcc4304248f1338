// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "headwater/change.h"
#include "headwater/fork_index.h"
#include "headwater/forks.h"
#include "headwater/result.h"
#include "service/git/change_builder.h"
#include "service/index/fork_query.h"
#include "service/jobs/fork_questions.h"

namespace headwater::jobs {

/// Opens a fork index by its folder.
using ForkIndexOpener = std::function<Result<std::unique_ptr<ForkIndex>>(const std::string&)>;

/// The files of a change as AddChange wants them.
std::vector<index::ChangedContent> ContentsOf(const Change& change);

/// What rules want to know of a change in a project: which others it belongs to, whose files the
/// change touches, who has made it before, and who has the same task. `asked.commit` is the
/// change's head. Errors of the index, and as BuildChange.
Result<ForkFacts> FindForkFacts(const AskedProject& asked, const git::ChangeRequest& change,
                                const PartitionName& readers, ForkIndex& index);

}  // namespace headwater::jobs
