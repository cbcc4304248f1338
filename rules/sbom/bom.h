// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "rules/sbom/document.h"
#include "rules/sbom/tree.h"

/// \file
/// What a parts list says, in whatever format it says so: one model of CycloneDX 1.2 to 1.7 (JSON,
/// XML), SPDX 2.2 and 2.3, and SPDX 3.0.1. Texts are views of the document's tree, every fact knows
/// the node it comes from, and nothing is judged: what is absent is absent here too.

namespace headwater::sbom {

/// A text and where it stands. Without a node: the document does not say.
struct BomText {
  std::string_view text;
  NodeIndex node = kNoNode;

  bool has() const { return node != kNoNode; }
};

/// Index in Bom::components.
using ComponentIndex = uint32_t;
inline constexpr ComponentIndex kNoComponent = UINT32_MAX;  ///< Also: the document itself.
/// Ends of edges that are no component: an element of another kind, one of another document.
inline constexpr ComponentIndex kOtherElement = UINT32_MAX - 1;
inline constexpr ComponentIndex kElsewhere = UINT32_MAX - 2;

/// https://cyclonedx.org/docs/1.7/json/#components_items_type, SPDX 2.3 section 7.24, SPDX 3.0.1
/// SoftwarePurpose.
enum class ComponentType : uint8_t {
  kUnknown,
  kApplication,
  kArchive,
  kContainer,
  kCryptographicAsset,
  kData,
  kDevice,
  kDeviceDriver,
  kFile,
  kFirmware,
  kFramework,
  kInstall,
  kLibrary,
  kMachineLearningModel,
  kOperatingSystem,
  kOther,
  kPlatform,
  kSource,
  kService,  ///< Of CycloneDX's `services`: an end of edges, no part that is delivered.
};

enum class HashAlgorithm : uint8_t {
  kOther,
  kAdler32,
  kBlake2b256,
  kBlake2b384,
  kBlake2b512,
  kBlake3,
  kMd2,
  kMd4,
  kMd5,
  kMd6,
  kSha1,
  kSha224,
  kSha256,
  kSha384,
  kSha512,
  kSha3Of224,
  kSha3Of256,
  kSha3Of384,
  kSha3Of512,
  kStreebog256,
  kStreebog512,
};

/// Every format writes them differently: `SHA-512`, `SHA512`, `sha512`.
HashAlgorithm HashAlgorithmOf(std::string_view name);
/// Hexadecimal digits of its values; 0 where the length is free (BLAKE3, MD6) or unknown.
size_t HashDigits(HashAlgorithm algorithm);

struct BomComponent {
  NodeIndex node = kNoNode;
  ComponentIndex parent = kNoComponent;  ///< That it is nested in (CycloneDX).
  ComponentType type = ComponentType::kUnknown;
  BomText type_text;
  BomText ref;  ///< bom-ref, SPDXID, spdxId.
  BomText group;
  BomText name;
  BomText version;
  BomText scope;  ///< CycloneDX: required, optional, excluded.
  /// CycloneDX 1.7: used, and not part of what is delivered.
  bool is_external = false;
};

// What belongs to a component, or with owner kNoComponent to the document.

struct BomId {
  enum class Kind : uint8_t { kPurl, kCpe, kSwid, kOmnibor, kSwhid, kOther };
  ComponentIndex owner = kNoComponent;
  Kind kind = Kind::kOther;
  BomText value;
};

/// Who made, supplied or wrote something. NOASSERTION stays as the name.
struct BomParty {
  enum class Role : uint8_t {
    kSupplier,
    kManufacturer,  ///< Also `manufacture`, SPDX's originator.
    kAuthor,        ///< Of a document in SPDX: each creator that is no tool.
    kAuthorName,    ///< CycloneDX's text `author`, which has no contact.
    kPublisher,     ///< CycloneDX's text `publisher`.
    kTool,          ///< That made the document.
  };
  enum class Kind : uint8_t { kUnstated, kPerson, kOrganisation, kTool };
  ComponentIndex owner = kNoComponent;
  Role role = Role::kAuthor;
  Kind kind = Kind::kUnstated;
  NodeIndex node = kNoNode;
  BomText name;
  BomText version;  ///< Of a tool.
  BomText email;    ///< The first that it or one of its contacts has.
  BomText url;      ///< The first.
};

struct BomLicense {
  enum class Form : uint8_t { kId, kName, kExpression, kNoAssertion, kNone, kOther };
  /// TR-03183-2: original is declared, distribution is concluded, effective is a property.
  enum class Acknowledgement : uint8_t { kUnstated, kDeclared, kConcluded, kEffective };
  ComponentIndex owner = kNoComponent;
  Form form = Form::kOther;
  Acknowledgement acknowledgement = Acknowledgement::kUnstated;
  BomText text;
};

/// No reference: the component itself.
inline constexpr uint32_t kNoReference = UINT32_MAX;

struct BomHash {
  ComponentIndex owner = kNoComponent;
  uint32_t reference = kNoReference;  ///< Position in Bom::references.Of(owner).
  HashAlgorithm algorithm = HashAlgorithm::kOther;
  BomText algorithm_text;
  BomText value;
  bool is_sound = false;  ///< Hexadecimal, and as long as values of the algorithm are.
};

struct BomReference {
  enum class Kind : uint8_t {
    kOther,
    kBom,                 ///< The component is described in another BOM.
    kDistribution,        ///< Where the deployable is.
    kSecurityTxt,         ///< RFC 9116.
    kSourceDistribution,  ///< Where its source is, as a package.
    kVcs,
    kWebsite,
  };
  ComponentIndex owner = kNoComponent;
  Kind kind = Kind::kOther;
  NodeIndex node = kNoNode;
  BomText type;  ///< As written.
  BomText url;
};

/// The facts that TR-03183-2 wants of a file: `bsi:component:*`, or what SPDX says of it.
struct BomFact {
  enum class Kind : uint8_t { kFilename, kExecutable, kArchive, kStructured };
  ComponentIndex owner = kNoComponent;
  Kind kind = Kind::kFilename;
  /// As the property is written; for SPDX 3 one of the property's values, with the node it follows
  /// from.
  BomText value;
};

/// The items of all components in one array, those of one component together.
template <typename T>
class Grouped {
 public:
  T& Add(T item) { return items_.emplace_back(std::move(item)); }
  /// To be called once, after the last Add. Keeps the order of a component's items.
  void Seal() {
    const auto by_owner = [](const T& a, const T& b) { return a.owner < b.owner; };
    if (std::is_sorted(items_.begin(), items_.end(), by_owner)) return;
    std::stable_sort(items_.begin(), items_.end(), by_owner);
  }
  std::span<const T> Of(ComponentIndex owner) const {
    const auto first = std::partition_point(items_.begin(), items_.end(),
                                            [owner](const T& item) { return item.owner < owner; });
    const auto last = std::partition_point(first, items_.end(),
                                           [owner](const T& item) { return item.owner == owner; });
    return {first, last};
  }
  const std::vector<T>& all() const { return items_; }

