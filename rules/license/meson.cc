// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/license/meson.h"

#include <algorithm>
#include <array>

namespace headwater::license {
namespace {

constexpr std::string_view kBuildFile = "meson.build";
constexpr std::string_view kFolder = "subprojects/";

// Meson takes subprojects of three build systems.
constexpr std::array<std::string_view, 3> kBuildFiles = {kBuildFile, "CMakeLists.txt",
                                                         "Cargo.toml"};

// The folder in `subprojects/` of the root that a path lies in; empty: none.
std::string_view SubprojectOf(std::string_view path) {
  if (!path.starts_with(kFolder)) return {};
  const size_t end = path.find('/', kFolder.size());
  return end == std::string_view::npos ? std::string_view() : path.substr(0, end + 1);
}

bool IsBuildFile(std::string_view name) {
  return std::find(kBuildFiles.begin(), kBuildFiles.end(), name) != kBuildFiles.end();
}

}  // namespace

MesonSubprojects::MesonSubprojects(std::span<const FileEntry> files) {
  if (FindFile(files, kBuildFile) == nullptr) return;
  const auto first = std::lower_bound(files.begin(), files.end(), kFolder,
                                      [](const FileEntry& file, std::string_view folder) {
                                        return std::string_view(file.path.bytes()) < folder;
                                      });
  for (auto file = first; file != files.end(); ++file) {
    const std::string_view path = file->path.bytes();
    if (!path.starts_with(kFolder)) break;
    const std::string_view subproject = SubprojectOf(path);
    if (!subproject.empty() && IsFile(file->mode) && IsBuildFile(path.substr(subproject.size()))) {
      folders_.emplace(subproject);
    }
  }
}

bool MesonSubprojects::Contains(std::string_view path) const {
  return !folders_.empty() && folders_.find(SubprojectOf(path)) != folders_.end();
}

}  // namespace headwater::license
