// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string_view>

#include "rules/sbom/bom_reader.h"

/// \file
/// CycloneDX in JSON and XML. Parts of ReadCycloneDx.

namespace headwater::sbom {

enum class CycloneDxKey : uint8_t {
  kNone,
  kAcknowledgement,
  kAggregate,
  kAlg,
  kAssemblies,
  kAuthor,
  kAuthors,
  kBomRef,
  kComponent,
  kComponents,
  kCompositions,
  kContact,
  kContent,
  kCpe,
  kDependencies,
  kDependsOn,
  kEmail,
  kExpression,
  kExternalReferences,
  kGroup,
  kHashes,
  kId,
  kIsExternal,
  kLicense,
  kLicenses,
  kLifecycles,
  kManufacturer,
  kMetadata,
  kName,
  kOmniborId,
  kPhase,
  kProperties,
  kProvides,
  kPublisher,
  kPurl,
  kRef,
  kScope,
  kSerialNumber,
  kServices,
  kSupplier,
  kSwhid,
  kSwid,
  kTagId,
  kText,
  kTimestamp,
  kTools,
  kType,
  kUrl,
  kValue,
  kVersion,
  kVulnerabilities,
};

KeyTable<CycloneDxKey> CycloneDxKeys(const Tree& tree);

/// JSON and XML at once: the same names, attributes beside elements. A list of JSON and the element
/// around repeated elements both are nodes whose children are the items.
class CycloneDxView {
 public:
  explicit CycloneDxView(const Tree& tree) : tree_(tree), keys_(CycloneDxKeys(tree)) {}

  CycloneDxKey KeyOf(NodeIndex node) const { return keys_.Of(node); }
  bool IsElement(NodeIndex node) const { return tree_.node(node).kind == NodeKind::kElement; }
  bool IsList(NodeIndex node) const { return tree_.node(node).kind == NodeKind::kList; }
  ChildRange Children(NodeIndex node) const {
    return ChildrenOf(tree_, IsContainer(tree_, node) ? node : kNoNode);
  }
  BomText Text(NodeIndex node) const { return TextAt(tree_, node); }
  /// A scalar, the texts of a list, or one element of several with the same name.
  template <typename Visit>
  void EachText(NodeIndex node, const Visit& visit) const {
    if (!IsList(node)) return visit(Text(node));
    for (const NodeIndex item : Children(node)) visit(Text(item));
  }
  /// Every node of that name in the whole tree.
  template <typename Visit>
  void EachNamed(CycloneDxKey key, const Visit& visit) const {
    for (NodeIndex node = 0; node < tree_.nodes().size(); ++node) {
      if (keys_.Of(node) == key) visit(node);
    }
  }

 private:
  const Tree& tree_;
  KeyTable<CycloneDxKey> keys_;
};

/// What belongs to a component, a service or the document.
class CycloneDxParts {
 public:
  CycloneDxParts(const CycloneDxView& view, Bom& bom) : view_(view), bom_(bom) {}

  /// A member of a component that is not one of its own fields.
  void Add(NodeIndex member, ComponentIndex owner);
  void Party(NodeIndex node, BomParty::Role role, ComponentIndex owner);
  void Authors(NodeIndex list, ComponentIndex owner);

 private:
  void Ids(NodeIndex member, BomId::Kind kind, ComponentIndex owner);
  void Swid(NodeIndex swid, ComponentIndex owner);
  void Contact(NodeIndex contact, BomParty& party);
  BomText EmailOf(NodeIndex contact);
  void Licenses(NodeIndex list, ComponentIndex owner);
  void License(NodeIndex item, ComponentIndex owner);
  void LicenseMember(NodeIndex member, BomLicense& license) const;
  void Hashes(NodeIndex list, ComponentIndex owner, uint32_t reference);
  void References(NodeIndex list, ComponentIndex owner);
  void Properties(NodeIndex list, ComponentIndex owner);
  void Property(const BomText& name, const BomText& value, ComponentIndex owner);

  const CycloneDxView& view_;
  Bom& bom_;
};

}  // namespace headwater::sbom
