// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "headwater/ids.h"
#include "headwater/result.h"
#include "service/git/fork_folder_vote.h"
#include "service/git/object_reader.h"
#include "service/git/tree_parser.h"

namespace headwater::git {

/// A folder of ours, held beside many states of one of theirs. What did not change from state to
/// state is read once. Not thread-safe.
class CopyComparer {
 public:
  /// One folder at one state.
  struct FolderState {
    std::vector<BlobId> blobs;    ///< Of those of our files that lie in it; zero: it has none.
    std::vector<TreeId> folders;  ///< Of those of our folders that do; likewise.
    uint64_t same = 0;            ///< Of blobs.
    uint64_t missing = 0;         ///< Telling files that we do not have in it.
  };

  /// All folders of ours at one state of theirs; equal pointers, equal folders.
  struct State {
    std::vector<const FolderState*> folders;
    uint64_t same = 0;
    uint64_t missing = 0;
  };

  /// `files`: those that tell something, each looked for at another place. `their_folder`: in the
  /// trees that will be given.
  CopyComparer(ObjectReader reader, std::span<const FolderFile> files, std::string their_folder);

  /// kContent for a tree that is missing or bad.
  Result<State> Look(const TreeId& root);

  /// At most so many files can be the same in any state between two others, if none changed and
  /// changed back.
  uint64_t MostBetween(const State& one, const State& other) const;

  /// Files of ours.
  uint64_t files() const { return file_count_; }
  /// False: so much was read, or is kept, that no more should be looked at.
  bool HasRoom() const;

 private:
  /// A folder of ours.
  struct Folder {
    size_t parent = 0;  ///< Lower than its own number.
    size_t slot = 0;    ///< Its place among the folders of the parent.
    std::vector<BlobId> file_blobs{};
    std::unordered_map<std::string, size_t> file_slots{};
    std::unordered_map<std::string, size_t> folder_slots{};
    std::unordered_map<TreeId, std::unique_ptr<FolderState>, ObjectIdHash> states{};
  };

  void Add(const FolderFile& file);
  size_t FolderAt(std::string_view path);
  Result<ParsedTree> ReadTree(const TreeId& tree);
  Result<TreeId> Resolve(TreeId tree);
  Result<const FolderState*> StateOf(Folder& folder, const TreeId& tree);
  Result<std::unique_ptr<FolderState>> Read(const Folder& folder, const TreeId& tree);
  static uint64_t MostBetween(const Folder& folder, const FolderState& one,
                              const FolderState& other);

  ObjectReader reader_;
  std::string their_folder_;
  std::vector<Folder> folders_;  ///< Parents before what lies in them; the first is the top.
  std::unordered_map<std::string, size_t> folder_numbers_;  ///< By path.
  uint64_t file_count_ = 0;
  uint64_t kept_entries_ = 0;
  uint64_t read_bytes_ = 0;
};

}  // namespace headwater::git
