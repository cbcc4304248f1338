// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/sbom/sbom_documents.h"

#include <algorithm>
#include <string>
#include <vector>

namespace headwater::sbom {
namespace {

using Is = SbomSniff::Is;
using Kind = DataNode::Kind;

// https://cyclonedx.org/docs/1.6/xml/: the version stands in the namespace.
constexpr std::string_view kCycloneDxNamespace = "http://cyclonedx.org/schema/bom/";
constexpr std::string_view kSpdxTerms = "http://spdx.org/rdf/terms#";
// https://spdx.github.io/spdx-spec/v3.0.1/serializations/
constexpr std::string_view kSpdx3Context = "spdx.org/rdf/3.";
constexpr std::string_view kReuseTool = "Tool: reuse";
constexpr std::string_view kVersionTag = "SPDXVersion:";

SbomSniff Named(Is is, std::string kind) { return {is, std::move(kind), {}}; }

SbomSniff Filled(bool has_components, std::string kind) {
  return Named(has_components ? Is::kSbom : Is::kEmptySbom, std::move(kind));
}

std::string_view ScalarOf(const DataNode& map, std::string_view key) {
  const DataNode* node = map.Find(key);
  return node == nullptr ? std::string_view() : std::string_view(node->scalar);
}

bool HasItems(const DataNode& map, std::string_view key) {
  const DataNode* node = map.Find(key);
  return node != nullptr && node->kind == Kind::kList && !node->items.empty();
}

bool AnyText(const DataNode* node, std::string_view part) {
  if (node == nullptr) return false;
  if (node->scalar.find(part) != std::string::npos) return true;
  return std::any_of(node->items.begin(), node->items.end(), [part](const DataNode& item) {
    return item.scalar.find(part) != std::string::npos;
  });
}

// Only 1.x has been released.
SbomSniff CycloneDx(std::string_view version, std::string_view form, bool has_components) {
  std::string kind = "CycloneDX " + std::string(version);
  if (!version.starts_with("1.")) return Named(Is::kOtherKind, kind + " (draft)");
  return Filled(has_components, kind + " " + std::string(form));
}

// What `reuse spdx` writes lists the project's own files and no component.
SbomSniff Spdx2(std::string_view version, bool has_packages, bool by_reuse) {
  if (!has_packages && by_reuse) return Named(Is::kOtherKind, "REUSE " + std::string(version));
  return Filled(has_packages, std::string(version));
}

SbomSniff Spdx3(const DataNode& root) {
  const DataNode* graph = root.Find("@graph");
  const bool has_package = std::any_of(
      graph->items.begin(), graph->items.end(),
      [](const DataNode& item) { return ScalarOf(item, "type") == "software_Package"; });
  return Filled(has_package, "SPDX 3 JSON-LD");
}

bool IsGitLabReport(const DataNode& root) {
  return root.Find("dependency_files") != nullptr ||
         ScalarOf(root, "$schema").find("dependency-scanning-report") != std::string_view::npos ||
         ScalarOf(root, "schema").find("dependency-scanning-report") != std::string_view::npos;
}

std::string_view Value(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
  return text.substr(0, text.find_last_not_of(" \t") + 1);
}

// The tree may be deep, though no deeper than the reader's limit: no recursion all the same.
bool HasSpdxPackage(const XmlNode& root) {
  std::vector<const XmlNode*> open = {&root};
  while (!open.empty()) {
    const XmlNode* node = open.back();
    open.pop_back();
    if (node->name == "Package" && node->name_space == kSpdxTerms) return true;
    for (const XmlNode& child : node->children) open.push_back(&child);
  }
  return false;
}

bool MentionsSpdxTerms(const XmlNode& root) {
  return std::any_of(root.children.begin(), root.children.end(),
                     [](const XmlNode& child) { return child.name_space == kSpdxTerms; });
}

}  // namespace

SbomSniff ClassifyTree(const DataNode& root) {
  if (root.kind != Kind::kMap) return {};
  if (ScalarOf(root, "bomFormat") == "CycloneDX" || ScalarOf(root, "specFormat") == "CycloneDX") {
    return CycloneDx(ScalarOf(root, "specVersion"), "JSON", HasItems(root, "components"));
  }
  if (const auto version = ScalarOf(root, "spdxVersion"); version.starts_with("SPDX-2.")) {
    const DataNode* created = root.Find("creationInfo");
    const bool by_reuse = created != nullptr && AnyText(created->Find("creators"), kReuseTool);
    return Spdx2(version, HasItems(root, "packages"), by_reuse);
  }
  const DataNode* graph = root.Find("@graph");
  if (graph != nullptr && AnyText(root.Find("@context"), kSpdx3Context)) return Spdx3(root);
  if (IsGitLabReport(root)) return Named(Is::kOtherKind, "GitLab dependency scanning report");
  return {};
}

SbomSniff ClassifyXml(const XmlNode& root) {
  if (root.name == "bom" && root.name_space.starts_with(kCycloneDxNamespace)) {
    const XmlNode* components = root.Child("components");
    return CycloneDx(root.name_space.substr(kCycloneDxNamespace.size()), "XML",
                     components != nullptr && !components->children.empty());
  }
  if (root.name == "RDF" && MentionsSpdxTerms(root)) {
    return Filled(HasSpdxPackage(root), "SPDX 2 RDF");
  }
  if (root.name == "Document" && root.Child("spdxVersion") != nullptr) {
    return Filled(root.Child("packages") != nullptr, "SPDX 2 XML");
  }
  return {};
}

SbomSniff ClassifyTagValue(std::string_view text) {
  std::string_view version;
  bool has_packages = false;
  bool by_reuse = false;
  bool in_text = false;  // <text> ... </text> may span lines.
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (!in_text && line.starts_with(kVersionTag)) version = Value(line.substr(kVersionTag.size()));
    if (!in_text && line.starts_with("PackageName:")) has_packages = true;
    if (!in_text && line.starts_with("Creator:")) {
      by_reuse = by_reuse || line.find(kReuseTool) != std::string_view::npos;
    }
    if (line.find("<text>") != std::string_view::npos) in_text = true;
    if (line.find("</text>") != std::string_view::npos) in_text = false;
  }
  if (!version.starts_with("SPDX-2.")) return {};
  return Spdx2(version, has_packages, by_reuse);
}

}  // namespace headwater::sbom
