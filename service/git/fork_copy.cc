// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/fork_copy.h"

#include <utility>

#include "service/git/fork_file.h"
#include "service/git/tree_parser.h"
#include "service/git/tree_store.h"

namespace headwater::git {
namespace {

/// Some 20 bytes each.
constexpr uint64_t kMaxKeptEntries = 8'000'000;
/// Of trees.
constexpr uint64_t kMaxReadBytes = uint64_t{2} << 30U;

}  // namespace

CopyComparer::CopyComparer(ObjectReader reader, std::span<const FolderFile> files,
                           std::string their_folder)
    : reader_(reader), their_folder_(std::move(their_folder)), folders_(1) {
  folder_numbers_.insert({"", 0});
  for (const FolderFile& file : files) Add(file);
}

void CopyComparer::Add(const FolderFile& file) {
  const std::string_view path = file.there;
  const size_t slash = path.rfind('/');
  const bool at_top = slash == std::string_view::npos;
  Folder& folder = folders_[FolderAt(at_top ? std::string_view() : path.substr(0, slash))];
  const std::string_view name = at_top ? path : path.substr(slash + 1);
  folder.file_slots.insert({std::string(name), folder.file_blobs.size()});
  folder.file_blobs.push_back(file.blob);
  ++file_count_;
}

size_t CopyComparer::FolderAt(std::string_view path) {
  size_t number = 0;
  for (size_t end = 0; end < path.size();) {
    const size_t begin = end == 0 ? 0 : end + 1;
    end = std::min(path.find('/', begin), path.size());
    const auto [place, added] =
        folder_numbers_.try_emplace(std::string(path.substr(0, end)), folders_.size());
    if (added) {
      const size_t slot = folders_[number].folder_slots.size();
      folders_[number].folder_slots.insert({std::string(path.substr(begin, end - begin)), slot});
      folders_.push_back({.parent = number, .slot = slot});
    }
    number = place->second;
  }
  return number;
}

Result<CopyComparer::State> CopyComparer::Look(const TreeId& root) {
  std::vector<TreeId> trees = {TRY(Resolve(root))};
  State state;
  for (size_t i = 0; i < folders_.size(); ++i) {
    Folder& folder = folders_[i];
    if (i > 0) trees.push_back(state.folders[folder.parent]->folders[folder.slot]);
    const FolderState* found = TRY(StateOf(folder, trees[i]));
    state.folders.push_back(found);
    state.same += found->same;
    state.missing += found->missing;
  }
  return state;
}

/// Zero: there is no such folder.
Result<TreeId> CopyComparer::Resolve(TreeId tree) {
  std::string_view rest = their_folder_;
  while (!rest.empty() && !tree.IsZero()) {
    const std::string_view name = rest.substr(0, rest.find('/'));
    rest.remove_prefix(std::min(name.size() + 1, rest.size()));
    const ParsedTree parsed = TRY(ReadTree(tree));
    tree = TreeId();
    for (size_t i = 0; i < parsed.size(); ++i) {
      const TreeEntry entry = parsed[i];
      if (entry.is_directory() && entry.name == name) tree = entry.id<TreeId>();
    }
  }
  return tree;
}

Result<const CopyComparer::FolderState*> CopyComparer::StateOf(Folder& folder, const TreeId& tree) {
  auto& state = folder.states[tree];
  if (!state) {
    state = TRY(Read(folder, tree));
    kept_entries_ += 1 + state->blobs.size() + state->folders.size();
  }
  return state.get();
}

Result<std::unique_ptr<CopyComparer::FolderState>> CopyComparer::Read(const Folder& folder,
                                                                      const TreeId& tree) {
  auto state = std::make_unique<FolderState>();
  state->blobs.resize(folder.file_blobs.size());
  state->folders.resize(folder.folder_slots.size());
  const ParsedTree parsed = TRY(ReadTree(tree));
  for (size_t i = 0; i < parsed.size(); ++i) {
    const TreeEntry entry = parsed[i];
    const std::string name(entry.name);
    if (entry.is_directory()) {
      const auto slot = folder.folder_slots.find(name);
      if (slot != folder.folder_slots.end()) state->folders[slot->second] = entry.id<TreeId>();
    } else if (const auto slot = folder.file_slots.find(name); slot != folder.file_slots.end()) {
      state->blobs[slot->second] = entry.id<BlobId>();
      state->same += folder.file_blobs[slot->second] == entry.id<BlobId>() ? 1 : 0;
    } else {
      const bool counts =
          IsFile(ToFileMode(entry.kind)) && IsTellingFile(Untrusted(name), entry.id<BlobId>());
      state->missing += counts ? 1 : 0;
    }
  }
  return state;
}

uint64_t CopyComparer::MostBetween(const State& one, const State& other) const {
  uint64_t most = 0;
  for (size_t i = 0; i < folders_.size(); ++i) {
    const FolderState& first = *one.folders[i];
    most += &first == other.folders[i] ? first.same
                                       : MostBetween(folders_[i], first, *other.folders[i]);
  }
  return most;
}

uint64_t CopyComparer::MostBetween(const Folder& folder, const FolderState& one,
                                   const FolderState& other) {
  uint64_t most = 0;
  for (size_t i = 0; i < folder.file_blobs.size(); ++i) {
    const bool unchanged = one.blobs[i] == other.blobs[i];
    most += !unchanged || one.blobs[i] == folder.file_blobs[i] ? 1 : 0;
  }
  return most;
}

bool CopyComparer::HasRoom() const {
  return kept_entries_ < kMaxKeptEntries && read_bytes_ < kMaxReadBytes;
}

Result<ParsedTree> CopyComparer::ReadTree(const TreeId& tree) {
  ParsedTree parsed = TRY(ReadParsedTree(reader_, tree));
  read_bytes_ += parsed.raw_bytes();
  return parsed;
}

}  // namespace headwater::git
