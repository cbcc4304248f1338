// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string_view>

#include "headwater/data.h"
#include "rules/sbom/sbom_kind.h"

/// \file
/// What a document is, once its syntax has been read. Parts of SniffSbom.

namespace headwater::sbom {

/// CycloneDX and SPDX as JSON, and SPDX 2 as YAML, which has the same keys.
SbomSniff ClassifyTree(const DataNode& root);

/// CycloneDX and SPDX 2 as XML or RDF/XML.
SbomSniff ClassifyXml(const XmlNode& root);

/// SPDX 2 as tag-value lines.
SbomSniff ClassifyTagValue(std::string_view text);

}  // namespace headwater::sbom
