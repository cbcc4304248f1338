// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "headwater/result.h"

/// \file
/// The licence that a package's metadata names.

namespace headwater {

struct PackageLicense {
  std::string text;   ///< As written: often no SPDX expression (`Apache 2`, `MIT/Apache-2.0`).
  uint32_t line = 0;  ///< 0 where the reader gives no place.
};

/// Whether a file of this name may name its package's licence: package.json, composer.json,
/// Cargo.toml, pyproject.toml, setup.cfg, pom.xml, *.gemspec, *.csproj, *.fsproj, *.vbproj,
/// Directory.Build.props, vcpkg.json.
bool MayNamePackageLicense(std::string_view path);

/// What the file names, in its order; empty when nothing. Left out: what is no name of a licence
/// (`UNLICENSED`, `SEE LICENSE IN x`, `proprietary`, `{file = "LICENSE"}`, a property of the build)
/// and Python's classifiers, which leave versions open. Errors as the readers of data.h.
Result<std::vector<PackageLicense>> ReadPackageLicenses(std::string_view path,
                                                        std::string_view content);

}  // namespace headwater
