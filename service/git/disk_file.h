// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>

#include "headwater/descriptor.h"
#include "headwater/git.h"
#include "headwater/result.h"

/// \file
/// Files of a work tree that may be hostile: nothing outside its root is ever opened, no symlink is
/// followed, and neither a FIFO nor a device is opened for reading.

namespace headwater::git {

/// What stands under a path.
struct DiskFile {
  enum class Kind {
    kAbsent,  ///< Nothing, or only reachable through a symlink.
    kRegular,
    kSymlink,
    kOther,  ///< A folder, FIFO, socket or device.
  };
  Kind kind = Kind::kAbsent;
  bool executable = false;
  uint64_t size = 0;
  bool complete = false;  ///< `bytes` is the whole content (false beyond the limit).
  std::string bytes;      ///< Content of a regular file; the target of a symlink.
  Descriptor descriptor;  ///< Of a regular file, open for reading.
};

/// The root of a work tree.
class DiskFolder {
 public:
  /// kContent when it cannot be opened.
  static Result<DiskFolder> Open(const std::filesystem::path& root);

  /// A folder below the root ("" is the root itself), open for reading; not open when it is not
  /// there or only reachable through a symlink. kContent when it cannot be opened.
  Result<Descriptor> OpenFolder(const std::string& path) const;

  /// Reads `name`, which was a regular file when `folder` was listed, at a third of Read's cost: no
  /// symlink is followed, but a pipe or device that took the name meanwhile is opened. `descriptor`
  /// and `executable` are not filled in.
  static Result<DiskFile> ReadIn(const Descriptor& folder, const std::string& name,
                                 uint64_t max_bytes);

  /// Reads a path relative to the root. kContent when something is there but cannot be read;
  /// kInternal on kernels without openat2 (before Linux 5.6).
  Result<DiskFile> Read(const std::string& path, uint64_t max_bytes) const;

 private:
  explicit DiskFolder(Descriptor root) : root_(std::move(root)) {}

  Descriptor root_;
};

}  // namespace headwater::git
