// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <string_view>
#include <utility>
#include <vector>

#include "rules/sbom/bom_names.h"
#include "rules/sbom/bom_spdx2.h"

namespace headwater::sbom {
namespace {

using Key = Spdx2Key;

constexpr std::string_view kDocumentId = "SPDXRef-DOCUMENT";
constexpr std::string_view kOtherDocument = "DocumentRef-";

struct Relationship {
  BomText from;
  BomText to;
  BomText type;
};

/// Packages are components. A file is one only where the document is about it or a dependency
/// leads to it: most documents list every file of every package.
class Spdx2Reader {
 public:
  Spdx2Reader(const SbomDocument& document, Bom& bom)
      : root_(document.root), bom_(bom), view_(*document.tree), parts_(view_, bom) {}

  void Read();

 private:
  void CreationInfo(NodeIndex info);
  void Relationships(NodeIndex list);
  void Files(NodeIndex list);
  void AddWantedFiles();
  void Component(NodeIndex node, ComponentType type);
  void Describe(const BomText& id);
  void Relate(const Relationship& relationship);
  void Complete(const Relationship& relationship, const Relation& relation);
  ComponentIndex Resolve(const BomText& ref) const;

  NodeIndex root_;
  Bom& bom_;
  Spdx2View view_;
  Spdx2Parts parts_;
  std::vector<BomText> described_;
  std::vector<Relationship> relationships_;
  std::vector<std::pair<BomText, NodeIndex>> files_;
  TextIndex refs_{0};
  TextIndex file_refs_{0};
};

void Spdx2Reader::Read() {
  for (const NodeIndex member : view_.Children(root_)) {
    switch (view_.KeyOf(member)) {
      case Key::kName:
        bom_.name = view_.Text(member);
        break;
      case Key::kNamespace:
        bom_.serial = view_.Text(member);
        break;
      case Key::kCreationInfo:
        CreationInfo(member);
        break;
      case Key::kDescribes:
        for (const NodeIndex item : view_.Children(member)) described_.push_back(view_.Text(item));
        break;
      case Key::kPackages:
        for (const NodeIndex item : view_.Children(member))
          Component(item, ComponentType::kUnknown);
        break;
      case Key::kFiles:
        Files(member);
        break;
      case Key::kRelationships:
        Relationships(member);
        break;
      default:
        break;
    }
  }
  AddWantedFiles();
  refs_ = IndexReferences(bom_.components);
  for (const BomText& id : described_) Describe(id);
  for (const Relationship& relationship : relationships_) Relate(relationship);
}

void Spdx2Reader::CreationInfo(NodeIndex info) {
  for (const NodeIndex member : view_.Children(info)) {
    const Key key = view_.KeyOf(member);
    if (key == Key::kCreated) bom_.timestamp = view_.Text(member);
    if (key == Key::kComment) bom_.lifecycles.push_back(view_.Text(member));
    if (key != Key::kCreators) continue;
    for (const NodeIndex item : view_.Children(member)) {
      BomParty party = SpdxParty(view_.Text(item));
      const bool is_tool = party.kind == BomParty::Kind::kTool;
      party.role = is_tool ? BomParty::Role::kTool : BomParty::Role::kAuthor;
      bom_.parties.Add(party);
    }
  }
}

void Spdx2Reader::Files(NodeIndex list) {
  for (const NodeIndex item : view_.Children(list)) {
    for (const NodeIndex member : view_.Children(item)) {
      if (view_.KeyOf(member) == Key::kSpdxId) files_.emplace_back(view_.Text(member), item);
    }
  }
}

void Spdx2Reader::Relationships(NodeIndex list) {
  for (const NodeIndex item : view_.Children(list)) {
    Relationship relationship;
    for (const NodeIndex member : view_.Children(item)) {
      const Key key = view_.KeyOf(member);
      if (key == Key::kSpdxElement) relationship.from = view_.Text(member);
      if (key == Key::kRelated) relationship.to = view_.Text(member);
      if (key == Key::kRelationshipType) relationship.type = view_.Text(member);
    }
    const std::string_view type = relationship.type.text;
    if (type == "DESCRIBES" && relationship.from.text == kDocumentId) {
      described_.push_back(relationship.to);
    } else if (type == "DESCRIBED_BY" && relationship.to.text == kDocumentId) {
      described_.push_back(relationship.from);
    } else {
      relationships_.push_back(relationship);
    }
  }
}

void Spdx2Reader::AddWantedFiles() {
  file_refs_ = TextIndex(files_.size());
  for (uint32_t i = 0; i < files_.size(); ++i) file_refs_.Insert(files_[i].first.text, i);
  std::vector<bool> is_wanted(files_.size());
  const auto want = [&](const BomText& ref) {
    const uint32_t file = file_refs_.Find(ref.text);
    if (file != TextIndex::kNone) is_wanted[file] = true;
  };
  for (const BomText& id : described_) want(id);
  for (const Relationship& relationship : relationships_) {
    const Relation* relation = FindRelation(relationship.type.text);
    if (relation == nullptr || relation->kind != BomEdge::Kind::kDependsOn) continue;
    want(relationship.from);
    want(relationship.to);
  }
  for (size_t i = 0; i < files_.size(); ++i) {
    if (is_wanted[i]) Component(files_[i].second, ComponentType::kFile);
  }
}

void Spdx2Reader::Component(NodeIndex node, ComponentType type) {
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
      case Key::kFileName:
        component.name = view_.Text(member);
        break;
      case Key::kVersion:
        component.version = view_.Text(member);
        break;
      case Key::kPurpose:
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

void Spdx2Reader::Describe(const BomText& id) {
  const ComponentIndex component = Resolve(id);
  if (component < bom_.components.size()) bom_.primary.push_back(component);
}

ComponentIndex Spdx2Reader::Resolve(const BomText& ref) const {
  const uint32_t found = refs_.Find(ref.text);
  if (found != TextIndex::kNone) return found;
  if (ref.text.starts_with(kOtherDocument)) return kElsewhere;
  const bool is_other = ref.text == kDocumentId || file_refs_.Find(ref.text) != TextIndex::kNone ||
                        ref.text == kSpdxNone || ref.text == kSpdxNoAssertion;
  return is_other ? kOtherElement : kNoComponent;
}

void Spdx2Reader::Relate(const Relationship& relationship) {
  const Relation* relation = FindRelation(relationship.type.text);
  if (relation == nullptr || !relationship.from.has() || !relationship.to.has()) return;
  if (relationship.to.text == kSpdxNone || relationship.to.text == kSpdxNoAssertion) {
    return Complete(relationship, *relation);
  }
  BomText from = relationship.from;
  BomText to = relationship.to;
  if (relation->is_reversed) std::swap(from, to);
  bom_.edges.push_back(
      {Resolve(from), Resolve(to), relation->kind, relation->scope, from.node, to.node});
}

// SPDX 2.3 section 11.1: NONE says that there are no others, NOASSERTION that nobody knows.
void Spdx2Reader::Complete(const Relationship& relationship, const Relation& relation) {
  if (relation.is_reversed) return;
  BomCompleteness statement;
  statement.node = relationship.to.node;
  statement.component = Resolve(relationship.from);
  statement.is_dangling = statement.component == kNoComponent;
  statement.value = relationship.to.text == kSpdxNone ? BomCompleteness::Value::kComplete
                                                      : BomCompleteness::Value::kUnknown;
  statement.aspect = relation.kind == BomEdge::Kind::kContains
                         ? BomCompleteness::Aspect::kAssemblies
                         : BomCompleteness::Aspect::kDependencies;
  bom_.completeness.push_back(statement);
}

}  // namespace

void ReadSpdx2(const SbomDocument& document, Bom& bom) { Spdx2Reader(document, bom).Read(); }

}  // namespace headwater::sbom
