// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <utility>

#include "headwater/clock.h"
#include "headwater/report.h"
#include "headwater/sink.h"
#include "headwater/spdx_licenses.h"
#include "service/report/licenses.h"

namespace headwater::report {
namespace {

constexpr std::string_view kReference = "LicenseRef-";
// For identifiers that are on no list: SPDX documents know only the list and references.
constexpr std::string_view kUnlisted = "LicenseRef-Unlisted-";

/// What a document may write for one licence of an expression.
std::string SpdxId(const SpdxExpression& license) {
  std::string id = license.license;
  if (id.starts_with(kReference)) return id;
  if (const SpdxLicense* listed = FindSpdxLicense(id)) {
    return std::string(listed->id) + (license.or_later ? "+" : "");
  }
  for (char& c : id) {
    if (c == ':') c = '-';
  }
  return std::string(kUnlisted) + id;
}

void AddIds(const SpdxExpression& expression, std::set<std::string>& ids) {
  if (expression.kind == SpdxExpression::Kind::kLicense) ids.insert(SpdxId(expression));
  // Bounded by the parser: kMaxSpdxDepth.
  for (const SpdxExpression& operand : expression.operands) AddIds(operand, ids);
}

/// SPDX 2.3, 7.9: the SHA-1 of all files' SHA-1 values, sorted, one behind the other.
std::string VerificationCode(std::vector<Sha1Digest> digests) {
  std::sort(digests.begin(), digests.end());
  std::string all;
  for (const Sha1Digest& digest : digests) all += digest.Hex();
  return Sha1(all).Hex();
}

/// The tag's end within a text would end it: it is taken apart.
std::string InText(std::string text) {
  constexpr std::string_view kEnd = "</text>";
  for (size_t at = text.find(kEnd); at != std::string::npos; at = text.find(kEnd, at)) {
    text.replace(at, kEnd.size(), "< /text>");
  }
  return text;
}

/// Lines of a value of several: each encoded for people, the ends of the lines kept.
std::string InText(const std::vector<Untrusted>& lines) {
  std::string text;
  for (const Untrusted& line : lines) {
    if (!text.empty()) text += "\n";
    text += Encode<Sink::kTerminal>(line);
  }
  return InText(std::move(text));
}

class SpdxWriter final : public LicensesWriter {
 public:
  SpdxWriter(const InventoryHead& head, const SpdxFacts& facts, std::ostream& out)
      : facts_(facts), out_(out) {
    const std::string code = VerificationCode(facts.digests);
    WriteDocument(head, code);
    WritePackage(head, code);
  }

  void Add(const FileLicenseRecord& record) override {
    if (!IsFile(record.file->mode)) return;
    const size_t index = index_++;
    if (!facts_.has_digest[index]) return;
    const Sha1Digest& digest = facts_.digests[digest_++];
    out_ << "\nFileName: ./" << Encode<Sink::kTerminal>(record.file->path)
         << "\nSPDXID: SPDXRef-File-" << index + 1 << "\nFileChecksum: SHA1: " << digest.Hex()
         << "\nLicenseConcluded: NOASSERTION\n";
    WriteLicenses(record);
    WriteCopyrights(record);
  }

  void End() override {
    for (const std::string& id : facts_.licenses) {
      if (!id.starts_with(kReference)) continue;
      const auto text = facts_.texts.find(id);
      const bool known = text != facts_.texts.end();
      out_ << "\nLicenseID: " << id << "\nLicenseName: " << id.substr(kReference.size())
           << "\nExtractedText: <text>"
           << (known ? InText(ToValidUtf8(text->second))
                     : "The project has no file LICENSES/" + id + ".txt with this licence's text.")
           << "</text>\n";
    }
  }

