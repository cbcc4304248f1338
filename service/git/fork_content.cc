// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/fork_content.h"

#include <algorithm>
#include <optional>
#include <string>
#include <unordered_set>
#include <utility>

#include "headwater/patch_lines.h"
#include "service/git/commit_graph.h"
#include "service/git/fork_commits.h"
#include "service/git/object_reader.h"
#include "service/git/tree_key.h"

namespace headwater::git {
namespace {

/// Known commits whose files are looked at, so that they are not taken for new ones; what others
/// alone have is taken once more, which changes nothing.
constexpr size_t kMaxEdgeCommits = 64;

/// Collects the keys of one run.
class Collector {
 public:
  explicit Collector(Repository& repository)
      : reader_(repository),
        trees_(reader_, [this](const ParsedTree& tree) { return TakeEntries(tree); }) {}

  /// What is there already.
  Status Skip(const TreeId& root) {
    trees_.SetOld(true);
    (void)TRY(trees_.Look(root));
    trees_.SetOld(false);
    return Ok{};
  }

  Status Take(const CommitId& commit, const TreeId& root) {
    Layer(KeyLayer::kCommit).push_back(KeyOf(commit));
    const TreeKeys::Folder folder = TRY(trees_.Look(root));
    Layer(KeyLayer::kRoot).push_back(KeyOf(folder.canonical));
    return Ok{};
  }

  ContentKeys Finish() && {
    for (std::vector<ContentKey>& layer : keys_) {
      std::ranges::sort(layer);
      layer.erase(std::unique(layer.begin(), layer.end()), layer.end());
    }
    return std::move(keys_);
  }

 private:
  std::vector<ContentKey>& Layer(KeyLayer layer) { return keys_[static_cast<size_t>(layer)]; }

  /// Of a folder that is met for the first time.
  Status TakeEntries(const ParsedTree& tree) {
    for (size_t i = 0; i < tree.size(); ++i) {
      const TreeEntry entry = tree[i];
      if (entry.is_directory()) {
        const TreeKeys::Folder& folder = trees_.of(entry.id<TreeId>());
        if (folder.counts && !folder.old) Layer(KeyLayer::kTree).push_back(KeyOf(folder.canonical));
      } else if (IsFile(ToFileMode(entry.kind))) {
        TRY(TakeFile(entry));
      }
    }
    return Ok{};
  }

  Status TakeFile(const TreeEntry& entry) {
    const auto blob = entry.id<BlobId>();
    const ContentKey key = KeyOf(blob);
    if (seen_.contains(key) || IsNoiseFile(Untrusted(std::string(entry.name)))) return Ok{};
    if (seen_.size() == kMaxKeyedBlobs) {
      return Error{Errc::kContent, "the history has more files than can be read"};
    }
    seen_.insert(key);
    if (trees_.is_old()) return Ok{};
    const std::optional<uint64_t> size = TRY(reader_.SizeOf(blob));
    if (!size || *size >= kMinFileBytes) Layer(KeyLayer::kBlob).push_back(key);
    return Ok{};
  }

  ObjectReader reader_;
  TreeKeys trees_;
  std::unordered_set<ContentKey> seen_;
  ContentKeys keys_;
};

}  // namespace

Result<ContentKeys> ReadContentKeys(Repository& repository, std::span<const CommitId> tips,
                                    std::span<const CommitId> without) {
  CommitGraph graph(repository);
  const NewCommits found = TRY(FindNewCommits(repository, graph, tips, without));
  Collector collector(repository);
  for (size_t i = 0; i < std::min(found.edge.size(), kMaxEdgeCommits); ++i) {
    TRY(collector.Skip(graph.tree(found.edge[i])));
  }
  for (const CommitIndex commit : found.commits) {
    TRY(collector.Take(graph.id(commit), graph.tree(commit)));
  }
  return std::move(collector).Finish();
}

}  // namespace headwater::git
