// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "headwater/fork_index.h"

namespace headwater::index {

/// What of a project's files may speak for a relation: no noise, no boilerplate, and each content
/// once.
class CountedHead {
 public:
  /// Linear; borrows `head`.
  explicit CountedHead(const ProjectHead& head);

  struct File {
    const HeadFile* file = nullptr;
    uint32_t folder = 0;
  };
  struct Folder {
    std::string path;     ///< Empty: the root.
    uint32_t parent = 0;  ///< Of the root: itself. Parents stand before their folders.
    uint32_t files = 0;   ///< Counted ones in it and below.
    uint32_t lines = 0;   ///< Line keys likewise.
  };
  struct Line {
    ContentKey key = 0;
    uint32_t file = 0;  ///< The first that has it.
  };
  static constexpr uint32_t kRoot = 0;

  const ProjectHead& head() const { return head_; }
  const std::vector<File>& files() const { return files_; }
  const std::vector<Folder>& folders() const { return folders_; }
  const std::vector<Line>& lines() const { return lines_; }  ///< By key, each once.

 private:
  void TakeFiles();
  void TakeFolders();
  void TakeLines();

  const ProjectHead& head_;
  std::vector<File> files_;
  std::vector<Folder> folders_;
  std::vector<Line> lines_;
};

/// What tools, platforms and customs put into a project whatever it is about: hidden files and
/// folders, build wrappers, codes of conduct, licence texts.
bool IsBoilerplate(std::string_view path);

/// A component of the path says that what is below comes from others: `vendor`, `third_party`.
bool IsVendorPath(std::string_view path);

}  // namespace headwater::index
