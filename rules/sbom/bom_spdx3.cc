// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "rules/sbom/bom_names.h"
#include "rules/sbom/bom_spdx3.h"

namespace headwater::sbom {
namespace {

using Key = Spdx3Key;

constexpr std::array<std::string_view, 3> kPackageTypes = {"software_Package", "ai_AIPackage",
                                                           "dataset_DatasetPackage"};
constexpr std::string_view kFileType = "software_File";
constexpr std::string_view kVulnerabilityPrefix = "security_";

struct Relationship {
  NodeIndex node = kNoNode;
  BomText type;
  BomText from;
  NodeIndex to = kNoNode;
  BomText scope;
  BomText completeness;
};

/// Packages are components; files are where
/// the document is about them or a dependency leads to them, and else say something about the
/// package that they are the distribution of.
class Spdx3Reader {
 public:
  Spdx3Reader(const SbomDocument& document, Bom& bom)
      : bom_(bom), view_(*document.tree, document.root), parts_(view_, bom) {}

  void Read();

 private:
  void Collect();
  void Element(NodeIndex element, std::string_view type);
  void CollectRelationship(NodeIndex element);
  void Document(NodeIndex element, std::string_view type);
  void CreationInfo(NodeIndex element);
  void AddWantedFiles();
  void Component(NodeIndex node, ComponentType type);
  void Relate(const Relationship& relationship);
  void Edges(const Relationship& relationship, const Relation& relation);
  ComponentIndex Resolve(const BomText& id) const;

