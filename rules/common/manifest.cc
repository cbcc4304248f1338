// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "headwater/manifest.h"

#include <algorithm>

#include "rules/common/manifest_table.h"

namespace headwater {
namespace {

bool Matches(const ManifestEntry& entry, std::string_view name) {
  if (entry.ends.empty()) return name == entry.begins;
  return name.size() >= entry.begins.size() + entry.ends.size() && name.starts_with(entry.begins) &&
         name.ends_with(entry.ends);
}

}  // namespace

const ManifestKind* ManifestOf(std::string_view path) {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  for (const ManifestEntry& entry : ManifestTable()) {
    if (Matches(entry, name)) return &entry.kind;
  }
  return nullptr;
}

Result<bool> NamesDependencies(const ManifestKind& kind, std::string_view content) {
  for (const ManifestEntry& entry : ManifestTable()) {
    if (entry.kind.file == kind.file) return entry.reader(content);
  }
  return Error{Errc::kInternal, "no reader for this kind of manifest"};
}

}  // namespace headwater
