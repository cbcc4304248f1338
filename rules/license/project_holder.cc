// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/license/project_holder.h"

#include <algorithm>
#include <set>
#include <utility>

#include "rules/license/comment_styles.h"
#include "rules/license/project_license.h"
#include "rules/license/reuse_toml.h"

namespace headwater::license {
namespace {

// When neighbours agree: fewer files, or less agreement, are an accident.
constexpr size_t kMinFiles = 3;
constexpr size_t kMinPercent = 80;

// So many files tell as much as all of them, and reading them takes a few milliseconds.
constexpr size_t kMaxFolderFiles = 40;
constexpr size_t kMaxTreeFiles = 120;
// Of all folders together: a change may touch a thousand, and each file may have to be fetched.
constexpr size_t kMaxFolderReads = 200;

constexpr size_t kWhole = 100;

std::string_view FolderOf(std::string_view path) {
  const size_t slash = path.rfind('/');
  return path.substr(0, slash == std::string_view::npos ? 0 : slash + 1);
}

// The files of a folder and everything below it stand together.
std::span<const FileEntry> Below(std::span<const FileEntry> files, std::string_view folder) {
  const auto begin = std::partition_point(files.begin(), files.end(), [folder](const auto& file) {
    return std::string_view(file.path.bytes()) < folder;
  });
  const auto end = std::partition_point(begin, files.end(), [folder](const auto& file) {
    return std::string_view(file.path.bytes()).starts_with(folder);
  });
  return {begin, end};
}

/// Counts in how many files each holder is named.
class Votes {
 public:
  void Add(const FileLicensing& licensing) {
    std::set<std::string_view> named;
    for (const CopyrightNotice& notice : licensing.copyrights) {
      const bool own =
          notice.place.source == InfoSource::kHeader || notice.place.source == InfoSource::kSideCar;
      if (own && !notice.holder.empty()) named.insert(notice.holder);
    }
    if (!named.empty()) ++files_;
    for (const std::string_view holder : named) ++votes_[std::string(holder)];
  }

  /// Empty when no holder is clearly the one.
  std::string Winner() const {
    const auto most = std::max_element(votes_.begin(), votes_.end(),
                                       [](auto& a, auto& b) { return a.second < b.second; });
    const bool clear = most != votes_.end() && most->second >= kMinFiles &&
                       most->second * kWhole >= files_ * kMinPercent &&
                       FitsIntoComment(most->first);
    return clear ? most->first : "";
  }

 private:
  size_t files_ = 0;
  std::map<std::string, size_t> votes_;
};

}  // namespace

HolderFinder::HolderFinder(GitView& view, Licensing& licensing, std::string chosen)
    : view_(view), licensing_(licensing), chosen_(std::move(chosen)) {
  if (!FitsIntoComment(chosen_)) chosen_.clear();
}

Result<std::string> HolderFinder::For(std::string_view path) {
  if (!chosen_.empty()) return chosen_;
  if (!toml_) toml_ = TRY(OfToml());
  if (!toml_->empty()) return *toml_;
  std::string holder = TRY(OfFolder(path));
  if (!holder.empty()) return holder;
  if (!project_) project_ = TRY(OfProject());
  return *project_;
}

Result<std::string> HolderFinder::OfToml() {
  const FileEntry* file = FindFile(view_.Files(), "REUSE.toml");
  if (file == nullptr || !IsFile(file->mode)) return std::string();
  const BlobAnswer blob = TRY(view_.Read(*file));
  if (blob.state != BlobState::kPresent) return std::string();
  // One that cannot be read is another rule's finding.
  const auto toml = ParseReuseToml(blob.bytes, "REUSE.toml");
  if (!toml.ok()) return std::string();
  std::set<std::string> named;
  for (const Annotation& annotation : toml.value().all()) {
    for (const CopyrightNotice& notice : annotation.copyrights) named.insert(notice.holder);
  }
  const bool one = named.size() == 1 && FitsIntoComment(*named.begin());
  return one ? *named.begin() : std::string();
}

Result<std::string> HolderFinder::OfFolder(std::string_view path) {
  const std::string_view folder = FolderOf(path);
  if (const auto known = folders_.find(folder); known != folders_.end()) return known->second;
  if (folder_reads_ >= kMaxFolderReads) return std::string();
  std::string holder =
      TRY(MostNamed(Below(view_.Files(), folder), /*step=*/1, kMaxFolderFiles, folder));
  folders_.emplace(folder, holder);
  return holder;
}

Result<std::string> HolderFinder::OfTree() {
  const std::span<const FileEntry> files = view_.Files();
  const size_t step = files.size() / kMaxTreeFiles + 1;  // From all over the tree.
  return MostNamed(files, step, kMaxTreeFiles, "");
}

Result<std::string> HolderFinder::OfProject() {
  std::string holder = TRY(OfTree());
  if (!holder.empty()) return holder;
  return FindMainCopyrightOwner(view_);
}

// Of a folder only the files that are directly in it; an empty name is the whole tree.
Result<std::string> HolderFinder::MostNamed(std::span<const FileEntry> files, size_t step,
                                            size_t max_files, std::string_view folder) {
  Votes votes;
  size_t read = 0;
  for (size_t i = 0; i < files.size() && read < max_files; i += step) {
    const std::string_view path = files[i].path.bytes();
    const bool deeper = !folder.empty() && FolderOf(path) != folder;
    if (deeper || !IsFile(files[i].mode) || !FileKindOf(path)) continue;
    ++read;
    if (!folder.empty()) ++folder_reads_;
    votes.Add(*TRY(licensing_.Of(files[i])));
  }
  return votes.Winner();
}

}  // namespace headwater::license
