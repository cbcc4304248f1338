// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <string_view>
#include <vector>

#include "rules/sbom/bom_cyclonedx.h"
#include "rules/sbom/bom_names.h"

namespace headwater::sbom {
namespace {

using Key = CycloneDxKey;

// https://cyclonedx.org/capabilities/bomlink/
constexpr std::string_view kBomLink = "urn:cdx:";

/// Who depends on others.
struct Dependent {
  BomText ref;
  ComponentIndex component = kNoComponent;
};

/// The whole: components first, then what refers to them.
class CycloneDxReader {
 public:
  CycloneDxReader(const SbomDocument& document, Bom& bom)
      : root_(document.root), bom_(bom), view_(*document.tree), parts_(view_, bom) {}

  void Read();

 private:
  void Metadata(NodeIndex metadata);
  void Lifecycles(NodeIndex list);
  void Tools(NodeIndex tools);
  void Components(NodeIndex list, ComponentIndex parent);
  void Services(NodeIndex list, ComponentIndex parent);
  ComponentIndex Component(NodeIndex node, ComponentIndex parent, bool is_service);
  bool Identity(NodeIndex member, Key key, BomComponent& component);
  void Nested(NodeIndex member, Key key, ComponentIndex owner);
  ComponentIndex Resolve(const BomText& ref);
  void IndexOtherReferences();
  void Dependencies(NodeIndex list);
  void Edges(const Dependent& from, NodeIndex member);
  void Edge(const Dependent& from, const BomText& to, BomEdge::Kind kind);
  void Compositions(NodeIndex list);
  void Composition(NodeIndex composition);

