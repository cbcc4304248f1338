// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "headwater/forks.h"
#include "headwater/publiccode.h"
#include "headwater/untrusted.h"

/// \file
/// Whether two projects have the same task, going by what they say of themselves.

namespace headwater {

/// A project, and its publiccode.yml.
struct ProjectDescription {
  Untrusted name;  ///< Where its publiccode.yml has none.
  Untrusted url;   ///< Likewise.
  Publiccode publiccode;
};

/// More tell a person nothing new.
inline constexpr size_t kMaxSimilar = 10;

/// Those of `theirs` that seem to have the same task as ours, the most alike first, at most
/// kMaxSimilar; the project itself, by its `url`, is left out. They name the same service of the
/// administration, or speak of themselves in the same rare words: how rare is counted among
/// `theirs`, so give all there are, and nothing that a reader of the answer may not know.
///
/// Linear: 10,000 descriptions take less than a tenth of a second. Of each, the first 2 KiB of its
/// names and short descriptions, in all languages, are compared.
std::vector<SimilarProject> FindSimilar(const Publiccode& ours,
                                        std::span<const ProjectDescription> theirs);

}  // namespace headwater
