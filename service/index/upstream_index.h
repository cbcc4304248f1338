// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "headwater/upstream.h"
#include "service/index/manifest.h"
#include "service/index/reach.h"
#include "service/index/segment.h"

namespace headwater::index {

/// An index as it was when it was opened: later updates do not show. Answers what Upstream asks,
/// patches aside. Thread-safe once opened.
///
/// A line or a hunk that more than kMaxPostings commits of one segment have is common, and finds
/// nobody.
class UpstreamIndex {
 public:
  /// kNotFound: the folder holds none, or one whose first update has not ended; kContent: it is
  /// damaged, or of another version: an update makes it anew.
  static Result<UpstreamIndex> Open(const std::string& folder);

  bool Reaches(const CommitId& commit) const { return reach_.Find(commit).has_value(); }
  size_t commits() const { return reach_.commits.size(); }

  // As in headwater/upstream.h.
  std::vector<CommitId> FindCommits(std::string_view hex) const;
  std::vector<CommitId> FindRequest(uint64_t number) const;
  std::optional<UpstreamCommit> Describe(const CommitId& commit) const;
  /// A commit, tree or blob that a released branch or tag reaches.
  bool HasObject(const IdBytes& id) const;
  bool HasPatch(const CommitId& commit, const PatchId& patch) const;
  std::vector<SimilarCommit> FindSimilar(const Patch& patch) const;
  std::vector<FollowUp> FollowUpsOf(const CommitId& commit) const;

 private:
  static Result<UpstreamIndex> OpenOnce(const std::string& folder);

  std::vector<Segment> segments_;
  std::vector<TableFile> object_files_;
  std::vector<Table<IdRow>> objects_;
  Reach reach_;
};

}  // namespace headwater::index
