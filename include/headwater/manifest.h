// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string_view>

#include "headwater/result.h"
#include "headwater/untrusted.h"

namespace headwater {

/// A kind of file that names the third-party components a project is built from.
struct ManifestKind {
  Literal ecosystem;  ///< As in purl types: "npm", "maven", "pypi" ...
  Literal file;       ///< For people: "package.json".
  bool is_lock = false;
};

/// The kind a path's file name says, or nullptr.
const ManifestKind* ManifestOf(std::string_view path);

/// Whether the manifest's content names at least one third-party component. Errors as the readers
/// of data.h: a manifest that cannot be read is not "no dependencies".
Result<bool> NamesDependencies(const ManifestKind& kind, std::string_view content);

}  // namespace headwater
