// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "headwater/data.h"
#include "rules/common/manifest_readers.h"
#include "rules/common/manifest_steps.h"
#include "rules/common/text.h"

namespace headwater {
namespace {

using Kind = DataNode::Kind;

Status RequireRoot(const XmlNode& root, std::string_view name) {
  if (root.name == name) return Ok{};
  return InvalidAt({root.line, 1}, "the root element must be <" + std::string(name) + ">");
}

std::string_view TextOf(const XmlNode& node, std::string_view child) {
  const XmlNode* found = node.Child(child);
  return found == nullptr ? std::string_view{} : std::string_view(found->text);
}

/// Maven's way to name another module of the same build.
bool IsSiblingModule(const XmlNode& dependency) {
  constexpr std::array<std::string_view, 3> kGroups = {"${project.groupId}", "${pom.groupId}",
                                                       "${groupId}"};
  constexpr std::array<std::string_view, 4> kVersions = {"", "${project.version}", "${pom.version}",
                                                         "${version}"};
  const std::string_view group = Trim(TextOf(dependency, "groupId"));
  const std::string_view version = Trim(TextOf(dependency, "version"));
  return std::find(kGroups.begin(), kGroups.end(), group) != kGroups.end() &&
         std::find(kVersions.begin(), kVersions.end(), version) != kVersions.end();
}

/// Dependencies of a project or of one of its profiles.
bool AnyPomDependency(const XmlNode& owner) {
  const XmlNode* dependencies = owner.Child("dependencies");
  if (dependencies == nullptr) return false;
  return std::any_of(
      dependencies->children.begin(), dependencies->children.end(),
      [](const XmlNode& child) { return child.name == "dependency" && !IsSiblingModule(child); });
}

bool HasAttribute(const XmlNode& node, std::string_view name) {
  return std::any_of(node.attributes.begin(), node.attributes.end(),
                     [&](const auto& attribute) { return attribute.first == name; });
}

bool NamesPackage(const XmlNode& node) {
  const bool is_package = node.name == "PackageReference" || node.name == "PackageVersion" ||
                          node.name == "GlobalPackageReference";
  return is_package && HasAttribute(node, "Include");
}

/// In pubspec.yaml a dependency is a version, or a map that says where it comes from.
bool IsThirdPartyPub(std::string_view, const DataNode& entry) {
  return !HasAnyMember(entry, {"path", "sdk"});
}

bool IsThirdPartyPnpm(std::string_view key, const DataNode& package) {
  if (BeginsWithAny(key, {"file:", "link:"}) || key.find("@file:") != std::string_view::npos) {
    return false;
  }
  const DataNode* resolution = package.Find("resolution");
  return resolution == nullptr || !HasAnyMember(*resolution, {"directory"});
}

}  // namespace

Result<bool> ReadPom(std::string_view content) {
  const XmlNode root = TRY(ParseXml(content, kXmlLimits));
  TRY(RequireRoot(root, "project"));
  if (AnyPomDependency(root)) return true;
  const XmlNode* profiles = root.Child("profiles");
  return profiles != nullptr &&
         std::any_of(profiles->children.begin(), profiles->children.end(), AnyPomDependency);
}

Result<bool> ReadMsbuildProject(std::string_view content) {
  const XmlNode root = TRY(ParseXml(content, kXmlLimits));
  TRY(RequireRoot(root, "Project"));
  std::vector<const XmlNode*> open = {&root};  // Conditions may nest item groups.
  while (!open.empty()) {
    const XmlNode& node = *open.back();
    open.pop_back();
    if (NamesPackage(node)) return true;
    for (const XmlNode& child : node.children) open.push_back(&child);
  }
  return false;
}

Result<bool> ReadPackagesConfig(std::string_view content) {
  const XmlNode root = TRY(ParseXml(content, kXmlLimits));
  TRY(RequireRoot(root, "packages"));
  return root.Child("package") != nullptr;
}

Result<bool> ReadPubspec(std::string_view content) {
  const DataNode root = TRY(ParseYaml(content, kYamlLimits));
  TRY(RequireMap(root));
  if (TRY(AnyMemberOf(root, "dependencies", IsThirdPartyPub))) return true;
  return AnyMemberOf(root, "dev_dependencies", IsThirdPartyPub);
}

Result<bool> ReadPubspecLock(std::string_view content) {
  const DataNode root = TRY(ParseYaml(content, kYamlLimits));
  TRY(RequireMap(root));
  return AnyMemberOf(root, "packages", [](std::string_view, const DataNode& package) {
    return !MemberIs(package, "source", "path") && !MemberIs(package, "source", "sdk");
  });
}

Result<bool> ReadPnpmLock(std::string_view content) {
  const DataNode root = TRY(ParseYaml(content, kYamlLimits));
  TRY(RequireMap(root));
  return AnyMemberOf(root, "packages", IsThirdPartyPnpm);
}

}  // namespace headwater
