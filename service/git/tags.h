// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <vector>

#include "headwater/ids.h"
#include "headwater/untrusted.h"
#include "service/git/repository.h"

namespace headwater::git {

/// The short names of the tags that lead to a commit, sorted. Looks at the first 10,000 tags; one
/// that cannot be read leads nowhere.
std::vector<Untrusted> TagsAt(Repository& repository, const CommitId& commit);

}  // namespace headwater::git
