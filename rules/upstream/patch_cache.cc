// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/upstream/patch_cache.h"

#include <vector>

namespace headwater::upstream {
namespace {

/// What a patch takes in memory, about.
uint64_t SizeOf(const Patch& patch) {
  uint64_t bytes = sizeof(Patch);
  for (const FilePatch& file : patch.files) {
    bytes += sizeof(FilePatch) + file.path.bytes().size();
    for (const PatchHunk& hunk : file.hunks) {
      bytes += sizeof(PatchHunk);
      for (const auto* lines : {&hunk.removed, &hunk.added}) {
        for (const Untrusted& line : *lines) bytes += sizeof(Untrusted) + line.bytes().size();
      }
    }
  }
  return bytes;
}

}  // namespace

Result<PatchCache::Shared> PatchCache::Get(const CommitId& commit) {
  const auto known = patches_.find(commit);
  if (known != patches_.end()) return known->second;
  auto patch = std::make_shared<const Patch>(TRY(source_.PatchOf(commit)));
  const uint64_t size = SizeOf(*patch);
  while (!sizes_.empty() && bytes_ + size > kMaxBytes) {
    bytes_ -= sizes_.front().second;
    patches_.erase(sizes_.front().first);
    sizes_.pop_front();
  }
  bytes_ += size;
  sizes_.emplace_back(commit, size);
  patches_.emplace(commit, patch);
  return Shared(std::move(patch));
}

}  // namespace headwater::upstream
