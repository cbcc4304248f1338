// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "headwater/pipeline_files.h"

/// \file
/// What pipelines and releases have made, in memory.

namespace headwater::fakes {

class FakePipelineFiles final : public PipelineFiles {
 public:
  std::map<ProjectId, std::vector<ForgePipeline>> pipelines;
  std::map<PipelineId, std::vector<ForgeJob>> jobs;
  std::optional<ForgeRelease> release;
  std::map<std::string, std::string> files;  ///< By address.
  std::optional<Error> fail;                 ///< Of every call.
  std::vector<std::string> downloads;

  Result<std::vector<ForgePipeline>> Pipelines(ProjectId project, CommitId head) override {
    if (fail) return *fail;
    std::vector<ForgePipeline> found = pipelines[project];
    std::erase_if(found, [&](const ForgePipeline& pipeline) { return pipeline.head != head; });
    return found;
  }
  Result<std::vector<ForgeJob>> Jobs(ProjectId, PipelineId pipeline) override {
    if (fail) return *fail;
    return jobs[pipeline];
  }
  Result<std::optional<ForgeRelease>> NewestRelease(ProjectId) override {
    if (fail) return *fail;
    return release;
  }
  std::string AddressInArchive(ProjectId project, JobId job, std::string_view path) override {
    return "/" + std::to_string(project.value) + "/" + std::to_string(job.value) + "/" +
           std::string(path);
  }
  Result<std::string> Download(const std::string& address, uint64_t max_bytes) override {
    if (fail) return *fail;
    downloads.push_back(address);
    const auto found = files.find(address);
    if (found == files.end()) return Error{Errc::kNotFound, "no such file"};
    if (found->second.size() > max_bytes) return Error{Errc::kContent, "too large"};
    return found->second;
  }
};

}  // namespace headwater::fakes
