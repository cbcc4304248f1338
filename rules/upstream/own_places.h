// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <vector>

#include "headwater/own_branches.h"
#include "headwater/patch.h"
#include "headwater/provenance.h"
#include "headwater/result.h"
#include "rules/upstream/claim_judge.h"
#include "rules/upstream/sync_lines.h"

namespace headwater::upstream {

/// Looks whether one of the project's own branches has what a commit does, without the commit's
/// saying so. State comes first: are its lines in the branch's files as they are now? Only then it
/// is asked who brought them. So an ordinary change costs a look at the trees, and what was taken
/// back in between is not found.
class OwnPlaces {
 public:
  OwnPlaces(const ProvenanceQuestion& question, Patches& patches)
      : branches_(question.branches), patches_(patches) {}

  /// Fills in `looked_here`, `here` and `here_unknown_because`. Errors as Patches::OfOwn, and those
  /// of OwnBranches that are not kContent or kNotFound.
  Status Look(const Commit& commit, CommitProvenance& provenance);

 private:
  /// The telling lines of a file; none: its content is missing, or too large.
  using Lines = std::optional<LineSet>;

  struct Question;

  Status LookInto(size_t branch, const Question& question, CommitProvenance& provenance);
  Result<bool> HasLines(size_t branch, const Question& question, CommitProvenance& provenance);
  /// Of the file at this place of the question: lines that stand in the branch.
  Result<size_t> CountThere(size_t branch, const Question& question, size_t at,
                            CommitProvenance& provenance);
  Result<const Lines*> LinesOf(const BlobId& blob, CommitProvenance& provenance);
  Status FindWho(size_t branch, const Question& question, CommitProvenance& provenance);

  OwnBranches* branches_;
  Patches& patches_;
  std::map<BlobId, Lines> lines_;
  size_t kept_lines_ = 0;
};

}  // namespace headwater::upstream
