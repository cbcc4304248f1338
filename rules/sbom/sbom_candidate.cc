// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <array>
#include <string>

#include "rules/sbom/document.h"

namespace headwater::sbom {
namespace {

constexpr std::array<std::string_view, 8> kEndings = {".json", ".xml", ".yaml",   ".yml",
                                                      ".rdf",  ".tag", ".jsonld", ".spdx"};

// A stream of one or more documents: behind what its name without it says.
constexpr std::string_view kCompressed = ".gz";

constexpr size_t kLongestEnding = std::string_view(".jsonld.gz").size();

// `bom` is part of `sbom`.
constexpr std::array<std::string_view, 4> kNameParts = {"bom", "spdx", "cdx", "cyclonedx"};

// Where sbom-tool, Java archives and Debian-like layouts keep them.
constexpr std::array<std::string_view, 4> kFolders = {"sbom/", ".sbom/", "_manifest/",
                                                      "meta-inf/sbom/"};

std::string ToLower(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return lower;
}

bool IsInFolder(std::string_view path, std::string_view folder) {
  return path.starts_with(folder) || path.find("/" + std::string(folder)) != std::string_view::npos;
}

std::string_view WithoutCompressed(std::string_view name) {
  if (name.ends_with(kCompressed)) name.remove_suffix(kCompressed.size());
  return name;
}

bool HasEnding(std::string_view path) {
  const std::string lower =
      ToLower(path.substr(path.size() - std::min(path.size(), kLongestEnding)));
  const std::string_view end = WithoutCompressed(lower);
  return std::any_of(kEndings.begin(), kEndings.end(),
                     [end](std::string_view ending) { return end.ends_with(ending); });
}

}  // namespace

bool IsSbomCandidate(std::string_view path) {
  // Licence texts in SPDX form.
  if (path.starts_with("LICENSES/") || !HasEnding(path)) return false;
  const std::string lower = ToLower(path);
  const std::string_view name =
      WithoutCompressed(std::string_view(lower).substr(lower.rfind('/') + 1));
  const bool has_name = std::any_of(
      kNameParts.begin(), kNameParts.end(),
      [name](std::string_view part) { return name.find(part) != std::string_view::npos; });
  return has_name || std::any_of(kFolders.begin(), kFolders.end(),
                                 [&](auto folder) { return IsInFolder(lower, folder); });
}

}  // namespace headwater::sbom
