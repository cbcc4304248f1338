// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "headwater/git.h"
#include "rules/sbom/bom.h"
#include "rules/sbom/document.h"

/// \file
/// What is read of a file once, for all rules that look into it.

namespace headwater::sbom {

/// A document and its model. Stays where it is: the model consists of views of it.
class OpenDocument {
 public:
  explicit OpenDocument(SbomDocument document) : document_(std::move(document)) {}
  OpenDocument(const OpenDocument&) = delete;
  OpenDocument& operator=(const OpenDocument&) = delete;

  const SbomDocument& document() const { return document_; }
  /// Made when it is first asked for. nullptr for what is not kSbom.
  const Bom* bom() const;

 private:
  SbomDocument document_;
  mutable std::optional<Bom> bom_;
};

/// The documents of the files that belong to one view: of its tree, and what was brought with it.
/// All rules share the one of their view (GitView::Shared). Not thread-safe.
class OpenDocuments {
 public:
  using List = std::list<OpenDocument>;  ///< As ReadSbomDocuments.

  explicit OpenDocuments(GitView& /*view*/) {}

  /// What was kept of the file with this key; nullptr: nothing.
  std::shared_ptr<const List> Find(const std::string& key) const;
  /// Reads a file, and keeps what it found unless too much is kept already. Documents that are no
  /// SBOMs cost nothing.
  std::shared_ptr<const List> Open(const std::string& key, std::string bytes);

 private:
  std::map<std::string, std::shared_ptr<const List>> kept_;
  size_t kept_bytes_ = 0;
};

}  // namespace headwater::sbom
