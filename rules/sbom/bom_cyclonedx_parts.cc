// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <array>
#include <string_view>
#include <utility>

#include "rules/sbom/bom_cyclonedx.h"
#include "rules/sbom/bom_names.h"

namespace headwater::sbom {
namespace {

using Key = CycloneDxKey;

// https://cyclonedx.org/docs/1.7/json/ and /xml/. What one form calls otherwise stands in brackets.
using Row = KeyTable<Key>::Row;
constexpr std::array kKeys = {
    Row{"acknowledgement", Key::kAcknowledgement},
    Row{"aggregate", Key::kAggregate},
    Row{"alg", Key::kAlg},
    Row{"assemblies", Key::kAssemblies},
    Row{"author", Key::kAuthor},
    Row{"authors", Key::kAuthors},
    Row{"bom-ref", Key::kBomRef},
    Row{"component", Key::kComponent},
    Row{"components", Key::kComponents},
    Row{"compositions", Key::kCompositions},
    Row{"contact", Key::kContact},
    Row{"content", Key::kContent},
    Row{"cpe", Key::kCpe},
    Row{"dependencies", Key::kDependencies},
    Row{"dependsOn", Key::kDependsOn},
    Row{"email", Key::kEmail},
    Row{"expression", Key::kExpression},
    Row{"externalReferences", Key::kExternalReferences},
    Row{"group", Key::kGroup},
    Row{"hashes", Key::kHashes},
    Row{"id", Key::kId},
    Row{"isExternal", Key::kIsExternal},
    Row{"license", Key::kLicense},
    Row{"licenses", Key::kLicenses},
    Row{"lifecycles", Key::kLifecycles},
    Row{"manufacture", Key::kManufacturer},
    Row{"manufacturer", Key::kManufacturer},
    Row{"metadata", Key::kMetadata},
    Row{"name", Key::kName},
    Row{"omniborId", Key::kOmniborId},
    Row{"phase", Key::kPhase},
    Row{"properties", Key::kProperties},
    Row{"provides", Key::kProvides},
    Row{"provider", Key::kSupplier},
    Row{"publisher", Key::kPublisher},
    Row{"purl", Key::kPurl},
    Row{"ref", Key::kRef},
    Row{"scope", Key::kScope},
    Row{"serialNumber", Key::kSerialNumber},
    Row{"services", Key::kServices},
    Row{"supplier", Key::kSupplier},
    Row{"swhid", Key::kSwhid},
    Row{"swid", Key::kSwid},
    Row{"tagId", Key::kTagId},
    Row{"#text", Key::kText},
    Row{"timestamp", Key::kTimestamp},
    Row{"tools", Key::kTools},
    Row{"type", Key::kType},
    Row{"url", Key::kUrl},
    Row{"value", Key::kValue},
    Row{"version", Key::kVersion},
    Row{"vulnerabilities", Key::kVulnerabilities},
};

// TR-03183-2 section 8.2 and BSI's taxonomy, which spells the last one otherwise.
constexpr std::string_view kBsiPrefix = "bsi:component:";

using Fact = BomFact::Kind;
constexpr std::array<std::pair<std::string_view, Fact>, 4> kFacts = {{
    {"filename", Fact::kFilename},
    {"executable", Fact::kExecutable},
    {"archive", Fact::kArchive},
    {"structured", Fact::kStructured},
}};

}  // namespace

KeyTable<CycloneDxKey> CycloneDxKeys(const Tree& tree) { return {tree, kKeys}; }

void CycloneDxParts::Add(NodeIndex member, ComponentIndex owner) {
  using Role = BomParty::Role;
  switch (view_.KeyOf(member)) {
    case Key::kPurl:
      return Ids(member, BomId::Kind::kPurl, owner);
    case Key::kCpe:
      return Ids(member, BomId::Kind::kCpe, owner);
    case Key::kSwid:
      return Swid(member, owner);
    case Key::kOmniborId:
      return Ids(member, BomId::Kind::kOmnibor, owner);
    case Key::kSwhid:
      return Ids(member, BomId::Kind::kSwhid, owner);
    case Key::kSupplier:
      return Party(member, Role::kSupplier, owner);
    case Key::kManufacturer:
      return Party(member, Role::kManufacturer, owner);
    case Key::kAuthors:
      return Authors(member, owner);
    case Key::kAuthor:
      return Party(member, Role::kAuthorName, owner);
    case Key::kPublisher:
      return Party(member, Role::kPublisher, owner);
    case Key::kLicenses:
      return Licenses(member, owner);
    case Key::kHashes:
      return Hashes(member, owner, kNoReference);
    case Key::kExternalReferences:
      return References(member, owner);
    case Key::kProperties:
      return Properties(member, owner);
    default:
      return;
  }
}

void CycloneDxParts::Ids(NodeIndex member, BomId::Kind kind, ComponentIndex owner) {
  view_.EachText(member, [&](const BomText& text) {
    if (text.has()) bom_.ids.Add({owner, kind, text});
  });
}

void CycloneDxParts::Swid(NodeIndex swid, ComponentIndex owner) {
  for (const NodeIndex member : view_.Children(swid)) {
    if (view_.KeyOf(member) == Key::kTagId) Ids(member, BomId::Kind::kSwid, owner);
  }
}

void CycloneDxParts::Party(NodeIndex node, BomParty::Role role, ComponentIndex owner) {
  BomParty party;
  party.owner = owner;
  party.role = role;
  party.node = node;
  if (role == BomParty::Role::kTool) party.kind = BomParty::Kind::kTool;
  if (role == BomParty::Role::kAuthorName || role == BomParty::Role::kPublisher) {
    party.name = view_.Text(node);
  } else {
    Contact(node, party);
  }
  bom_.parties.Add(party);
}

void CycloneDxParts::Contact(NodeIndex contact, BomParty& party) {
  const auto take_first = [](BomText& into, const BomText& text) {
    if (!into.has() && !text.text.empty()) into = text;
  };
  for (const NodeIndex member : view_.Children(contact)) {
    switch (view_.KeyOf(member)) {
      case Key::kName:
        take_first(party.name, view_.Text(member));
        break;
      case Key::kVersion:
        take_first(party.version, view_.Text(member));
        break;
      case Key::kEmail:
        take_first(party.email, view_.Text(member));
        break;
      case Key::kUrl:
        view_.EachText(member, [&](const BomText& url) { take_first(party.url, url); });
        break;
      case Key::kContact:
        take_first(party.email, EmailOf(member));
        break;
      default:
        break;
    }
  }
}

// JSON has a list of contacts, XML one element after the other.
BomText CycloneDxParts::EmailOf(NodeIndex contact) {
  BomParty person;
  if (!view_.IsList(contact)) Contact(contact, person);
  if (view_.IsList(contact)) {
    for (const NodeIndex item : view_.Children(contact)) Contact(item, person);
  }
  return person.email;
}

void CycloneDxParts::Authors(NodeIndex list, ComponentIndex owner) {
  for (const NodeIndex item : view_.Children(list)) {
    Party(item, BomParty::Role::kAuthor, owner);
  }
}

void CycloneDxParts::Licenses(NodeIndex list, ComponentIndex owner) {
  for (const NodeIndex item : view_.Children(list)) License(item, owner);
}

// JSON: {license: {id | name, acknowledgement}} or {expression, acknowledgement}; XML: an element
// of either name.
void CycloneDxParts::License(NodeIndex item, ComponentIndex owner) {
  BomLicense license;
  license.owner = owner;
  license.text.node = item;
  if (view_.KeyOf(item) == Key::kExpression) {
    license.text = view_.Text(item);
    license.form = ExpressionForm(license.text.text);
  }
  for (const NodeIndex member : view_.Children(item)) {
    if (view_.KeyOf(member) != Key::kLicense) {
      LicenseMember(member, license);
      continue;
    }
    for (const NodeIndex inner : view_.Children(member)) LicenseMember(inner, license);
  }
  bom_.licenses.Add(license);
}

void CycloneDxParts::LicenseMember(NodeIndex member, BomLicense& license) const {
  using Acknowledgement = BomLicense::Acknowledgement;
  const BomText text = view_.Text(member);
  switch (view_.KeyOf(member)) {
    case Key::kId:
      license.form = BomLicense::Form::kId;
      license.text = text;
      break;
    case Key::kName:
      license.form = BomLicense::Form::kName;
      license.text = text;
      break;
    case Key::kExpression:
      license.form = ExpressionForm(text.text);
      license.text = text;
      break;
    case Key::kAcknowledgement:
      if (text.text == "declared") license.acknowledgement = Acknowledgement::kDeclared;
      if (text.text == "concluded") license.acknowledgement = Acknowledgement::kConcluded;
      break;
    default:
      break;
  }
}

void CycloneDxParts::Hashes(NodeIndex list, ComponentIndex owner, uint32_t reference) {
  for (const NodeIndex item : view_.Children(list)) {
    BomHash hash;
    hash.owner = owner;
    hash.reference = reference;
    if (view_.IsElement(item)) hash.value = view_.Text(item);
    for (const NodeIndex member : view_.Children(item)) {
      const Key key = view_.KeyOf(member);
      if (key == Key::kAlg) hash.algorithm_text = view_.Text(member);
      if (key == Key::kContent) hash.value = view_.Text(member);
    }
    Classify(hash);
    bom_.hashes.Add(hash);
  }
}

void CycloneDxParts::References(NodeIndex list, ComponentIndex owner) {
  uint32_t position = 0;
  for (const NodeIndex item : view_.Children(list)) {
    BomReference reference;
    reference.owner = owner;
    reference.node = item;
    for (const NodeIndex member : view_.Children(item)) {
      const Key key = view_.KeyOf(member);
      if (key == Key::kType) reference.type = view_.Text(member);
      if (key == Key::kUrl) reference.url = view_.Text(member);
      if (key == Key::kHashes) Hashes(member, owner, position);
    }
    reference.kind = ReferenceKindOf(reference.type.text);
    bom_.references.Add(reference);
    ++position;
  }
}

void CycloneDxParts::Properties(NodeIndex list, ComponentIndex owner) {
  for (const NodeIndex item : view_.Children(list)) {
    BomText name;
    BomText value;
    if (view_.IsElement(item)) value = view_.Text(item);
    for (const NodeIndex member : view_.Children(item)) {
      const Key key = view_.KeyOf(member);
      if (key == Key::kName) name = view_.Text(member);
      if (key == Key::kValue) value = view_.Text(member);
    }
    if (name.text.starts_with(kBsiPrefix)) Property(name, value, owner);
  }
}

void CycloneDxParts::Property(const BomText& name, const BomText& value, ComponentIndex owner) {
  const std::string_view fact = name.text.substr(kBsiPrefix.size());
  for (const auto& [word, kind] : kFacts) {
    if (fact == word) bom_.facts.Add({owner, kind, value});
  }
  if (fact == "effectiveLicence" || fact == "effectiveLicense") {
    bom_.licenses.Add(
        {owner, ExpressionForm(value.text), BomLicense::Acknowledgement::kEffective, value});
  }
}

}  // namespace headwater::sbom
