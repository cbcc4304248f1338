// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <array>
#include <string_view>

#include "rules/sbom/bom_names.h"
#include "rules/sbom/bom_spdx2.h"

namespace headwater::sbom {
namespace {

using Key = Spdx2Key;

// https://github.com/spdx/spdx-spec/blob/v2.3/schemas/spdx-schema.json
using Row = KeyTable<Key>::Row;
constexpr std::array kKeys = {
    Row{"SPDXID", Key::kSpdxId},
    Row{"algorithm", Key::kAlgorithm},
    Row{"checksumValue", Key::kChecksumValue},
    Row{"checksums", Key::kChecksums},
    Row{"comment", Key::kComment},
    Row{"created", Key::kCreated},
    Row{"creationInfo", Key::kCreationInfo},
    Row{"creators", Key::kCreators},
    Row{"documentDescribes", Key::kDescribes},
    Row{"documentNamespace", Key::kNamespace},
    Row{"downloadLocation", Key::kDownloadLocation},
    Row{"externalRefs", Key::kExternalRefs},
    Row{"fileName", Key::kFileName},
    Row{"files", Key::kFiles},
    Row{"homepage", Key::kHomepage},
    Row{"licenseConcluded", Key::kLicenseConcluded},
    Row{"licenseDeclared", Key::kLicenseDeclared},
    Row{"name", Key::kName},
    Row{"originator", Key::kOriginator},
    Row{"packageFileName", Key::kPackageFileName},
    Row{"packages", Key::kPackages},
    Row{"primaryPackagePurpose", Key::kPurpose},
    Row{"referenceLocator", Key::kLocator},
    Row{"referenceType", Key::kReferenceType},
    Row{"relatedSpdxElement", Key::kRelated},
    Row{"relationshipType", Key::kRelationshipType},
    Row{"relationships", Key::kRelationships},
    Row{"spdxElementId", Key::kSpdxElement},
    Row{"supplier", Key::kSupplier},
    Row{"versionInfo", Key::kVersion},
};

}  // namespace

KeyTable<Spdx2Key> Spdx2Keys(const Tree& tree) { return {tree, kKeys}; }

void Spdx2Parts::Add(NodeIndex member, ComponentIndex owner) {
  using Acknowledgement = BomLicense::Acknowledgement;
  switch (view_.KeyOf(member)) {
    case Key::kSupplier:
      return Party(member, BomParty::Role::kSupplier, owner);
    case Key::kOriginator:
      return Party(member, BomParty::Role::kManufacturer, owner);
    case Key::kLicenseDeclared:
      return License(member, Acknowledgement::kDeclared, owner);
    case Key::kLicenseConcluded:
      return License(member, Acknowledgement::kConcluded, owner);
    case Key::kChecksums:
      return Checksums(member, owner);
    case Key::kExternalRefs:
      return ExternalRefs(member, owner);
    case Key::kDownloadLocation:
      return Location(member, BomReference::Kind::kDistribution, owner);
    case Key::kHomepage:
      return Location(member, BomReference::Kind::kWebsite, owner);
    case Key::kPackageFileName:
      bom_.facts.Add({owner, BomFact::Kind::kFilename, view_.Text(member)});
      return;
    default:
      return;
  }
}

void Spdx2Parts::Party(NodeIndex member, BomParty::Role role, ComponentIndex owner) {
  BomParty party = SpdxParty(view_.Text(member));
  party.role = role;
  party.owner = owner;
  bom_.parties.Add(party);
}

void Spdx2Parts::License(NodeIndex member, BomLicense::Acknowledgement acknowledgement,
                         ComponentIndex owner) {
  const BomText text = view_.Text(member);
  if (text.has()) bom_.licenses.Add({owner, ExpressionForm(text.text), acknowledgement, text});
}

void Spdx2Parts::Checksums(NodeIndex list, ComponentIndex owner) {
  for (const NodeIndex item : view_.Children(list)) {
    BomHash hash;
    hash.owner = owner;
    for (const NodeIndex member : view_.Children(item)) {
      const Key key = view_.KeyOf(member);
      if (key == Key::kAlgorithm) hash.algorithm_text = view_.Text(member);
      if (key == Key::kChecksumValue) hash.value = view_.Text(member);
    }
    Classify(hash);
    bom_.hashes.Add(hash);
  }
}

// SPDX 2.3 section 7.7: a repository has its tool before the scheme, `git+https://`.
void Spdx2Parts::Location(NodeIndex member, BomReference::Kind kind, ComponentIndex owner) {
  const BomText url = view_.Text(member);
  if (!url.has() || url.text == kSpdxNone || url.text == kSpdxNoAssertion) return;
  for (const std::string_view tool : {"git+", "hg+", "svn+", "bzr+", "git:"}) {
    if (url.text.starts_with(tool)) kind = BomReference::Kind::kVcs;
  }
  bom_.references.Add({owner, kind, member, {}, url});
}

void Spdx2Parts::ExternalRefs(NodeIndex list, ComponentIndex owner) {
  for (const NodeIndex item : view_.Children(list)) {
    BomText type;
    BomText locator;
    for (const NodeIndex member : view_.Children(item)) {
      const Key key = view_.KeyOf(member);
      if (key == Key::kReferenceType) type = view_.Text(member);
      if (key == Key::kLocator) locator = view_.Text(member);
    }
    if (const auto kind = IdKindOf(type.text)) {
      bom_.ids.Add({owner, *kind, locator});
    } else {
      bom_.references.Add({owner, ReferenceKindOf(type.text), item, type, locator});
    }
  }
}

}  // namespace headwater::sbom
