// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "headwater/fork_index.h"
#include "headwater/ids.h"
#include "headwater/result.h"
#include "service/git/commit_graph.h"
#include "service/git/object_reader.h"
#include "service/git/repository.h"

namespace headwater::git {

/// One of two projects that are held beside each other: its history from a tip on. Read once, kept.
/// All errors are kContent. Not thread-safe.
class ForkSide {
 public:
  /// Up to this commit.
  static Result<std::unique_ptr<ForkSide>> OpenAt(const std::string& path, const CommitId& tip);
  /// Up to the tip of the default branch. kContent when there is none.
  static Result<std::unique_ptr<ForkSide>> OpenDefault(const std::string& path);

  ForkSide(const ForkSide&) = delete;
  ForkSide& operator=(const ForkSide&) = delete;

  /// Every commit that the tip reaches, the newest first, as far as dates are true.
  Result<const std::vector<CommitIndex>*> Commits();
  /// The tip, its first parent, and so on.
  Result<const std::vector<CommitIndex>*> Mainline();
  /// For each commit of the graph (by number), whether `from` reaches it. Exact.
  Result<std::vector<bool>> ReachedFrom(CommitIndex from);
  /// The files of the tip, by path.
  Result<const std::vector<FileEntry>*> Files();

  CommitGraph& graph() { return graph_; }
  const ObjectReader& reader() const { return reader_; }
  const CommitId& tip() const { return tip_; }
  /// As ForkRefs; of a side opened by OpenDefault only.
  const std::vector<SketchedVersion>& releases() const { return releases_; }

 private:
  explicit ForkSide(Repository repository)
      : repository_(std::move(repository)), graph_(repository_), reader_(repository_) {}

  Repository repository_;
  CommitGraph graph_;
  ObjectReader reader_;
  CommitId tip_;
  std::vector<SketchedVersion> releases_;
  std::optional<std::vector<CommitIndex>> commits_;
  std::optional<std::vector<CommitIndex>> mainline_;
  std::optional<std::vector<FileEntry>> files_;
};

}  // namespace headwater::git
