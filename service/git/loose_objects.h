// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "headwater/result.h"

namespace headwater::git {

/// The folders in which objects lie as files of their own: the repository's, and those of its
/// alternates. Libgit2 reads the objects; this says beforehand whether it will return.
class LooseObjects {
 public:
  /// Follows info/alternates as libgit2 does. kContent when there are more than a repository has.
  static Result<LooseObjects> Find(const std::filesystem::path& objects);

  /// kContent when the object lies in a file of its own that was cut off, is not compressed as git
  /// has done since 2007, or is far longer than `size` bytes of content can make it. Objects in
  /// packs, and absent ones, pass.
  Status Check(const std::string& hex, uint64_t size) const;

 private:
  Status AddFolder(const std::filesystem::path& objects, int depth);

  std::vector<std::string> folders_;
};

}  // namespace headwater::git
