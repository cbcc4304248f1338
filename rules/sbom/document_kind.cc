// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "rules/sbom/document.h"

namespace headwater::sbom {
namespace {

using Is = SbomDocument::Is;

// https://cyclonedx.org/docs/1.6/xml/: the version stands in the namespace.
constexpr std::string_view kCycloneDxNamespace = "http://cyclonedx.org/schema/bom/";
constexpr std::string_view kRdfNamespace = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
constexpr std::string_view kSpdxTerms = "{http://spdx.org/rdf/terms#}";
// https://spdx.github.io/spdx-spec/v3.0.1/serializations/
constexpr std::string_view kSpdxContext = "spdx.org/rdf/";
constexpr std::string_view kSpdx3 = "spdx.org/rdf/3.";
constexpr std::string_view kSpdx2 = "SPDX-2.";
constexpr std::string_view kReuseTool = "Tool: reuse";

// The published versions that are read (JSON from 1.2 on), and those before them.
constexpr std::array<std::string_view, 6> kCycloneDxVersions = {"1.2", "1.3", "1.4",
                                                                "1.5", "1.6", "1.7"};
constexpr std::array<std::string_view, 2> kOldCycloneDx = {"1.0", "1.1"};
constexpr std::array<std::string_view, 2> kSpdx2Versions = {"2.2", "2.3"};
constexpr std::array<std::string_view, 2> kOldSpdx2 = {"2.0", "2.1"};
constexpr std::string_view kSpdx3Version = "3.0.1";

template <size_t kSize>
bool Contains(const std::array<std::string_view, kSize>& list, std::string_view text) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

/// Looks at the members of one map.
class Members {
 public:
  Members(const Tree& tree, NodeIndex map) : tree_(tree), map_(map) {}

  NodeIndex Find(std::string_view name) const { return tree_.Find(map_, name); }
  std::string_view Text(std::string_view name) const {
    const NodeIndex found = Find(name);
    return found == kNoNode ? std::string_view() : tree_.TextOf(found);
  }
  bool HasItems(std::string_view name) const {
    const NodeIndex found = Find(name);
    return found != kNoNode && IsContainer(found) && tree_.node(found).size > 0;
  }
  /// A member, or an item of the list that it is, whose text has `part`; the whole text.
  std::string_view AnyText(NodeIndex node, std::string_view part) const {
    if (node == kNoNode) return {};
    if (tree_.TextOf(node).find(part) != std::string_view::npos) return tree_.TextOf(node);
    if (tree_.node(node).kind != NodeKind::kList) return {};
    for (NodeIndex item = tree_.FirstChild(node); item < tree_.End(node); item = tree_.Next(item)) {
      if (tree_.TextOf(item).find(part) != std::string_view::npos) return tree_.TextOf(item);
    }
    return {};
  }

 private:
  bool IsContainer(NodeIndex node) const {
    const NodeKind kind = tree_.node(node).kind;
    return kind == NodeKind::kList || kind == NodeKind::kElement;
  }

