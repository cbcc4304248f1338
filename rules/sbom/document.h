// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/sbom/tree.h"

/// \file
/// What a file is, by its content: an SBOM, in which format, in what wrapped; or what it is
/// instead.

namespace headwater::sbom {

/// Whether a path's name or folder suggests a parts list, so that its content is worth a look. The
/// name never decides: reports of other kinds are called `bom.json` too.
bool IsSbomCandidate(std::string_view path);

enum class SbomFormat : uint8_t { kNone, kCycloneDx, kSpdx2, kSpdx3 };

enum class Serialisation : uint8_t { kJson, kXml, kYaml, kTagValue, kJsonLd, kRdf };

/// `json`, `xml`, `yaml`, `tag-value`, `json-ld`, `rdf`: as printed, never renamed.
std::string_view NameOf(Serialisation serialisation);

/// One document of a file.
struct SbomDocument {
  enum class Is : uint8_t {
    kSbom,       ///< Read in full: `tree` is there.
    kUnread,     ///< An SBOM in a version or form whose content is not judged; see `hint`.
    kOtherKind,  ///< A format that is mistaken for an SBOM; see `hint`.
    kBroken,     ///< Claims to be one and cannot be read; see `problem`.
    kTooLarge,   ///< Beyond the readers' limits; see `problem`.
    kUnrelated,  ///< None of these.
  };
  Is is = Is::kUnrelated;
  SbomFormat format = SbomFormat::kNone;
  std::string version;  ///< `1.6`, `2.3`, `3.0.1`.
  Serialisation serialisation = Serialisation::kJson;
  std::string kind;     ///< A name that needs no translation: "CycloneDX 1.6 JSON, in-toto".
  std::string wrapper;  ///< "", "in-toto", "in-toto, DSSE": from the inside out.
  std::string member;   ///< Name of the gzip member it comes from.
  std::string hint;     ///< One of kHints, when `is` is kUnread or kOtherKind.
  std::string problem;  ///< `line:column: sentence`.
  bool has_components = false;  ///< Names at least one.
  std::optional<Tree> tree;     ///< Whenever its syntax could be read.
  NodeIndex root = 0;           ///< Of the SBOM in `tree`; not 0 inside a statement.
};

/// Why a document is not judged: `reuse` (the output of `reuse spdx` lists the project's own
/// files), `gitlab-report` (dependency scanning), `draft` (CycloneDX 2.0, not released), `old` and
/// `newer` (a version before or behind those that are read), `version` (none that was ever
/// published), `spdx-rdf` and `spdx-xml` (SPDX 2 in forms that have no schema).
inline constexpr std::string_view kHints[] = {"draft", "gitlab-report", "newer",    "old",
                                              "reuse", "spdx-rdf",      "spdx-xml", "version"};

/// The documents of a file: one, but for gzip streams with several members. Never empty.
std::vector<SbomDocument> ReadSbomDocuments(std::string bytes);

/// One document, not compressed: CycloneDX and SPDX in all their forms, and in-toto statements
/// (https://github.com/in-toto/attestation) around them, plain or in a DSSE envelope
/// (https://github.com/secure-systems-lab/dsse).
SbomDocument ReadSbomDocument(std::string bytes);

/// What the SBOM at `root` of a tree is; leaves the tree alone. Part of ReadSbomDocument.
SbomDocument ClassifyTree(const Tree& tree, NodeIndex root, Serialisation serialisation);

}  // namespace headwater::sbom
