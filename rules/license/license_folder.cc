// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/license/license_folder.h"

#include <algorithm>
#include <utility>

#include "headwater/spdx_licenses.h"
#include "rules/common/spdx_license.h"
#include "rules/license/licensing.h"

namespace headwater::license {
namespace {

constexpr std::string_view kTextsFolder = "LICENSES/";
constexpr std::string_view kLicenseRef = "LicenseRef-";
constexpr std::string_view kSideCarEnding = ".license";

/// The identifier of the list, or a LicenseRef as it is written.
std::optional<std::string> AsId(std::string_view name) {
  if (const SpdxLicense* license = FindSpdxLicense(name)) return std::string(license->id);
  if (const SpdxLicense* exception = FindSpdxException(name)) return std::string(exception->id);
  if (name.starts_with(kLicenseRef) && name.size() > kLicenseRef.size()) return std::string(name);
  return std::nullopt;
}

std::string_view WithoutPlus(std::string_view id) {
  if (id.ends_with('+')) id.remove_suffix(1);
  return id;
}

void AddNeeds(const std::vector<LicenseStatement>& statements, UsedLicenses& used) {
  for (const LicenseStatement& statement : statements) {
    if (!statement.expression) continue;
    for (const std::string& id : TextsNeeded(*statement.expression)) {
      used.ids.insert(FoldSpdxCase(id));
    }
  }
}

}  // namespace

std::optional<std::string> IdOfText(std::string_view path) {
  if (!path.starts_with(kTextsFolder)) return std::nullopt;
  const std::string_view name = path.substr(path.rfind('/') + 1);
  const size_t dot = name.rfind('.');
  const std::string_view stem = name.substr(0, dot);
  // `Apache-2.0` has a dot and no extension: the list knows which it is.
  if (FindSpdxLicense(name) != nullptr || FindSpdxException(name) != nullptr) return AsId(name);
  return AsId(stem);
}

LicenseFolder::LicenseFolder(std::span<const FileEntry> files) {
  const auto* entry = std::lower_bound(
      files.data(), files.data() + files.size(), kTextsFolder,
      [](const FileEntry& file, std::string_view folder) { return file.path.bytes() < folder; });
  for (; entry != files.data() + files.size(); ++entry) {
    const std::string& path = entry->path.bytes();
    if (!path.starts_with(kTextsFolder)) break;
    if (const auto id = IdOfText(path)) {
      texts_.emplace(FoldSpdxCase(*id), entry);
    } else if (!path.ends_with(kSideCarEnding)) {
      others_.push_back(entry);
    }
  }
}

bool LicenseFolder::Has(std::string_view id) const {
  const std::string folded = FoldSpdxCase(id);
  return texts_.contains(folded) || texts_.contains(folded + "+") ||
         texts_.contains(std::string(WithoutPlus(folded)));
}

std::vector<std::string> TextsNeeded(const SpdxExpression& expression) {
  std::vector<std::string> ids = NamedLicenses(expression);
  std::erase_if(ids, [](const std::string& id) { return !AsId(id); });
  return ids;
}

bool UsedLicenses::Needs(std::string_view id) const {
  return ids.contains(FoldSpdxCase(id)) || ids.contains(FoldSpdxCase(WithoutPlus(id)));
}

Result<UsedLicenses> FindUsedLicenses(GitView& view) {
  UsedLicenses used;
  Licensing& licensing = view.Shared<Licensing>();
  for (const FileEntry& file : view.Files()) {
    const auto found = TRY(licensing.Of(file));
    if (found->excluded) continue;
    AddNeeds(found->licenses, used);
    for (const Snippet& snippet : found->snippets) AddNeeds(snippet.licenses, used);
    if (found->unchecked) used.unchecked.push_back({.path = file.path, .why = *found->unchecked});
  }
  return used;
}

}  // namespace headwater::license