  Bom& bom_;
  Spdx3View view_;
  Spdx3Parts parts_;
  std::vector<Relationship> relationships_;
  std::vector<NodeIndex> roots_;  // Values of rootElement and of `describes`.
  std::vector<NodeIndex> files_;
  std::vector<std::string_view> imported_;  // Ids of other documents' elements.
  TextIndex refs_{0};                       // Of components.
};

bool IsNone(std::string_view id) { return id.ends_with("NoneElement"); }

bool IsNoAssertion(std::string_view id) { return id.ends_with("NoAssertionElement"); }

BomEdge::Scope ScopeOf(std::string_view scope, BomEdge::Scope otherwise) {
  if (scope == "build") return BomEdge::Scope::kBuild;
  if (scope == "development" || scope == "design") return BomEdge::Scope::kDevelopment;
  if (scope == "test") return BomEdge::Scope::kTest;
  return scope == "runtime" ? BomEdge::Scope::kRuntime : otherwise;
}

void Spdx3Reader::Read() {
  Collect();
  AddWantedFiles();
  refs_ = IndexReferences(bom_.components);
  std::sort(imported_.begin(), imported_.end());
  for (const NodeIndex root : roots_) {
    const ComponentIndex component = Resolve(view_.Text(root));
    if (component < bom_.components.size()) bom_.primary.push_back(component);
  }
  for (const Relationship& relationship : relationships_) Relate(relationship);
}

void Spdx3Reader::Collect() {
  for (const NodeIndex element : view_.elements()) {
    Element(element, view_.MemberOf(element, Key::kType).text);
  }
}

void Spdx3Reader::Element(NodeIndex element, std::string_view type) {
  if (std::find(kPackageTypes.begin(), kPackageTypes.end(), type) != kPackageTypes.end()) {
    Component(element, ComponentType::kUnknown);
  } else if (type == kFileType) {
    files_.push_back(element);
  } else if (type == "Relationship" || type == "LifecycleScopedRelationship") {
    CollectRelationship(element);
  } else if (type == "SpdxDocument" || type == "software_Sbom" || type == "Bom") {
    Document(element, type);
  } else if (type.starts_with(kVulnerabilityPrefix)) {
    bom_.vulnerabilities.push_back(element);
  }
}

void Spdx3Reader::CollectRelationship(NodeIndex element) {
  Relationship relationship;
  relationship.node = element;
  for (const NodeIndex member : view_.Children(element)) {
    const Key key = view_.KeyOf(member);
    if (key == Key::kRelationshipType) relationship.type = view_.Text(member);
    if (key == Key::kFrom) relationship.from = view_.Text(member);
    if (key == Key::kTo) relationship.to = member;
    if (key == Key::kScope) relationship.scope = view_.Text(member);
    if (key == Key::kCompleteness) relationship.completeness = view_.Text(member);
  }
  relationships_.push_back(relationship);
}

// The SBOM's own id is the SBOM's URI; a document around it only carries it.
void Spdx3Reader::Document(NodeIndex element, std::string_view type) {
  const bool is_document = type == "SpdxDocument";
  for (const NodeIndex member : view_.Children(element)) {
    switch (view_.KeyOf(member)) {
      case Key::kSpdxId:
        if (!is_document || !bom_.serial.has()) bom_.serial = view_.Text(member);
        break;
      case Key::kName:
        if (is_document || !bom_.name.has()) bom_.name = view_.Text(member);
        break;
      case Key::kRootElement:
        view_.Each(member, [&](NodeIndex value) { roots_.push_back(value); });
        break;
      case Key::kImport:
        view_.Each(member, [&](NodeIndex value) {
          imported_.push_back(view_.MemberOf(value, Key::kExternalSpdxId).text);
        });
        break;
      case Key::kSbomType:
        view_.Each(member, [&](NodeIndex value) { bom_.lifecycles.push_back(view_.Text(value)); });
        break;
      case Key::kCreationInfo:
        if (!bom_.timestamp.has()) CreationInfo(view_.ElementAt(member));
        break;
      default:
        break;
    }
  }
}

void Spdx3Reader::CreationInfo(NodeIndex element) {
  for (const NodeIndex member : view_.Children(element)) {
    const Key key = view_.KeyOf(member);
    if (key == Key::kCreated) bom_.timestamp = view_.Text(member);
    if (key == Key::kCreatedBy) {
      view_.Each(member, [&](NodeIndex value) {
        parts_.Agent(value, BomParty::Role::kAuthor, kNoComponent);
      });
    }
    if (key == Key::kCreatedUsing) {
      view_.Each(member, [&](NodeIndex value) {
        parts_.Agent(value, BomParty::Role::kTool, kNoComponent);
      });
    }
  }
}

void Spdx3Reader::AddWantedFiles() {
  std::vector<std::string_view> wanted;
  const auto want = [&](NodeIndex value) {
    if (const BomText id = view_.Text(value); id.has()) wanted.push_back(id.text);
  };
  for (const Relationship& relationship : relationships_) {
    if (relationship.type.text == "describes") {
      view_.Each(relationship.to, [&](NodeIndex value) { roots_.push_back(value); });
    }
    const Relation* relation = FindRelation(relationship.type.text);
    if (relation == nullptr || relation->kind != BomEdge::Kind::kDependsOn) continue;
    wanted.push_back(relationship.from.text);
    view_.Each(relationship.to, want);
  }
  for (const NodeIndex root : roots_) want(root);
  TextIndex is_wanted(wanted.size());
  for (const std::string_view id : wanted) is_wanted.Insert(id, 0);
  for (const NodeIndex file : files_) {
    const BomText id = view_.MemberOf(file, Key::kSpdxId);
    if (is_wanted.Find(id.text) != TextIndex::kNone) Component(file, ComponentType::kFile);
  }
}

void Spdx3Reader::Component(NodeIndex node, ComponentType type) {
  const auto index = static_cast<ComponentIndex>(bom_.components.size());
  BomComponent component;
  component.node = node;
  component.type = type;
  for (const NodeIndex member : view_.Children(node)) {
    const Key key = view_.KeyOf(member);
    switch (key) {
      case Key::kSpdxId:
        component.ref = view_.Text(member);
        break;
      case Key::kName:
        component.name = view_.Text(member);
        break;
      case Key::kPackageVersion:
        component.version = view_.Text(member);
        break;
      case Key::kPrimaryPurpose:
        component.type_text = view_.Text(member);
        component.type = ComponentTypeOf(component.type_text.text);
        break;
      case Key::kNone:
        break;
      default:
        parts_.Add(member, index);
    }
  }
  bom_.components.push_back(component);
}

void Spdx3Reader::Relate(const Relationship& relationship) {
  using Acknowledgement = BomLicense::Acknowledgement;
  if (!relationship.from.has()) return;
  const std::string_view type = relationship.type.text;
  if (const Relation* relation = FindRelation(type); relation != nullptr) {
    return Edges(relationship, *relation);
  }
  const ComponentIndex from = Resolve(relationship.from);
  view_.Each(relationship.to, [&](NodeIndex value) {
    if (from < bom_.components.size()) {
      if (type == "hasDeclaredLicense") parts_.License(value, Acknowledgement::kDeclared, from);
      if (type == "hasConcludedLicense") parts_.License(value, Acknowledgement::kConcluded, from);
      if (type == "hasDistributionArtifact") {
        parts_.Artifact(value, BomReference::Kind::kDistribution, from);
      }
    }
    // The other way round: from the source to what is made of it.
    if (type == "generates") {
      const ComponentIndex made = Resolve(view_.Text(value));
      if (made < bom_.components.size()) {
        parts_.Artifact(relationship.from.node, BomReference::Kind::kSourceDistribution, made);
      }
    }
  });
}

void Spdx3Reader::Edges(const Relationship& relationship, const Relation& relation) {
  const ComponentIndex from = Resolve(relationship.from);
  BomCompleteness statement;
  statement.node = relationship.node;
  statement.component = from;
  statement.is_dangling = from == kNoComponent;
  statement.aspect = relation.kind == BomEdge::Kind::kContains
                         ? BomCompleteness::Aspect::kAssemblies
                         : BomCompleteness::Aspect::kDependencies;
  if (relationship.completeness.has()) {
    statement.value = CompletenessOf(relationship.completeness.text);
    bom_.completeness.push_back(statement);
  }
  const BomEdge::Scope scope = ScopeOf(relationship.scope.text, relation.scope);
  view_.Each(relationship.to, [&](NodeIndex value) {
    const BomText to = view_.Text(value);
    if (!to.has()) return;
    if (IsNone(to.text) || IsNoAssertion(to.text)) {
      if (relationship.completeness.has()) return;
      statement.value =
          IsNone(to.text) ? BomCompleteness::Value::kComplete : BomCompleteness::Value::kUnknown;
      bom_.completeness.push_back(statement);
      return;
    }
    bom_.edges.push_back(
        {from, Resolve(to), relation.kind, scope, relationship.from.node, to.node});
  });
}

ComponentIndex Spdx3Reader::Resolve(const BomText& id) const {
  const uint32_t found = refs_.Find(id.text);
  if (found != TextIndex::kNone) return found;
  if (view_.Has(id.text)) return kOtherElement;
  const bool is_imported = std::binary_search(imported_.begin(), imported_.end(), id.text);
  return is_imported ? kElsewhere : kNoComponent;
}

}  // namespace

void ReadSpdx3(const SbomDocument& document, Bom& bom) { Spdx3Reader(document, bom).Read(); }

}  // namespace headwater::sbom
