// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/sbom/documents_of.h"

#include <array>
#include <utility>
#include <vector>

#include "rules/sbom/manifests.h"

namespace headwater::sbom {
namespace {

using Is = SbomDocument::Is;

// So many files that are called like an SBOM and are none occur only on purpose.
constexpr size_t kMaxCandidates = 1000;

// Between the parts of a key of OpenDocuments: in no path.
constexpr char kBetween = '\0';

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

/// The files of a view that may be SBOMs by their names.
struct Candidates {
  explicit Candidates(GitView& view) {
    for (const FileEntry& file : view.Files()) {
      if (IsSbomCandidate(file.path.bytes()) && IsFile(file.mode)) files.push_back(&file);
    }
  }
  std::vector<const FileEntry*> files;
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
    for (const FileEntry* file : view.Shared<Candidates>().files) {
      if (stopped_) break;
      if (ignore.Matches(file->path.bytes())) continue;
      if (++candidates > kMaxCandidates) {
        NoteUnchecked(file->path, {"too-many-candidates", {{"path", file->path}}});
        break;
      }
      TRY(VisitFile(view, *file, commit));
    }
    return Ok{};
  }

  Status VisitFile(GitView& view, const FileEntry& file, const std::optional<CommitId>& commit) {
    auto& open = view.Shared<OpenDocuments>();
    const std::string key = std::string(NameOf(SbomPlace::kTree)) + kBetween + file.path.bytes();
    auto documents = open.Find(key);
    if (!documents) {
      BlobAnswer blob = TRY(view.ReadLarge(file));
      if (blob.state != BlobState::kPresent) {
        NoteUnchecked(file.path, *WhyNotRead(file, blob));
        return Ok{};
      }
      documents = open.Open(key, std::move(blob.bytes));
    }
    Show(*documents, {.place = SbomPlace::kTree,
                      .file = &file,
                      .name = file.path,
                      .maker = {},
                      .commit = commit,
                      .of_head = true});
    return Ok{};
  }

  void VisitArtifacts(const PlaceOf& where) {
    for (size_t i = 0; i < context_.facts.artifacts.size(); ++i) {
      if (stopped_) return;
      if (context_.facts.artifacts[i].origin == where.origin) VisitArtifact(i, where.place);
    }
  }

  void VisitArtifact(size_t number, SbomPlace place) {
    const Artifact& artifact = context_.facts.artifacts[number];
    std::vector<std::pair<std::string, Untrusted>> args = {{"path", artifact.name},
                                                           {"maker", artifact.maker}};
    if (artifact.problem != ArtifactProblem::kNone) {
      return NoteUnchecked(artifact.name, {KeyOf(artifact.problem), std::move(args)});
    }
    // By its place in the list, for jobs may be called alike.
    const std::string key = std::string(NameOf(place)) + kBetween + std::to_string(number) +
                            kBetween + artifact.name.bytes() + kBetween + artifact.file;
    auto& open = context_.view.Shared<OpenDocuments>();
    auto documents = open.Find(key);
    if (!documents) {
      Result<std::string> bytes = artifact.read();
      if (!bytes.ok()) {
        args.emplace_back("problem", Untrusted(bytes.error().message));
        return NoteUnchecked(artifact.name, {"artifact-unreadable", std::move(args)});
      }
      documents = open.Open(key, std::move(bytes).value());
    }
    Show(*documents,
         {.place = place,
          .file = nullptr,
          .name = artifact.name,
          .maker = artifact.maker,
          .commit = artifact.commit,
          .of_head = place == SbomPlace::kGiven || artifact.commit == context_.change.head});
  }

  void Show(const OpenDocuments::List& documents, FoundDocument found) {
    for (const OpenDocument& one : documents) {
      const SbomDocument& document = one.document();
      if (stopped_) return;
      if (document.is == Is::kUnrelated) continue;
      found.opened = &one;
      if (document.is == Is::kTooLarge) {
        NoteUnchecked(
            found.name,
            {"unreadable", {{"path", found.name}, {"problem", Untrusted(document.problem)}}});
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
