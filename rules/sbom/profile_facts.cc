// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/sbom/profile_facts.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "rules/sbom/bom_names.h"
#include "rules/sbom/profile_licenses.h"

namespace headwater::sbom {
namespace {

using Fact = ProfileFact;

constexpr std::string_view kNoAssertion = "NOASSERTION";

bool Says(const BomText& text) { return !text.text.empty() && text.text != kNoAssertion; }

/// What hashes are of, asked for in the order of their owners: one pass over the references.
class HashPlaces {
 public:
  explicit HashPlaces(const std::vector<BomReference>& references) : references_(references) {}

  /// kOther: the component itself.
  BomReference::Kind Of(const BomHash& hash) {
    while (first_ < references_.size() && references_[first_].owner < hash.owner) ++first_;
    if (hash.reference == kNoReference) return BomReference::Kind::kOther;
    const size_t at = first_ + hash.reference;
    const bool is_there = at < references_.size() && references_[at].owner == hash.owner;
    return is_there ? references_[at].kind : BomReference::Kind::kOther;
  }

 private:
  const std::vector<BomReference>& references_;
  size_t first_ = 0;  ///< Of the owner that was asked about last.
};

/// Fills in what is known of the components, one array of the model after the other.
class ComponentFactReader {
 public:
  explicit ComponentFactReader(const Bom& bom)
      : bom_(bom), format_(bom.document->format), known_(bom.components.size()) {}

  std::vector<KnownFacts> Read() && {
    ReadIdentity();
    ReadParties();
    ReadLicenses();
    ReadHashes();
    ReadReferences();
    ReadFileFacts();
    ReadWhatTheFormatLeavesOpen();
    ReadDependencies();
    ReadCompleteness();
    return std::move(known_);
  }

 private:
  bool IsComponent(ComponentIndex index) const { return index < known_.size(); }
  bool IsSpdx() const { return format_ != SbomFormat::kCycloneDx; }

  void ReadIdentity();
  void ReadParties();
  void ReadLicenses();
  void ReadHashes();
  void ReadReferences();
  void ReadFileFacts();
  void ReadWhatTheFormatLeavesOpen();
  void ReadDependencies();
  void ReadCompleteness();

