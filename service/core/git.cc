// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "headwater/git.h"

#include <algorithm>

namespace headwater {

const FileEntry* FindFile(std::span<const FileEntry> files, std::string_view path) {
  const auto found = std::ranges::lower_bound(
      files, path, std::ranges::less{},
      [](const FileEntry& entry) -> std::string_view { return entry.path.bytes(); });
  return found != files.end() && found->path.bytes() == path ? &*found : nullptr;
}

}  // namespace headwater
