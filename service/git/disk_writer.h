// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

#include "headwater/descriptor.h"
#include "headwater/result.h"
#include "service/git/disk_file.h"

namespace headwater::git {

/// Writes files of a work tree that may be hostile: nothing outside its root and nothing in `.git`
/// is touched, no symlink is followed, and a file is either the old one or the whole new one. The
/// only part of this folder that writes into a work tree.
class DiskWriter {
 public:
  /// kContent when the root cannot be opened.
  static Result<DiskWriter> Open(const std::filesystem::path& root);

  /// Puts `after` in the place of a regular file that holds `before`, with the file's mode. Other
  /// names of the file (hard links) keep the old content. kConflict when it holds something else by
  /// now; kContent when it is no regular file or cannot be written.
  Status Replace(const std::string& path, std::string_view before, std::string_view after) const;

  /// Makes a new file, and the folders on the way to it. kConflict when the path is taken.
  Status Create(const std::string& path, std::string_view bytes) const;

 private:
  DiskWriter(Descriptor root, DiskFolder folder)
      : root_(std::move(root)), folder_(std::move(folder)) {}

  Result<Descriptor> OpenParent(const std::string& path) const;

  Descriptor root_;
  DiskFolder folder_;
};

}  // namespace headwater::git