  const Bom& bom_;
  SbomFormat format_;
  std::vector<KnownFacts> known_;
};

void ComponentFactReader::ReadIdentity() {
  for (ComponentIndex i = 0; i < known_.size(); ++i) {
    const BomComponent& component = bom_.components[i];
    if (Says(component.name)) known_[i].Give(Fact::kName);
    if (Says(component.version)) known_[i].Give(Fact::kVersion);
  }
  for (const BomId& id : bom_.ids.all()) {
    if (IsComponent(id.owner) && Says(id.value)) known_[id.owner].Give(Fact::kUniqueId);
  }
}

void ComponentFactReader::ReadParties() {
  for (const BomParty& party : bom_.parties.all()) {
    if (!IsComponent(party.owner)) continue;
    if (Says(party.name)) known_[party.owner].Give(Fact::kSupplierName);
    if (IsReachable(party)) known_[party.owner].Give(Fact::kReachableCreator);
  }
}

void ComponentFactReader::ReadLicenses() {
  LicenseNames names(bom_.licenses.all().size());
  for (const BomLicense& license : bom_.licenses.all()) {
    if (!IsComponent(license.owner) || !names.IsNamed(license)) continue;
    KnownFacts& known = known_[license.owner];
    switch (license.acknowledgement) {
      case BomLicense::Acknowledgement::kEffective:
        known.Give(Fact::kEffectiveLicense);
        continue;
      case BomLicense::Acknowledgement::kDeclared:
        known.Give(Fact::kOriginalLicense);
        break;
      case BomLicense::Acknowledgement::kConcluded:
        known.Give(Fact::kDistributionLicense);
        break;
      case BomLicense::Acknowledgement::kUnstated:
        break;
    }
    known.Give(Fact::kLicense);
  }
}

void ComponentFactReader::ReadHashes() {
  HashPlaces places(bom_.references.all());
  for (const BomHash& hash : bom_.hashes.all()) {
    if (!IsComponent(hash.owner)) continue;
    const bool is_512 = hash.algorithm == HashAlgorithm::kSha512;
    const bool is_256 = hash.algorithm == HashAlgorithm::kSha256;
    if (!hash.is_sound || (!is_512 && !is_256)) continue;
    KnownFacts& known = known_[hash.owner];
    const BomReference::Kind place = places.Of(hash);
    if (place == BomReference::Kind::kSourceDistribution) {
      known.Give(Fact::kSourceHash);
      continue;
    }
    // In SPDX a file that is a component is what is delivered.
    const bool is_file = IsSpdx() && bom_.components[hash.owner].type == ComponentType::kFile &&
                         hash.reference == kNoReference;
    const bool is_delivered = is_file || place == BomReference::Kind::kDistribution;
    if (is_256) known.Give(Fact::kSha256);
    if (is_512) known.Give(Fact::kSha512);
    if (is_512 && is_delivered) known.Give(Fact::kSha512Deployable);
  }
}

void ComponentFactReader::ReadReferences() {
  using Kind = BomReference::Kind;
  for (const BomReference& reference : bom_.references.all()) {
    if (!IsComponent(reference.owner) || !Says(reference.url)) continue;
    KnownFacts& known = known_[reference.owner];
    switch (reference.kind) {
      case Kind::kDistribution:
        known.Give(Fact::kDeployableUri);
        break;
      case Kind::kSourceDistribution:
      case Kind::kVcs:
        known.Give(Fact::kSourceUri);
        break;
      case Kind::kSecurityTxt:
        known.Give(Fact::kSecurityTxt);
        break;
      case Kind::kBom:
      case Kind::kWebsite:
      case Kind::kOther:
        break;
    }
  }
}

/// The two values that TR-03183-2 has for each of its properties.
struct FileFact {
  BomFact::Kind kind;
  Fact fact;
  std::array<std::string_view, 2> values;
};
constexpr std::array<FileFact, 3> kFileFacts = {{
    {BomFact::Kind::kExecutable, Fact::kExecutable, {"executable", "non-executable"}},
    {BomFact::Kind::kArchive, Fact::kArchive, {"archive", "no archive"}},
    {BomFact::Kind::kStructured, Fact::kStructured, {"structured", "unstructured"}},
}};

constexpr FactSet kFileProperties = Facts({Fact::kExecutable, Fact::kArchive, Fact::kStructured});

/// What TR-03183-2 asks by a property; whether the value is one that it has.
std::optional<std::pair<Fact, bool>> AnswerOf(const BomFact& fact) {
  if (fact.kind == BomFact::Kind::kFilename) return std::pair(Fact::kFilename, Says(fact.value));
  for (const FileFact& known : kFileFacts) {
    if (known.kind != fact.kind) continue;
    const std::string_view value = fact.value.text;
    return std::pair(known.fact, value == known.values[0] || value == known.values[1]);
  }
  return std::nullopt;
}

// Said twice is not said: which of both counts?
void ComponentFactReader::ReadFileFacts() {
  std::vector<FactSet> said(known_.size());
  std::vector<FactSet> said_twice(known_.size());
  for (const BomFact& item : bom_.facts.all()) {
    const auto answer = AnswerOf(item);
    if (!IsComponent(item.owner) || !answer) continue;
    const auto& [fact, is_valid] = *answer;
    said_twice[item.owner] |= said[item.owner] & Facts({fact});
    said[item.owner] |= Facts({fact});
    if (is_valid) known_[item.owner].Give(fact);
  }
  for (ComponentIndex i = 0; i < known_.size(); ++i) known_[i].given &= ~said_twice[i];
}

void ComponentFactReader::ReadWhatTheFormatLeavesOpen() {
  for (ComponentIndex i = 0; i < known_.size(); ++i) {
    if (format_ == SbomFormat::kSpdx2) known_[i].unclear |= kFileProperties;
    // Without a purpose that decides it the file may be either.
    if (format_ == SbomFormat::kSpdx3 && (known_[i].given & Facts({Fact::kExecutable})) != 0) {
      known_[i].Doubt(Fact::kStructured);
    }
    const bool is_file = IsSpdx() && bom_.components[i].type == ComponentType::kFile;
    if (is_file && Says(bom_.components[i].name)) known_[i].Give(Fact::kFilename);
  }
}

// CycloneDX: a component without dependencies has an empty entry of its own, and one without an
// entry has unknown ones (https://cyclonedx.org/docs/1.6/json/#dependencies). SPDX has no empty
// entries: whatever takes part in a relationship says what it says.
void ComponentFactReader::ReadDependencies() {
  const auto give = [this](ComponentIndex index) {
    if (IsComponent(index)) known_[index].Give(Fact::kDependencies);
  };
  for (const ComponentIndex listed : bom_.listed) give(listed);
  for (const BomComponent& component : bom_.components) give(component.parent);
  for (const BomCompleteness& statement : bom_.completeness) give(statement.component);
  for (const BomEdge& edge : bom_.edges) {
    give(edge.from);
    if (IsSpdx()) give(edge.to);
  }
}

void ComponentFactReader::ReadCompleteness() {
  bool is_said_of_all = false;
  for (const BomCompleteness& statement : bom_.completeness) {
    if (statement.value == BomCompleteness::Value::kNotSpecified) continue;
    if (IsComponent(statement.component)) known_[statement.component].Give(Fact::kCompleteness);
    is_said_of_all =
        is_said_of_all || (statement.component == kNoComponent && !statement.is_dangling);
  }
  if (!is_said_of_all) return;
  for (KnownFacts& known : known_) known.Give(Fact::kCompleteness);
}

}  // namespace

bool IsAddress(std::string_view text) {
  if (text.find_first_of(" \t\r\n") != std::string_view::npos) return false;
  const size_t at = text.find('@');
  const bool is_email = at != std::string_view::npos && at > 0 && at + 1 < text.size();
  const size_t scheme = text.find("://");
  return is_email || (scheme != std::string_view::npos && scheme > 0 && scheme + 3 < text.size());
}

bool IsReachable(const BomParty& party) {
  using Role = BomParty::Role;
  const bool may_be_creator = party.role == Role::kSupplier || party.role == Role::kManufacturer ||
                              party.role == Role::kAuthor;
  return may_be_creator && party.kind != BomParty::Kind::kTool &&
         (IsAddress(party.email.text) || IsAddress(party.url.text));
}

std::vector<KnownFacts> ComponentFacts(const Bom& bom) { return ComponentFactReader(bom).Read(); }

}  // namespace headwater::sbom
