// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "headwater/result.h"
#include "rules/sbom/bom.h"

/// \file
/// What a project calls itself, and whether a parts list speaks of it.

namespace headwater::sbom {

/// As a file of the project says it. What is absent, or filled in by a build only, is empty.
struct StatedIdentity {
  std::string file;
  std::string name;
  std::string version;
  std::string repository;  ///< publiccode.yml's url.
};

/// The version that a release's tag says: `v1.2.0`, `1.2`; empty for any other tag.
std::string_view VersionOfTag(std::string_view tag);

/// Whether a file of this name states an identity: package.json, composer.json, Cargo.toml,
/// pyproject.toml, pom.xml, go.mod, publiccode.yml.
bool StatesIdentity(std::string_view path);

/// What such a file states. Errors as the readers of data.h.
Result<StatedIdentity> ReadIdentity(std::string_view path, std::string_view content);

/// Names are written with and without group, in any case, joined by any sign: one holds the other.
bool SameName(std::string_view a, std::string_view b);
/// `v1.2` and `1.2` are the same.
bool SameVersion(std::string_view a, std::string_view b);
/// Addresses of one repository: whatever the scheme and the ending.
bool SameRepository(std::string_view a, std::string_view b);

}  // namespace headwater::sbom
