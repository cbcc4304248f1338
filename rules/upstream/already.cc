// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/upstream/already.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <vector>

#include "headwater/patch_lines.h"
#include "rules/upstream/compare.h"

namespace headwater::upstream {
namespace {

/// The index gives the best ones first; what is not among these is not it.
constexpr size_t kMaxCompared = 4;

/// Share of our telling lines that the index has to know of: half of what a comparison wants, since
/// common lines are not counted there.
constexpr double kKnownLines = kAlreadyByLines / 2;

size_t CountTelling(const std::vector<Untrusted>& lines) {
  const auto tells = [](const Untrusted& line) { return IsTelling(line.bytes()); };
  return static_cast<size_t>(std::ranges::count_if(lines, tells));
}

size_t CountTelling(const Patch& patch) {
  size_t count = 0;
  for (const FilePatch& file : patch.files) {
    if (IsNoiseFile(file.path)) continue;
    for (const PatchHunk& hunk : file.hunks) {
      count += CountTelling(hunk.removed) + CountTelling(hunk.added);
    }
  }
  return count;
}

/// A line or two in common are chance: not worth asking whether the target branch, of all its
/// history, has the commit.
bool MayBeSame(const SimilarCommit& similar, size_t telling) {
  const bool enough =
      similar.lines + 1 >= kSameMinLines &&
      static_cast<double>(similar.lines) >= kKnownLines * static_cast<double>(telling);
  return similar.same_patch || similar.hunks > 0 || enough;
}

/// None when the other patch cannot be had. The index knows which are the same.
Result<std::optional<Comparison>> CompareWith(const Patch& ours, size_t upstream,
                                              const SimilarCommit& similar, Patches& patches) {
  if (similar.same_patch) return std::optional(Identical());
  const PatchAnswer theirs = TRY(patches.OfUpstream(upstream, similar.id));
  if (!theirs.patch) return std::optional<Comparison>();
  return std::optional(Compare({ours, *theirs.patch, {}, {}}));
}

/// Looks into one upstream; what it has counts when it covers more than what is known already.
Status LookInto(const ProvenanceQuestion& question, size_t index, const Patch& ours,
                Patches& patches, std::optional<AlreadyUpstream>& already) {
  Upstream& upstream = *question.upstreams[index];
  const size_t telling = CountTelling(ours);
  size_t compared = 0;
  for (const SimilarCommit& similar : upstream.FindSimilar(ours)) {
    if (!MayBeSame(similar, telling) || TargetHas(question, upstream, similar.id)) continue;
    if (++compared > kMaxCompared) break;
    const auto compared_with = TRY(CompareWith(ours, index, similar, patches));
    if (!compared_with) continue;
    const Comparison& comparison = *compared_with;
    const bool is_better = !already || comparison.coverage > already->coverage;
    const auto known = upstream.Describe(similar.id);
    if (!IsAlready(comparison) || !is_better || !known) continue;
    already = AlreadyUpstream{index, *known, comparison.coverage};
  }
  return Ok{};
}

}  // namespace

Status LookUpstream(const ProvenanceQuestion& question, const CommitId& commit, Patches& patches,
                    CommitProvenance& provenance) {
  const PatchAnswer ours = TRY(patches.OfOwn(commit));
  provenance.already_unknown_because = ours.unknown_because;
  if (!ours.patch || !ours.unknown_because.view().empty()) return Ok{};
  for (size_t i = 0; i < question.upstreams.size(); ++i) {
    TRY(LookInto(question, i, *ours.patch, patches, provenance.already));
  }
  return Ok{};
}

}  // namespace headwater::upstream
