// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/sbom/documents_of.h"

#include <array>
#include <utility>

#include "rules/sbom/manifests.h"

namespace headwater::sbom {
namespace {

using Is = SbomDocument::Is;

// So many files that are called like an SBOM and are none occur only on purpose.
constexpr size_t kMaxCandidates = 1000;

struct PlaceOf {
  ArtifactOrigin origin;
  SbomPlace place;
};
constexpr std::array kBeforeTheTree = {PlaceOf{ArtifactOrigin::kGiven, SbomPlace::kGiven}};
constexpr std::array kAfterTheTree = {PlaceOf{ArtifactOrigin::kReport, SbomPlace::kReport},
                                      PlaceOf{ArtifactOrigin::kArchive, SbomPlace::kArchive},
                                      PlaceOf{ArtifactOrigin::kRelease, SbomPlace::kRelease}};

const char* KeyOf(ArtifactProblem problem) {
  switch (problem) {
    case ArtifactProblem::kTooLarge:
      return "artifact-too-large";
    case ArtifactProblem::kElsewhere:
      return "artifact-elsewhere";
    case ArtifactProblem::kNone:
    case ArtifactProblem::kGone:
      break;
  }
  return "artifact-gone";
}

/// Whether any file of a view names dependencies.
struct Dependencies {
  explicit Dependencies(GitView& view) : declared(!ManifestsByDepth(view.Files()).empty()) {}
  bool declared;
};

/// Walks the places.
class Search {
 public:
  Search(const RuleContext& context, const DocumentVisitor& visit)
      : context_(context), visit_(visit) {}

  Result<DocumentsSeen> Everywhere() && {
    for (const PlaceOf& place : kBeforeTheTree) VisitArtifacts(place);
    if (!done()) TRY(VisitFiles(context_.view, context_.change.head));
    if (done() || !context_.options.Bool(kPipelineOption.name.view())) return std::move(seen_);
    for (const PlaceOf& place : kAfterTheTree) {
      if (!done()) VisitArtifacts(place);
    }
    // A project that uses nothing of others is not made to wait for its pipeline.
    const bool is_due = context_.view.Shared<Dependencies>().declared;
    if (seen_.sboms == 0 && is_due) seen_.lacks = WhatIsLacking();
    return std::move(seen_);
  }

  Result<DocumentsSeen> InTree(GitView& view) && {
    TRY(VisitFiles(view, std::nullopt));
    return std::move(seen_);
  }

 private:
  bool done() const { return stopped_ || seen_.sboms > 0; }

  Lacks WhatIsLacking() const {
    if (!context_.facts.gathered.contains(FactKind::kArtifacts)) return Lacks::kArtifacts;
    return context_.facts.artifacts_under_way ? Lacks::kUnderWay : Lacks::kNothing;
  }

  Status VisitFiles(GitView& view, const std::optional<CommitId>& commit) {
    const GlobSet ignore = TRY(GlobSet::Make(context_.options.Globs(kIgnoreOption.name.view())));
    size_t candidates = 0;
    for (const FileEntry& file : view.Files()) {
      if (stopped_) break;
      const std::string& path = file.path.bytes();
      if (!IsSbomCandidate(path) || !IsFile(file.mode) || ignore.Matches(path)) continue;
      if (++candidates > kMaxCandidates) {
        NoteUnchecked(file.path, {"too-many-candidates", {{"path", file.path}}});
        break;
      }
      BlobAnswer blob = TRY(view.ReadLarge(file));
      if (blob.state != BlobState::kPresent) {
        NoteUnchecked(file.path, *WhyNotRead(file, blob));
        continue;
      }
      Open({.place = SbomPlace::kTree,
            .file = &file,
            .name = file.path,
            .maker = {},
            .commit = commit,
            .of_head = true,
            .document = {}},
           std::move(blob.bytes));
    }
    return Ok{};
  }

  void VisitArtifacts(const PlaceOf& where) {
    for (const Artifact& artifact : context_.facts.artifacts) {
      if (stopped_) return;
      if (artifact.origin == where.origin) VisitArtifact(artifact, where.place);
    }
  }

  void VisitArtifact(const Artifact& artifact, SbomPlace place) {
    std::vector<std::pair<std::string, Untrusted>> args = {{"path", artifact.name},
                                                           {"maker", artifact.maker}};
    if (artifact.problem != ArtifactProblem::kNone) {
      return NoteUnchecked(artifact.name, {KeyOf(artifact.problem), std::move(args)});
    }
    Result<std::string> bytes = artifact.read();
    if (!bytes.ok()) {
      args.emplace_back("problem", Untrusted(bytes.error().message));
      return NoteUnchecked(artifact.name, {"artifact-unreadable", std::move(args)});
    }
    Open({.place = place,
          .file = nullptr,
          .name = artifact.name,
          .maker = artifact.maker,
          .commit = artifact.commit,
          .of_head = place == SbomPlace::kGiven || artifact.commit == context_.change.head,
          .document = {}},
         std::move(bytes).value());
  }

  void Open(FoundDocument found, std::string bytes) {
    for (SbomDocument& document : ReadSbomDocuments(std::move(bytes))) {
      if (stopped_) return;
      if (document.is == Is::kUnrelated) continue;
      found.document = std::move(document);
      if (found.document.is == Is::kTooLarge) {
        NoteUnchecked(
            found.name,
            {"unreadable", {{"path", found.name}, {"problem", Untrusted(found.document.problem)}}});
      }
      if (found.is_sbom()) ++seen_.sboms;
      stopped_ = !visit_(found);
    }
  }

  void NoteUnchecked(const Untrusted& path, Message why) {
    seen_.unchecked.push_back({.path = path, .why = std::move(why), .advisory = false});
  }

  const RuleContext& context_;
  const DocumentVisitor& visit_;
  DocumentsSeen seen_;
  bool stopped_ = false;
};

}  // namespace

std::string_view NameOf(SbomPlace place) {
  switch (place) {
    case SbomPlace::kGiven:
      return "given";
    case SbomPlace::kTree:
      return "tree";
    case SbomPlace::kReport:
      return "report";
    case SbomPlace::kArchive:
      return "archive";
    case SbomPlace::kRelease:
      return "release";
  }
  return "";
}

Result<DocumentsSeen> VisitDocuments(const RuleContext& context, const DocumentVisitor& visit) {
  return Search(context, visit).Everywhere();
}

Result<DocumentsSeen> VisitTree(const RuleContext& context, GitView& view,
                                const DocumentVisitor& visit) {
  return Search(context, visit).InTree(view);
}

}  // namespace headwater::sbom
