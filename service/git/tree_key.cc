// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/tree_key.h"

#include <array>
#include <string_view>
#include <utility>

#include "headwater/fork_index.h"
#include "service/git/tree_store.h"

namespace headwater::git {
namespace {

/// As git writes modes, for each EntryKind; a file is a file.
constexpr std::array<std::string_view, 5> kModes = {"40000", "100644", "100644", "120000",
                                                    "160000"};

std::string_view ModeOf(const TreeEntry& entry) { return kModes[static_cast<size_t>(entry.kind)]; }

}  // namespace

Result<TreeKeys::Folder> TreeKeys::Look(const TreeId& root) {
  if (const auto known = folders_.find(root); known != folders_.end()) return known->second;
  std::vector<Frame> frames;
  frames.push_back(TRY(Enter(root)));
  while (!frames.empty()) TRY(Step(frames));
  return of(root);
}

Result<TreeKeys::Frame> TreeKeys::Enter(const TreeId& id) {
  ParsedTree tree = TRY(ReadParsedTree(reader_, id));
  read_bytes_ += tree.raw_bytes();
  if (folders_.size() == kMaxKeyedTrees || read_bytes_ > kMaxKeyedTreeBytes) {
    return Error{Errc::kContent, "the history has more folders than can be read"};
  }
  return Frame{.id = id, .tree = std::move(tree), .next = 0};
}

Status TreeKeys::Step(std::vector<Frame>& frames) {
  Frame& frame = frames.back();
  for (; frame.next < frame.tree.size(); ++frame.next) {
    const TreeEntry entry = frame.tree[frame.next];
    if (!entry.is_directory() || folders_.contains(entry.id<TreeId>())) continue;
    if (frames.size() == kMaxTreeDepth) {
      return Error{Errc::kContent, "folders nested more than " + std::to_string(kMaxTreeDepth) +
                                       " deep in tree " + frames.front().id.Hex()};
    }
    frames.push_back(TRY(Enter(entry.id<TreeId>())));
    return Ok{};
  }
  // Nobody has met the top folder as a folder below.
  const bool old = old_ && frames.size() > 1;
  const TreeId canonical = TRY(CanonicalOf(frame));
  folders_.insert({frame.id, {canonical, frame.tree.size() >= kMinTreeEntries, old}});
  TRY(take_(frame.tree));
  frames.pop_back();
  return Ok{};
}

bool TreeKeys::IsCanonical(const ParsedTree& tree) const {
  for (size_t i = 0; i < tree.size(); ++i) {
    const TreeEntry entry = tree[i];
    if (entry.mode != ModeOf(entry)) return false;
    if (!entry.is_directory()) continue;
    const auto id = entry.id<TreeId>();
    if (of(id).canonical != id) return false;
  }
  return true;
}

Result<TreeId> TreeKeys::CanonicalOf(const Frame& frame) const {
  if (IsCanonical(frame.tree)) return frame.id;
  std::string raw;
  raw.reserve(frame.tree.raw_bytes() + frame.tree.size());
  for (size_t i = 0; i < frame.tree.size(); ++i) {
    const TreeEntry entry = frame.tree[i];
    raw += ModeOf(entry);
    raw += ' ';
    raw += entry.name;
    raw += '\0';
    TreeId id = entry.id<TreeId>();
    if (entry.is_directory()) id = of(id).canonical;
    raw.append(id.bytes.begin(), id.bytes.end());
  }
  return ObjectReader::HashTree(raw);
}

}  // namespace headwater::git
