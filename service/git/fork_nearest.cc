// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/fork_nearest.h"

#include <algorithm>
#include <utility>

namespace headwater::git {
namespace {

/// The newest ones; curl has 116, redis 230.
constexpr size_t kMaxReleases = 1'000;
/// Commits of the mainline beside the releases: some hundred times what a copy takes that is half
/// rewritten.
constexpr size_t kMaxLooks = 4'000;

}  // namespace

Result<NearState> NearestSearch::Run() {
  line_ = TRY(theirs_.Mainline());
  TRY(LookAtReleases());
  TRY(LookAtMainline(0));
  TRY(LookAtMainline(line_->size() - 1));
  for (size_t i = 0; i < line_->size(); ++i) {
    if (releases_.contains((*line_)[i])) TRY(LookAtMainline(i));
  }
  for (auto at = looked_at_.begin(); std::next(at) != looked_at_.end(); ++at) {
    Push(at->first, std::next(at)->first);
  }
  TRY(Split());
  return *best_;
}

Status NearestSearch::LookAtReleases() {
  const std::vector<SketchedVersion>& releases = theirs_.releases();
  for (size_t i = releases.size(); i > releases.size() - std::min(releases.size(), kMaxReleases);) {
    const CommitIndex commit = TRY(theirs_.graph().Find(releases[--i].commit));
    if (releases_.contains(commit) || !comparer_.HasRoom()) continue;
    CopyComparer::State state = TRY(comparer_.Look(theirs_.graph().tree(commit)));
    Offer({commit, state.same, state.missing, true});
    releases_.insert({commit, std::move(state)});
  }
  return Ok{};
}

Status NearestSearch::LookAtMainline(size_t place) {
  if (looked_at_.contains(place)) return Ok{};
  const CommitIndex commit = (*line_)[place];
  const auto release = releases_.find(commit);
  const bool is_release = release != releases_.end();
  CopyComparer::State state =
      is_release ? release->second : TRY(comparer_.Look(theirs_.graph().tree(commit)));
  Offer({commit, state.same, state.missing, is_release});
  looked_at_.insert({place, std::move(state)});
  return Ok{};
}

Status NearestSearch::Split() {
  for (size_t looks = 0; looks < kMaxLooks && comparer_.HasRoom() && !open_.empty(); ++looks) {
    const Segment segment = open_.top();
    open_.pop();
    if (!IsWorthwhile(segment.most)) continue;
    const size_t middle = segment.newer + (segment.older - segment.newer) / 2;
    TRY(LookAtMainline(middle));
    Push(segment.newer, middle);
    Push(middle, segment.older);
  }
  return Ok{};
}

void NearestSearch::Push(size_t newer, size_t older) {
  const CopyComparer::State& one = looked_at_.at(newer);
  const CopyComparer::State& other = looked_at_.at(older);
  if (older - newer <= 1 || one.folders == other.folders) return;
  const uint64_t most = comparer_.MostBetween(one, other);
  if (IsWorthwhile(most)) open_.push({most, newer, older});
}

/// Whether a state with so many files that are the same could be better than the best.
bool NearestSearch::IsWorthwhile(uint64_t most) const {
  if (most != best_->same) return most > best_->same;
  const bool may_be_exact = best_->same == comparer_.files() && best_->missing > 0;
  return most > 0 && (may_be_exact || !best_->is_release);
}

void NearestSearch::Offer(const NearState& state) {
  const auto rank = [&](const NearState& one) {
    const bool exact = one.same == comparer_.files() && one.missing == 0;
    return std::tuple(one.same, exact, one.is_release, -static_cast<int64_t>(one.missing),
                      theirs_.graph().time(one.commit));
  };
  if (!best_ || rank(state) > rank(*best_)) best_ = state;
}

}  // namespace headwater::git
