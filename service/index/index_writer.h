// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "headwater/descriptor.h"
#include "headwater/ids.h"
#include "headwater/result.h"
#include "service/index/manifest.h"
#include "service/index/reach.h"
#include "service/index/segment.h"

namespace headwater::index {

/// Which of the objects that an index knows it keeps.
enum class ObjectsKept {
  kAll,   ///< The new ones come beside those that are there.
  kNone,  ///< Branches were rewritten, or are released no more: nobody knows which of the old ones
          ///< are still reached.
};

/// Brings an index up to date, one writer at a time. Whatever has been added stays added when the
/// process is killed; readers see nothing of it before Finish.
class IndexWriter {
 public:
  /// Makes the folder when it is absent. A damaged index, and one of another version, is begun
  /// anew. kConflict: somebody else is writing; kInternal: the disk.
  static Result<IndexWriter> Open(const std::string& folder);

  /// Of the branches and tags at the last Finish; empty: there was none.
  const std::string& fingerprint() const { return manifest_.fingerprint; }
  /// Where those were then whose objects it knows.
  std::vector<CommitId> LastReleasedTips() const { return reach_.Tips(); }
  /// How many commits they reached.
  size_t reached() const { return reach_.commits.size(); }
  /// The parents of a commit that was added once; none for an unknown one.
  std::optional<std::vector<CommitId>> ParentsOf(const CommitId& commit) const;

  /// Adds commits, in any order; none of them known yet.
  Status AddCommits(SegmentBuilder&& commits);

  /// Now `tips` are what the upstream is, and `new_objects` what the released ones reach beyond
  /// those that are kept. All commits they reach must have been added.
  Status Finish(std::span<const Tip> tips, std::vector<BlobId> new_objects, ObjectsKept kept,
                std::string fingerprint);

 private:
  IndexWriter(std::string folder, Descriptor lock)
      : folder_(std::move(folder)), lock_(std::move(lock)) {}

  Status Load();
  void BeginAnew();
  Status MergeWhereNeeded();
  Status AddObjects(std::vector<BlobId> objects);
  Status MergeObjects();

  std::string folder_;
  Descriptor lock_;
  Manifest manifest_;
  std::vector<Segment> segments_;
  std::vector<TableFile> objects_;
  Reach reach_;
};

}  // namespace headwater::index
