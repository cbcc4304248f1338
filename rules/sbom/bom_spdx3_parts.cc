// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <array>
#include <string_view>

#include "rules/sbom/bom_names.h"
#include "rules/sbom/bom_spdx3.h"

namespace headwater::sbom {
namespace {

using Key = Spdx3Key;

// https://spdx.github.io/spdx-spec/v3.0.1/model/, names as in the JSON-LD context.
using Row = KeyTable<Key>::Row;
constexpr std::array kKeys = {
    Row{"@id", Key::kBlankId},
    Row{"@type", Key::kType},
    Row{"algorithm", Key::kAlgorithm},
    Row{"completeness", Key::kCompleteness},
    Row{"created", Key::kCreated},
    Row{"createdBy", Key::kCreatedBy},
    Row{"createdUsing", Key::kCreatedUsing},
    Row{"creationInfo", Key::kCreationInfo},
    Row{"externalIdentifier", Key::kExternalIdentifier},
    Row{"externalIdentifierType", Key::kIdentifierType},
    Row{"externalRef", Key::kExternalRef},
    Row{"externalRefType", Key::kReferenceType},
    Row{"externalSpdxId", Key::kExternalSpdxId},
    Row{"from", Key::kFrom},
    Row{"hashValue", Key::kHashValue},
    Row{"identifier", Key::kIdentifier},
    Row{"import", Key::kImport},
    Row{"locator", Key::kLocator},
    Row{"name", Key::kName},
    Row{"originatedBy", Key::kOriginatedBy},
    Row{"relationshipType", Key::kRelationshipType},
    Row{"rootElement", Key::kRootElement},
    Row{"scope", Key::kScope},
    Row{"simplelicensing_licenseExpression", Key::kExpression},
    Row{"software_additionalPurpose", Key::kAdditionalPurpose},
    Row{"software_downloadLocation", Key::kDownloadLocation},
    Row{"software_homePage", Key::kHomePage},
    Row{"software_packageUrl", Key::kPackageUrl},
    Row{"software_packageVersion", Key::kPackageVersion},
    Row{"software_primaryPurpose", Key::kPrimaryPurpose},
    Row{"software_sbomType", Key::kSbomType},
    Row{"spdxId", Key::kSpdxId},
    Row{"suppliedBy", Key::kSuppliedBy},
    Row{"to", Key::kTo},
    Row{"type", Key::kType},
    Row{"verifiedUsing", Key::kVerifiedUsing},
};

}  // namespace

KeyTable<Spdx3Key> Spdx3Keys(const Tree& tree) { return {tree, kKeys}; }

Spdx3View::Spdx3View(const Tree& tree, NodeIndex root) : tree_(tree), keys_(Spdx3Keys(tree)) {
  const NodeIndex graph = tree_.Find(root, "@graph");
  if (graph == kNoNode) {
    elements_.push_back(root);
  } else {
    for (const NodeIndex element : Children(graph)) {
      if (tree_.node(element).kind == NodeKind::kMap) elements_.push_back(element);
    }
  }
  ids_ = TextIndex(elements_.size());
  for (const NodeIndex element : elements_) {
    BomText id = MemberOf(element, Key::kSpdxId);
    if (!id.has()) id = MemberOf(element, Key::kBlankId);
    if (id.has()) ids_.Insert(id.text, element);
  }
}

NodeIndex Spdx3View::ElementAt(NodeIndex value) const {
  if (tree_.node(value).kind == NodeKind::kMap) return value;
  const BomText id = Text(value);
  const uint32_t found = id.has() ? ids_.Find(id.text) : TextIndex::kNone;
  return found == TextIndex::kNone ? kNoNode : found;
}

void Spdx3Parts::Agent(NodeIndex value, BomParty::Role role, ComponentIndex owner) {
  BomParty party;
  party.owner = owner;
  party.role = role;
  party.node = value;
  const NodeIndex element = view_.ElementAt(value);
  if (element == kNoNode) {
    // An agent of another document, or one that is not there: its id is all that is known.
    party.name = view_.Text(value);
    bom_.parties.Add(party);
    return;
  }
  const std::string_view type = view_.MemberOf(element, Key::kType).text;
  if (type == "Person") party.kind = BomParty::Kind::kPerson;
  if (type == "Organization") party.kind = BomParty::Kind::kOrganisation;
  if (type == "Tool" || type == "SoftwareAgent") party.kind = BomParty::Kind::kTool;
  if (party.kind == BomParty::Kind::kTool && role == BomParty::Role::kAuthor) {
    party.role = BomParty::Role::kTool;
  }
  party.name = view_.MemberOf(element, Key::kName);
  view_.Each(view_.Member(element, Key::kExternalIdentifier), [&](NodeIndex item) {
    const std::string_view kind = view_.MemberOf(item, Key::kIdentifierType).text;
    const BomText identifier = view_.MemberOf(item, Key::kIdentifier);
    if (kind == "email" && !party.email.has()) party.email = identifier;
    if (kind == "urlScheme" && !party.url.has()) party.url = identifier;
  });
  bom_.parties.Add(party);
}

void Spdx3Parts::Add(NodeIndex member, ComponentIndex owner) {
  using Role = BomParty::Role;
  switch (view_.KeyOf(member)) {
    case Key::kSuppliedBy:
      return view_.Each(member, [&](NodeIndex value) { Agent(value, Role::kSupplier, owner); });
    case Key::kOriginatedBy:
      return view_.Each(member, [&](NodeIndex value) { Agent(value, Role::kManufacturer, owner); });
    case Key::kPackageUrl:
      bom_.ids.Add({owner, BomId::Kind::kPurl, view_.Text(member)});
      return;
    case Key::kExternalIdentifier:
      return ExternalIdentifiers(member, owner);
    case Key::kExternalRef:
      return ExternalReferences(member, owner);
    case Key::kDownloadLocation:
      return Location(member, BomReference::Kind::kDistribution, owner);
    case Key::kHomePage:
      return Location(member, BomReference::Kind::kWebsite, owner);
    case Key::kVerifiedUsing:
      return Hashes(member, owner, kNoReference);
    default:
      return;
  }
}

void Spdx3Parts::ExternalIdentifiers(NodeIndex list, ComponentIndex owner) {
  view_.Each(list, [&](NodeIndex item) {
    const auto kind = IdKindOf(view_.MemberOf(item, Key::kIdentifierType).text);
    const BomText identifier = view_.MemberOf(item, Key::kIdentifier);
    if (identifier.has()) bom_.ids.Add({owner, kind.value_or(BomId::Kind::kOther), identifier});
  });
}

void Spdx3Parts::ExternalReferences(NodeIndex list, ComponentIndex owner) {
  view_.Each(list, [&](NodeIndex item) {
    const BomText type = view_.MemberOf(item, Key::kReferenceType);
    view_.Each(view_.Member(item, Key::kLocator), [&](NodeIndex locator) {
      CountReference(owner);
      bom_.references.Add({owner, ReferenceKindOf(type.text), item, type, view_.Text(locator)});
    });
  });
}

void Spdx3Parts::Location(NodeIndex member, BomReference::Kind kind, ComponentIndex owner) {
  CountReference(owner);
  bom_.references.Add({owner, kind, member, {}, view_.Text(member)});
}

void Spdx3Parts::Hashes(NodeIndex list, ComponentIndex owner, uint32_t reference) {
  view_.Each(list, [&](NodeIndex item) {
    BomHash hash;
    hash.owner = owner;
    hash.reference = reference;
    hash.algorithm_text = view_.MemberOf(item, Key::kAlgorithm);
    hash.value = view_.MemberOf(item, Key::kHashValue);
    Classify(hash);
    if (hash.value.has()) bom_.hashes.Add(hash);
  });
}

uint32_t Spdx3Parts::CountReference(ComponentIndex owner) {
  if (reference_counts_.size() <= owner) reference_counts_.resize(owner + size_t{1});
  return reference_counts_[owner]++;
}

void Spdx3Parts::License(NodeIndex value, BomLicense::Acknowledgement acknowledgement,
                         ComponentIndex owner) {
  constexpr std::string_view kList = "https://spdx.org/licenses/";
  using Form = BomLicense::Form;
  BomLicense license{owner, Form::kOther, acknowledgement, view_.Text(value)};
  license.text.node = value;
  const std::string_view id = license.text.text;
  const NodeIndex element = view_.ElementAt(value);
  if (id.ends_with("NoAssertionLicense")) {
    license.form = Form::kNoAssertion;
  } else if (id.ends_with("NoneLicense")) {
    license.form = Form::kNone;
  } else if (id.starts_with(kList)) {
    license.form = Form::kId;
    license.text.text = id.substr(kList.size());
  } else if (element != kNoNode) {
    const BomText expression = view_.MemberOf(element, Key::kExpression);
    if (expression.has()) license.form = ExpressionForm(expression.text);
    license.text = expression.has() ? expression : view_.MemberOf(element, Key::kName);
    if (!expression.has() && license.text.has()) license.form = Form::kName;
    if (!license.text.has()) license.text.node = value;
  }
  bom_.licenses.Add(license);
}

void Spdx3Parts::Artifact(NodeIndex value, BomReference::Kind kind, ComponentIndex owner) {
  const NodeIndex element = view_.ElementAt(value);
  BomReference reference;
  reference.owner = owner;
  reference.kind = kind;
  reference.node = value;
  const uint32_t position = CountReference(owner);
  if (element != kNoNode) {
    // An spdxId names the artifact, and is no place to fetch it from.
    reference.url = view_.MemberOf(element, Key::kDownloadLocation);
    view_.Each(view_.Member(element, Key::kExternalRef), [&](NodeIndex item) {
      const bool is_same = ReferenceKindOf(view_.MemberOf(item, Key::kReferenceType).text) == kind;
      if (!is_same || reference.url.has()) return;
      view_.Each(view_.Member(item, Key::kLocator),
                 [&](NodeIndex locator) { reference.url = view_.Text(locator); });
    });
    Hashes(view_.Member(element, Key::kVerifiedUsing), owner, position);
    if (kind == BomReference::Kind::kDistribution) FileFacts(element, owner);
  }
  bom_.references.Add(reference);
}

// TR-03183-2 section 8.2.4: the purposes of the file that is delivered stand for the properties.
// Without any purpose nothing is said.
void Spdx3Parts::FileFacts(NodeIndex file, ComponentIndex owner) {
  using Kind = BomFact::Kind;
  bool is_executable = false;
  bool is_archive = false;
  bool is_container = false;
  bool is_firmware = false;
  NodeIndex said = kNoNode;
  for (const NodeIndex member : view_.Children(file)) {
    const Key key = view_.KeyOf(member);
    if (key == Key::kName) bom_.facts.Add({owner, Kind::kFilename, view_.Text(member)});
    if (key != Key::kPrimaryPurpose && key != Key::kAdditionalPurpose) continue;
    said = member;
    view_.Each(member, [&](NodeIndex value) {
      const std::string_view purpose = view_.Text(value).text;
      is_executable = is_executable || purpose == "executable";
      is_archive = is_archive || purpose == "archive";
      is_container = is_container || purpose == "container";
      is_firmware = is_firmware || purpose == "firmware";
    });
  }
  if (said == kNoNode) return;
  bom_.facts.Add(
      {owner, Kind::kExecutable, {is_executable ? "executable" : "non-executable", said}});
  bom_.facts.Add({owner, Kind::kArchive, {is_archive ? "archive" : "no archive", said}});
  if (is_container || is_firmware || is_executable) {
    bom_.facts.Add(
        {owner, Kind::kStructured, {is_container ? "structured" : "unstructured", said}});
  }
}

}  // namespace headwater::sbom
