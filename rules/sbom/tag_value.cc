// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/sbom/tag_value.h"

#include <algorithm>
#include <array>

#include "rules/sbom/tree_text.h"

namespace headwater::sbom {
namespace {

using enum TagSection;
using enum TagShape;

constexpr std::array kTags = {
    Tag{"AnnotationComment", kAnnotation, "comment"},
    Tag{"AnnotationDate", kAnnotation, "annotationDate"},
    Tag{"AnnotationType", kAnnotation, "annotationType"},
    Tag{"Annotator", kAnnotation, "annotator", kText, true},
    // The project a file came from: deprecated, and in no JSON.
    Tag{"ArtifactOfProjectHomePage", kFile, ""},
    Tag{"ArtifactOfProjectName", kFile, ""},
    Tag{"ArtifactOfProjectURI", kFile, ""},
    Tag{"BuiltDate", kPackage, "builtDate"},
    Tag{"Created", kCreation, "created"},
    Tag{"Creator", kCreation, "creators", kList},
    Tag{"CreatorComment", kCreation, "comment"},
    Tag{"DataLicense", kDocument, "dataLicense"},
    Tag{"DocumentComment", kDocument, "comment"},
    Tag{"DocumentName", kDocument, "name"},
    Tag{"DocumentNamespace", kDocument, "documentNamespace"},
    Tag{"ExternalDocumentRef", kExternalDocument, "externalDocumentId", kDocumentReference, true},
    Tag{"ExternalRef", kPackage, "externalRefs", kExternalReference},
    Tag{"ExternalRefComment", kPackage, ""},
    Tag{"ExtractedText", kExtractedLicense, "extractedText"},
    Tag{"FileAttributionText", kFile, "attributionTexts", kList},
    Tag{"FileChecksum", kFile, "checksums", kChecksums},
    Tag{"FileComment", kFile, "comment"},
    Tag{"FileContributor", kFile, "fileContributors", kList},
    Tag{"FileCopyrightText", kFile, "copyrightText"},
    Tag{"FileDependency", kFile, "fileDependencies", kList},
    Tag{"FileName", kFile, "fileName", kText, true},
    Tag{"FileNotice", kFile, "noticeText"},
    Tag{"FileType", kFile, "fileTypes", kList},
    Tag{"FilesAnalyzed", kPackage, "filesAnalyzed", kBool},
    Tag{"LicenseComment", kExtractedLicense, "comment"},
    Tag{"LicenseComments", kFile, "licenseComments"},
    Tag{"LicenseConcluded", kFile, "licenseConcluded"},
    Tag{"LicenseCrossReference", kExtractedLicense, "seeAlsos", kList},
    Tag{"LicenseID", kExtractedLicense, "licenseId", kText, true},
    Tag{"LicenseInfoInFile", kFile, "licenseInfoInFiles", kList},
    Tag{"LicenseInfoInSnippet", kSnippet, "licenseInfoInSnippets", kList},
    Tag{"LicenseListVersion", kCreation, "licenseListVersion"},
    Tag{"LicenseName", kExtractedLicense, "name"},
    Tag{"PackageAttributionText", kPackage, "attributionTexts", kList},
    Tag{"PackageChecksum", kPackage, "checksums", kChecksums},
    Tag{"PackageComment", kPackage, "comment"},
    Tag{"PackageCopyrightText", kPackage, "copyrightText"},
    Tag{"PackageDescription", kPackage, "description"},
    Tag{"PackageDownloadLocation", kPackage, "downloadLocation"},
    Tag{"PackageFileName", kPackage, "packageFileName"},
    Tag{"PackageHomePage", kPackage, "homepage"},
    Tag{"PackageLicenseComments", kPackage, "licenseComments"},
    Tag{"PackageLicenseConcluded", kPackage, "licenseConcluded"},
    Tag{"PackageLicenseDeclared", kPackage, "licenseDeclared"},
    Tag{"PackageLicenseInfoFromFiles", kPackage, "licenseInfoFromFiles", kList},
    Tag{"PackageName", kPackage, "name", kText, true},
    Tag{"PackageOriginator", kPackage, "originator"},
    Tag{"PackageSourceInfo", kPackage, "sourceInfo"},
    Tag{"PackageSummary", kPackage, "summary"},
    Tag{"PackageSupplier", kPackage, "supplier"},
    Tag{"PackageVerificationCode", kPackage, "packageVerificationCode", kVerificationCode},
    Tag{"PackageVersion", kPackage, "versionInfo"},
    Tag{"PrimaryPackagePurpose", kPackage, "primaryPackagePurpose"},
    Tag{"Relationship", kRelationship, "relationshipType", kRelated, true},
    Tag{"RelationshipComment", kRelationship, "comment"},
    Tag{"ReleaseDate", kPackage, "releaseDate"},
    Tag{"ReviewComment", kReview, "comment"},
    Tag{"ReviewDate", kReview, "reviewDate"},
    Tag{"Reviewer", kReview, "reviewer", kText, true},
    Tag{"SPDXID", kOpen, "SPDXID"},
    Tag{"SPDXREF", kAnnotation, ""},
    Tag{"SPDXVersion", kDocument, "spdxVersion"},
    Tag{"SnippetAttributionText", kSnippet, "attributionTexts", kList},
    Tag{"SnippetByteRange", kSnippet, "ranges", kByteRange},
    Tag{"SnippetComment", kSnippet, "comment"},
    Tag{"SnippetCopyrightText", kSnippet, "copyrightText"},
    Tag{"SnippetFromFileSPDXID", kSnippet, "snippetFromFile"},
    Tag{"SnippetLicenseComments", kSnippet, "licenseComments"},
    Tag{"SnippetLicenseConcluded", kSnippet, "licenseConcluded"},
    Tag{"SnippetLineRange", kSnippet, "ranges", kLineRange},
    Tag{"SnippetName", kSnippet, "name"},
    Tag{"SnippetSPDXID", kSnippet, "SPDXID", kText, true},
    Tag{"ValidUntilDate", kPackage, "validUntilDate"},
};

static_assert(std::is_sorted(kTags.begin(), kTags.end(),
                             [](const Tag& a, const Tag& b) { return a.tag < b.tag; }));

std::string_view Trim(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r";
  text.remove_prefix(std::min(text.find_first_not_of(kBlanks), text.size()));
  return text.substr(0, text.find_last_not_of(kBlanks) + 1);
}

}  // namespace

const Tag* FindTag(std::string_view tag) {
  const auto* found = std::lower_bound(
      kTags.begin(), kTags.end(), tag,
      [](const Tag& known, std::string_view wanted) { return known.tag < wanted; });
  return found == kTags.end() || found->tag != tag ? nullptr : found;
}

TagLines::TagLines(std::string_view bytes)
    : bytes_(bytes), offset_(bytes.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0) {}

bool TagLines::Next(TagLine& line) {
  constexpr std::string_view kOpening = "<text>";
  constexpr std::string_view kClosing = "</text>";
  while (offset_ < bytes_.size()) {
    const size_t begin = offset_;
    const size_t end = std::min(bytes_.find('\n', begin), bytes_.size());
    const std::string_view whole = bytes_.substr(begin, end - begin);
    const std::string_view text = Trim(whole);
    offset_ = std::min(end + 1, bytes_.size());
    if (text.empty() || text.starts_with('#')) continue;
    const size_t colon = whole.find(':');
    if (colon == std::string_view::npos) {
      offset_ = begin;
      problem_ = "this line is no `Tag: value`; a text over several lines needs <text> and </text>";
      return false;
    }
    line.tag = Trim(whole.substr(0, colon));
    line.value = Trim(whole.substr(colon + 1));
    if (line.value.starts_with(kOpening)) {
      const auto first = static_cast<size_t>(line.value.data() - bytes_.data()) + kOpening.size();
      const size_t close = bytes_.find(kClosing, first);
      if (close == std::string_view::npos) {
        offset_ = begin;
        problem_ = "<text> is not closed; the document is cut off, or </text> is missing";
        return false;
      }
      line.value = bytes_.substr(first, close - first);
      const size_t next = bytes_.find('\n', close);
      offset_ = next == std::string_view::npos ? bytes_.size() : next + 1;
    }
    line.offset = static_cast<size_t>(line.value.data() - bytes_.data());
    return true;
  }
  return false;
}

}  // namespace headwater::sbom
