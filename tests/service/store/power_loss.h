// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <string>
#include <vector>

/// \file
/// What a power loss leaves on disk, made from everything the disk was told.

namespace headwater::store {

/// What a disk has been told, in order.
struct DiskStep {
  enum class Kind { kWrite, kTruncate, kSync, kDelete, kMark };
  Kind kind = Kind::kMark;
  std::string file;            ///< Its name without folder.
  int64_t offset = 0;          ///< kWrite: where. kTruncate: the size.
  std::string bytes;           ///< kWrite.
  int mark = 0;                ///< kMark: what a caller was told.
  bool folder_synced = false;  ///< kDelete, kSync: the folder was synced with it.
};

/// What becomes of writes that were not synced when the power went.
enum class Unsynced { kLost, kKept, kSome };

/// What is on disk when the power goes after the first `count` steps.
class DiskAfterPowerLoss {
 public:
  DiskAfterPowerLoss(const std::vector<DiskStep>& steps, size_t count, Unsynced unsynced,
                     uint32_t seed)
      : random_(seed) {
    for (size_t i = 0; i < count; ++i) Follow(steps[i]);
    for (auto& [file, waiting] : waiting_) {
      for (const DiskStep& step : waiting) {
        if (unsynced == Unsynced::kKept) Apply(step);
        if (unsynced == Unsynced::kSome) ApplySome(step);
      }
    }
    // A deletion is on disk only when the folder is: until then the file may come back.
    for (const auto& [file, content] : deleted_) {
      if (unsynced == Unsynced::kLost || (unsynced == Unsynced::kSome && random_() % 2 == 0)) {
        files_[file] = content;
      }
    }
  }

  void WriteTo(const std::filesystem::path& folder) const {
    for (const auto& [file, content] : files_) {
      std::ofstream(folder / file, std::ios::binary) << content;
    }
  }
  bool empty() const { return files_.empty(); }

 private:
  /// What a disk writes whole or not at all.
  static constexpr size_t kSector = 512;

  void Follow(const DiskStep& step) {
    if (step.kind == DiskStep::Kind::kMark) return;
    std::vector<DiskStep>& waiting = waiting_[step.file];
    if (step.kind == DiskStep::Kind::kDelete) {
      if (files_.contains(step.file)) deleted_[step.file] = files_[step.file];
      files_.erase(step.file);
      waiting.clear();
      if (step.folder_synced) deleted_.clear();
    } else if (step.kind == DiskStep::Kind::kSync) {
      for (const DiskStep& done : waiting) Apply(done);
      waiting.clear();
      if (step.folder_synced) deleted_.clear();
    } else {
      waiting.push_back(step);
    }
  }

  void Apply(const DiskStep& step) {
    std::string& content = files_[step.file];
    const auto offset = static_cast<size_t>(step.offset);
    if (step.kind == DiskStep::Kind::kTruncate) {
      content.resize(offset);
      return;
    }
    if (content.size() < offset + step.bytes.size()) content.resize(offset + step.bytes.size());
    content.replace(offset, step.bytes.size(), step.bytes);
  }

  void ApplySome(const DiskStep& step) {
    if (step.kind == DiskStep::Kind::kTruncate) {
      if (random_() % 2 == 0) Apply(step);
      return;
    }
    for (size_t at = 0; at < step.bytes.size(); at += kSector) {
      if (random_() % 2 == 0) continue;
      DiskStep part = step;
      part.offset += static_cast<int64_t>(at);
      part.bytes = step.bytes.substr(at, kSector);
      Apply(part);
    }
  }

  std::minstd_rand random_;
  std::map<std::string, std::string> files_;
  std::map<std::string, std::string> deleted_;
  std::map<std::string, std::vector<DiskStep>> waiting_;
};

}  // namespace headwater::store
