// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/disk_view.h"

#include <string>
#include <utility>

#include "service/git/disk_file.h"
#include "service/git/disk_listing.h"
#include "service/git/missing_blobs.h"

namespace headwater::git {
namespace {

class DiskView final : public GitView {
 public:
  DiskView(ObjectReader reader, DiskFolder root, DiskListing listing, uint64_t max_blob_bytes)
      : reader_(reader),
        root_(std::move(root)),
        listing_(std::move(listing)),
        max_blob_bytes_(max_blob_bytes) {}

  std::span<const FileEntry> Files() const override { return listing_.files; }

  Result<BlobAnswer> Read(const FileEntry& file) override {
    if (!IsFile(file.mode)) return Error{Errc::kInvalid, "a symlink or submodule has no content"};
    if (file.blob.IsZero()) return ReadDisk(file.path.bytes());
    BlobAnswer answer = TRY(reader_.ReadBlob(file.blob, max_blob_bytes_));
    if (answer.state == BlobState::kMissing) missing_.Add(file.blob);
    return answer;
  }

  std::span<const BlobId> Missing() const override { return missing_.ids(); }

 private:
  // Files are asked for in order, so the folder is mostly the last one.
  Result<BlobAnswer> ReadDisk(const std::string& path) {
    const size_t name = path.rfind('/') + 1;
    if (!folder_.is_open() || path.compare(0, name, folder_path_) != 0) {
      folder_path_ = path.substr(0, name);
      folder_ = TRY(root_.OpenFolder(folder_path_));
    }
    if (!folder_.is_open()) return BlobAnswer();
    DiskFile found = TRY(DiskFolder::ReadIn(folder_, path.substr(name), max_blob_bytes_));
    if (found.kind != DiskFile::Kind::kRegular) return BlobAnswer();
    if (!found.complete) {
      return BlobAnswer{.state = BlobState::kTooLarge, .bytes = {}, .size = found.size};
    }
    return BlobAnswer{
        .state = BlobState::kPresent, .bytes = std::move(found.bytes), .size = found.size};
  }

  ObjectReader reader_;
  DiskFolder root_;
  DiskListing listing_;
  uint64_t max_blob_bytes_;
  std::string folder_path_;
  Descriptor folder_;  ///< Of `folder_path_`.
  MissingBlobs missing_;
};

}  // namespace

Result<std::unique_ptr<GitView>> OpenDisk(Repository& repository, uint64_t max_blob_bytes) {
  DiskListing listing = TRY(ListDisk(repository));
  DiskFolder root = TRY(DiskFolder::Open(repository.WorktreeRoot()));
  return std::unique_ptr<GitView>(std::make_unique<DiskView>(
      ObjectReader(repository), std::move(root), std::move(listing), max_blob_bytes));
}

}  // namespace headwater::git
