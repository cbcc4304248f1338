// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/common/spdx_license.h"

#include <cstddef>
#include <string>
#include <utility>

namespace headwater {
namespace {

constexpr std::string_view kLicenseRef = "LicenseRef-";
constexpr std::string_view kDocumentRef = "DocumentRef-";
constexpr std::string_view kAdditionRef = "AdditionRef-";

using Kind = SpdxError::Kind;

SpdxError Whole(const SpdxToken& word, Kind kind, std::string message) {
  return {word.begin, word.end, std::move(message), kind};
}

/// One byte of the word, `offset` from its beginning.
SpdxError OneByte(const SpdxToken& word, size_t offset, Kind kind, std::string message) {
  return {word.begin + offset, word.begin + offset + 1, std::move(message), kind};
}

/// A name behind one of the prefixes, `offset` bytes into the word.
std::optional<SpdxError> CheckReference(const SpdxToken& word, size_t offset,
                                        std::string_view prefix) {
  const std::string_view reference = word.text.substr(offset);
  if (reference.size() == prefix.size()) {
    return Whole(word, Kind::kReference, "A name is missing behind " + std::string(prefix) + ".");
  }
  const size_t wrong = reference.find_first_of("+:");
  if (wrong == std::string_view::npos) return std::nullopt;
  if (reference[wrong] == ':') {
    return OneByte(word, offset + wrong, Kind::kReference,
                   "A colon cannot stand in " + std::string(prefix) + "name.");
  }
  return OneByte(word, offset + wrong, Kind::kPlus,
                 "No + may stand behind " + std::string(prefix) + "name.");
}

/// DocumentRef-name:<prefix>name.
std::optional<SpdxError> CheckDocumentRef(const SpdxToken& word, std::string_view prefix) {
  const std::string wanted = std::string(prefix) + "name";
  const size_t colon = word.text.find(':');
  if (colon == std::string_view::npos) {
    return Whole(word, Kind::kReference,
                 "A DocumentRef does not stand alone: DocumentRef-name:" + wanted + ".");
  }
  if (const size_t plus = word.text.find('+'); plus < colon) {
    return OneByte(word, plus, Kind::kPlus, "No + may stand in the name of a document.");
  }
  const std::string_view reference = word.text.substr(colon + 1);
  if (colon == kDocumentRef.size()) {
    return Whole(word, Kind::kReference, "A name is missing behind DocumentRef-.");
  }
  if (!reference.starts_with(prefix)) {
    return SpdxError{word.begin + colon + 1, word.end, wanted + " must stand behind the colon.",
                     Kind::kReference};
  }
  return CheckReference(word, colon + 1, prefix);
}

SpdxExpression LicenseOf(const SpdxToken& word) {
  SpdxExpression license;
  license.license = word.text;
  return license;
}

}  // namespace

std::variant<SpdxExpression, SpdxError> ReadSpdxLicense(const SpdxToken& word) {
  if (word.text == "NONE" || word.text == "NOASSERTION") {
    return Whole(word, Kind::kNoLicense,
                 "NONE and NOASSERTION are values of their own, not licences.");
  }
  if (IsMisspeltSpdxOperator(word.text)) {
    return Whole(word, Kind::kLicenseMissing, "An operator stands where a licence is expected.");
  }
  if (word.text.starts_with(kDocumentRef)) {
    if (auto error = CheckDocumentRef(word, kLicenseRef)) return *std::move(error);
    return LicenseOf(word);
  }
  if (word.text.starts_with(kAdditionRef)) {
    return Whole(word, Kind::kReference, "An AdditionRef is no licence; it stands behind WITH.");
  }
  if (const size_t colon = word.text.find(':'); colon != std::string_view::npos) {
    return OneByte(word, colon, Kind::kCharacter,
                   "A colon may only stand between DocumentRef-name and LicenseRef-name.");
  }
  SpdxExpression license = LicenseOf(word);
  if (word.text.starts_with(kLicenseRef)) {
    if (auto error = CheckReference(word, 0, kLicenseRef)) return *std::move(error);
    return license;
  }
  const size_t plus = word.text.find('+');
  if (plus == std::string_view::npos) return license;
  if (plus == 0 || plus + 1 != word.text.size()) {
    return OneByte(word, plus, Kind::kPlus,
                   "A single + may stand directly behind a licence's identifier, nowhere else.");
  }
  license.license.pop_back();
  license.or_later = true;
  return license;
}

std::optional<SpdxError> CheckSpdxException(const SpdxToken& word, SpdxDialect dialect) {
  if (IsMisspeltSpdxOperator(word.text)) {
    return Whole(word, Kind::kException,
                 "An operator stands where a licence exception is expected.");
  }
  if (dialect == SpdxDialect::kSpdx30) {
    if (word.text.starts_with(kDocumentRef)) return CheckDocumentRef(word, kAdditionRef);
    if (word.text.starts_with(kAdditionRef)) return CheckReference(word, 0, kAdditionRef);
  }
  if (IsSpdxReference(word.text)) {
    return Whole(word, Kind::kException,
                 dialect == SpdxDialect::kSpdx30
                     ? "A LicenseRef cannot stand behind WITH; an AdditionRef can."
                     : "Behind WITH only an exception of the SPDX list can stand (SPDX 2.3).");
  }
  const size_t wrong = word.text.find_first_of("+:");
  if (wrong == std::string_view::npos) return std::nullopt;
  return OneByte(word, wrong, Kind::kException,
                 "Neither + nor : can stand in an exception's identifier.");
}

bool IsSpdxReference(std::string_view id) {
  return id.starts_with(kLicenseRef) || id.starts_with(kDocumentRef) ||
         id.starts_with(kAdditionRef);
}

std::string FoldSpdxCase(std::string_view id) {
  std::string folded(id);
  for (char& c : folded) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return folded;
}

}  // namespace headwater
