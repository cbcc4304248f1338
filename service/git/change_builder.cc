// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/change_builder.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "service/git/change_files.h"
#include "service/git/commit_view.h"
#include "service/git/confusable_names.h"
#include "service/git/history.h"
#include "service/git/tags.h"
#include "service/git/tree_diff.h"
#include "service/git/tree_store.h"
#include "service/git/worktree.h"

namespace headwater::git {
namespace {

class ChangeBuilder {
 public:
  ChangeBuilder(Repository& repository, const ChangeRequest& request)
      : repository_(repository),
        request_(request),
        reader_(repository),
        store_(std::make_shared<TreeStore>(reader_)),
        history_(repository) {}

  Result<BuiltChange> Build() {
    StartChange();
    TRY(ReadHistory());
    TRY(CheckTrees());
    TRY(ReadHead());
    // Every file can be enumerated now.
    TRY(CompareWithBases());
    // Every file that differs from any base is known.
    TRY(CheckMergeResult());
    // Nothing beyond them would be merged.
    TRY(MarkFiles());
    return Finish();
  }

 private:
  bool is_all() const { return request_.scope == ChangeScope::kAll; }
  bool is_worktree() const { return request_.scope == ChangeScope::kWorktree; }
  bool has_head() const { return !request_.head.IsZero(); }

  void StartChange() {
    change_.scope = request_.scope;
    change_.repository = repository_.Name();
    change_.target_branch = request_.target_branch;
    change_.target_is_default = request_.target_is_default;
    change_.head = request_.head;
    if (has_head() && !is_worktree()) change_.tags = TagsAt(repository_, request_.head);
    if (!is_all()) change_.target = request_.target.value_or(CommitId());
  }

  Status ReadHistory() {
    if (is_all() || !has_head()) return Ok{};
    const std::optional<CommitId>& target = request_.target;
    if (target) change_.bases = TRY(history_.MergeBases(*target, request_.head));
    change_.commits = TRY(history_.CommitsBetween(target, request_.head));
    return Ok{};
  }

  Status CheckTrees() {
    if (has_head()) head_tree_ = TRY(CheckedTree(request_.head, "head"));
    if (!change_.target.IsZero()) target_tree_ = TRY(CheckedTree(change_.target, "target"));
    for (const CommitId& base : change_.bases) {
      base_trees_.push_back(TRY(CheckedTree(base, "merge base")));
    }
    // Unrelated histories, and everything: judged against the empty tree.
    if (base_trees_.empty()) base_trees_.emplace_back();
    return Ok{};
  }

  Result<TreeId> CheckedTree(const CommitId& commit, const std::string& what) {
    const std::string context = what + " " + commit.Hex();
    Result<CommitLinks> links = reader_.ReadLinks(commit);
    if (!links.ok()) return Error{Errc::kContent, context + ": " + links.error().message};
    const TreeId tree = links.value().tree;
    TRY(store_->Check(tree).Context(context));
    return tree;
  }

  Status ReadHead() {
    if (!is_worktree()) {
      head_files_ = TRY(store_->List(head_tree_));
      return Ok{};
    }
    worktree_ = TRY(ReadWorktree(repository_, request_.max_blob_bytes));
    head_files_ = worktree_.files;
    return Ok{};
  }

  Status CompareWithBases() {
    std::vector<std::vector<DiffEntry>> diffs;
    for (const TreeId& base : base_trees_) diffs.push_back(TRY(CompareWith(base)));
    std::vector<FileEntry> target_files;
    if (base_trees_.size() > 1) target_files = TRY(store_->List(target_tree_));
    ChangeFiles united = UniteDiffs(
        diffs, [&](std::string_view path) { return FindFile(target_files, path) != nullptr; });
    change_.files = std::move(united.files);
    old_sides_ = std::move(united.old_sides);
    return Ok{};
  }

  Result<std::vector<DiffEntry>> CompareWith(const TreeId& base) {
    if (is_worktree()) {
      const std::vector<FileEntry> base_files = TRY(store_->List(base));
      return DiffLists(base_files, head_files_);
    }
    TreeDiff diff = TRY(DiffTrees(*store_, base, head_tree_));
    odd_modes_.insert(odd_modes_.end(), diff.odd_modes.begin(), diff.odd_modes.end());
    return std::move(diff.entries);
  }

  /// Not for a work tree: what is merged of it will be another commit. Nor when the target is the
  /// only base: then head is what results.
  Status CheckMergeResult() {
    if (change_.scope != ChangeScope::kRange || change_.target.IsZero()) return Ok{};
    if (change_.bases == std::vector<CommitId>{change_.target}) return Ok{};
    for (const TreeId& base : base_trees_) {
      const std::vector<Untrusted> merged =
          TRY(PathsOfMerge(*store_, base, target_tree_, head_tree_));
      TRY(CheckMergePaths(merged, change_.files));
    }
    return Ok{};
  }

  Status MarkFiles() {
    MarkRenames(change_.files);
    TRY(MarkNewContent(*store_, target_tree_, change_.files));
    AddNotices(SubmoduleNotices(change_.files));
    AddNotices(std::move(worktree_.notices));
    std::ranges::sort(odd_modes_, {}, &Notice::path);
    const auto same_path = [](const Notice& one, const Notice& other) {
      return one.path == other.path;
    };
    odd_modes_.erase(std::unique(odd_modes_.begin(), odd_modes_.end(), same_path),
                     odd_modes_.end());
    if (odd_modes_.size() > kMaxOddModes) odd_modes_.resize(kMaxOddModes);
    AddNotices(std::move(odd_modes_));
    AddNotices(FindConfusableNames(head_files_, change_.files));
    return Ok{};
  }

  void AddNotices(std::vector<Notice> notices) {
    std::ranges::move(notices, std::back_inserter(change_.notices));
  }

  Result<BuiltChange> Finish() {
    BuiltChange built;
    built.change = std::move(change_);
    if (is_worktree()) {
      DiskFolder folder = TRY(DiskFolder::Open(repository_.WorktreeRoot()));
      built.view = std::make_unique<WorktreeView>(reader_, std::move(folder), std::move(worktree_),
                                                  request_.max_blob_bytes);
    } else {
      built.view =
          std::make_unique<CommitView>(reader_, std::move(head_files_), request_.max_blob_bytes);
    }
    built.lines = std::make_unique<BlobLineChanges>(reader_, *built.view, std::move(old_sides_));
    built.trees = std::move(store_);
    return built;
  }

  Repository& repository_;
  const ChangeRequest& request_;
  ObjectReader reader_;
  std::shared_ptr<TreeStore> store_;
  History history_;

  Change change_;
  TreeId head_tree_;
  TreeId target_tree_;
  std::vector<TreeId> base_trees_;
  std::vector<FileEntry> head_files_;
  WorktreeState worktree_;
  OldSides old_sides_;
  std::vector<Notice> odd_modes_;
};

}  // namespace

Result<BuiltChange> BuildChange(Repository& repository, const ChangeRequest& request) {
  if (request.head.IsZero() && request.scope != ChangeScope::kWorktree) {
    return Error{Errc::kInvalid, "the repository has no commit to look at"};
  }
  return ChangeBuilder(repository, request).Build();
}

}  // namespace headwater::git