  const Tree& tree_;
  NodeIndex map_;
};

SbomDocument Sbom(SbomFormat format, std::string_view version, std::string kind) {
  SbomDocument document;
  document.is = Is::kSbom;
  document.format = format;
  document.version = version;
  document.kind = std::move(kind);
  return document;
}

SbomDocument NotRead(SbomDocument document, std::string_view hint) {
  document.is = Is::kUnread;
  document.hint = hint;
  return document;
}

SbomDocument OtherKind(SbomDocument document, std::string_view hint) {
  document.is = Is::kOtherKind;
  document.hint = hint;
  return document;
}

SbomDocument CycloneDx(std::string_view version, std::string_view form, bool has_components) {
  std::string kind = "CycloneDX";
  if (!version.empty()) kind += " " + std::string(version);
  SbomDocument document = Sbom(SbomFormat::kCycloneDx, version, kind);
  // Only 1.x has been released.
  if (version.starts_with("2.")) {
    document.kind += " (draft)";
    return OtherKind(std::move(document), "draft");
  }
  if (!version.starts_with("1.")) return OtherKind(std::move(document), "version");
  document.kind += " " + std::string(form);
  document.has_components = has_components;
  if (Contains(kCycloneDxVersions, version)) return document;
  return NotRead(std::move(document), Contains(kOldCycloneDx, version) ? "old" : "newer");
}

SbomDocument Spdx2(const Tree& tree, NodeIndex root, std::string_view version) {
  const Members members(tree, root);
  SbomDocument document = Sbom(SbomFormat::kSpdx2, version.substr(std::string_view("SPDX-").size()),
                               std::string(version));
  document.has_components = members.HasItems("packages");
  const NodeIndex created = members.Find("creationInfo");
  const bool by_reuse = created != kNoNode && tree.node(created).kind == NodeKind::kMap &&
                        !members.AnyText(tree.Find(created, "creators"), kReuseTool).empty();
  // What `reuse spdx` writes lists the project's own files and no component.
  if (by_reuse && !document.has_components) {
    document.kind = "REUSE " + document.kind;
    return OtherKind(std::move(document), "reuse");
  }
  if (Contains(kSpdx2Versions, document.version)) return document;
  const bool is_old = Contains(kOldSpdx2, document.version);
  return NotRead(std::move(document), is_old ? "old" : "newer");
}

SbomDocument Spdx3(const Tree& tree, NodeIndex root, std::string_view context) {
  const size_t begin = context.find(kSpdxContext) + kSpdxContext.size();
  const std::string_view version = context.substr(begin, context.find('/', begin) - begin);
  SbomDocument document = Sbom(SbomFormat::kSpdx3, version, "SPDX 3 JSON-LD");
  document.serialisation = Serialisation::kJsonLd;
  const NameId type = tree.FindName("type");
  const NodeIndex graph = tree.Find(root, "@graph");
  if (graph != kNoNode && tree.node(graph).kind == NodeKind::kList) {
    for (NodeIndex item = tree.FirstChild(graph); item < tree.End(graph); item = tree.Next(item)) {
      const bool is_map = tree.node(item).kind == NodeKind::kMap;
      const NodeIndex found = is_map ? tree.Find(item, type) : kNoNode;
      if (found == kNoNode || tree.TextOf(found) != "software_Package") continue;
      document.has_components = true;
      break;
    }
  }
  return version == kSpdx3Version ? document : NotRead(std::move(document), "version");
}

SbomDocument Map(const Tree& tree, NodeIndex root, Serialisation serialisation) {
  const Members members(tree, root);
  if (members.Text("bomFormat") == "CycloneDX" || members.Text("specFormat") == "CycloneDX") {
    if (serialisation != Serialisation::kJson) return {};
    return CycloneDx(members.Text("specVersion"), "JSON", members.HasItems("components"));
  }
  if (const auto version = members.Text("spdxVersion"); version.starts_with(kSpdx2)) {
    return Spdx2(tree, root, version);
  }
  const std::string_view context = members.AnyText(members.Find("@context"), kSpdx3);
  if (!context.empty() && serialisation == Serialisation::kJson) return Spdx3(tree, root, context);
  constexpr std::string_view kReport = "dependency-scanning-report";
  if (members.Find("dependency_files") != kNoNode ||
      members.Text("$schema").find(kReport) != std::string_view::npos ||
      members.Text("schema").find(kReport) != std::string_view::npos) {
    return OtherKind(Sbom(SbomFormat::kNone, {}, "GitLab dependency scanning report"),
                     "gitlab-report");
  }
  return {};
}

bool MentionsSpdxTerms(const Tree& tree, NodeIndex root) {
  for (NodeIndex child = tree.FirstChild(root); child < tree.End(root); child = tree.Next(child)) {
    if (tree.NameOf(child).starts_with(kSpdxTerms)) return true;
  }
  return false;
}

SbomDocument Element(const Tree& tree, NodeIndex root) {
  const Members members(tree, root);
  const std::string_view name_space = tree.name_space();
  if (tree.NameOf(root) == "bom" && name_space.starts_with(kCycloneDxNamespace)) {
    return CycloneDx(name_space.substr(kCycloneDxNamespace.size()), "XML",
                     members.HasItems("components"));
  }
  if (tree.NameOf(root) == "RDF" && name_space == kRdfNamespace && MentionsSpdxTerms(tree, root)) {
    SbomDocument document = Sbom(SbomFormat::kSpdx2, {}, "SPDX 2 RDF");
    document.serialisation = Serialisation::kRdf;
    document.has_components = tree.FindName(std::string(kSpdxTerms) + "Package") != kNoName;
    return NotRead(std::move(document), "spdx-rdf");
  }
  if (tree.NameOf(root) == "Document" && members.Find("spdxVersion") != kNoNode) {
    SbomDocument document = Sbom(SbomFormat::kSpdx2, {}, "SPDX 2 XML");
    document.has_components = members.Find("packages") != kNoNode;
    return NotRead(std::move(document), "spdx-xml");
  }
  return {};
}

}  // namespace

std::string_view NameOf(Serialisation serialisation) {
  switch (serialisation) {
    case Serialisation::kJson:
      return "json";
    case Serialisation::kXml:
      return "xml";
    case Serialisation::kYaml:
      return "yaml";
    case Serialisation::kTagValue:
      return "tag-value";
    case Serialisation::kJsonLd:
      return "json-ld";
    case Serialisation::kRdf:
      return "rdf";
  }
  return {};
}

SbomDocument ClassifyTree(const Tree& tree, NodeIndex root, Serialisation serialisation) {
  SbomDocument document;
  document.serialisation = serialisation;
  const NodeKind kind = tree.node(root).kind;
  if (kind != NodeKind::kMap && kind != NodeKind::kElement) return document;
  document = kind == NodeKind::kMap ? Map(tree, root, serialisation) : Element(tree, root);
  // The forms that say of themselves what they are.
  const bool is_told = document.serialisation != Serialisation::kJson;
  if (!is_told) document.serialisation = serialisation;
  document.root = root;
  return document;
}

}  // namespace headwater::sbom
