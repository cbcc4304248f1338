// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/license/file_pairs.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "rules/license/line_overlap.h"

namespace headwater::license {
namespace {

constexpr std::string_view kSideCarEnding = ".license";
constexpr std::string_view kReuseToml = "REUSE.toml";
constexpr std::string_view kDep5 = ".reuse/dep5";

bool IsLeftOut(const ChangedFile& file) {
  return file.origin.confirmed && file.origin.origin == Origin::kGenerated;
}

class Pairing {
 public:
  Pairing(const RuleContext& context, GitView& before) : context_(context), before_(before) {}

  Result<FilePairs> Run() && {
    for (const ChangedFile& file : context_.change.files) Sort(file);
    PairIdentical();
    TRY(PairSimilar());
    PairSpokenFor();
    auto& pairs = out_.pairs;
    const auto by_path = [](const FilePair& a, const FilePair& b) {
      return a.after->path < b.after->path;
    };
    std::sort(pairs.begin(), pairs.end(), by_path);
    return std::move(out_);
  }

 private:
  const FileEntry* Before(std::string_view path) const {
    const FileEntry* entry = FindFile(before_.Files(), path);
    return entry != nullptr && IsFile(entry->mode) ? entry : nullptr;
  }

  const FileEntry* After(std::string_view path) const {
    const FileEntry* entry = FindFile(context_.view.Files(), path);
    return entry != nullptr && IsFile(entry->mode) ? entry : nullptr;
  }

  void Sort(const ChangedFile& file) {
    NoteSpeaker(file.path.bytes());
    const FileEntry* before = Before(file.path.bytes());
    const FileEntry* after = After(file.path.bytes());
    if (before != nullptr && after == nullptr) deleted_.push_back(before);
    if (after == nullptr || IsLeftOut(file) || !context_.Covers(file.path)) return;
    if (before == nullptr) {
      added_.push_back(after);
    } else {
      Add(before, after);
    }
  }

  void Add(const FileEntry* before, const FileEntry* after) {
    if (paired_.insert(after->path.bytes()).second) out_.pairs.push_back({before, after});
  }

  /// Remembers what speaks for other files.
  void NoteSpeaker(std::string_view path) {
    const std::string_view name = path.substr(path.rfind('/') + 1);
    if (name == kReuseToml) folders_.emplace_back(path.substr(0, path.size() - name.size()));
    if (path == kDep5) folders_.emplace_back();
    if (!path.ends_with(kSideCarEnding)) return;
    spoken_for_.emplace(path.substr(0, path.size() - kSideCarEnding.size()));
  }

  void PairIdentical() {
    std::map<BlobId, const FileEntry*> by_blob;
    for (const FileEntry* entry : deleted_) by_blob.emplace(entry->blob, entry);
    std::vector<const FileEntry*> rest;
    for (const FileEntry* entry : added_) {
      const auto same = by_blob.find(entry->blob);
      if (same == by_blob.end()) {
        rest.push_back(entry);
      } else {
        Add(same->second, entry);
      }
    }
    added_ = std::move(rest);
  }

  Status PairSimilar() {
    if (added_.empty() || deleted_.empty()) return Ok{};
    deleted_.resize(std::min(deleted_.size(), kMaxCandidates));
    added_.resize(std::min(added_.size(), kMaxCandidates));
    LineOverlap overlap;
    for (const FileEntry* entry : deleted_) {
      const BlobAnswer blob = TRY(before_.Read(*entry));
      if (blob.state == BlobState::kMissing) {
        out_.unchecked.push_back({.path = entry->path, .why = *WhyNotRead(*entry, blob)});
      }
      overlap.Add(blob.bytes.size() > kMaxCandidateBytes ? std::string_view() : blob.bytes);
    }
    overlap.Finish();
    for (const FileEntry* entry : added_) {
      const BlobAnswer blob = TRY(context_.view.Read(*entry));
      if (blob.bytes.size() > kMaxCandidateBytes) continue;
      const auto origin = overlap.Find(blob.bytes);
      if (origin) Add(deleted_[*origin], entry);
    }
    return Ok{};
  }

  bool IsInFolder(const Untrusted& path) const {
    return std::any_of(folders_.begin(), folders_.end(),
                       [&](const std::string& folder) { return path.bytes().starts_with(folder); });
  }

  void PairSpokenFor() {
    for (const std::string& path : spoken_for_) AddUnchanged(After(path));
    if (folders_.empty()) return;
    for (const FileEntry& file : context_.view.Files()) {
      if (IsFile(file.mode) && IsInFolder(file.path)) AddUnchanged(&file);
    }
  }

  void AddUnchanged(const FileEntry* after) {
    if (after == nullptr || !context_.Covers(after->path)) return;
    const FileEntry* before = Before(after->path.bytes());
    if (before != nullptr && before->blob == after->blob) Add(before, after);
  }

  const RuleContext& context_;
  GitView& before_;
  FilePairs out_;
  std::set<std::string_view> paired_;
  std::vector<const FileEntry*> deleted_;
  std::vector<const FileEntry*> added_;
  std::vector<std::string> folders_;  ///< Of a changed REUSE.toml or dep5, with a slash.
  std::set<std::string> spoken_for_;  ///< By a changed side-car.
};

}  // namespace

Result<FilePairs> PairFiles(const RuleContext& context, GitView& before) {
  return Pairing(context, before).Run();
}

}  // namespace headwater::license
