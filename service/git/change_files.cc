// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/change_files.h"

#include <algorithm>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace headwater::git {
namespace {

/// Deleted files that an added one is compared with, by id.
constexpr size_t kMaxRenameSources = 20'000;

/// The differences of one path to each base that has one; the first base's first.
using Row = std::vector<const DiffEntry*>;

FileStatus StatusOf(const Row& row, const std::function<bool(std::string_view path)>& target_has) {
  const DiffEntry& first = *row.front();
  if (!first.new_mode) return FileStatus::kDeleted;
  if (!first.old_mode) return FileStatus::kAdded;
  const bool absent_somewhere =
      std::ranges::any_of(row, [](const DiffEntry* entry) { return !entry->old_mode; });
  return absent_somewhere && !target_has(first.path.bytes()) ? FileStatus::kAdded
                                                             : FileStatus::kModified;
}

ChangedFile ToChangedFile(const DiffEntry& first, FileStatus status) {
  ChangedFile file;
  file.path = first.path;
  file.status = status;
  file.mode = first.new_mode.value_or(first.old_mode.value_or(FileMode::kRegular));
  file.blob = first.new_blob;
  if (status != FileStatus::kAdded) file.old_blob = first.old_blob;
  return file;
}

/// The contents that a modified file's lines are compared with; none when one side is no file.
std::optional<std::vector<BlobId>> OldSidesOf(const Row& row) {
  std::vector<BlobId> blobs;
  for (const DiffEntry* entry : row) {
    if (!entry->old_mode || !IsFile(*entry->old_mode)) return std::nullopt;
    if (std::ranges::find(blobs, entry->old_blob) == blobs.end()) blobs.push_back(entry->old_blob);
  }
  return blobs;
}

/// Goes through several sorted lists at once, path by path.
class RowReader {
 public:
  explicit RowReader(const std::vector<std::vector<DiffEntry>>& diffs)
      : diffs_(diffs), next_(diffs.size()) {}

  /// Empty at the end.
  Row Next() {
    const Untrusted* least = nullptr;
    for (size_t i = 0; i < diffs_.size(); ++i) {
      if (next_[i] == diffs_[i].size()) continue;
      const Untrusted& path = diffs_[i][next_[i]].path;
      if (least == nullptr || path < *least) least = &path;
    }
    Row row;
    if (least == nullptr) return row;
    for (size_t i = 0; i < diffs_.size(); ++i) {
      if (next_[i] == diffs_[i].size() || diffs_[i][next_[i]].path != *least) continue;
      row.push_back(&diffs_[i][next_[i]++]);
    }
    return row;
  }

 private:
  const std::vector<std::vector<DiffEntry>>& diffs_;
  std::vector<size_t> next_;
};

}  // namespace

ChangeFiles UniteDiffs(const std::vector<std::vector<DiffEntry>>& diffs,
                       const std::function<bool(std::string_view path)>& target_has) {
  ChangeFiles result;
  if (diffs.size() == 1) result.files.reserve(diffs.front().size());
  RowReader rows(diffs);
  for (Row row = rows.Next(); !row.empty(); row = rows.Next()) {
    const FileStatus status = StatusOf(row, target_has);
    result.files.push_back(ToChangedFile(*row.front(), status));
    if (status != FileStatus::kModified) continue;
    if (auto blobs = OldSidesOf(row)) {
      result.old_sides.emplace(row.front()->path.bytes(), std::move(*blobs));
    }
  }
  return result;
}

void MarkRenames(std::vector<ChangedFile>& files) {
  // Every project has empty files: a deleted one was not renamed into the next added one.
  static const std::optional<BlobId> kEmptyBlob =
      BlobId::FromHex("e69de29bb2d1d6434b8b29ae775ad8c2e48c5391");
  std::unordered_map<BlobId, const Untrusted*, ObjectIdHash> deleted;
  for (const ChangedFile& file : files) {
    if (file.status != FileStatus::kDeleted || !IsFile(file.mode)) continue;
    if (file.old_blob == kEmptyBlob || deleted.size() == kMaxRenameSources) continue;
    deleted.emplace(file.old_blob, &file.path);
  }
  for (ChangedFile& file : files) {
    if (file.status != FileStatus::kAdded) continue;
    const auto found = deleted.find(file.blob);
    if (found != deleted.end()) file.renamed_from = *found->second;
  }
}

Status MarkNewContent(TreeStore& store, const TreeId& target, std::vector<ChangedFile>& files) {
  std::unordered_set<BlobId, ObjectIdHash> added;
  for (const ChangedFile& file : files) {
    if (file.status == FileStatus::kAdded) added.insert(file.blob);
  }
  const auto known = TRY(store.FindBlobs(target, added));
  for (ChangedFile& file : files) {
    file.new_content = file.status == FileStatus::kAdded && !known.contains(file.blob);
  }
  return Ok{};
}

std::vector<Notice> SubmoduleNotices(const std::vector<ChangedFile>& files) {
  std::vector<Notice> notices;
  for (const ChangedFile& file : files) {
    if (file.mode != FileMode::kSubmodule || file.status == FileStatus::kDeleted) continue;
    notices.push_back({NoticeKind::kSubmodule, file.path, Untrusted()});
  }
  return notices;
}

Status CheckMergePaths(const std::vector<Untrusted>& merged,
                       const std::vector<ChangedFile>& files) {
  size_t at = 0;
  for (const Untrusted& path : merged) {
    while (at < files.size() && files[at].path < path) ++at;
    if (at < files.size() && files[at].path == path) continue;
    return Error{Errc::kContent, "merging would add \"" + path.bytes() +
                                     "\", which this change does not show; please rebase onto the "
                                     "target branch"};
  }
  return Ok{};
}

}  // namespace headwater::git
