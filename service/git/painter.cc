// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/painter.h"

#include <algorithm>

namespace headwater::git {

Status Painter::Paint(CommitIndex left, const std::vector<CommitIndex>& rights) {
  Colour(left, kLeft);
  for (const CommitIndex right : rights) Colour(right, kRight);
  while (open_fresh_ > 0) TRY(Pop());
  std::erase_if(common_, [&](CommitIndex commit) { return (flags_[commit] & kStale) != 0; });
  return Ok{};
}

Status Painter::PaintNew(const std::vector<CommitIndex>& old,
                         const std::vector<CommitIndex>& rights) {
  for (const CommitIndex commit : old) Colour(commit, kLeft | kStale);
  for (const CommitIndex right : rights) Colour(right, kRight);
  while (open_fresh_ > 0) TRY(Pop());
  return Ok{};
}

Status Painter::PaintBelow(int64_t oldest, uint32_t extra, uint32_t most) {
  uint32_t beyond = 0;
  for (uint32_t looked_at = 0; looked_at < most && !open_.empty(); ++looked_at) {
    beyond = open_.top().first < oldest ? beyond + 1 : 0;
    if (beyond > extra) break;
    TRY(Pop());
  }
  return Ok{};
}

void Painter::Colour(CommitIndex commit, uint8_t flags) {
  if (flags_.size() < graph_.size()) {
    flags_.resize(graph_.size());
    open_times_.resize(graph_.size());
  }
  const uint8_t before = flags_[commit];
  const auto after = static_cast<uint8_t>(before | flags);
  if (after == before) return;
  if (before == 0) met_.push_back(commit);
  if ((before & kStale) == 0 && (after & kStale) != 0) open_fresh_ -= open_times_[commit];
  flags_[commit] = after;
  open_.emplace(graph_.time(commit), -static_cast<int64_t>(commit));
  ++open_times_[commit];
  if ((after & kStale) == 0) ++open_fresh_;
}

Status Painter::Pop() {
  const auto commit = static_cast<CommitIndex>(-open_.top().second);
  open_.pop();
  --open_times_[commit];
  if ((flags_[commit] & kStale) == 0) --open_fresh_;
  uint8_t passed_on = flags_[commit] & (kLeft | kRight | kStale);
  if (passed_on == (kLeft | kRight)) {
    if ((flags_[commit] & kCommon) == 0) common_.push_back(commit);
    flags_[commit] |= kCommon;
    passed_on |= kStale;
  }
  for (const CommitIndex parent : TRY(graph_.Parents(commit))) Colour(parent, passed_on);
  return Ok{};
}

}  // namespace headwater::git
