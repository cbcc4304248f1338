// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/license/covered.h"

#include <algorithm>
#include <array>

namespace headwater::license {
namespace {

// The id that git gives to zero bytes.
constexpr std::string_view kEmptyBlob = "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391";

constexpr std::array<std::string_view, 3> kLicenseNames = {"LICENSE", "LICENCE", "COPYING"};

constexpr std::array<std::string_view, 6> kSpdxEndings = {".spdx",     ".spdx.rdf", ".spdx.json",
                                                          ".spdx.xml", ".spdx.yml", ".spdx.yaml"};

bool IsLicenseFile(std::string_view name) {
  return std::any_of(kLicenseNames.begin(), kLicenseNames.end(), [&](std::string_view license) {
    if (!name.starts_with(license)) return false;
    return name.size() == license.size() || name[license.size()] == '-' ||
           name[license.size()] == '.';
  });
}

bool IsSpdxDocument(std::string_view name) {
  return std::any_of(kSpdxEndings.begin(), kSpdxEndings.end(),
                     [&](std::string_view ending) { return name.ends_with(ending); });
}

std::optional<Exclusion> ByPath(std::string_view path) {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  if (path.starts_with("LICENSES/")) return Exclusion::kLicensesFolder;
  if (path.starts_with(".reuse/")) return Exclusion::kReuseFolder;
  if (name == "REUSE.toml") return Exclusion::kReuseToml;
  if (name.ends_with(".license")) return Exclusion::kSideCar;
  if (IsLicenseFile(name)) return Exclusion::kLicenseFile;
  if (IsSpdxDocument(name)) return Exclusion::kSpdxDocument;
  return std::nullopt;
}

}  // namespace

std::optional<Exclusion> WhyNotCovered(const FileEntry& file) {
  if (file.mode == FileMode::kSymlink) return Exclusion::kSymlink;
  if (file.mode == FileMode::kSubmodule) return Exclusion::kSubmodule;
  // The path first: a view without ids cannot tell what is empty, and has to give the same reason.
  if (const auto by_path = ByPath(file.path.bytes())) return by_path;
  static const std::optional<BlobId> kEmptyBlobId = BlobId::FromHex(kEmptyBlob);
  if (file.blob == kEmptyBlobId) return Exclusion::kEmptyFile;
  return std::nullopt;
}

}  // namespace headwater::license
