// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "headwater/rule.h"
#include "rules/sbom/open_documents.h"

/// \file
/// Which documents a project's SBOM is made of. Every rule of the family asks here, so that all
/// judge the same ones.

namespace headwater::sbom {

/// In the order of the search.
enum class SbomPlace { kGiven, kTree, kReport, kArchive, kRelease };

/// `given`, `tree`, `report`, `archive`, `release`.
std::string_view NameOf(SbomPlace place);

/// One document and where it is from.
struct FoundDocument {
  SbomPlace place = SbomPlace::kTree;
  const FileEntry* file = nullptr;  ///< In the tree; nullptr elsewhere.
  Untrusted name;                   ///< Path in the tree, else the artifact's name.
  Untrusted maker;                  ///< Of an artifact: job or tag.
  std::optional<CommitId> commit;   ///< What it was made of; the head for the tree.
  /// Speaks of the very commit that is judged. Otherwise it proves that there is an SBOM, and not
  /// that it is fresh.
  bool of_head = true;
  const OpenDocument* opened = nullptr;

  /// Never kUnrelated.
  const SbomDocument& document() const { return opened->document(); }
  /// The model; nullptr for what is not kSbom.
  const Bom* bom() const { return opened->bom(); }
  /// Lists components of a project: what an SBOM is for.
  bool is_sbom() const {
    const SbomDocument::Is is = document().is;
    const bool is_one = is == SbomDocument::Is::kSbom || is == SbomDocument::Is::kUnread;
    return is_one && document().has_components;
  }
};

/// False: enough was seen.
using DocumentVisitor = std::function<bool(const FoundDocument& found)>;

struct DocumentsSeen {
  size_t sboms = 0;  ///< Documents that are is_sbom().
  /// What may be one and was not read: absent blobs, too large, at an address that is not called.
  /// Messages of kPlaceMessages or of the engine.
  std::vector<Unchecked> unchecked;
  /// Only when there is no SBOM: for RuleAnswer::lacks.
  Lacks lacks = Lacks::kNothing;
};

/// The documents of the first place that has an SBOM, and those that were looked at on the way and
/// are none: given on the command line, in the head's tree, reports of the newest pipeline, files
/// of its archives, assets of the newest release. Every document is read once for all rules
/// (OpenDocuments), and lives at least as long as the call of `visit`. The rule declares
/// kIgnoreOption, kPipelineOption, kDocumentFacts and includes kPlaceMessages in its catalogue.
/// Errors as GitView::Read.
Result<DocumentsSeen> VisitDocuments(const RuleContext& context, const DocumentVisitor& visit);

/// The same for the tree of another commit (RuleContext::before), by the same options.
Result<DocumentsSeen> VisitTree(const RuleContext& context, GitView& view,
                                const DocumentVisitor& visit);

inline constexpr OptionInfo kIgnoreOption = {
    .name = "ignore",
    .type = OptionType::kGlobs,
    .stricter = Stricter::kSubset,
    .doc =
        "Paths whose manifests and SBOMs say nothing about the project: test data, examples, "
        "other people's code.",
    .default_value = R"(["**/test/**", "**/tests/**", "**/testdata/**", "**/fixtures/**", )"
                     R"("**/example/**", "**/examples/**", "**/node_modules/**", )"
                     R"("**/vendor/**", "**/third_party/**"])"};

inline constexpr OptionInfo kPipelineOption = {
    .name = "pipeline_counts",
    .type = OptionType::kBool,
    .stricter = Stricter::kLower,
    .doc =
        "Whether an SBOM that the newest pipeline made, or that the newest release has, counts "
        "where the repository holds none.",
    .default_value = "true"};

inline constexpr FactKind kDocumentFacts[] = {FactKind::kArtifacts};

inline constexpr MessageText kPlaceMessages[] = {
    {"artifact-too-large",
     {.en = "{path} ({maker}) is larger than the 64 MiB that are read.",
      .de = "{path} ({maker}) ist größer als die 64 MiB, die gelesen werden."}},
    {"artifact-elsewhere",
     {.en = "{path} ({maker}) is at an address outside this project, which is not called.",
      .de = "{path} ({maker}) liegt an einer Adresse außerhalb des Projekts, die nicht aufgerufen "
            "wird."}},
    {"artifact-gone",
     {.en = "{path} ({maker}) has expired, was removed, or may not be read.",
      .de = "{path} ({maker}) ist abgelaufen, entfernt oder nicht lesbar."}},
    {"artifact-unreadable",
     {.en = "{path} ({maker}) cannot be read: {problem}",
      .de = "{path} ({maker}) ist nicht lesbar: {problem}"}},
    {"too-many-candidates",
     {.en = "There are too many files that are called like an SBOM; {path} and what follows was "
            "not read.",
      .de = "Es gibt zu viele Dateien, die wie eine Stückliste heißen; {path} und die folgenden "
            "wurden nicht gelesen."}},
    {"unreadable",
     {.en = "{path} cannot be read: {problem}", .de = "{path} ist nicht lesbar: {problem}"}},
};

}  // namespace headwater::sbom
