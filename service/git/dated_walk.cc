// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/dated_walk.h"

namespace headwater::git {

Status DatedWalk::Begin(const CommitId& from) {
  Meet(TRY(graph_.Find(from)));
  return Ok{};
}

Status DatedWalk::DownTo(int64_t time) {
  uint32_t beyond = CountBeyond(time);
  while (!open_.empty()) {
    const bool is_older = open_.top().first < time;
    if (is_older && beyond >= kSkewCommits) break;
    beyond = is_older ? beyond + 1 : 0;
    TRY(Pop());
  }
  return Ok{};
}

/// How many of the last ones are older: what an earlier question has walked counts for this one.
uint32_t DatedWalk::CountBeyond(int64_t time) const {
  uint32_t beyond = 0;
  while (beyond < kSkewCommits && beyond < left_.size() &&
         left_[left_.size() - 1 - beyond] < time) {
    ++beyond;
  }
  return beyond;
}

Status DatedWalk::ToTheEnd() {
  while (!open_.empty()) TRY(Pop());
  return Ok{};
}

void DatedWalk::Meet(CommitIndex commit) {
  if (HasMet(commit)) return;
  if (commit >= is_met_.size()) is_met_.resize(graph_.size());
  is_met_[commit] = true;
  met_.push_back(commit);
  open_.emplace(graph_.time(commit), -static_cast<int64_t>(commit));
}

Status DatedWalk::Pop() {
  const auto commit = static_cast<CommitIndex>(-open_.top().second);
  left_.push_back(open_.top().first);
  open_.pop();
  for (const CommitIndex parent : TRY(graph_.Parents(commit))) Meet(parent);
  return Ok{};
}

}  // namespace headwater::git
