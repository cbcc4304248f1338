// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <span>
#include <string_view>

#include "headwater/manifest.h"
#include "headwater/result.h"

namespace headwater {

/// Whether a manifest's content names a third-party component.
using ManifestReader = Result<bool> (*)(std::string_view content);

/// One line of the table: a pattern of file names, and what is known of such files.
struct ManifestEntry {
  std::string_view begins;  ///< The file name begins so ...
  std::string_view ends;    ///< ... and ends so; empty: it is `begins` and nothing else.
  ManifestKind kind;        ///< `kind.file` is unique in the table.
  ManifestReader reader = nullptr;
};

/// Every kind of manifest, the first match counts. Files whose name does not say what they are, or
/// that are programs (Dockerfile, CMakeLists.txt, setup.py, build.gradle), are not in it.
std::span<const ManifestEntry> ManifestTable();

}  // namespace headwater
