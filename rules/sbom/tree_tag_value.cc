// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rules/common/text.h"
#include "rules/sbom/tag_value.h"
#include "rules/sbom/tree.h"
#include "rules/sbom/tree_builder.h"
#include "rules/sbom/tree_text.h"

namespace headwater::sbom {
namespace {

struct Entry {
  const Tag* tag = nullptr;  // Nullptr: unknown.
  TagLine line;
};

/// What becomes one map.
using Record = std::vector<Entry>;

struct ListSection {
  TagSection section = TagSection::kPackage;
  std::string_view name;  // Of the list in JSON.
};

constexpr std::array kListSections = {
    ListSection{TagSection::kExternalDocument, "externalDocumentRefs"},
    ListSection{TagSection::kExtractedLicense, "hasExtractedLicensingInfos"},
    ListSection{TagSection::kAnnotation, "annotations"},
    ListSection{TagSection::kReview, "revieweds"},
    ListSection{TagSection::kPackage, "packages"},
    ListSection{TagSection::kFile, "files"},
    ListSection{TagSection::kSnippet, "snippets"},
    ListSection{TagSection::kRelationship, "relationships"},
};

constexpr size_t kSections = static_cast<size_t>(TagSection::kOpen);

std::string_view TakeWord(std::string_view& text) {
  const size_t end = std::min(text.find_first_of(" \t"), text.size());
  const std::string_view word = text.substr(0, end);
  text.remove_prefix(end);
  text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
  return word;
}

/// Whether tags of this shape are gathered into one list.
bool IsList(TagShape shape) {
  return shape == TagShape::kList || shape == TagShape::kChecksums ||
         shape == TagShape::kExternalReference || shape == TagShape::kByteRange ||
         shape == TagShape::kLineRange;
}

/// Sorts the tags into records, then writes those in the order of the JSON document.
class TagValueReader {
 public:
  TagValueReader(std::string bytes, const TreeLimits& limits)
      : builder_(std::move(bytes), limits), limits_(limits) {}

  Result<Tree> Read() && {
    TRY(Collect());
    if (!Write()) return builder_.Beyond(offset_);
    return std::move(builder_).Finish();
  }

 private:
  Status Collect();
  Result<Record*> RecordFor(const Tag* tag, const TagLine& line);

  // Each false beyond a limit.
  bool Write();
  bool Records(std::string_view list, const std::vector<Record>& records);
  bool Members(const Record& record);
  bool Member(const Record& record, size_t at);
  bool Value(const Entry& entry, NameId name);
  bool Checksum(const TagLine& line, NameId name);
  bool ExternalReference(const TagLine& line);
  bool ExternalDocument(const TagLine& line);
  bool Relationship(const TagLine& line);
  bool VerificationCode(const TagLine& line, NameId name);
  bool Range(const Entry& entry);
  bool Pointer(std::string_view name, std::string_view number, const Entry& entry);

  bool Open(NodeKind kind, NameId name, size_t offset) {
    offset_ = offset;
    return builder_.Open(kind, name, offset);
  }
  bool Close() {
    builder_.Close();
    return true;
  }
  /// A member whose text stands in the document.
  bool Text(std::string_view name, std::string_view text, NodeKind kind = NodeKind::kString) {
    return Text(builder_.MadeName(name), text, kind);
  }
  bool Text(NameId name, std::string_view text, NodeKind kind = NodeKind::kString) {
    offset_ = static_cast<size_t>(text.data() - builder_.bytes().data());
    return builder_.Add(kind, name, offset_, text);
  }
  /// One whose words are joined by `_` in JSON and by `-` in tag-value.
  bool Words(std::string_view name, std::string_view text) {
    std::string joined(text);
    std::replace(joined.begin(), joined.end(), '-', '_');
    offset_ = static_cast<size_t>(text.data() - builder_.bytes().data());
    return builder_.AddMade(NodeKind::kString, builder_.MadeName(name), offset_, joined);
  }

