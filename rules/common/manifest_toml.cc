// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <set>
#include <string>

#include "headwater/data.h"
#include "rules/common/manifest_readers.h"
#include "rules/common/manifest_steps.h"

namespace headwater {
namespace {

using Kind = DataNode::Kind;
using Names = std::set<std::string, std::less<>>;

/// The project's name at the start of a requirement, as PEP 503 normalises it: lower case, and one
/// `-` for every run of `-`, `_` and `.`.
std::string RequirementName(std::string_view requirement) {
  std::string name;
  for (const char c : requirement.substr(0, requirement.find_first_of(" \t<>=!~;[@("))) {
    const bool separates = c == '-' || c == '_' || c == '.';
    if (separates && name.ends_with('-')) continue;
    name += separates ? '-' : c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return name;
}

bool IsThirdPartyRequirement(const DataNode& item, const Names& local) {
  if (item.kind != Kind::kString) return false;  // {include-group = "x"}
  if (item.scalar.find("@ file:") != std::string::npos || IsLocalPath(item.scalar)) return false;
  const std::string name = RequirementName(Trim(item.scalar));
  return !name.empty() && local.find(name) == local.end();
}

/// The names that [tool.uv.sources] takes from the workspace or a path.
Result<Names> LocalSources(const DataNode& uv) {
  Names names;
  const DataNode* sources = TRY(MapOrEmpty(uv, "sources"));
  for (const auto& [name, source] : sources->members) {
    if (HasAnyMember(source, {"workspace", "path"})) names.insert(RequirementName(name.scalar));
  }
  return names;
}

/// Requirements in a list under `key`, or in lists in a map under `key`.
Result<bool> AnyRequirement(const DataNode& node, std::string_view key, const Names& local) {
  const auto counts = [&](const DataNode& item) { return IsThirdPartyRequirement(item, local); };
  const DataNode* member = node.Find(key);
  if (member == nullptr || member->kind != Kind::kMap) return AnyItemOf(node, key, counts);
  for (const auto& [group, list] : member->members) {
    if (std::any_of(list.items.begin(), list.items.end(), counts)) return true;
  }
  return false;
}

/// A dependency as Poetry, pipenv and Cargo write it: a version, a table, or a list of tables.
bool IsThirdPartyEntry(const DataNode& entry) {
  if (entry.kind == Kind::kList) {
    return std::any_of(entry.items.begin(), entry.items.end(), IsThirdPartyEntry);
  }
  return !HasAnyMember(entry, {"path", "workspace"});
}

bool IsThirdPartyPoetry(std::string_view name, const DataNode& entry) {
  return name != "python" && IsThirdPartyEntry(entry);
}

Result<bool> AnyPoetryDependency(const DataNode& poetry) {
  if (TRY(AnyMemberOf(poetry, "dependencies", IsThirdPartyPoetry))) return true;
  if (TRY(AnyMemberOf(poetry, "dev-dependencies", IsThirdPartyPoetry))) return true;
  const DataNode* groups = TRY(MapOrEmpty(poetry, "group"));
  for (const auto& [name, group] : groups->members) {
    if (TRY(AnyMemberOf(group, "dependencies", IsThirdPartyPoetry))) return true;
  }
  return false;
}

/// [project] and [dependency-groups]: the standards, PEP 621 and PEP 735.
Result<bool> AnyStandardRequirement(const DataNode& root, const Names& local) {
  if (TRY(AnyRequirement(root, "dependency-groups", local))) return true;
  const DataNode* project = TRY(MapOrEmpty(root, "project"));
  if (TRY(AnyRequirement(*project, "dependencies", local))) return true;
  return AnyRequirement(*project, "optional-dependencies", local);
}

/// What uv, PDM and Poetry keep in tables of their own.
Result<bool> AnyToolRequirement(const DataNode& tool, const Names& local) {
  for (const std::string_view name : {"uv", "pdm"}) {
    const DataNode* table = TRY(MapOrEmpty(tool, name));
    if (TRY(AnyRequirement(*table, "dev-dependencies", local))) return true;
  }
  const DataNode* poetry = TRY(MapOrEmpty(tool, "poetry"));
  return AnyPoetryDependency(*poetry);
}

Result<bool> AnyCargoDependency(const DataNode& node) {
  const auto counts = [](std::string_view, const DataNode& entry) {
    return IsThirdPartyEntry(entry);
  };
  for (const std::string_view key : {"dependencies", "dev-dependencies", "build-dependencies",
                                     "dev_dependencies", "build_dependencies"}) {
    if (TRY(AnyMemberOf(node, key, counts))) return true;
  }
  return false;
}

/// A package of poetry.lock, uv.lock, pdm.lock or pylock.toml that is not from this disk.
bool IsThirdPartyPackage(const DataNode& package) {
  if (HasAnyMember(package, {"path", "directory"})) return false;
  const DataNode* source = package.Find("source");
  if (source == nullptr) return true;
  return !HasAnyMember(*source, {"editable", "virtual", "directory", "path", "workspace"}) &&
         !MemberIs(*source, "type", "directory") && !MemberIs(*source, "type", "file");
}

}  // namespace

Result<bool> ReadPyproject(std::string_view content) {
  const DataNode root = TRY(ParseToml(content, kTomlLimits));
  const DataNode* tool = TRY(MapOrEmpty(root, "tool"));
  const DataNode* uv = TRY(MapOrEmpty(*tool, "uv"));
  const Names local = TRY(LocalSources(*uv));
  if (TRY(AnyStandardRequirement(root, local))) return true;
  return AnyToolRequirement(*tool, local);
}

Result<bool> ReadPipfile(std::string_view content) {
  const DataNode root = TRY(ParseToml(content, kTomlLimits));
  for (const auto& [category, packages] : root.members) {
    const std::string_view name = category.scalar;
    if (name == "source" || name == "requires" || name == "scripts" || name == "pipenv") continue;
    const bool found = TRY(AnyMember(packages, [](std::string_view, const DataNode& entry) {
      return IsThirdPartyEntry(entry);
    }));
    if (found) return true;
  }
  return false;
}

Result<bool> ReadPythonLock(std::string_view content) {
  const DataNode root = TRY(ParseToml(content, kTomlLimits));
  if (TRY(AnyItemOf(root, "package", IsThirdPartyPackage))) return true;
  return AnyItemOf(root, "packages", IsThirdPartyPackage);
}

Result<bool> ReadCargoToml(std::string_view content) {
  const DataNode root = TRY(ParseToml(content, kTomlLimits));
  if (TRY(AnyCargoDependency(root))) return true;
  const DataNode* workspace = TRY(MapOrEmpty(root, "workspace"));
  if (TRY(AnyCargoDependency(*workspace))) return true;
  const DataNode* targets = TRY(MapOrEmpty(root, "target"));
  for (const auto& [name, target] : targets->members) {
    if (TRY(AnyCargoDependency(target))) return true;
  }
  return false;
}

Result<bool> ReadCargoLock(std::string_view content) {
  const DataNode root = TRY(ParseToml(content, kTomlLimits));
  // Members of the workspace and path dependencies have no source.
  return AnyItemOf(root, "package",
                   [](const DataNode& package) { return HasAnyMember(package, {"source"}); });
}

}  // namespace headwater
