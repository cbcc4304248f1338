// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string_view>
#include <vector>

#include "rules/sbom/bom_reader.h"

/// \file
/// SPDX 3 in JSON-LD. Parts of ReadSpdx3.

namespace headwater::sbom {

enum class Spdx3Key : uint8_t {
  kNone,
  kAdditionalPurpose,
  kAlgorithm,
  kBlankId,
  kCompleteness,
  kCreated,
  kCreatedBy,
  kCreatedUsing,
  kCreationInfo,
  kDownloadLocation,
  kExpression,
  kExternalIdentifier,
  kExternalRef,
  kExternalSpdxId,
  kFrom,
  kHashValue,
  kHomePage,
  kIdentifier,
  kIdentifierType,
  kImport,
  kLocator,
  kName,
  kOriginatedBy,
  kPackageUrl,
  kPackageVersion,
  kPrimaryPurpose,
  kReferenceType,
  kRelationshipType,
  kRootElement,
  kSbomType,
  kScope,
  kSpdxId,
  kSuppliedBy,
  kTo,
  kType,
  kVerifiedUsing,
};

KeyTable<Spdx3Key> Spdx3Keys(const Tree& tree);

/// A graph of elements that name each other by spdxId.
class Spdx3View {
 public:
  Spdx3View(const Tree& tree, NodeIndex root);

  Spdx3Key KeyOf(NodeIndex node) const { return keys_.Of(node); }
  /// The elements of the graph, in the order of the document.
  const std::vector<NodeIndex>& elements() const { return elements_; }
  ChildRange Children(NodeIndex node) const {
    return ChildrenOf(tree_, node != kNoNode && IsContainer(tree_, node) ? node : kNoNode);
  }
  BomText Text(NodeIndex node) const { return TextAt(tree_, node); }
  NodeIndex Member(NodeIndex map, Spdx3Key key) const {
    for (const NodeIndex member : Children(map)) {
      if (keys_.Of(member) == key) return member;
    }
    return kNoNode;
  }
  BomText MemberOf(NodeIndex map, Spdx3Key key) const { return Text(Member(map, key)); }
  /// One value or a list of them: JSON-LD allows both.
  template <typename Visit>
  void Each(NodeIndex node, const Visit& visit) const {
    if (node == kNoNode) return;
    if (tree_.node(node).kind != NodeKind::kList) return visit(node);
    for (const NodeIndex item : Children(node)) visit(item);
  }
  /// The element that a value names or is, or kNoNode.
  NodeIndex ElementAt(NodeIndex value) const;
  /// Whether the graph has an element of that id.
  bool Has(std::string_view id) const { return ids_.Find(id) != TextIndex::kNone; }

 private:
  const Tree& tree_;
  KeyTable<Spdx3Key> keys_;
  std::vector<NodeIndex> elements_;
  TextIndex ids_{0};  ///< To nodes.
};

/// What belongs to a component or to the document.
class Spdx3Parts {
 public:
  Spdx3Parts(const Spdx3View& view, Bom& bom) : view_(view), bom_(bom) {}

  /// A member of a component that is not one of its own fields.
  void Add(NodeIndex member, ComponentIndex owner);
  void Agent(NodeIndex value, BomParty::Role role, ComponentIndex owner);
  void License(NodeIndex value, BomLicense::Acknowledgement acknowledgement, ComponentIndex owner);
  /// The file or package that a component is distributed as, or made from: its place and hashes.
  void Artifact(NodeIndex value, BomReference::Kind kind, ComponentIndex owner);

 private:
  void ExternalIdentifiers(NodeIndex list, ComponentIndex owner);
  void ExternalReferences(NodeIndex list, ComponentIndex owner);
  void Location(NodeIndex member, BomReference::Kind kind, ComponentIndex owner);
  void Hashes(NodeIndex list, ComponentIndex owner, uint32_t reference);
  void FileFacts(NodeIndex file, ComponentIndex owner);
  uint32_t CountReference(ComponentIndex owner);

  const Spdx3View& view_;
  Bom& bom_;
  std::vector<uint32_t> reference_counts_;  ///< By component.
};

}  // namespace headwater::sbom
