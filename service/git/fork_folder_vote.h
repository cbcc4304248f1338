// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "headwater/ids.h"
#include "headwater/result.h"
#include "service/git/object_reader.h"
#include "service/git/tree_parser.h"

namespace headwater::git {

/// A file below a folder.
struct FolderFile {
  std::string path;  ///< From that folder on.
  BlobId blob;
  std::string there;  ///< Where it is looked for in the other one's folder: mostly as `path`.
};

/// A folder of ours and one of theirs that seem to be the same.
struct FolderPair {
  std::string ours;  ///< From the folder asked about on; empty: that itself.
  std::string theirs;

  auto operator<=>(const FolderPair&) const = default;  // NOLINT(modernize-use-nullptr)
};

/// Finds which of their folders ours is like: every file of theirs with the name of one of ours
/// votes for the folders above what the ends of both paths have in common, more so when it has the
/// same content.
class FolderVote {
 public:
  /// `files` must outlive it.
  FolderVote(ObjectReader reader, std::span<const FolderFile> files);

  /// Lets the files of one state of theirs vote. Folders that were seen at the same place are not
  /// read again. Looks at a bounded number of folders in all; then nobody votes any more. kContent
  /// for one that is missing or bad.
  Status Look(const TreeId& root);

  /// The best first.
  std::vector<FolderPair> Best(size_t most) const;

  /// The files below a folder of ours. One that theirs never has at the same place, but somewhere
  /// else with the same name and content, is looked for there: copies are often flattened.
  std::vector<FolderFile> Align(const FolderPair& pair) const;

 private:
  struct Place {
    TreeId tree;
    std::string path;
  };
  struct Votes {
    std::unordered_set<uint32_t> named;
    std::unordered_set<uint32_t> same;
  };

  Status Read(const Place& place);
  void TakeFile(const TreeEntry& entry, const std::string& path);
  /// False when it was seen at this place before, or there are too many.
  bool IsNew(const Place& place);

  ObjectReader reader_;
  std::span<const FolderFile> files_;
  /// By the last part of their path.
  std::unordered_map<std::string_view, std::vector<uint32_t>> by_name_;
  std::unordered_set<size_t> seen_;  ///< Hashes: one that is overlooked has one vote less.
  std::unordered_map<TreeId, uint32_t, ObjectIdHash> places_of_;
  std::vector<Place> open_;
  std::map<FolderPair, Votes> votes_;
  /// By file of ours, some places where theirs have it.
  std::unordered_map<uint32_t, std::vector<std::string>> same_at_;
  int64_t budget_;
};

}  // namespace headwater::git
