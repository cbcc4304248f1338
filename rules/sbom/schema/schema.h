// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "rules/sbom/document.h"
#include "rules/sbom/problem.h"
#include "rules/sbom/tree.h"

/// \file
/// Whether a document is what its standard's published schema demands. Exact (the official valid
/// and invalid examples are told apart without a difference) and linear in the document whatever
/// it holds: equality by hash, names by number, patterns as automata, no branch within itself.

namespace headwater::sbom::schema {

/// The published schemas. 1.2 and 1.3 in their strict variant, in which, as in all later ones,
/// members that the standard does not know are errors. SPDX 2 stands for JSON, YAML and tag-value.
enum class SchemaId {
  kCycloneDxJson12,
  kCycloneDxJson13,
  kCycloneDxJson14,
  kCycloneDxJson15,
  kCycloneDxJson16,
  kCycloneDxJson17,
  kSpdx22,
  kSpdx23,
  kSpdx301,
  kCycloneDxXml10,
  kCycloneDxXml11,
  kCycloneDxXml12,
  kCycloneDxXml13,
  kCycloneDxXml14,
  kCycloneDxXml15,
  kCycloneDxXml16,
  kCycloneDxXml17,
};

/// The schema of a version such as `1.6`, `2.3` or `3.0.1`. Nothing for versions and forms that no
/// schema was published for.
std::optional<SchemaId> FindSchema(SbomFormat format, std::string_view version,
                                   Serialisation serialisation);

/// What the SPDX list says of a licence identifier.
struct SpdxIdAnswer {
  bool is_known = false;  ///< On the list in that spelling, as a licence or an exception.
  std::string better;     ///< Not known: what was most likely meant, or empty.
};
using SpdxIdList = std::function<SpdxIdAnswer(std::string_view)>;

/// The list that is part of the binary.
SpdxIdAnswer AskSpdxList(std::string_view id);

/// Adds what the schema does not allow, duplicate keys, identifiers given twice and references to
/// nothing, in document order; the messages are those of messages.h. The document begins at `root`
/// (SbomDocument::root) and must be of that standard and version. A licence identifier that `list`
/// does not know and has nothing near for is a warning: lists grow, and what a newer one added is
/// not wrong.
void ValidateSchema(const Tree& tree, NodeIndex root, SchemaId schema, const SpdxIdList& list,
                    Problems& problems);

}  // namespace headwater::sbom::schema
