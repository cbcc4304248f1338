// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/sbom/bom_names.h"

#include <algorithm>
#include <array>
#include <string>

namespace headwater::sbom {
namespace {

/// The longest word of the tables; longer ones are in none.
constexpr size_t kMaxWord = 64;

/// Without `-`, `_` and capitals: what remains is the same in every format.
std::string Plain(std::string_view word) {
  std::string plain;
  if (word.size() > kMaxWord) return plain;
  for (const char c : word) {
    if (c == '-' || c == '_') continue;
    plain += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return plain;
}

/// Without a branch for each character: documents have megabytes of digits.
bool IsHexadecimal(std::string_view text) {
  unsigned others = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const auto digit = static_cast<unsigned char>(byte - '0');
    const auto letter = static_cast<unsigned char>((byte | 0x20U) - 'a');
    others |= static_cast<unsigned>(digit > 9) & static_cast<unsigned>(letter > 5);
  }
  return others == 0;
}

template <typename T>
struct Word {
  std::string_view word;
  T value{};
};

template <typename T, size_t kSize>
const Word<T>* FindWord(const std::array<Word<T>, kSize>& words, std::string_view plain) {
  const auto* found = std::find_if(words.begin(), words.end(),
                                   [plain](const Word<T>& known) { return known.word == plain; });
  return found == words.end() ? nullptr : found;
}

using Types = Word<ComponentType>;
constexpr std::array kTypes = {
    Types{"library", ComponentType::kLibrary},
    Types{"application", ComponentType::kApplication},
    Types{"framework", ComponentType::kFramework},
    Types{"file", ComponentType::kFile},
    Types{"container", ComponentType::kContainer},
    Types{"operatingsystem", ComponentType::kOperatingSystem},
    Types{"platform", ComponentType::kPlatform},
    Types{"device", ComponentType::kDevice},
    Types{"devicedriver", ComponentType::kDeviceDriver},
    Types{"firmware", ComponentType::kFirmware},
    Types{"machinelearningmodel", ComponentType::kMachineLearningModel},
    Types{"model", ComponentType::kMachineLearningModel},
    Types{"data", ComponentType::kData},
    Types{"cryptographicasset", ComponentType::kCryptographicAsset},
    Types{"archive", ComponentType::kArchive},
    Types{"install", ComponentType::kInstall},
    Types{"source", ComponentType::kSource},
    Types{"other", ComponentType::kOther},
    Types{"executable", ComponentType::kApplication},
};

struct Algorithm {
  HashAlgorithm algorithm = HashAlgorithm::kOther;
  size_t digits = 0;
};

using Algorithms = Word<Algorithm>;
constexpr std::array kAlgorithms = {
    Algorithms{"sha512", {HashAlgorithm::kSha512, 128}},
    Algorithms{"sha256", {HashAlgorithm::kSha256, 64}},
    Algorithms{"sha1", {HashAlgorithm::kSha1, 40}},
    Algorithms{"md5", {HashAlgorithm::kMd5, 32}},
    Algorithms{"sha384", {HashAlgorithm::kSha384, 96}},
    Algorithms{"sha224", {HashAlgorithm::kSha224, 56}},
    Algorithms{"sha3224", {HashAlgorithm::kSha3Of224, 56}},
    Algorithms{"sha3256", {HashAlgorithm::kSha3Of256, 64}},
    Algorithms{"sha3384", {HashAlgorithm::kSha3Of384, 96}},
    Algorithms{"sha3512", {HashAlgorithm::kSha3Of512, 128}},
    Algorithms{"blake2b256", {HashAlgorithm::kBlake2b256, 64}},
    Algorithms{"blake2b384", {HashAlgorithm::kBlake2b384, 96}},
    Algorithms{"blake2b512", {HashAlgorithm::kBlake2b512, 128}},
    Algorithms{"blake3", {HashAlgorithm::kBlake3, 0}},
    Algorithms{"streebog256", {HashAlgorithm::kStreebog256, 64}},
    Algorithms{"streebog512", {HashAlgorithm::kStreebog512, 128}},
    Algorithms{"md2", {HashAlgorithm::kMd2, 32}},
    Algorithms{"md4", {HashAlgorithm::kMd4, 32}},
    Algorithms{"md6", {HashAlgorithm::kMd6, 0}},
    Algorithms{"adler32", {HashAlgorithm::kAdler32, 8}},
};

using ReferenceKind = BomReference::Kind;
using References = Word<ReferenceKind>;
constexpr std::array kReferences = {
    References{"distribution", ReferenceKind::kDistribution},
    References{"binaryartifact", ReferenceKind::kDistribution},
    References{"sourcedistribution", ReferenceKind::kSourceDistribution},
    References{"sourceartifact", ReferenceKind::kSourceDistribution},
    References{"vcs", ReferenceKind::kVcs},
    References{"bom", ReferenceKind::kBom},
    References{"website", ReferenceKind::kWebsite},
    References{"altwebpage", ReferenceKind::kWebsite},
    References{"rfc9116", ReferenceKind::kSecurityTxt},
};

using IdKind = BomId::Kind;
using Ids = Word<IdKind>;
constexpr std::array kIds = {
    Ids{"purl", IdKind::kPurl},          Ids{"packageurl", IdKind::kPurl},
    Ids{"cpe23type", IdKind::kCpe},      Ids{"cpe22type", IdKind::kCpe},
    Ids{"cpe23", IdKind::kCpe},          Ids{"cpe22", IdKind::kCpe},
    Ids{"swid", IdKind::kSwid},          Ids{"swh", IdKind::kSwhid},
    Ids{"swhid", IdKind::kSwhid},        Ids{"gitoid", IdKind::kOmnibor},
    Ids{"mavencentral", IdKind::kOther}, Ids{"npm", IdKind::kOther},
    Ids{"nuget", IdKind::kOther},        Ids{"bower", IdKind::kOther},
};

using Kind = BomEdge::Kind;
using Scope = BomEdge::Scope;
constexpr bool kReversed = true;
constexpr std::array kRelations = {
    Relation{"DEPENDS_ON"},
    Relation{"DEPENDENCY_OF", Kind::kDependsOn, Scope::kAny, kReversed},
    Relation{"CONTAINS", Kind::kContains},
    Relation{"CONTAINED_BY", Kind::kContains, Scope::kAny, kReversed},
    Relation{"BUILD_DEPENDENCY_OF", Kind::kDependsOn, Scope::kBuild, kReversed},
    Relation{"DEV_DEPENDENCY_OF", Kind::kDependsOn, Scope::kDevelopment, kReversed},
    Relation{"OPTIONAL_DEPENDENCY_OF", Kind::kDependsOn, Scope::kOptional, kReversed},
    Relation{"PROVIDED_DEPENDENCY_OF", Kind::kDependsOn, Scope::kProvided, kReversed},
    Relation{"TEST_DEPENDENCY_OF", Kind::kDependsOn, Scope::kTest, kReversed},
    Relation{"RUNTIME_DEPENDENCY_OF", Kind::kDependsOn, Scope::kRuntime, kReversed},
    Relation{"OPTIONAL_COMPONENT_OF", Kind::kContains, Scope::kOptional, kReversed},
    Relation{"PACKAGE_OF", Kind::kContains, Scope::kAny, kReversed},
    Relation{"DYNAMIC_LINK", Kind::kDependsOn, Scope::kRuntime},
    Relation{"STATIC_LINK", Kind::kDependsOn},
    Relation{"HAS_PREREQUISITE"},
    Relation{"PREREQUISITE_FOR", Kind::kDependsOn, Scope::kAny, kReversed},
    Relation{"BUILD_TOOL_OF", Kind::kDependsOn, Scope::kBuild, kReversed},
    Relation{"DEV_TOOL_OF", Kind::kDependsOn, Scope::kDevelopment, kReversed},
    Relation{"TEST_TOOL_OF", Kind::kDependsOn, Scope::kTest, kReversed},
    Relation{"dependsOn"},
    Relation{"contains", Kind::kContains},
    Relation{"hasOptionalComponent", Kind::kContains, Scope::kOptional},
    Relation{"hasOptionalDependency", Kind::kDependsOn, Scope::kOptional},
    Relation{"hasProvidedDependency", Kind::kDependsOn, Scope::kProvided},
    Relation{"hasPrerequisite"},
    Relation{"hasDynamicLink", Kind::kDependsOn, Scope::kRuntime},
    Relation{"hasStaticLink"},
};

}  // namespace

ComponentType ComponentTypeOf(std::string_view word) {
  const auto* found = FindWord(kTypes, Plain(word));
  return found == nullptr ? ComponentType::kUnknown : found->value;
}

HashAlgorithm HashAlgorithmOf(std::string_view name) {
  const auto* found = FindWord(kAlgorithms, Plain(name));
  return found == nullptr ? HashAlgorithm::kOther : found->value.algorithm;
}

size_t HashDigits(HashAlgorithm algorithm) {
  const auto* found = std::find_if(
      kAlgorithms.begin(), kAlgorithms.end(),
      [algorithm](const Algorithms& known) { return known.value.algorithm == algorithm; });
  return found == kAlgorithms.end() ? 0 : found->value.digits;
}

void Classify(BomHash& hash) {
  const std::string_view value = hash.value.text;
  const auto* found = FindWord(kAlgorithms, Plain(hash.algorithm_text.text));
  hash.algorithm = found == nullptr ? HashAlgorithm::kOther : found->value.algorithm;
  const size_t digits = found == nullptr ? 0 : found->value.digits;
  hash.is_sound = !value.empty() && (digits == 0 || value.size() == digits) && IsHexadecimal(value);
}

BomReference::Kind ReferenceKindOf(std::string_view word) {
  const auto* found = FindWord(kReferences, Plain(word));
  return found == nullptr ? ReferenceKind::kOther : found->value;
}

std::optional<BomId::Kind> IdKindOf(std::string_view word) {
  const auto* found = FindWord(kIds, Plain(word));
  return found == nullptr ? std::nullopt : std::optional(found->value);
}

BomCompleteness::Value CompletenessOf(std::string_view word) {
  using Value = BomCompleteness::Value;
  if (word == "complete") return Value::kComplete;
  if (word.starts_with("incomplete")) return Value::kIncomplete;
  return word == "not_specified" ? Value::kNotSpecified : Value::kUnknown;
}

const Relation* FindRelation(std::string_view word) {
  const auto* found =
      std::find_if(kRelations.begin(), kRelations.end(),
                   [word](const Relation& relation) { return relation.word == word; });
  return found == kRelations.end() ? nullptr : found;
}

}  // namespace headwater::sbom
