// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headwater/change.h"
#include "headwater/git.h"
#include "headwater/hash.h"

/// \file
/// A repository in memory: what a rule sees of one, without git.

namespace headwater::fakes {

struct FakeFile {
  std::string bytes;
  FileMode mode = FileMode::kRegular;
  BlobState state = BlobState::kPresent;
};

/// By path.
using FakeFiles = std::map<std::string, FakeFile>;

/// Equal bytes have equal ids, as in git. The empty file has git's own id.
inline BlobId FakeBlobId(std::string_view bytes) {
  constexpr std::string_view kEmptyBlob = "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391";
  return *BlobId::FromHex(bytes.empty() ? std::string(kEmptyBlob)
                                        : Sha256Hex(bytes).substr(0, 2 * kObjectIdBytes));
}

/// The files of one state. Honest about what it does not have: it remembers what was asked for.
class FakeView final : public GitView {
 public:
  explicit FakeView(FakeFiles files) : files_(std::move(files)) {
    for (const auto& [path, file] : files_) {
      entries_.push_back({Untrusted(path), FakeBlobId(file.bytes), file.mode});
    }
  }

  std::span<const FileEntry> Files() const override { return entries_; }

  Result<BlobAnswer> Read(const FileEntry& entry) override {
    ++reads_;
    const auto found = files_.find(entry.path.bytes());
    if (found == files_.end()) return Error{Errc::kNotFound, "no such file"};
    const FakeFile& file = found->second;
    if (!IsFile(file.mode)) return Error{Errc::kInvalid, "not a file"};
    if (file.state == BlobState::kPresent) {
      return BlobAnswer{BlobState::kPresent, file.bytes, file.bytes.size()};
    }
    if (file.state == BlobState::kTooLarge) {
      return BlobAnswer{BlobState::kTooLarge, {}, file.bytes.size()};
    }
    const auto place = std::lower_bound(missing_.begin(), missing_.end(), entry.blob);
    if (place == missing_.end() || *place != entry.blob) missing_.insert(place, entry.blob);
    return BlobAnswer{};
  }

  std::span<const BlobId> Missing() const override { return missing_; }

  size_t reads() const { return reads_; }

 private:
  FakeFiles files_;
  std::vector<FileEntry> entries_;
  std::vector<BlobId> missing_;
  size_t reads_ = 0;
};

/// Calls every line of a changed file new.
class FakeLines final : public LineChanges {
 public:
  Result<std::vector<LineRange>> AddedLines(const ChangedFile& file) override {
    if (file.status == FileStatus::kDeleted) return std::vector<LineRange>();
    return std::vector<LineRange>{{1, 1U << 20U}};
  }
};

/// What leads from `before` to `after`; with kAll every file of `after`, as if all were new.
inline Change MakeChange(const FakeFiles& before, const FakeFiles& after, ChangeScope scope) {
  Change change;
  change.scope = scope;
  change.repository = Untrusted("project");
  std::set<BlobId> known;
  for (const auto& [path, file] : before) known.insert(FakeBlobId(file.bytes));
  std::set<std::string> paths;
  if (scope != ChangeScope::kAll) {
    for (const auto& entry : before) paths.insert(entry.first);
  }
  for (const auto& entry : after) paths.insert(entry.first);
  for (const std::string& path : paths) {
    const auto old = before.find(path);
    const auto now = after.find(path);
    const bool was_there = scope != ChangeScope::kAll && old != before.end();
    ChangedFile file;
    file.path = Untrusted(path);
    if (was_there) file.old_blob = FakeBlobId(old->second.bytes);
    if (now == after.end()) {
      file.status = FileStatus::kDeleted;
      file.mode = old->second.mode;
    } else {
      file.blob = FakeBlobId(now->second.bytes);
      file.mode = now->second.mode;
      file.status = was_there ? FileStatus::kModified : FileStatus::kAdded;
      file.new_content = !was_there && (scope == ChangeScope::kAll || known.count(file.blob) == 0);
      const bool same = was_there && file.blob == file.old_blob && file.mode == old->second.mode;
      if (same) continue;
    }
    change.files.push_back(std::move(file));
  }
  return change;
}

}  // namespace headwater::fakes
