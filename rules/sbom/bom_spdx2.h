// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string_view>

#include "rules/sbom/bom_reader.h"

/// \file
/// SPDX 2 as the map that it is in JSON. Parts of ReadSpdx2.

namespace headwater::sbom {

enum class Spdx2Key : uint8_t {
  kNone,
  kAlgorithm,
  kChecksumValue,
  kChecksums,
  kComment,
  kCreated,
  kCreationInfo,
  kCreators,
  kDescribes,
  kDownloadLocation,
  kExternalRefs,
  kFileName,
  kFiles,
  kHomepage,
  kLicenseConcluded,
  kLicenseDeclared,
  kLocator,
  kName,
  kNamespace,
  kOriginator,
  kPackageFileName,
  kPackages,
  kPurpose,
  kReferenceType,
  kRelated,
  kRelationshipType,
  kRelationships,
  kSpdxElement,
  kSpdxId,
  kSupplier,
  kVersion,
};

KeyTable<Spdx2Key> Spdx2Keys(const Tree& tree);

// SPDX 2.3 chapter 7: what stands instead of a value.
inline constexpr std::string_view kSpdxNone = "NONE";
inline constexpr std::string_view kSpdxNoAssertion = "NOASSERTION";

class Spdx2View {
 public:
  explicit Spdx2View(const Tree& tree) : tree_(tree), keys_(Spdx2Keys(tree)) {}

  Spdx2Key KeyOf(NodeIndex node) const { return keys_.Of(node); }
  ChildRange Children(NodeIndex node) const {
    return ChildrenOf(tree_, IsContainer(tree_, node) ? node : kNoNode);
  }
  BomText Text(NodeIndex node) const { return TextAt(tree_, node); }

 private:
  const Tree& tree_;
  KeyTable<Spdx2Key> keys_;
};

/// What belongs to a package or file.
class Spdx2Parts {
 public:
  Spdx2Parts(const Spdx2View& view, Bom& bom) : view_(view), bom_(bom) {}

  /// A member of a component that is not one of its own fields.
  void Add(NodeIndex member, ComponentIndex owner);

 private:
  void Party(NodeIndex member, BomParty::Role role, ComponentIndex owner);
  void License(NodeIndex member, BomLicense::Acknowledgement acknowledgement, ComponentIndex owner);
  void Checksums(NodeIndex list, ComponentIndex owner);
  void Location(NodeIndex member, BomReference::Kind kind, ComponentIndex owner);
  void ExternalRefs(NodeIndex list, ComponentIndex owner);

  const Spdx2View& view_;
  Bom& bom_;
};

}  // namespace headwater::sbom
