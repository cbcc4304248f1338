// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <vector>

#include "headwater/finding.h"
#include "headwater/git.h"
#include "headwater/result.h"
#include "headwater/rule.h"

namespace headwater::license {

/// One file as it was and as it is. Views own the entries.
struct FilePair {
  const FileEntry* before = nullptr;
  const FileEntry* after = nullptr;
};

struct FilePairs {
  std::vector<FilePair> pairs;  ///< Sorted by path after the change.
  /// Old files that could not be read and might be what an added file was made from.
  std::vector<Unchecked> unchecked;
};

/// The files of which the change may have altered the notice or the licence, each with what it was
/// before: those with the same path; added ones with the content of a deleted file, the same or at
/// least half of its lines; and unchanged ones for which a changed side-car, REUSE.toml or dep5
/// speaks. Files outside the policy's path scope, and those that the target calls generated, are
/// left out.
///
/// Near-identical content is looked for among the first kMaxCandidates deleted and added files of
/// at most kMaxCandidateBytes: beyond that only identical content is followed. A copy of a file
/// that stays is followed when it is identical, for then it says the same.
Result<FilePairs> PairFiles(const RuleContext& context, GitView& before);

inline constexpr size_t kMaxCandidates = 500;
inline constexpr size_t kMaxCandidateBytes = size_t{1} << 20U;

}  // namespace headwater::license
