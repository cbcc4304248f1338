// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/sbom/manifests.h"

#include <algorithm>
#include <string>

namespace headwater::sbom {
namespace {

auto Depth(const Manifest& manifest) {
  const std::string& path = manifest.file->path.bytes();
  return std::count(path.begin(), path.end(), '/');
}

}  // namespace

std::string_view FolderOf(const Manifest& manifest) {
  const std::string_view path = manifest.file->path.bytes();
  const size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
}

std::vector<Manifest> ManifestsByDepth(std::span<const FileEntry> files) {
  std::vector<Manifest> manifests;
  for (const FileEntry& file : files) {
    const ManifestKind* kind = ManifestOf(file.path.bytes());
    if (kind != nullptr && IsFile(file.mode)) manifests.push_back({&file, kind});
  }
  std::stable_sort(manifests.begin(), manifests.end(),
                   [](const Manifest& a, const Manifest& b) { return Depth(a) < Depth(b); });
  return manifests;
}

}  // namespace headwater::sbom
