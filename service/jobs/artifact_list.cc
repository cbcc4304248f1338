// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/jobs/artifact_list.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "headwater/hash.h"

namespace headwater::jobs {
namespace {

// A branch's, a merge request's, and one before each that was repeated.
constexpr size_t kMaxPipelines = 4;

// Beyond these a project lists its SBOM as a report.
constexpr size_t kMaxArchives = 4;
constexpr size_t kMaxLinks = 8;

// What generators and GitLab's own templates call it, most usual first. One request each.
constexpr std::array<std::string_view, 8> kUsualNames = {
    "gl-sbom.cdx.json", "sbom.cdx.json", "bom.json",       "sbom.json",
    "bom.cdx.json",     "sbom.json.gz",  "sbom.spdx.json", "bom.xml"};

// `bom` is part of `sbom`. A link or a job that is called otherwise is asked later or never.
constexpr std::array<std::string_view, 4> kNameParts = {"bom", "spdx", "cdx", "cyclonedx"};

bool SoundsLikeSbom(const Untrusted& name) {
  std::string lower = name.bytes();
  std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return std::any_of(kNameParts.begin(), kNameParts.end(), [&lower](std::string_view part) {
    return lower.find(part) != std::string::npos;
  });
}

/// A project that has no pipelines for us is one without.
template <typename T>
Result<T> OrNothing(Result<T> answer) {
  const bool nothing = !answer.ok() && (answer.error().code == Errc::kNotFound ||
                                        answer.error().code == Errc::kDenied);
  return nothing ? Result<T>(T()) : answer;
}

struct Archive {
  ForgeJob job;
  ForgePipeline pipeline;
};

class Lister {
 public:
  Lister(PipelineFiles& files, const ArtifactQuestion& question)
      : files_(files), question_(question) {}

  Result<ListedArtifacts> Run() && {
    for (const ForgePipeline& pipeline : TRY(Pipelines())) {
      if (!listed_.files.empty()) break;
      TRY(AddReports(pipeline));
    }
    const bool readable =
        std::any_of(listed_.files.begin(), listed_.files.end(),
                    [](const auto& f) { return f.artifact.problem == ArtifactProblem::kNone; });
    if (!readable) {
      AddArchives();
      TRY(AddRelease());
    }
    if (listed_.under_way) id_ += "under-way\n";
    listed_.id = Sha256Hex(id_);
    return std::move(listed_);
  }

 private:
  Result<std::vector<ForgePipeline>> Pipelines() {
    std::vector<ForgePipeline> all =
        TRY(OrNothing(files_.Pipelines(question_.project, question_.head)));
    const ProjectId source = question_.source_project;
    if (source.value != 0 && source != question_.project) {
      const auto forks = TRY(OrNothing(files_.Pipelines(source, question_.head)));
      all.insert(all.end(), forks.begin(), forks.end());
    }
    // A pipeline for the merged result has a commit of its own.
    if (const auto& named = question_.head_pipeline) {
      const bool known =
          std::any_of(all.begin(), all.end(),
                      [&named](const ForgePipeline& pipeline) { return pipeline.id == named->id; });
      // For the head itself an unknown one holds statuses of outsiders alone.
      if (!known && named->head != question_.head) all.push_back(*named);
    }
    if (all.size() > kMaxPipelines) all.resize(kMaxPipelines);
    return all;
  }

  Status AddReports(const ForgePipeline& pipeline) {
    const ProjectId project = pipeline.project.value != 0 ? pipeline.project : question_.project;
    for (const ForgeJob& job : TRY(OrNothing(files_.Jobs(project, pipeline.id)))) {
      listed_.under_way = listed_.under_way || job.under_way;
      const std::string at = std::to_string(project.value) + "/" + std::to_string(job.id.value);
      if (job.report) {
        id_ += "report " + at + " " + std::to_string(job.report->size) + "\n";
        Add(ArtifactOrigin::kReport, *job.report, job.name, pipeline.head);
      }
      if (job.has_archive && !job.under_way) {
        archives_.push_back({job, {pipeline.id, project, pipeline.head}});
      }
    }
    return Ok{};
  }

  void AddArchives() {
    std::stable_partition(archives_.begin(), archives_.end(),
                          [](const Archive& a) { return SoundsLikeSbom(a.job.name); });
    if (archives_.size() > kMaxArchives) archives_.resize(kMaxArchives);
    for (const Archive& archive : archives_) {
      const ProjectId project = archive.pipeline.project;
      id_ += "archive " + std::to_string(project.value) + "/" +
             std::to_string(archive.job.id.value) + "\n";
      for (const std::string_view name : kUsualNames) {
        const ForgeFile file{.name = Untrusted(std::string(name)),
                             .address = files_.AddressInArchive(project, archive.job.id, name)};
        Add(ArtifactOrigin::kArchive, file, archive.job.name, archive.pipeline.head);
        listed_.files.back().is_guess = true;
      }
    }
  }

  Status AddRelease() {
    const std::optional<ForgeRelease> release =
        TRY(OrNothing(files_.NewestRelease(question_.project)));
    if (!release) return Ok{};
    size_t links = 0;
    for (const ForgeFile& link : release->links) {
      if (!SoundsLikeSbom(link.name) || ++links > kMaxLinks) continue;
      id_ += "release " + Sha256Hex(release->tag.bytes() + "\n" + link.name.bytes()) + "\n";
      Add(ArtifactOrigin::kRelease, link, release->tag, release->commit);
      if (link.address.empty()) listed_.files.back().artifact.problem = ArtifactProblem::kElsewhere;
    }
    return Ok{};
  }

  void Add(ArtifactOrigin origin, const ForgeFile& file, const Untrusted& maker,
           const std::optional<CommitId>& commit) {
    ListedArtifact listed;
    listed.artifact.origin = origin;
    listed.artifact.name = file.name;
    listed.artifact.maker = maker;
    listed.artifact.commit = commit;
    if (file.address.empty()) listed.artifact.problem = ArtifactProblem::kGone;
    if (file.size > kMaxArtifactBytes) listed.artifact.problem = ArtifactProblem::kTooLarge;
    listed.address = file.address;
    listed_.files.push_back(std::move(listed));
  }

  PipelineFiles& files_;
  const ArtifactQuestion& question_;
  ListedArtifacts listed_;
  std::vector<Archive> archives_;
  std::string id_ = "headwater-artifacts/1\n";
};

}  // namespace

Result<ListedArtifacts> ListArtifacts(PipelineFiles& files, const ArtifactQuestion& question) {
  return Lister(files, question).Run();
}

}  // namespace headwater::jobs
