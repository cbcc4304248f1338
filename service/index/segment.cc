// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/index/segment.h"

#include <algorithm>

namespace headwater::index {

Result<Segment> Segment::Open(const std::string& path) {
  Segment segment;
  segment.file = TRY(TableFile::Open(path));
  const TableFile& file = segment.file;
  segment.commits = TRY(file.Find<CommitRow>(TableKind::kCommits));
  segment.texts = TRY(file.FindBytes(TableKind::kTexts, 1));
  segment.parents = TRY(file.Find<IdRow>(TableKind::kParents));
  segment.hunks = TRY(file.Find<Posting>(TableKind::kHunks));
  segment.lines = TRY(file.Find<Posting>(TableKind::kLines));
  segment.patches = TRY(file.Find<PatchRow>(TableKind::kPatches));
  segment.requests = TRY(file.Find<Posting>(TableKind::kRequests));
  segment.follow_ups = TRY(file.Find<FollowUpRow>(TableKind::kFollowUps));
  return segment;
}

std::optional<uint32_t> Segment::Find(const CommitId& id) const {
  const size_t at = commits.LowerBound(id.bytes);
  if (at == commits.size() || commits[at].id != id.bytes) return std::nullopt;
  return static_cast<uint32_t>(at);
}

CommitId Segment::IdOf(uint32_t commit) const {
  CommitId id;
  if (commit < commits.size()) id.bytes = commits[commit].id;
  return id;
}

std::vector<CommitId> Segment::ParentsOf(const CommitRow& row) const {
  std::vector<CommitId> ids;
  const uint64_t end = uint64_t{row.first_parent} + row.parents;
  if (end > parents.size()) return ids;
  for (uint64_t at = row.first_parent; at < end; ++at) {
    ids.emplace_back();
    ids.back().bytes = parents[at].key;
  }
  return ids;
}

std::vector<uint32_t> Segment::SamePatch(const PatchId& patch) const {
  std::vector<uint32_t> same;
  for (size_t at = patches.LowerBound(patch.bytes);
       at < patches.size() && patches[at].key == patch.bytes; ++at) {
    same.push_back(patches[at].commit);
  }
  return same;
}

std::array<Untrusted, 3> Segment::TextsOf(const CommitRow& row) const {
  std::array<Untrusted, 3> result;
  const std::array<size_t, 3> lengths = {row.subject_bytes, row.name_bytes, row.mail_bytes};
  size_t at = row.text;
  for (size_t i = 0; i < lengths.size(); ++i) {
    if (at > texts.size() || lengths[i] > texts.size() - at) return result;
    const auto part = texts.subspan(at, lengths[i]);
    result[i] = Untrusted(std::string(part.begin(), part.end()));
    at += lengths[i];
  }
  return result;
}

}  // namespace headwater::index
