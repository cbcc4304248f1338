// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "headwater/git.h"
#include "headwater/manifest.h"

namespace headwater::sbom {

struct Manifest {
  const FileEntry* file = nullptr;
  const ManifestKind* kind = nullptr;
};

/// Where it stands, without a slash at the end; empty: in the root.
std::string_view FolderOf(const Manifest& manifest);

/// The manifests of a tree, those nearest to the root first: they speak for the project. Valid as
/// long as `files`.
std::vector<Manifest> ManifestsByDepth(std::span<const FileEntry> files);

}  // namespace headwater::sbom