 private:
  void WriteDocument(const InventoryHead& head, const std::string& code) {
    const std::string name = Encode<Sink::kTerminal>(head.repository);
    out_ << "SPDXVersion: SPDX-2.3\nDataLicense: CC0-1.0\nSPDXID: SPDXRef-DOCUMENT\nDocumentName: "
         << name << "\nDocumentNamespace: https://spdx.org/spdxdocs/headwater-"
         << Encode<Sink::kUri>(head.repository) << "-" << code
         << "\nLicenseListVersion: " << ListVersion() << "\nCreator: Tool: headwater-"
         << kEngineVersion.view() << "\nCreated: " << Created() << "\n";
  }

  // To the second (6.9); the day is all that counts.
  std::string Created() const {
    constexpr size_t kToTheSecond = 19;  // 2026-11-21T00:00:00
    return FormatTime(facts_.today).substr(0, kToTheSecond) + "Z";
  }

  // SPDX writes two numbers (6.7).
  static std::string_view ListVersion() {
    const std::string_view version = SpdxListVersion();
    const size_t dot = version.find('.');
    return version.substr(0, version.find('.', dot + 1));
  }

  void WritePackage(const InventoryHead& head, const std::string& code) {
    out_ << "\nPackageName: " << Encode<Sink::kTerminal>(head.repository)
         << "\nSPDXID: SPDXRef-Package\n";
    if (!head.commit.empty()) out_ << "PackageVersion: " << head.commit << "\n";
    out_ << "PackageDownloadLocation: NOASSERTION\nFilesAnalyzed: true\nPackageVerificationCode: "
         << code << "\nPackageLicenseConcluded: NOASSERTION\n";
    for (const std::string& id : facts_.licenses)
      out_ << "PackageLicenseInfoFromFiles: " << id << "\n";
    if (facts_.licenses.empty()) out_ << "PackageLicenseInfoFromFiles: NONE\n";
    out_ << "PackageLicenseDeclared: NOASSERTION\nPackageCopyrightText: NOASSERTION\n";
    const auto missing = std::count(facts_.has_digest.begin(), facts_.has_digest.end(), false);
    if (missing > 0) {
      out_ << "PackageComment: <text>" << missing
           << " files could not be read and are not listed.</text>\n";
    }
    out_ << "Relationship: SPDXRef-DOCUMENT DESCRIBES SPDXRef-Package\n";
  }

  void WriteLicenses(const FileLicenseRecord& record) {
    const std::set<std::string> ids = SpdxIdsOf(record);
    for (const std::string& id : ids) out_ << "LicenseInfoInFile: " << id << "\n";
    if (ids.empty()) out_ << "LicenseInfoInFile: " << Absent(record) << "\n";
    std::vector<Untrusted> expressions;
    for (const LicenseRecord& license : record.licenses) expressions.push_back(license.text);
    if (expressions.empty()) return;
    out_ << "LicenseComments: <text>" << InText(expressions) << "</text>\n";
  }

  void WriteCopyrights(const FileLicenseRecord& record) {
    out_ << "FileCopyrightText: ";
    if (record.copyrights.empty()) {
      out_ << Absent(record) << "\n";
      return;
    }
    out_ << "<text>" << InText(record.copyrights) << "</text>\n";
  }

  // NONE says that it was looked for, NOASSERTION that it was not, or not to the end.
  static std::string_view Absent(const FileLicenseRecord& record) {
    return record.covered() && !record.unread() ? "NONE" : "NOASSERTION";
  }

  const SpdxFacts& facts_;
  std::ostream& out_;
  size_t index_ = 0;   ///< Of the next regular file.
  size_t digest_ = 0;  ///< Of the next one that was read.
};

}  // namespace

std::set<std::string> SpdxIdsOf(const FileLicenseRecord& record) {
  std::set<std::string> ids;
  for (const LicenseRecord& license : record.licenses) AddIds(license.expression, ids);
  for (const SnippetRecord& snippet : record.snippets) {
    for (const LicenseRecord& license : snippet.licenses) AddIds(license.expression, ids);
  }
  return ids;
}

std::unique_ptr<LicensesWriter> WriteLicensesSpdx(const InventoryHead& head, const SpdxFacts& facts,
                                                  std::ostream& out) {
  return std::make_unique<SpdxWriter>(head, facts, out);
}

}  // namespace headwater::report
