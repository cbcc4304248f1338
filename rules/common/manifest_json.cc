// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "headwater/data.h"
#include "rules/common/manifest_readers.h"
#include "rules/common/manifest_steps.h"

namespace headwater {
namespace {

using Kind = DataNode::Kind;

Result<DataNode> ReadObject(std::string_view content) {
  DataNode root = TRY(ParseJson(content, kJsonLimits));
  TRY(RequireMap(root));
  return root;
}

bool IsLocalNpmVersion(std::string_view version) {
  return BeginsWithAny(version, {"file:", "link:", "workspace:", "portal:"}) ||
         IsLocalPath(version);
}

}  // namespace

Result<bool> ReadPackageJson(std::string_view content) {
  const DataNode root = TRY(ReadObject(content));
  const auto counts = [](std::string_view, const DataNode& version) {
    return !IsLocalNpmVersion(version.scalar);
  };
  for (const std::string_view key :
       {"dependencies", "devDependencies", "optionalDependencies", "peerDependencies"}) {
    if (TRY(AnyMemberOf(root, key, counts))) return true;
  }
  return false;
}

Result<bool> ReadPackageLock(std::string_view content) {
  const DataNode root = TRY(ReadObject(content));
  if (root.Find("packages") == nullptr) {  // Version 1.
    return AnyMemberOf(root, "dependencies", [](std::string_view, const DataNode& package) {
      const DataNode* version = package.Find("version");
      return version == nullptr || !IsLocalNpmVersion(version->scalar);
    });
  }
  return AnyMemberOf(root, "packages", [](std::string_view path, const DataNode& package) {
    const bool installed = path.find("node_modules/") != std::string_view::npos;
    return installed && !HasAnyMember(package, {"link"});
  });
}

Result<bool> ReadComposerJson(std::string_view content) {
  const DataNode root = TRY(ReadObject(content));
  // Without a vendor it is the platform: php, ext-json, composer-plugin-api.
  const auto counts = [](std::string_view name, const DataNode&) {
    return name.find('/') != std::string_view::npos;
  };
  for (const std::string_view key : {"require", "require-dev"}) {
    const DataNode* map = root.Find(key);
    // PHP writes an empty map as an empty list.
    if (map != nullptr && map->kind == Kind::kList && map->items.empty()) continue;
    if (TRY(AnyMemberOf(root, key, counts))) return true;
  }
  return false;
}

Result<bool> ReadComposerLock(std::string_view content) {
  const DataNode root = TRY(ReadObject(content));
  const auto counts = [](const DataNode& package) {
    const DataNode* dist = package.Find("dist");
    return dist == nullptr || !MemberIs(*dist, "type", "path");
  };
  if (TRY(AnyItemOf(root, "packages", counts))) return true;
  return AnyItemOf(root, "packages-dev", counts);
}

Result<bool> ReadPipfileLock(std::string_view content) {
  const DataNode root = TRY(ReadObject(content));
  for (const auto& [category, packages] : root.members) {
    if (category.scalar == "_meta") continue;
    const bool found = TRY(AnyMember(packages, [](std::string_view, const DataNode& package) {
      return !HasAnyMember(package, {"path"});
    }));
    if (found) return true;
  }
  return false;
}

Result<bool> ReadNugetLock(std::string_view content) {
  const DataNode root = TRY(ReadObject(content));
  const DataNode* frameworks = TRY(MapOrEmpty(root, "dependencies"));
  for (const auto& [framework, packages] : frameworks->members) {
    const bool found = TRY(AnyMember(packages, [](std::string_view, const DataNode& package) {
      return !MemberIs(package, "type", "Project");
    }));
    if (found) return true;
  }
  return false;
}

Result<bool> ReadVcpkgJson(std::string_view content) {
  const DataNode root = TRY(ReadObject(content));
  const DataNode* own = root.Find("name");
  // A port may name itself, to switch on its own features.
  const auto is_other = [&](const DataNode& dependency) {
    const DataNode* name = dependency.kind == Kind::kMap ? dependency.Find("name") : &dependency;
    return name != nullptr && (own == nullptr || name->scalar != own->scalar);
  };
  if (TRY(AnyItemOf(root, "dependencies", is_other))) return true;
  const DataNode* features = root.Find("features");
  if (features == nullptr || features->kind != Kind::kMap) return false;
  for (const auto& [name, feature] : features->members) {
    if (TRY(AnyItemOf(feature, "dependencies", is_other))) return true;
  }
  return false;
}

Result<bool> ReadConanLock(std::string_view content) {
  const DataNode root = TRY(ReadObject(content));
  for (const std::string_view key : {"requires", "build_requires", "python_requires"}) {
    if (TRY(AnyItemOf(root, key, [](const DataNode&) { return true; }))) return true;
  }
  // Version 1: a graph, in which the node with a path is the project itself.
  const DataNode* graph = TRY(MapOrEmpty(root, "graph_lock"));
  return AnyMemberOf(*graph, "nodes", [](std::string_view, const DataNode& node) {
    return HasAnyMember(node, {"ref"}) && !HasAnyMember(node, {"path"});
  });
}

Result<bool> ReadPackageResolved(std::string_view content) {
  const DataNode root = TRY(ReadObject(content));
  const DataNode* old = TRY(OptionalMember(root, "object", Kind::kMap));  // Version 1.
  return AnyItemOf(old != nullptr ? *old : root, "pins", [](const DataNode& pin) {
    return !MemberIs(pin, "kind", "localSourceControl") && !MemberIs(pin, "kind", "fileSystem");
  });
}

}  // namespace headwater
