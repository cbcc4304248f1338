// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/upstream_marks.h"

#include <algorithm>
#include <memory>

#include "headwater/license_files.h"
#include "service/git/open_commit.h"

namespace headwater::jobs {
namespace {

/// The content of an empty file: everybody has it (git hash-object -t blob /dev/null).
constexpr const char* kEmptyBlob = "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391";

/// The newest commit of the change that an upstream made.
const Commit* NewestOfUpstream(const Change& change) {
  const auto newest = std::ranges::find(change.commits, Origin::kUpstream, &Commit::origin);
  return newest == change.commits.end() ? nullptr : &*newest;
}

bool HadBefore(const std::vector<UsedUpstream>& upstreams, const ChangedFile& file) {
  if (file.status == FileStatus::kAdded || !IsFile(file.mode)) return false;
  return std::ranges::any_of(upstreams, [&file](const UsedUpstream& used) {
    return used.upstream->info().confirmed && used.upstream->HasBlob(file.old_blob);
  });
}

}  // namespace

Status MarkOldContents(git::Repository& repository, const std::vector<UsedUpstream>& upstreams,
                       git::BuiltChange& built) {
  std::unique_ptr<GitView> theirs;
  if (const Commit* newest = NewestOfUpstream(built.change)) {
    theirs = TRY(git::OpenCommit(repository, newest->id, git::Depth::kAll, *built.trees));
  }
  for (ChangedFile& file : built.change.files) {
    const bool is_kept_there =
        theirs == nullptr || FindFile(theirs->Files(), file.path.bytes()) != nullptr;
    file.upstream_before = is_kept_there && HadBefore(upstreams, file);
  }
  return Ok{};
}

uint64_t CountShared(const Upstream& upstream, std::span<const FileEntry> files) {
  const std::optional<BlobId> empty = BlobId::FromHex(kEmptyBlob);
  const auto shared = [&](const FileEntry& file) {
    const bool tells = IsFile(file.mode) && file.blob != empty && !IsLicenseFile(file.path.bytes());
    return tells && upstream.HasBlob(file.blob);
  };
  return static_cast<uint64_t>(std::ranges::count_if(files, shared));
}

}  // namespace headwater::jobs