  TreeBuilder builder_;
  TreeLimits limits_;
  std::array<std::vector<Record>, kSections> records_;
  TagSection open_ = TagSection::kDocument;
  std::string_view snippet_file_;  // Of the record that is being written.
  size_t offset_ = 0;              // Of the value written last.
};

Status TagValueReader::Collect() {
  TagLines lines(builder_.bytes());
  size_t count = 0;
  for (TagLine line; lines.Next(line);) {
    if (++count > limits_.nodes) return builder_.Beyond(line.offset);
    const Tag* tag = FindTag(line.tag);
    Record* record = TRY(RecordFor(tag, line));
    record->push_back({tag, line});
  }
  if (!lines.problem().empty()) return builder_.Invalid(lines.offset(), lines.problem());
  return Ok{};
}

Result<Record*> TagValueReader::RecordFor(const Tag* tag, const TagLine& line) {
  const bool is_open = tag == nullptr || tag->section == TagSection::kOpen;
  const TagSection section = is_open ? open_ : tag->section;
  std::vector<Record>& records = records_[static_cast<size_t>(section)];
  const bool is_single = section == TagSection::kDocument || section == TagSection::kCreation;
  if ((tag != nullptr && tag->opens) || (is_single && records.empty())) records.emplace_back();
  if (records.empty()) {
    return builder_.Invalid(line.offset, "the tag stands before the one that begins its section");
  }
  // Relationships and annotations may stand between the tags of a package.
  const bool stays_open = section == TagSection::kPackage || section == TagSection::kFile ||
                          section == TagSection::kSnippet ||
                          section == TagSection::kExtractedLicense;
  if (tag != nullptr && tag->opens && stays_open) open_ = section;
  return &records.back();
}

bool TagValueReader::Write() {
  if (!Open(NodeKind::kMap, kNoName, 0)) return false;
  for (const Record& record : records_[static_cast<size_t>(TagSection::kDocument)]) {
    if (!Members(record)) return false;
  }
  for (const Record& record : records_[static_cast<size_t>(TagSection::kCreation)]) {
    const NameId name = builder_.MadeName("creationInfo");
    if (!Open(NodeKind::kMap, name, record.front().line.offset)) return false;
    if (!Members(record) || !Close()) return false;
  }
  for (const ListSection& list : kListSections) {
    const std::vector<Record>& records = records_[static_cast<size_t>(list.section)];
    if (!records.empty() && !Records(list.name, records)) return false;
  }
  return Close();
}

bool TagValueReader::Records(std::string_view list, const std::vector<Record>& records) {
  const NameId name = builder_.MadeName(list);
  if (!Open(NodeKind::kList, name, records.front().front().line.offset)) return false;
  for (const Record& record : records) {
    if (!Open(NodeKind::kMap, kNoName, record.front().line.offset)) return false;
    if (!Members(record) || !Close()) return false;
  }
  return Close();
}

bool TagValueReader::Members(const Record& record) {
  snippet_file_ = {};
  for (const Entry& entry : record) {
    const bool is_file = entry.tag != nullptr && entry.tag->name == "snippetFromFile";
    if (is_file) snippet_file_ = entry.line.value;
  }
  std::vector<std::string_view> lists;  // Written already; at most one per known name.
  for (size_t i = 0; i < record.size(); ++i) {
    const Tag* tag = record[i].tag;
    if (tag != nullptr && tag->name.empty()) continue;
    if (tag != nullptr && IsList(tag->shape)) {
      if (std::find(lists.begin(), lists.end(), tag->name) != lists.end()) continue;
      lists.push_back(tag->name);
    }
    if (!Member(record, i)) return false;
  }
  return true;
}

bool TagValueReader::Member(const Record& record, size_t at) {
  const Entry& entry = record[at];
  if (entry.tag == nullptr) {
    const NameId unknown = builder_.MadeName(entry.line.tag);
    return unknown != kNoName && Text(unknown, entry.line.value);
  }
  const NameId name = builder_.MadeName(entry.tag->name);
  if (!IsList(entry.tag->shape)) return Value(entry, name);
  if (!Open(NodeKind::kList, name, entry.line.offset)) return false;
  for (size_t i = at; i < record.size(); ++i) {
    const bool belongs = record[i].tag != nullptr && record[i].tag->name == entry.tag->name;
    if (belongs && !Value(record[i], kNoName)) return false;
  }
  return Close();
}

bool TagValueReader::Value(const Entry& entry, NameId name) {
  const TagLine& line = entry.line;
  switch (entry.tag->shape) {
    case TagShape::kText:
      if (entry.tag->name == "primaryPackagePurpose") return Words(entry.tag->name, line.value);
      return Text(name, line.value);
    case TagShape::kList:
      return Text(name, line.value);
    case TagShape::kBool: {
      const bool is_bool = line.value == "true" || line.value == "false";
      return Text(name, line.value, is_bool ? NodeKind::kBool : NodeKind::kString);
    }
    case TagShape::kChecksums:
      return Checksum(line, name);
    case TagShape::kExternalReference:
      return ExternalReference(line);
    case TagShape::kVerificationCode:
      return VerificationCode(line, name);
    case TagShape::kRelated:
      return Relationship(line);
    case TagShape::kDocumentReference:
      return ExternalDocument(line);
    case TagShape::kByteRange:
    case TagShape::kLineRange:
      return Range(entry);
  }
  return true;
}

bool TagValueReader::Checksum(const TagLine& line, NameId name) {
  std::string_view value = line.value;
  std::string_view algorithm = TakeWord(value);
  if (algorithm.ends_with(':')) algorithm.remove_suffix(1);
  return Open(NodeKind::kMap, name, line.offset) && Text("algorithm", algorithm) &&
         Text("checksumValue", value) && Close();
}

bool TagValueReader::ExternalReference(const TagLine& line) {
  std::string_view locator = line.value;
  const std::string_view category = TakeWord(locator);
  const std::string_view type = TakeWord(locator);
  return Open(NodeKind::kMap, kNoName, line.offset) && Words("referenceCategory", category) &&
         Text("referenceType", type) && Text("referenceLocator", locator) && Close();
}

// The members of the record's own map, like those of a relationship.
bool TagValueReader::ExternalDocument(const TagLine& line) {
  TagLine rest = line;
  const std::string_view id = TakeWord(rest.value);
  const std::string_view uri = TakeWord(rest.value);
  return Text("externalDocumentId", id) && Text("spdxDocument", uri) &&
         Checksum(rest, builder_.MadeName("checksum"));
}

bool TagValueReader::Relationship(const TagLine& line) {
  std::string_view related = line.value;
  const std::string_view element = TakeWord(related);
  const std::string_view type = TakeWord(related);
  return Text("spdxElementId", element) && Text("relationshipType", type) &&
         Text("relatedSpdxElement", related);
}

bool TagValueReader::VerificationCode(const TagLine& line, NameId name) {
  constexpr std::string_view kExcludes = "(excludes:";
  std::string_view rest = line.value;
  const std::string_view code = TakeWord(rest);
  if (!Open(NodeKind::kMap, name, line.offset) || !Text("packageVerificationCodeValue", code)) {
    return false;
  }
  if (rest.starts_with(kExcludes)) {
    rest.remove_prefix(kExcludes.size());
    if (rest.ends_with(')')) rest.remove_suffix(1);
    const NameId excluded = builder_.MadeName("packageVerificationCodeExcludedFiles");
    if (!Open(NodeKind::kList, excluded, line.offset)) return false;
    rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
    while (!rest.empty()) {
      if (!Text(kNoName, TakeWord(rest))) return false;
    }
    Close();
  }
  return Close();
}

bool TagValueReader::Range(const Entry& entry) {
  const std::string_view value = entry.line.value;
  const size_t colon = std::min(value.find(':'), value.size());
  const std::string_view end = value.substr(std::min(colon + 1, value.size()));
  return Open(NodeKind::kMap, kNoName, entry.line.offset) &&
         Pointer("startPointer", value.substr(0, colon), entry) &&
         Pointer("endPointer", end, entry) && Close();
}

bool TagValueReader::Pointer(std::string_view name, std::string_view number, const Entry& entry) {
  const bool is_number =
      !number.empty() && number.find_first_not_of("0123456789") == std::string_view::npos;
  if (!Open(NodeKind::kMap, builder_.MadeName(name), entry.line.offset) ||
      !Text(entry.tag->shape == TagShape::kByteRange ? "offset" : "lineNumber", number,
            is_number ? NodeKind::kNumber : NodeKind::kString)) {
    return false;
  }
  return (snippet_file_.empty() || Text("reference", snippet_file_)) && Close();
}

}  // namespace

Result<Tree> ReadTagValueTree(std::string bytes, const TreeLimits& limits) {
  TRY(CheckStart(bytes, limits));
  TRY(CheckText(bytes, limits.bytes, Controls::kXml));
  return TagValueReader(std::move(bytes), limits).Read();
}

}  // namespace headwater::sbom
