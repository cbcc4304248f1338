// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/index/index_writer.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

namespace headwater::index {
namespace {

constexpr mode_t kFolderMode = 0700;
constexpr mode_t kFileMode = 0600;
/// A file is joined with the one before it when that is not so many times as large: then each byte
/// is written a few times in all, and there are never more files than the logarithm of the whole.
constexpr uint64_t kSizeRatio = 3;

Result<Descriptor> Lock(const std::string& folder) {
  if (mkdir(folder.c_str(), kFolderMode) != 0 && errno != EEXIST) {
    return Error{Errc::kInternal, "make " + folder + ": " + std::generic_category().message(errno)};
  }
  Descriptor lock(
      open((folder + "/lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, kFileMode));
  if (!lock.is_open()) {
    return Error{Errc::kInternal,
                 "open " + folder + "/lock: " + std::generic_category().message(errno)};
  }
  if (flock(lock.number(), LOCK_EX | LOCK_NB) != 0) {
    return Error{Errc::kConflict, folder + ": somebody else brings this index up to date"};
  }
  return lock;
}

bool MustJoin(uint64_t before, uint64_t last) { return before < kSizeRatio * last; }

size_t Skip(const Table<IdRow>& rows, size_t at, const IdRow& row) {
  while (at < rows.size() && rows[at] == row) ++at;
  return at;
}

/// Every id of either file once.
Status WriteUnion(const TableFile& left_file, const TableFile& right_file,
                  const std::string& path) {
  const auto left = TRY(left_file.Find<IdRow>(TableKind::kObjects));
  const auto right = TRY(right_file.Find<IdRow>(TableKind::kObjects));
  TableFileWriter writer = TRY(TableFileWriter::Create(path));
  writer.Begin(TableKind::kObjects, sizeof(IdRow));
  size_t left_at = 0;
  size_t right_at = 0;
  while (left_at < left.size() || right_at < right.size()) {
    const bool from_left =
        right_at == right.size() || (left_at < left.size() && left[left_at] <= right[right_at]);
    const IdRow row = from_left ? left[left_at] : right[right_at];
    TRY(writer.Append(row));
    left_at = Skip(left, left_at, row);
    right_at = Skip(right, right_at, row);
  }
  return writer.Finish();
}

}  // namespace

Result<IndexWriter> IndexWriter::Open(const std::string& folder) {
  IndexWriter writer(folder, TRY(Lock(folder)));
  const Status loaded = writer.Load();
  if (!loaded.ok()) {
    const Errc problem = loaded.error().code;
    if (problem != Errc::kContent && problem != Errc::kNotFound) return loaded.error();
    writer.BeginAnew();
  }
  RemoveLeftovers(folder, writer.manifest_);
  return writer;
}

Status IndexWriter::Load() {
  manifest_ = TRY(ReadManifest(folder_));
  for (const uint32_t number : manifest_.segments) {
    segments_.push_back(TRY(Segment::Open(PathOf(folder_, number))));
  }
  for (const uint32_t number : manifest_.objects) {
    objects_.push_back(TRY(TableFile::Open(PathOf(folder_, number))));
  }
  if (manifest_.reach != 0) reach_ = TRY(Reach::Open(PathOf(folder_, manifest_.reach)));
  return Ok{};
}

/// Everything in it can be made again from the repository.
void IndexWriter::BeginAnew() {
  segments_.clear();
  objects_.clear();
  reach_ = Reach();
  const uint32_t last = manifest_.last;
  manifest_ = Manifest();
  manifest_.last = last;
}

std::optional<std::vector<CommitId>> IndexWriter::ParentsOf(const CommitId& commit) const {
  for (const Segment& segment : segments_) {
    if (const auto at = segment.Find(commit)) return segment.ParentsOf(segment.commits[*at]);
  }
  return std::nullopt;
}

Status IndexWriter::AddCommits(SegmentBuilder&& commits) {
  if (commits.commits() == 0) return Ok{};
  const std::string path = manifest_.NextPath(folder_);
  TRY(commits.Write(path));
  manifest_.segments.push_back(manifest_.last);
  segments_.push_back(TRY(Segment::Open(path)));
  TRY(MergeWhereNeeded());
  return WriteManifest(folder_, manifest_);
}

Status IndexWriter::MergeWhereNeeded() {
  while (segments_.size() >= 2) {
    const Segment& last = segments_.back();
    const Segment& before = segments_[segments_.size() - 2];
    if (!MustJoin(before.file.file_bytes(), last.file.file_bytes())) return Ok{};
    const std::string path = manifest_.NextPath(folder_);
    TRY(MergeSegments(before, last, path));
    segments_.resize(segments_.size() - 2);
    manifest_.segments.resize(segments_.size());
    manifest_.segments.push_back(manifest_.last);
    segments_.push_back(TRY(Segment::Open(path)));
  }
  return Ok{};
}

Status IndexWriter::AddObjects(std::vector<BlobId> objects) {
  if (objects.empty()) return Ok{};
  std::ranges::sort(objects);
  const std::string path = manifest_.NextPath(folder_);
  TableFileWriter writer = TRY(TableFileWriter::Create(path));
  writer.Begin(TableKind::kObjects, sizeof(IdRow));
  for (const BlobId& id : objects) TRY(writer.Append(IdRow{id.bytes}));
  TRY(writer.Finish());
  manifest_.objects.push_back(manifest_.last);
  objects_.push_back(TRY(TableFile::Open(path)));
  return MergeObjects();
}

Status IndexWriter::MergeObjects() {
  while (objects_.size() >= 2) {
    const TableFile& last = objects_.back();
    const TableFile& before = objects_[objects_.size() - 2];
    if (!MustJoin(before.file_bytes(), last.file_bytes())) return Ok{};
    const std::string path = manifest_.NextPath(folder_);
    TRY(WriteUnion(before, last, path));
    objects_.resize(objects_.size() - 2);
    manifest_.objects.resize(objects_.size());
    manifest_.objects.push_back(manifest_.last);
    objects_.push_back(TRY(TableFile::Open(path)));
  }
  return Ok{};
}

Status IndexWriter::Finish(std::span<const Tip> tips, std::vector<BlobId> new_objects,
                           ObjectsKept kept, std::string fingerprint) {
  if (kept == ObjectsKept::kNone) {
    objects_.clear();
    manifest_.objects.clear();
  }
  TRY(AddObjects(std::move(new_objects)));
  const std::string path = manifest_.NextPath(folder_);
  TRY(WriteReach(segments_, tips, path));
  reach_ = TRY(Reach::Open(path));
  manifest_.reach = manifest_.last;
  manifest_.fingerprint = std::move(fingerprint);
  TRY(WriteManifest(folder_, manifest_));
  RemoveLeftovers(folder_, manifest_);
  return Ok{};
}

}  // namespace headwater::index
