// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/common/spdx_license.h"

#include <cstddef>
#include <string>

namespace headwater {
namespace {

constexpr std::string_view kLicenseRef = "LicenseRef-";
constexpr std::string_view kDocumentRef = "DocumentRef-";
constexpr std::string_view kAdditionRef = "AdditionRef-";

SpdxError Whole(const SpdxToken& word, std::string message) {
  return {word.begin, word.end, std::move(message)};
}

std::optional<SpdxError> CheckReference(const SpdxToken& word, std::string_view reference) {
  if (reference.size() == kLicenseRef.size()) {
    return Whole(word, "A name is missing behind LicenseRef-.");
  }
  const size_t plus = word.text.find('+');
  if (plus == std::string_view::npos) return std::nullopt;
  return SpdxError{word.begin + plus, word.begin + plus + 1, "No + may stand behind a LicenseRef."};
}

std::variant<SpdxExpression, SpdxError> ReadDocumentRef(const SpdxToken& word) {
  const size_t colon = word.text.find(':');
  if (colon == std::string_view::npos) {
    return Whole(word, "A DocumentRef needs a LicenseRef: DocumentRef-name:LicenseRef-name.");
  }
  const std::string_view reference = word.text.substr(colon + 1);
  const size_t second = reference.find(':');
  if (second != std::string_view::npos) {
    const size_t at = word.begin + colon + 1 + second;
    return SpdxError{at, at + 1, "A second colon cannot stand in a licence's name."};
  }
  if (colon == kDocumentRef.size()) return Whole(word, "A name is missing behind DocumentRef-.");
  if (!reference.starts_with(kLicenseRef)) {
    return SpdxError{word.begin + colon + 1, word.end,
                     "LicenseRef-name must stand behind the colon."};
  }
  if (auto error = CheckReference(word, reference)) return *std::move(error);
  SpdxExpression license;
  license.license = word.text;
  return license;
}

}  // namespace

std::variant<SpdxExpression, SpdxError> ReadSpdxLicense(const SpdxToken& word) {
  if (word.text == "NONE" || word.text == "NOASSERTION") {
    return Whole(word, "NONE and NOASSERTION are values of their own, not licences.");
  }
  if (IsMisspeltSpdxOperator(word.text)) {
    return Whole(word, "An operator stands where a licence is expected.");
  }
  if (word.text.starts_with(kDocumentRef)) return ReadDocumentRef(word);
  if (const size_t colon = word.text.find(':'); colon != std::string_view::npos) {
    return SpdxError{word.begin + colon, word.begin + colon + 1,
                     "A colon may only stand between DocumentRef-name and LicenseRef-name."};
  }
  SpdxExpression license;
  license.license = word.text;
  if (word.text.starts_with(kLicenseRef)) {
    if (auto error = CheckReference(word, word.text)) return *std::move(error);
    return license;
  }
  const size_t plus = word.text.find('+');
  if (plus == std::string_view::npos) return license;
  if (plus == 0 || plus + 1 != word.text.size()) {
    return SpdxError{word.begin + plus, word.begin + plus + 1,
                     "A single + may stand directly behind a licence's identifier, nowhere else."};
  }
  license.license.pop_back();
  license.or_later = true;
  return license;
}

std::optional<SpdxError> CheckSpdxException(const SpdxToken& word) {
  if (IsMisspeltSpdxOperator(word.text)) {
    return Whole(word, "An operator stands where a licence exception is expected.");
  }
  for (const std::string_view prefix : {kLicenseRef, kDocumentRef, kAdditionRef}) {
    if (word.text.starts_with(prefix)) {
      return Whole(word, "Behind WITH only an exception of the SPDX list can stand (SPDX 2.3).");
    }
  }
  const size_t wrong = word.text.find_first_of("+:");
  if (wrong == std::string_view::npos) return std::nullopt;
  return SpdxError{word.begin + wrong, word.begin + wrong + 1,
                   "Neither + nor : can stand in an exception's identifier."};
}

}  // namespace headwater
