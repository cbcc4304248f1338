// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "headwater/result.h"

/// \file
/// SPDX 2 tag-value, line by line and tag by tag. Parts of ReadTagValueTree.

namespace headwater::sbom {

/// `Tag: value`, or `Tag: <text>...</text>` over several lines.
struct TagLine {
  std::string_view tag;
  std::string_view value;  ///< Without <text> and the blanks around it.
  size_t offset = 0;       ///< Of the value.
};

/// Reads one pair after the other; comment lines (`#`) and empty lines are skipped.
class TagLines {
 public:
  explicit TagLines(std::string_view bytes);

  /// False at the end, and when `problem` is not empty: then `offset` is where.
  bool Next(TagLine& line);

  std::string_view problem() const { return problem_; }
  size_t offset() const { return offset_; }

 private:
  std::string_view bytes_;
  size_t offset_ = 0;
  std::string_view problem_;
};

/// The parts of a document, each a map of its own in JSON.
enum class TagSection : uint8_t {
  kDocument,
  kCreation,
  kExternalDocument,
  kPackage,
  kFile,
  kSnippet,
  kExtractedLicense,
  kRelationship,
  kAnnotation,
  kReview,
  kOpen,  ///< Whichever is open: `SPDXID` and what nobody knows.
};

/// How the value looks in JSON.
enum class TagShape : uint8_t {
  kText,
  kList,               ///< A list of texts, from all tags of this name in the section.
  kBool,               ///< `true`, `false`.
  kChecksums,          ///< `SHA1: 85ed...`: a list of maps.
  kExternalReference,  ///< `SECURITY cpe23Type cpe:2.3:...`: a list of maps.
  kVerificationCode,   ///< `d6a7... (excludes: ./a.spdx)`: a map.
  kRelated,            ///< `SPDXRef-A CONTAINS SPDXRef-B`: three members.
  kDocumentReference,  ///< `DocumentRef-x http://... SHA1: d6a7...`: three members.
  kByteRange,          ///< `310:420`: a list of maps.
  kLineRange,          ///< The same for lines.
};

struct Tag {
  std::string_view tag;
  TagSection section = TagSection::kOpen;
  std::string_view name;  ///< The member's name in JSON; empty: left out.
  TagShape shape = TagShape::kText;
  bool opens = false;  ///< Begins a new map of its section.
};

/// https://spdx.github.io/spdx-spec/v2.3/ chapters 6 to 13, each field's "tag:value format", and
/// its JSON schema for the names. Nullptr for a tag that is not there.
const Tag* FindTag(std::string_view tag);

}  // namespace headwater::sbom
