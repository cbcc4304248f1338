// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include <utility>

#include "service/forge/gitlab_client.h"
#include "service/forge/paths.h"
#include "service/forge/pipeline_answers.h"

namespace headwater::forge {
namespace {

/// Of one commit there are rarely more than three: branch, merge request, a repeated one.
constexpr char kMaxPipelines[] = "20";

template <typename T>
Result<T> AsAnswer(Result<T> read) {
  if (read.ok()) return read;
  return NoAnswer(std::move(read).error());
}

}  // namespace

// https://docs.gitlab.com/ee/api/pipelines.html#list-project-pipelines
Result<std::vector<ForgePipeline>> GitlabClient::Pipelines(ProjectId project, CommitId head) {
  const DataNode answer = TRY(api_.Get(
      PathOf(project) + "/pipelines",
      {{"sha", head.Hex()}, {"order_by", "id"}, {"sort", "desc"}, {"per_page", kMaxPipelines}}));
  const DataField list(answer);
  std::vector<ForgePipeline> pipelines;
  const size_t count = TRY(AsAnswer(list.Length()));
  for (size_t i = 0; i < count; ++i) {
    std::optional<ForgePipeline> pipeline = TRY(AsAnswer(ReadPipelineOfCommit(list.Item(i))));
    if (!pipeline || pipeline->head != head) continue;
    pipeline->project = project;
    pipelines.push_back(*pipeline);
  }
  return pipelines;
}

// https://docs.gitlab.com/ee/api/jobs.html#list-pipeline-jobs
Result<std::vector<ForgeJob>> GitlabClient::Jobs(ProjectId project, PipelineId pipeline) {
  std::vector<ForgeJob> jobs;
  const auto take = [&](const DataField& item) -> Status {
    jobs.push_back(TRY(ReadJob(item, api_.base_url())));
    return Ok{};
  };
  TRY(api_.GetAll(PathOf(project) + "/pipelines/" + std::to_string(pipeline.value) + "/jobs", {},
                  take));
  return jobs;
}

// https://docs.gitlab.com/ee/api/releases/#list-releases: the newest by its date first.
Result<std::optional<ForgeRelease>> GitlabClient::NewestRelease(ProjectId project) {
  const DataNode answer = TRY(api_.Get(PathOf(project) + "/releases", {{"per_page", "1"}}));
  const DataField list(answer);
  if (TRY(AsAnswer(list.Length())) == 0) return std::optional<ForgeRelease>();
  return std::optional(TRY(AsAnswer(ReadRelease(list.Item(0), project, api_.base_url()))));
}

// https://docs.gitlab.com/ee/api/job_artifacts.html#download-a-single-artifact-file-by-job-id
std::string GitlabClient::AddressInArchive(ProjectId project, JobId job, std::string_view path) {
  return "/api/v4" + PathOf(project) + "/jobs/" + std::to_string(job.value) + "/artifacts/" +
         EncodeUrlComponent(path);
}

Result<std::string> GitlabClient::Download(const std::string& address, uint64_t max_bytes) {
  return api_.Download(address, max_bytes);
}

}  // namespace headwater::forge
