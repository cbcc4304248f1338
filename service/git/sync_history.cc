// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/sync_history.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "service/git/libgit2.h"
#include "service/git/line_changes.h"
#include "service/git/sync_paths.h"
#include "service/git/text_lines.h"
#include "service/git/tree_store.h"

namespace headwater::git {
namespace {

/// As git tells binary contents from texts (xdiff-interface.c, FIRST_FEW_BYTES, git 2.39).
constexpr size_t kBinaryLookBytes = 8'000;

bool LooksBinary(std::string_view text) {
  return text.substr(0, kBinaryLookBytes).find('\0') != std::string_view::npos;
}

bool IsWithinBounds(std::string_view text) {
  const LineShape shape = MeasureLines(text);
  return text.size() <= kMaxDiffBytes && shape.lines <= kMaxDiffLines &&
         shape.longest <= kMaxLineBytes;
}

git_merge_file_input ToInput(std::string_view text) {
  git_merge_file_input input{};
  git_merge_file_input_init(&input, GIT_MERGE_FILE_INPUT_VERSION);
  input.ptr = text.data();
  input.size = text.size();
  return input;
}

/// A result of git_merge_file, which is no pointer of its own.
class MergeResult {
 public:
  MergeResult() = default;
  MergeResult(const MergeResult&) = delete;
  MergeResult& operator=(const MergeResult&) = delete;
  ~MergeResult() { git_merge_file_result_free(&result); }

  git_merge_file_result result{};
};

/// None: a conflict.
Result<std::optional<BlobId>> MergeBy(uint32_t flags,
                                      const std::array<git_merge_file_input, 3>& sides) {
  git_merge_file_options options{};
  git_merge_file_options_init(&options, GIT_MERGE_FILE_OPTIONS_VERSION);
  options.flags = flags;
  MergeResult merged;
  const int code = git_merge_file(&merged.result, sides.data(), &sides[1], &sides[2], &options);
  if (code != 0) return LastError(code, "merge two texts");
  if (merged.result.automergeable == 0) return std::optional<BlobId>();
  const std::string_view text(merged.result.ptr, merged.result.len);
  return std::optional<BlobId>(TRY(ObjectReader::HashBlob(text)));
}

}  // namespace

Result<TreeId> SyncHistory::TreeOf(const CommitId& commit) {
  if (commit.IsZero()) return TreeId();
  Result<CommitLinks> links = reader_.ReadLinks(commit);
  if (links.ok()) return links.value().tree;
  return Error{Errc::kContent, links.error().message};
}

Result<std::vector<MergePath>> SyncHistory::PathsOfMerge(const CommitId& base,
                                                         const MergeParts& parts) {
  MergeTrees trees;
  trees.base = TRY(TreeOf(base));
  trees.own = TRY(TreeOf(parts.own));
  trees.upstream = TRY(TreeOf(parts.tip));
  trees.merged = TRY(TreeOf(parts.merge));
  trees.head = TRY(TreeOf(parts.head));
  TreeStore store(reader_);
  return PathsOfTrees(store, trees);
}

Result<MergeSides> SyncHistory::SidesOf(const MergeParts& parts) {
  const std::string what = "merge " + parts.merge.Hex();
  const std::vector<CommitId> bases = TRY(history_.MergeBases(parts.own, parts.tip).Context(what));
  MergeSides sides;
  sides.several_bases = bases.size() > 1;
  const CommitId base = bases.empty() ? CommitId() : bases.front();
  sides.paths = TRY(PathsOfMerge(base, parts).Context(what));
  sides.own = TRY(history_.CommitsBetween(parts.tip, parts.own).Context(what));
  sides.brought = TRY(history_.IdsBetween(parts.own, parts.tip).Context(what));
  std::ranges::sort(sides.brought);
  return sides;
}

Result<std::vector<CommitPath>> SyncHistory::PathsOf(const CommitId& commit) {
  const Result<CommitLinks> links = reader_.ReadLinks(commit);
  if (!links.ok()) return Error{Errc::kContent, links.error().message};
  const auto& parents = links.value().parents;
  const TreeId before = TRY(TreeOf(parents.empty() ? CommitId() : parents.front()));
  TreeStore store(reader_);
  std::vector<CommitPath> paths;
  for (DiffEntry& entry : TRY(DiffUnchecked(store, before, links.value().tree))) {
    const bool before_is_file = entry.old_mode && IsFile(*entry.old_mode);
    const bool after_is_file = entry.new_mode && IsFile(*entry.new_mode);
    if (!before_is_file && !after_is_file) continue;
    paths.push_back({.path = std::move(entry.path),
                     .before = before_is_file ? entry.old_blob : BlobId(),
                     .after = after_is_file ? entry.new_blob : BlobId()});
  }
  return paths;
}

Result<BlobAnswer> SyncHistory::Read(const BlobId& blob) {
  return reader_.ReadBlob(blob, kMaxPatchFileBytes);
}

Result<std::vector<BlobId>> SyncHistory::MergeTexts(std::string_view base, std::string_view own,
                                                    std::string_view upstream) {
  std::vector<BlobId> merged;
  for (const std::string_view text : {base, own, upstream}) {
    if (LooksBinary(text)) return merged;
    if (!IsWithinBounds(text)) return Error{Errc::kContent, "a text is too large to be merged"};
  }
  TRY(InitLibgit2());
  const std::array<git_merge_file_input, 3> sides = {ToInput(base), ToInput(own),
                                                     ToInput(upstream)};
  // What one way takes for a conflict, git may have merged by the other one, and the other way
  // round: then there is nothing to compare with.
  for (const uint32_t flags :
       {uint32_t{GIT_MERGE_FILE_DEFAULT}, uint32_t{GIT_MERGE_FILE_DIFF_PATIENCE}}) {
    const std::optional<BlobId> one = TRY(MergeBy(flags, sides));
    if (!one) return std::vector<BlobId>();
    merged.push_back(*one);
  }
  return merged;
}

}  // namespace headwater::git
