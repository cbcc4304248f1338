// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/license/line_overlap.h"

#include <algorithm>
#include <functional>

#include "rules/common/manifest_steps.h"

namespace headwater::license {
namespace {

// Shorter lines (braces, `else`, `#endif`) are in every file; in bytes.
constexpr size_t kMinLineBytes = 8;

// A line in more texts than this is no sign of where a text comes from.
constexpr size_t kMaxTextsOfALine = 8;

// Fewer shared lines are a coincidence.
constexpr uint32_t kMinShared = 3;

std::vector<uint64_t> HashLines(std::string_view text) {
  std::vector<uint64_t> hashes;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = Trim(text.substr(begin, end - begin));
    if (line.size() >= kMinLineBytes) hashes.push_back(std::hash<std::string_view>()(line));
    begin = end + 1;
  }
  std::sort(hashes.begin(), hashes.end());
  hashes.erase(std::unique(hashes.begin(), hashes.end()), hashes.end());
  return hashes;
}

}  // namespace

void LineOverlap::Add(std::string_view text) {
  const auto index = static_cast<uint32_t>(own_.size());
  own_.push_back(0);
  for (const uint64_t hash : HashLines(text)) lines_.emplace_back(hash, index);
}

void LineOverlap::Finish() {
  std::sort(lines_.begin(), lines_.end());
  size_t kept = 0;
  for (size_t begin = 0; begin < lines_.size();) {
    size_t end = begin;
    while (end < lines_.size() && lines_[end].first == lines_[begin].first) ++end;
    for (size_t i = begin; end - begin <= kMaxTextsOfALine && i < end; ++i) {
      ++own_[lines_[i].second];
      lines_[kept++] = lines_[i];
    }
    begin = end;
  }
  lines_.resize(kept);
}

std::optional<size_t> LineOverlap::Find(std::string_view other) const {
  std::vector<uint32_t> shared(own_.size());
  for (const uint64_t hash : HashLines(other)) {
    auto at = std::lower_bound(lines_.begin(), lines_.end(), std::pair(hash, uint32_t{0}));
    for (; at != lines_.end() && at->first == hash; ++at) ++shared[at->second];
  }
  std::optional<size_t> best;
  for (size_t i = 0; i < own_.size(); ++i) {
    if (shared[i] < kMinShared || shared[i] < own_[i] - shared[i]) continue;
    if (best && uint64_t{shared[i]} * own_[*best] <= uint64_t{shared[*best]} * own_[i]) continue;
    best = i;
  }
  return best;
}

}  // namespace headwater::license