 private:
  std::vector<T> items_;
};

/// `from` needs or holds `to`, whatever direction the document writes it in.
struct BomEdge {
  enum class Kind : uint8_t { kDependsOn, kContains, kProvides };
  enum class Scope : uint8_t { kAny, kBuild, kDevelopment, kOptional, kProvided, kRuntime, kTest };
  ComponentIndex from = kNoComponent;  ///< kNoComponent: nothing has this reference.
  ComponentIndex to = kNoComponent;    ///< The same.
  Kind kind = Kind::kDependsOn;
  Scope scope = Scope::kAny;
  NodeIndex from_node = kNoNode;  ///< Of the reference's text.
  NodeIndex to_node = kNoNode;
};

/// A statement about whether everything is listed.
struct BomCompleteness {
  enum class Value : uint8_t { kComplete, kIncomplete, kUnknown, kNotSpecified };
  enum class Aspect : uint8_t { kAll, kAssemblies, kDependencies };
  Value value = Value::kUnknown;
  Aspect aspect = Aspect::kAll;
  ComponentIndex component = kNoComponent;  ///< kNoComponent: the whole document.
  bool is_dangling = false;                 ///< About something that is not there.
  NodeIndex node = kNoNode;
};

/// Valid as long as the document stays where it is.
struct Bom {
  const SbomDocument* document = nullptr;
  BomText serial;   ///< serialNumber, documentNamespace, spdxId of the document.
  BomText version;  ///< CycloneDX: how often it was written anew.
  BomText name;     ///< SPDX: of the document.
  BomText timestamp;
  /// CycloneDX: phases or names of lifecycles; SPDX 2: the creators' comment ("SBOM Type: Build");
  /// SPDX 3: software_sbomType.
  std::vector<BomText> lifecycles;
  std::vector<BomComponent> components;  ///< The primary one included.
  std::vector<ComponentIndex> primary;  ///< What the document is about: one, none, or in SPDX many.
  Grouped<BomId> ids;
  Grouped<BomParty> parties;
  Grouped<BomLicense> licenses;
  Grouped<BomHash> hashes;
  Grouped<BomReference> references;
  Grouped<BomFact> facts;
  std::vector<BomEdge> edges;
  /// CycloneDX: components that have an entry of their own among the dependencies, be it an empty
  /// one, which says that there are none. In document order, some perhaps twice.
  std::vector<ComponentIndex> listed;
  std::vector<BomCompleteness> completeness;
  std::vector<NodeIndex> vulnerabilities;  ///< Each, or each statement about one.
};

/// The model of a document that is kSbom. Linear in its size.
Bom ReadBom(const SbomDocument& document);

}  // namespace headwater::sbom
