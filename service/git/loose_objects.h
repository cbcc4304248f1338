// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
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
  ///
  /// Which of the 256 folders below there are is remembered from when each was first asked about:
  /// in a repository that is packed nothing else has to be looked for.
  Status Check(const std::string& hex, uint64_t size);

 private:
  enum class Presence : uint8_t { kUnknown, kAbsent, kPresent };
  struct Folder {
    std::string path;
    std::array<Presence, 256> below{};  ///< By the first byte of an id.
  };

  Status AddFolder(const std::filesystem::path& objects, int depth);
  static bool Has(Folder& folder, const std::string& fan_out);

  std::vector<Folder> folders_;
};

}  // namespace headwater::git