  NodeIndex root_;
  Bom& bom_;
  CycloneDxView view_;
  CycloneDxParts parts_;
  TextIndex refs_{0};
  TextIndex other_refs_{0};  // Built when it is needed.
  bool has_other_refs_ = false;
};

void CycloneDxReader::Read() {
  std::vector<NodeIndex> late;  // What refers to components comes after all of them.
  for (const NodeIndex member : view_.Children(root_)) {
    switch (view_.KeyOf(member)) {
      case Key::kSerialNumber:
        bom_.serial = view_.Text(member);
        break;
      case Key::kVersion:
        bom_.version = view_.Text(member);
        break;
      case Key::kMetadata:
        Metadata(member);
        break;
      case Key::kComponents:
        Components(member, kNoComponent);
        break;
      case Key::kServices:
        Services(member, kNoComponent);
        break;
      case Key::kVulnerabilities:
        for (const NodeIndex item : view_.Children(member)) bom_.vulnerabilities.push_back(item);
        break;
      case Key::kDependencies:
      case Key::kCompositions:
        late.push_back(member);
        break;
      default:
        break;
    }
  }
  refs_ = IndexReferences(bom_.components);
  for (const NodeIndex member : late) {
    if (view_.KeyOf(member) == Key::kDependencies) {
      Dependencies(member);
    } else {
      Compositions(member);
    }
  }
}

void CycloneDxReader::Metadata(NodeIndex metadata) {
  for (const NodeIndex member : view_.Children(metadata)) {
    switch (view_.KeyOf(member)) {
      case Key::kTimestamp:
        bom_.timestamp = view_.Text(member);
        break;
      case Key::kComponent:
        bom_.primary.push_back(Component(member, kNoComponent, /*is_service=*/false));
        break;
      case Key::kTools:
        Tools(member);
        break;
      case Key::kLifecycles:
        Lifecycles(member);
        break;
      case Key::kAuthors:
        parts_.Authors(member, kNoComponent);
        break;
      case Key::kManufacturer:
        parts_.Party(member, BomParty::Role::kManufacturer, kNoComponent);
        break;
      case Key::kSupplier:
        parts_.Party(member, BomParty::Role::kSupplier, kNoComponent);
        break;
      default:
        break;
    }
  }
}

void CycloneDxReader::Lifecycles(NodeIndex list) {
  for (const NodeIndex item : view_.Children(list)) {
    for (const NodeIndex member : view_.Children(item)) {
      const Key key = view_.KeyOf(member);
      if (key == Key::kPhase || key == Key::kName) bom_.lifecycles.push_back(view_.Text(member));
    }
  }
}

// A list of tools; from 1.5 on also components and services.
void CycloneDxReader::Tools(NodeIndex tools) {
  for (const NodeIndex item : view_.Children(tools)) {
    const Key key = view_.KeyOf(item);
    if (key != Key::kComponents && key != Key::kServices) {
      parts_.Party(item, BomParty::Role::kTool, kNoComponent);
      continue;
    }
    for (const NodeIndex tool : view_.Children(item))
      parts_.Party(tool, BomParty::Role::kTool, kNoComponent);
  }
}

// Recursion here is bounded by the depth of the tree.
void CycloneDxReader::Components(NodeIndex list, ComponentIndex parent) {
  for (const NodeIndex item : view_.Children(list)) Component(item, parent, /*is_service=*/false);
}

void CycloneDxReader::Services(NodeIndex list, ComponentIndex parent) {
  for (const NodeIndex item : view_.Children(list)) Component(item, parent, /*is_service=*/true);
}

ComponentIndex CycloneDxReader::Component(NodeIndex node, ComponentIndex parent, bool is_service) {
  const auto index = static_cast<ComponentIndex>(bom_.components.size());
  BomComponent component;
  component.node = node;
  component.parent = parent;
  bom_.components.emplace_back();
  for (const NodeIndex member : view_.Children(node)) {
    const Key key = view_.KeyOf(member);
    if (key != Key::kNone && !Identity(member, key, component)) parts_.Add(member, index);
  }
  if (is_service) component.type = ComponentType::kService;
  bom_.components[index] = component;
  for (const NodeIndex member : view_.Children(node)) Nested(member, view_.KeyOf(member), index);
  return index;
}

/// Whether the member is one of the component's own fields.
bool CycloneDxReader::Identity(NodeIndex member, Key key, BomComponent& component) {
  switch (key) {
    case Key::kType:
      component.type_text = view_.Text(member);
      component.type = ComponentTypeOf(component.type_text.text);
      return true;
    case Key::kBomRef:
      component.ref = view_.Text(member);
      return true;
    case Key::kGroup:
      component.group = view_.Text(member);
      return true;
    case Key::kName:
      component.name = view_.Text(member);
      return true;
    case Key::kVersion:
      component.version = view_.Text(member);
      return true;
    case Key::kScope:
      component.scope = view_.Text(member);
      return true;
    case Key::kIsExternal:
      component.is_external = view_.Text(member).text == "true";
      return true;
    default:
      return false;
  }
}

// After the component itself, so that the order is that of the document.
void CycloneDxReader::Nested(NodeIndex member, Key key, ComponentIndex owner) {
  if (key == Key::kComponents) Components(member, owner);
  if (key == Key::kServices) Services(member, owner);
}

ComponentIndex CycloneDxReader::Resolve(const BomText& ref) {
  const uint32_t found = refs_.Find(ref.text);
  if (found != TextIndex::kNone) return found;
  if (ref.text.starts_with(kBomLink)) return kElsewhere;
  if (!has_other_refs_) IndexOtherReferences();
  return other_refs_.Find(ref.text) == TextIndex::kNone ? kNoComponent : kOtherElement;
}

// Vulnerabilities, licences, compositions ... have references too. Only a document that refers to
// one of them, or to nothing, pays for looking at every value.
void CycloneDxReader::IndexOtherReferences() {
  std::vector<BomText> refs;
  view_.EachNamed(Key::kBomRef, [&](NodeIndex node) { refs.push_back(view_.Text(node)); });
  other_refs_ = TextIndex(refs.size());
  for (const BomText& ref : refs) other_refs_.Insert(ref.text, 0);
  has_other_refs_ = true;
}

// JSON: {ref, dependsOn: [refs], provides: [refs]}; XML: <dependency ref> around more of the same.
void CycloneDxReader::Dependencies(NodeIndex list) {
  for (const NodeIndex item : view_.Children(list)) {
    Dependent from;
    for (const NodeIndex member : view_.Children(item)) {
      if (view_.KeyOf(member) == Key::kRef) from.ref = view_.Text(member);
    }
    if (!from.ref.has()) continue;
    from.component = Resolve(from.ref);
    if (from.component < bom_.components.size()) bom_.listed.push_back(from.component);
    for (const NodeIndex member : view_.Children(item)) Edges(from, member);
  }
}

void CycloneDxReader::Edges(const Dependent& from, NodeIndex member) {
  const Key key = view_.KeyOf(member);
  const BomEdge::Kind kind =
      key == Key::kProvides ? BomEdge::Kind::kProvides : BomEdge::Kind::kDependsOn;
  if (view_.IsElement(member)) {
    for (const NodeIndex ref : view_.Children(member)) {
      if (view_.KeyOf(ref) == Key::kRef) Edge(from, view_.Text(ref), kind);
    }
  } else if (key == Key::kDependsOn || key == Key::kProvides) {
    view_.EachText(member, [&](const BomText& to) { Edge(from, to, kind); });
  }
}

void CycloneDxReader::Edge(const Dependent& from, const BomText& to, BomEdge::Kind kind) {
  if (!to.has()) return;
  bom_.edges.push_back(
      {from.component, Resolve(to), kind, BomEdge::Scope::kAny, from.ref.node, to.node});
}

void CycloneDxReader::Compositions(NodeIndex list) {
  for (const NodeIndex item : view_.Children(list)) Composition(item);
}

void CycloneDxReader::Composition(NodeIndex composition) {
  BomCompleteness statement;
  statement.node = composition;
  bool is_about_some = false;
  for (const NodeIndex member : view_.Children(composition)) {
    const Key key = view_.KeyOf(member);
    if (key == Key::kAggregate) statement.value = CompletenessOf(view_.Text(member).text);
    is_about_some = is_about_some || key == Key::kAssemblies || key == Key::kDependencies ||
                    key == Key::kVulnerabilities;
  }
  if (!is_about_some) bom_.completeness.push_back(statement);
  for (const NodeIndex member : view_.Children(composition)) {
    const Key key = view_.KeyOf(member);
    if (key != Key::kAssemblies && key != Key::kDependencies) continue;
    statement.aspect = key == Key::kAssemblies ? BomCompleteness::Aspect::kAssemblies
                                               : BomCompleteness::Aspect::kDependencies;
    for (const NodeIndex item : view_.Children(member)) {
      BomText ref = view_.Text(item);
      for (const NodeIndex attribute : view_.Children(item)) {
        if (view_.KeyOf(attribute) == Key::kRef) ref = view_.Text(attribute);
      }
      statement.node = item;
      statement.component = Resolve(ref);
      statement.is_dangling = statement.component == kNoComponent;
      bom_.completeness.push_back(statement);
    }
  }
}

}  // namespace

void ReadCycloneDx(const SbomDocument& document, Bom& bom) {
  CycloneDxReader(document, bom).Read();
}

}  // namespace headwater::sbom
